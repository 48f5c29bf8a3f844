import { crc32 } from 'node:zlib'

/** A report in the buffer: its number, and its frame. */
export interface Spooled {
  readonly seq: number
  readonly frame: Uint8Array
}

/** u32 bytes of the frame | u32 checksum of the rest | f64 number | frame; little endian. */
export const RECORD_HEADER = 16
const FRAME_MAX = 1024 * 1024

export function packRecord({ seq, frame }: Spooled): Uint8Array {
  const bytes = new Uint8Array(RECORD_HEADER + frame.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, frame.length, true)
  view.setFloat64(8, seq, true)
  bytes.set(frame, RECORD_HEADER)
  view.setUint32(4, crc32(bytes.subarray(8)), true)
  return bytes
}

/** The sound records at the start of a file: what a process left that was killed while it wrote is no record. */
export function readRecords(bytes: Uint8Array): readonly Spooled[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const records: Spooled[] = []
  for (let offset = 0; offset + RECORD_HEADER <= bytes.length; ) {
    const length = view.getUint32(offset, true)
    const end = offset + RECORD_HEADER + length
    if (length > FRAME_MAX || end > bytes.length || crc32(bytes.subarray(offset + 8, end)) !== view.getUint32(offset + 4, true)) break
    records.push({ seq: view.getFloat64(offset + 8, true), frame: bytes.subarray(offset + RECORD_HEADER, end) })
    offset = end
  }
  return records
}
