import { crc32 } from 'node:zlib'
import { ByteReader, ByteWriter, DamagedError } from './bytes.ts'
import { ColumnReader, type Effort, encodeColumns } from './columns.ts'
import { planIntegers, readIntegers, writeIntegers } from './integers.ts'
import { FRESH, type Memory } from './memory.ts'
import type { ColumnValues } from './scale.ts'

/**
 * A sealed block:
 *
 *     u32 checksum of the rest | u8 version | rows | first time | times | columns | bytes of each column | columns
 *
 * Numbers are varints; see columns.ts for a column's bytes. Rows are in order of time, no two at the same.
 */
const VERSION = 1
const MAX_ROWS = 1 << 20
const MAX_COLUMNS = 1024

/** Rows of one series as columns. */
export interface Rows {
  /** Epoch ms, ascending. */
  readonly times: Float64Array
  readonly columns: readonly ColumnValues[]
}

export function encodeBlock({ times, columns }: Rows, effort: Effort): Uint8Array {
  const first = times[0] ?? 0
  const out = new ByteWriter(64 + times.length)
  out.u32(0)
  out.u8(VERSION)
  out.varint(times.length)
  out.varint(first)
  writeIntegers(planIntegers(times.map((time) => time - first)), out)
  const payloads = encodeColumns(columns, times.length, effort)
  out.varint(payloads.length)
  for (const payload of payloads) out.varint(payload.length)
  for (const payload of payloads) out.bytes(payload)
  const block = out.finish().slice()
  new DataView(block.buffer).setUint32(0, crc32(block.subarray(4)), true)
  return block
}

/** An opened block: times at once, columns when asked for. */
export interface OpenedBlock {
  readonly times: Float64Array
  readonly columnCount: number
  column(index: number): ColumnValues
}

/**
 * Throws {@link DamagedError} on anything that is not a whole, sound block of a known version; so does `column` on a
 * column that cannot be decoded. Times and columns lie in `memory`.
 */
export function openBlock(bytes: Uint8Array, memory: Memory = FRESH): OpenedBlock {
  return damageOf(() => {
    const input = new ByteReader(bytes)
    if (input.u32() !== crc32(bytes.subarray(4))) throw new DamagedError('checksum')
    const version = input.u8()
    if (version !== VERSION) throw new DamagedError(`format version ${version} is not known`)
    return readBlock(input, memory)
  })
}

function readBlock(input: ByteReader, memory: Memory): OpenedBlock {
  const rows = input.varint()
  if (rows > MAX_ROWS) throw new DamagedError('rows')
  const first = input.varint()
  const times = readIntegers(input, rows, memory)
  for (let i = 0; i < rows; i++) times[i] = (times[i] as number) + first
  const count = input.varint()
  if (count > MAX_COLUMNS) throw new DamagedError('columns')
  const lengths = Array.from({ length: count }, () => input.varint())
  const payloads = lengths.map((length) => input.bytes(length))
  const reader = new ColumnReader(payloads, rows, memory)
  return { times, columnCount: count, column: (index) => damageOf(() => reader.column(index)) }
}

/** What a checksum let pass and decoding chokes on is damage too. */
function damageOf<T>(task: () => T): T {
  try {
    return task()
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new DamagedError(error.message)
    throw error
  }
}
