import type { Column } from '@hyperion/ports/metric-store'

/** All times of ascending lists, each once. */
export function unionOf(lists: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(), ...others] = lists
  return others.reduce((union, list) => (same(union, list) ? union : merged(union, list)), first)
}

function merged(a: Float64Array, b: Float64Array): Float64Array {
  const union = new Float64Array(a.length + b.length)
  let length = 0
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const time = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY)
    if (a[i] === time) i++
    if (b[j] === time) j++
    union[length++] = time
  }
  return union.subarray(0, length)
}

function same(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((time, i) => time === b[i])
}

/** A column over other times: without a value where its own series has none, and without what they do not name. */
export function alignedColumn(column: Column, own: Float64Array, times: Float64Array): Column {
  if (same(own, times)) return column
  const rows = rowsIn(own, times)
  const values = (from: Float64Array): Float64Array => Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : (from[row] as number)))
  return {
    metric: column.metric,
    values: values(column.values),
    present: Uint8Array.from(rows, (row) => (row < 0 ? 0 : (column.present[row] as number))),
    ...(column.min && { min: values(column.min) }),
    ...(column.max && { max: values(column.max) }),
  }
}

/** Where each of `times` is in `own`, −1 where it is not. */
function rowsIn(own: Float64Array, times: Float64Array): Int32Array {
  let row = 0
  return Int32Array.from(times, (time) => {
    while (row < own.length && (own[row] as number) < time) row++
    return own[row] === time ? row : -1
  })
}
