import { GROUPS, groupByNumber, metricsOf } from './catalog.ts'
import type { Reading, Report } from './report.ts'

/**
 * A report as bytes, the form agents send and stores journal. Little endian:
 *
 *     u8 version = 1 | f64 at, epoch ms | u16 readings
 *     each reading: u8 group | u8 name bytes | name (UTF-8) | u8 columns | u32 missing mask | f64 × columns present
 *
 * A column whose bit is set in the mask is unsupported and carries no value. Values keep every bit (NaN payloads,
 * −0). A group or columns from a newer agent are skipped, columns unknown to an older one read as unsupported.
 */
const FRAME_VERSION = 1

const FRAME_LIMITS = { bytes: 256 * 1024, readings: 4096, instanceBytes: 255, columns: 32 } as const

/** A frame that cannot be understood; `reason` is fit for a log line and a close code. */
export class FrameError extends Error {
  override readonly name = 'FrameError'
}

const HEADER = 11
const PLAIN_NAME = 24
const utf8 = new TextEncoder()
const text = new TextDecoder('utf-8', { fatal: true })

/** A report in the format above. Throws {@link FrameError} when an instance name is longer than it can hold. */
export function encodeReport(report: Report): Uint8Array {
  const names = report.readings.map((reading) => utf8.encode(reading.instance))
  let size = HEADER
  report.readings.forEach((reading, i) => {
    size += 7 + (names[i] as Uint8Array).length + reading.values.length * 8
  })
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, FRAME_VERSION)
  view.setFloat64(1, report.at, true)
  view.setUint16(9, report.readings.length, true)
  let offset = HEADER
  report.readings.forEach((reading, i) => {
    offset = writeReading(view, bytes, offset, reading, names[i] as Uint8Array)
  })
  return bytes.subarray(0, offset)
}

function writeReading(view: DataView, bytes: Uint8Array, start: number, reading: Reading, name: Uint8Array): number {
  if (name.length > FRAME_LIMITS.instanceBytes) throw new FrameError(`instance name longer than ${FRAME_LIMITS.instanceBytes} bytes`)
  view.setUint8(start, GROUPS[reading.group].number)
  view.setUint8(start + 1, name.length)
  bytes.set(name, start + 2)
  let offset = start + 2 + name.length
  view.setUint8(offset, reading.values.length)
  const maskAt = offset + 1
  offset += 5
  let mask = 0
  reading.values.forEach((value, column) => {
    if (value === null) mask |= 1 << column
    else {
      view.setFloat64(offset, value, true)
      offset += 8
    }
  })
  view.setUint32(maskAt, mask >>> 0, true)
  return offset
}

/** Throws {@link FrameError} on anything that is not a whole, sound frame. */
export function decodeReport(bytes: Uint8Array): Report {
  if (bytes.length > FRAME_LIMITS.bytes) throw new FrameError(`frame larger than ${FRAME_LIMITS.bytes} bytes`)
  if (bytes.length < HEADER) throw new FrameError('frame cut short')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint8(0) !== FRAME_VERSION) throw new FrameError(`frame version ${view.getUint8(0)} is not supported`)
  const at = view.getFloat64(1, true)
  if (!Number.isSafeInteger(at) || at <= 0) throw new FrameError('frame time is not a whole number of milliseconds')
  const count = view.getUint16(9, true)
  if (count > FRAME_LIMITS.readings) throw new FrameError(`more than ${FRAME_LIMITS.readings} readings`)
  const readings: Reading[] = []
  let offset = HEADER
  try {
    for (let i = 0; i < count; i++) offset = readReading(view, bytes, offset, readings)
  } catch (error) {
    if (error instanceof FrameError) throw error
    throw new FrameError(error instanceof RangeError ? 'frame cut short' : 'frame holds an instance name that is not UTF-8')
  }
  if (offset !== bytes.length) throw new FrameError('frame has bytes left over')
  return { at, readings }
}

function readReading(view: DataView, bytes: Uint8Array, start: number, readings: Reading[]): number {
  const group = groupByNumber(view.getUint8(start))
  const nameLength = view.getUint8(start + 1)
  const nameEnd = start + 2 + nameLength
  const columns = view.getUint8(nameEnd)
  if (columns > FRAME_LIMITS.columns) throw new FrameError(`more than ${FRAME_LIMITS.columns} columns`)
  const mask = view.getUint32(nameEnd + 1, true)
  const known = group ? metricsOf(group).length : 0
  const end = nameEnd + 5 + 8 * countPresent(mask, columns)
  if (end > bytes.length) throw new FrameError('frame cut short')
  if (group) {
    const values =
      mask === 0 && columns === known ? readAll(view, nameEnd + 5, known) : readSome(view, nameEnd + 5, { columns, mask, known })
    readings.push({ group, instance: readName(bytes, start + 2, nameEnd), values })
  }
  return end
}

/** Numbers alone, as nearly always: V8 then keeps them as they are instead of one by one on its heap. */
function readAll(view: DataView, start: number, columns: number): number[] {
  const values = new Array<number>(columns)
  for (let column = 0; column < columns; column++) values[column] = view.getFloat64(start + 8 * column, true)
  return values
}

interface Columns {
  readonly columns: number
  readonly mask: number
  readonly known: number
}

function readSome(view: DataView, start: number, { columns, mask, known }: Columns): (number | null)[] {
  const values = new Array<number | null>(known).fill(null)
  let offset = start
  for (let column = 0; column < columns; column++) {
    if (mask & (1 << column)) continue
    if (column < known) values[column] = view.getFloat64(offset, true)
    offset += 8
  }
  return values
}

function countPresent(mask: number, columns: number): number {
  let count = 0
  for (let column = 0; column < columns; column++) if (!(mask & (1 << column))) count++
  return count
}

/** Nearly all names are short and plain. */
function readName(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > PLAIN_NAME) return text.decode(bytes.subarray(start, end))
  let name = ''
  for (let i = start; i < end; i++) {
    const code = bytes[i] as number
    if (code >= 0x80) return text.decode(bytes.subarray(start, end))
    name += String.fromCharCode(code)
  }
  return name
}
