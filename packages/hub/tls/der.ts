/** The few forms of ASN.1 DER (X.690) that a certificate is made of. */
export type Der = Buffer

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
}

function encoded(tag: number, content: Uint8Array): Der {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

function lengthOf(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.from([bytes])
  if (bytes < 0x100) return Buffer.from([0x81, bytes])
  return Buffer.from([0x82, bytes >> 8, bytes & 0xff])
}

export const sequence = (...parts: readonly Der[]): Der => encoded(TAG.sequence, Buffer.concat(parts))
export const set = (...parts: readonly Der[]): Der => encoded(TAG.set, Buffer.concat(parts))
export const octets = (content: Uint8Array): Der => encoded(TAG.octets, content)
export const utf8 = (text: string): Der => encoded(TAG.utf8, Buffer.from(text))
export const truth = (): Der => encoded(TAG.boolean, Buffer.from([0xff]))
/** `[number] content`, explicit or, of a primitive, implicit. */
export const tagged = (number: number, content: Uint8Array, constructed: boolean): Der =>
  encoded(0x80 | (constructed ? 0x20 : 0) | number, content)
/** Bits, the last `unused` of which do not count. */
export const bits = (content: Uint8Array, unused = 0): Der => encoded(TAG.bits, Buffer.concat([Buffer.from([unused]), content]))

/** A positive number, of big-endian bytes. */
export function integer(bytes: Uint8Array): Der {
  const from = bytes.findIndex((byte) => byte !== 0)
  const least = from < 0 ? Buffer.from([0]) : bytes.subarray(from)
  return encoded(TAG.integer, (least[0] as number) & 0x80 ? Buffer.concat([Buffer.from([0]), least]) : least)
}

export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return encoded(TAG.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(arc: number): number[] {
  const groups = [arc & 0x7f]
  for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80)
  return groups
}

/** As X.509 wants it: two digits of the year up to 2049, four beyond. */
export function time(at: number): Der {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return new Date(at).getUTCFullYear() < 2050 ? encoded(TAG.utcTime, Buffer.from(digits.slice(2))) : encoded(TAG.time, Buffer.from(digits))
}
