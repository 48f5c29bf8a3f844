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
  const filled = pieces.filter((piece) => piece.times.length > 0)
  const joined = concatenate(filled, columns)
  for (let i = 1; i < joined.times.length; i++) {
    if ((joined.times[i] as number) <= (joined.times[i - 1] as number)) return inOrder(joined)
  }
  return joined
}

function concatenate(pieces: readonly Rows[], columns: number): Rows {
  const length = pieces.reduce((sum, piece) => sum + piece.times.length, 0)
  const times = new Float64Array(length)
  const joined = Array.from(
    { length: columns },
    (): ColumnValues => ({ values: new Float64Array(length), present: new Uint8Array(length) }),
  )
  let offset = 0
  for (const piece of pieces) {
    times.set(piece.times, offset)
    joined.forEach(({ values, present }, i) => {
      const column = piece.columns[i] as ColumnValues
      values.set(column.values, offset)
      present.set(column.present, offset)
    })
    offset += piece.times.length
  }
  return { times, columns: joined }
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
