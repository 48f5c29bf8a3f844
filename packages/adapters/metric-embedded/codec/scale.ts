import { MAX_INTEGER } from './integers.ts'

/** A column as its maker holds it: `values` counts only where `present` is 1. */
export interface ColumnValues {
  readonly values: Float64Array
  readonly present: Uint8Array
}

/** A column as whole numbers over a power of ten, one per row: rows without a fitting value repeat the one before. */
export interface ScaledColumn {
  readonly exponent: number
  readonly integers: Float64Array
  /** Rows whose value is not such a number (NaN, −0, too many digits …). */
  readonly exceptions: readonly number[]
}

export const MAX_EXPONENT = 6

/** The column as scaled integers, or null when too many of its values are something else. */
export function toIntegers(column: ColumnValues): ScaledColumn | null {
  const allowed = 1 + (column.values.length >> 6)
  for (let exponent = 0; exponent <= MAX_EXPONENT; exponent++) {
    const scaled = tryExponent(column, exponent, allowed)
    if (scaled) return scaled
  }
  return null
}

function tryExponent({ values, present }: ColumnValues, exponent: number, allowed: number): ScaledColumn | null {
  const factor = 10 ** exponent
  const integers = new Float64Array(values.length)
  const exceptions: number[] = []
  let first = -1
  let previous = 0
  for (let row = 0; row < values.length; row++) {
    if (present[row] === 1) {
      const value = values[row] as number
      const integer = Math.round(value * factor)
      if (integer / factor === value && Math.abs(integer) <= MAX_INTEGER && (integer !== 0 || 1 / value > 0)) {
        previous = integer === 0 ? 0 : integer
        if (first < 0) first = row
      } else {
        if (exceptions.length === allowed) return null
        exceptions.push(row)
      }
    }
    integers[row] = previous
  }
  if (first > 0) integers.fill(integers[first] as number, 0, first)
  return { exponent, integers, exceptions }
}
