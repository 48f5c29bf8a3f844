import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { type ByteReader, type ByteWriter, DamagedError } from './bytes.ts'

/**
 * Any doubles, bit for bit: plain or combined with the row before by exclusive or, split into eight byte planes, then
 * compressed.
 */
const PLAIN = 0
const XOR = 1

export function writeDoubles(values: Float64Array, out: ByteWriter): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
  const plain = zstdCompressSync(planes(bits))
  const mixed = bits.slice()
  for (let i = bits.length - 1; i >= 2; i--) mixed[i] = (mixed[i] as number) ^ (bits[i - 2] as number)
  const combined = zstdCompressSync(planes(mixed))
  const useXor = combined.length < plain.length
  out.u8(useXor ? XOR : PLAIN)
  out.sized(useXor ? combined : plain)
}

/** Fills `values`. */
export function readDoubles(input: ByteReader, values: Float64Array): Float64Array {
  const count = values.length
  const mode = input.u8()
  if (mode > XOR) throw new DamagedError('mode of doubles')
  const bytes = inflate(input.sized(), count * 8)
  const bits = new Uint32Array(values.buffer, values.byteOffset, count * 2).fill(0)
  for (let plane = 0; plane < 8; plane++) {
    const word = plane >> 2
    const shift = (plane & 3) * 8
    for (let i = 0; i < count; i++) bits[2 * i + word] = (bits[2 * i + word] as number) | ((bytes[plane * count + i] as number) << shift)
  }
  if (mode === XOR) for (let i = 2; i < bits.length; i++) bits[i] = (bits[i] as number) ^ (bits[i - 2] as number)
  return values
}

/** Decompresses to exactly `length` bytes, never to more. */
export function inflate(bytes: Uint8Array, length: number): Uint8Array {
  let inflated: Uint8Array
  try {
    inflated = zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, length) })
  } catch (error) {
    throw new DamagedError(error instanceof Error ? error.message : 'compressed part')
  }
  if (inflated.length !== length) throw new DamagedError('compressed part has another length')
  return inflated
}

function planes(bits: Uint32Array): Uint8Array {
  const count = bits.length / 2
  const bytes = new Uint8Array(count * 8)
  for (let plane = 0; plane < 8; plane++) {
    const word = plane >> 2
    const shift = (plane & 3) * 8
    for (let i = 0; i < count; i++) bytes[plane * count + i] = (bits[2 * i + word] as number) >>> shift
  }
  return bytes
}
