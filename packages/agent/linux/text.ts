/** Scanning of kernel files without making a string per field. */

/** Calls `visit` with every line that is not empty. */
export function eachLine(text: string, visit: (line: string) => void): void {
  let start = 0
  while (start < text.length) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    if (end > start) visit(text.slice(start, end))
    start = end + 1
  }
}

/** The whole numbers in `text` from `start`, apart by anything that is not a digit; at most `limit` of them. */
export function numbersIn(text: string, start = 0, limit = 32): number[] {
  const numbers: number[] = []
  let value = -1
  for (let i = start; i <= text.length && numbers.length < limit; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit >= 0 && digit <= 9) value = Math.max(value, 0) * 10 + digit
    else if (value >= 0) {
      numbers.push(value)
      value = -1
    }
  }
  return numbers
}

/** A finite number, or null. */
export function finite(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

/** `part` of `whole` as 0–100, or null when there is no whole. */
export function percent(part: number, whole: number): number | null {
  if (!(whole > 0)) return null
  return Math.min(100, Math.max(0, (part / whole) * 100))
}

const MAX_NAME_BYTES = 255

/** An instance name that fits a report frame: cut at a character's boundary when longer. */
export function instanceName(name: string): string {
  if (name.length * 3 <= MAX_NAME_BYTES || Buffer.byteLength(name) <= MAX_NAME_BYTES) return name.toWellFormed()
  let cut = ''
  let bytes = 0
  for (const character of name.toWellFormed()) {
    bytes += Buffer.byteLength(character)
    if (bytes > MAX_NAME_BYTES) break
    cut += character
  }
  return cut
}
