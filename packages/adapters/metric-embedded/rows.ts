import type { Rows } from './codec/block.ts'
import type { ColumnValues } from './codec/scale.ts'

/** Position of the first time not before `time`. */
export function lowerBound(times: Float64Array, time: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] as number) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** The rows from `start` up to `end`, sharing memory. */
export function slicedRows({ times, columns }: Rows, start: number, end: number): Rows {
  if (start === 0 && end === times.length) return { times, columns }
  return {
    times: times.subarray(start, end),
    columns: columns.map(({ values, present }) => ({ values: values.subarray(start, end), present: present.subarray(start, end) })),
  }
}

/** All rows in order of time; of several at one time the first stays. Pieces have the same columns. */
export function joinRows(pieces: readonly Rows[], columns: number): Rows {
  const joined = new JoinedRows(
    pieces.reduce((sum, piece) => sum + piece.times.length, 0),
    columns,
  )
  for (const piece of pieces) joined.add(piece)
  return joined.finish()
}

/** Rows that are copied together piece by piece, so that a piece's memory can be used for the next one. */
export class JoinedRows {
  readonly #rows: Rows
  #length = 0

  constructor(capacity: number, columns: number) {
    this.#rows = emptyRows(capacity, columns)
  }

  add(piece: Rows): void {
    copyRows(piece, this.#rows, this.#length)
    this.#length += piece.times.length
  }

  /** In order of time; of several at one time the first stays. */
  finish(): Rows {
    const rows = fitted(this.#rows, this.#length)
    const { times } = rows
    for (let i = 1; i < times.length; i++) if ((times[i] as number) <= (times[i - 1] as number)) return inOrder(rows)
    return rows
  }
}

/** Room for so many rows more, as a share of those that are there, is left as it is. */
const SPARE = 1 / 8

function fitted(rows: Rows, length: number): Rows {
  const fitting = slicedRows(rows, 0, length)
  if (rows.times.length <= length * (1 + SPARE)) return fitting
  const copy = emptyRows(length, rows.columns.length)
  copyRows(fitting, copy, 0)
  return copy
}

/** In one piece of memory: many small ones, made in one thread and freed by another, leave it scattered. */
function emptyRows(length: number, columns: number): Rows {
  const memory = new ArrayBuffer(length * (8 + columns * 9))
  return {
    times: new Float64Array(memory, 0, length),
    columns: Array.from({ length: columns }, (_, i) => ({
      values: new Float64Array(memory, (i + 1) * length * 8, length),
      present: new Uint8Array(memory, (columns + 1) * length * 8 + i * length, length),
    })),
  }
}

function copyRows(from: Rows, to: Rows, offset: number): void {
  to.times.set(from.times, offset)
  to.columns.forEach(({ values, present }, i) => {
    const column = from.columns[i] as ColumnValues
    values.set(column.values, offset)
    present.set(column.present, offset)
  })
}

function inOrder({ times, columns }: Rows): Rows {
  // The sort is stable: of equal times the one that came first stays first.
  const order = Uint32Array.from(times, (_, i) => i).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
  const kept = order.filter((row, i) => i === 0 || times[row] !== times[order[i - 1] as number])
  return {
    times: Float64Array.from(kept, (row) => times[row] as number),
    columns: columns.map(({ values, present }) => {
      const picked = { values: new Float64Array(kept.length), present: new Uint8Array(kept.length) }
      kept.forEach((row, i) => {
        picked.values[i] = values[row] as number
        picked.present[i] = present[row] as number
      })
      return picked
    }),
  }
}

export function countValues(columns: readonly ColumnValues[]): number {
  let count = 0
  for (const { present } of columns) for (let i = 0; i < present.length; i++) count += present[i] as number
  return count
}
