import { randomBytes } from 'node:crypto'

/** Kinds of frames (RFC 6455). */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

export interface Frame {
  readonly opcode: number
  /** The last one of its message. */
  readonly final: boolean
  readonly payload: Buffer
}

const FINAL = 0x80
const MASKED = 0x80
const SHORT = 126
const LONG = 127

/** A whole message as a client sends it. */
export function clientFrame(opcode: number, payload: Uint8Array): Buffer {
  const mask = randomBytes(4)
  const head = headOf(opcode, payload.length)
  const frame = Buffer.allocUnsafe(head.length + mask.length + payload.length)
  frame.set(head)
  frame.set(mask, head.length)
  const start = head.length + mask.length
  for (let i = 0; i < payload.length; i++) frame[start + i] = (payload[i] as number) ^ (mask[i & 3] as number)
  return frame
}

function headOf(opcode: number, length: number): Buffer {
  if (length < SHORT) return Buffer.from([FINAL | opcode, MASKED | length])
  const head = Buffer.alloc(length < 65_536 ? 4 : 10)
  head[0] = FINAL | opcode
  head[1] = MASKED | (length < 65_536 ? SHORT : LONG)
  if (length < 65_536) head.writeUInt16BE(length, 2)
  else head.writeBigUInt64BE(BigInt(length), 2)
  return head
}

/** The frame of a server at the beginning of these bytes; null while it is not whole. Throws on what no server may send. */
export function readFrame(bytes: Buffer, most = 65_536): { value: Frame; length: number } | null {
  if (bytes.length < 2) return null
  const [first, second] = [bytes.readUInt8(0), bytes.readUInt8(1)]
  if ((first & 0x70) !== 0) throw new Error('the frame has bits that nobody agreed on')
  if ((second & MASKED) !== 0) throw new Error('the frame is masked')
  const short = second & 0x7f
  const start = short === SHORT ? 4 : short === LONG ? 10 : 2
  if (bytes.length < start) return null
  const size = short === SHORT ? bytes.readUInt16BE(2) : short === LONG ? Number(bytes.readBigUInt64BE(2)) : short
  if (size > most) throw new Error(`the frame has ${size} bytes, more than ${most}`)
  if (bytes.length < start + size) return null
  const payload = bytes.subarray(start, start + size)
  return { value: { opcode: first & 0x0f, final: (first & FINAL) !== 0, payload }, length: start + size }
}
