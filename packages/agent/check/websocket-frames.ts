import { randomBytes } from 'node:crypto'

export interface Frame {
  readonly opcode: number
  readonly payload: Buffer
}

const FINAL = 0x80
const MASKED = 0x80
const TEXT = 1

/** A short text as a client sends it (RFC 6455). */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const mask = randomBytes(4)
  const head =
    payload.length < 126
      ? [FINAL | TEXT, MASKED | payload.length]
      : [FINAL | TEXT, MASKED | 126, payload.length >> 8, payload.length & 0xff]
  return Buffer.concat([Buffer.from(head), mask, payload.map((byte, i) => byte ^ (mask[i % 4] as number))])
}

/** The frame of a server at the beginning of these bytes; null while it is not whole. */
export function readFrame(bytes: Buffer): { value: Frame; length: number } | null {
  if (bytes.length < 2) return null
  const short = bytes.readUInt8(1) & 0x7f
  const start = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < start) return null
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  if (bytes.length < start + size) return null
  return { value: { opcode: bytes.readUInt8(0) & 0x0f, payload: bytes.subarray(start, start + size) }, length: start + size }
}
