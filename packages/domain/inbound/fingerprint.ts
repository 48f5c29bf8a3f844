const OFFSET = 0xcbf29ce484222325n
const PRIME = 0x100000001b3n
const MASK = 0xffffffffffffffffn
const SEPARATOR = 255

/** The fingerprint that Prometheus gives to a set of labels: 64 bits of FNV-1a over names and values in order of names. */
export function labelFingerprint(labels: Readonly<Record<string, string>>): string {
  const names = Object.keys(labels).sort(inBytes)
  return hashOf(names.flatMap((name) => [name, labels[name] as string]))
}

/** Of several texts, each to be told from the next. */
export function hashOf(texts: readonly string[]): string {
  const encoder = new TextEncoder()
  let hash = OFFSET
  const add = (byte: number): void => {
    hash = ((hash ^ BigInt(byte)) * PRIME) & MASK
  }
  for (const text of texts) {
    for (const byte of encoder.encode(text)) add(byte)
    add(SEPARATOR)
  }
  return hash.toString(16).padStart(16, '0')
}

/** As Go compares strings: by their UTF-8 bytes, which is by code point. */
function inBytes(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
