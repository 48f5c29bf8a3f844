import { constants, crc32, zstdCompressSync } from 'node:zlib'
import { ByteReader, ByteWriter, DamagedError } from './codec/bytes.ts'
import { inflate } from './codec/doubles.ts'

/** A frame as it was accepted from a host. */
export interface AcceptedFrame {
  readonly host: number
  readonly frame: Uint8Array
}

const VERSION = 1
const MAX_ENTRY = 256 * 1024 * 1024
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** One journal entry: u32 checksum of the rest, u8 version, length, compressed (host, frame)s. */
export function packFrames(frames: readonly AcceptedFrame[]): Uint8Array {
  const plain = new ByteWriter(4096)
  for (const { host, frame } of frames) {
    plain.varint(host)
    plain.sized(frame)
  }
  const out = new ByteWriter(plain.length)
  out.u32(0)
  out.u8(VERSION)
  out.varint(plain.length)
  out.bytes(zstdCompressSync(plain.finish(), FAST))
  const bytes = out.finish().slice()
  new DataView(bytes.buffer).setUint32(0, crc32(bytes.subarray(4)), true)
  return bytes
}

/** Throws {@link DamagedError} on anything that is not a whole, sound entry. */
export function unpackFrames(bytes: Uint8Array): AcceptedFrame[] {
  const input = new ByteReader(bytes)
  if (input.u32() !== crc32(bytes.subarray(4))) throw new DamagedError('checksum')
  const version = input.u8()
  if (version !== VERSION) throw new DamagedError(`format version ${version} is not known`)
  const length = input.varint()
  if (length > MAX_ENTRY) throw new DamagedError('length')
  const plain = new ByteReader(inflate(input.rest(), length))
  const frames: AcceptedFrame[] = []
  while (plain.remaining > 0) frames.push({ host: plain.varint(), frame: plain.sized() })
  return frames
}
