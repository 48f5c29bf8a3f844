import { type ByteReader, type ByteWriter, DamagedError } from './bytes.ts'
import { MAX_INTEGER } from './integers.ts'
import type { ScaledColumn } from './scale.ts'

/** Signed columns of the same block whose sum, times `ratio` plus `offset` and rounded, foretells a column. */
export interface Prediction {
  readonly terms: readonly Term[]
  readonly ratio: number
  readonly offset: number
}

interface Term {
  readonly column: number
  readonly sign: 1 | -1
}

const LINEAR = 1
const RATIO = 2
const MAX_TERMS = 7
const SAMPLE = 128
/** A further term must save this share of the estimate, or it only fits noise. */
const WORTHWHILE = 0.85

export function writePrediction(prediction: Prediction | null, out: ByteWriter): void {
  if (!prediction) {
    out.u8(0)
    return
  }
  const { terms, ratio, offset } = prediction
  const kind = ratio === 1 && offset === 0 ? LINEAR : RATIO
  out.u8(kind | (terms.length << 2))
  for (const { column, sign } of terms) out.varint(column * 2 + (sign < 0 ? 1 : 0))
  if (kind === RATIO) {
    out.f64(ratio)
    out.f64(offset)
  }
}

export function readPrediction(input: ByteReader): Prediction | null {
  const head = input.u8()
  if (head === 0) return null
  const kind = head & 3
  const count = head >> 2
  if (kind !== LINEAR && kind !== RATIO) throw new DamagedError('prediction')
  const terms = Array.from({ length: count }, (): Term => {
    const code = input.varint()
    return { column: Math.floor(code / 2), sign: code % 2 ? -1 : 1 }
  })
  return kind === RATIO ? { terms, ratio: input.f64(), offset: input.f64() } : { terms, ratio: 1, offset: 0 }
}

/** Fills `sum` with what the prediction says for each row; `columns` by number, `exponent` of the predicted column. */
export function predict(
  prediction: Prediction,
  columns: (column: number) => ScaledColumn,
  exponent: number,
  sum: Float64Array,
): Float64Array {
  addTerms(prediction.terms, columns, exponent, sum.fill(0), 0)
  const { ratio, offset } = prediction
  if (ratio !== 1 || offset !== 0) for (let i = 0; i < sum.length; i++) sum[i] = Math.round((sum[i] as number) * ratio + offset)
  return sum
}

function sumOf(
  terms: readonly Term[],
  columns: (column: number) => ScaledColumn,
  exponent: number,
  rows: number,
  from: number,
): Float64Array {
  const sum = new Float64Array(rows)
  addTerms(terms, columns, exponent, sum, from)
  return sum
}

function addTerms(
  terms: readonly Term[],
  columns: (column: number) => ScaledColumn,
  exponent: number,
  sum: Float64Array,
  from: number,
): void {
  const rows = sum.length
  for (const { column, sign } of terms) {
    const term = columns(column)
    const factor = sign * 10 ** (exponent - term.exponent)
    const { integers } = term
    // Whole factors, the common case, need no rounding.
    if (Number.isInteger(factor)) for (let i = 0; i < rows; i++) sum[i] = (sum[i] as number) + (integers[i + from] as number) * factor
    else for (let i = 0; i < rows; i++) sum[i] = (sum[i] as number) + Math.round((integers[i + from] as number) * factor)
  }
}

/** Actual less predicted, or null when that leaves the range of exact integers. */
export function residuals(actual: Float64Array, predicted: Float64Array): Float64Array | null {
  const out = new Float64Array(actual.length)
  for (let i = 0; i < out.length; i++) {
    const rest = (actual[i] as number) - (predicted[i] as number)
    if (!(Math.abs(rest) <= MAX_INTEGER)) return null
    out[i] = rest
  }
  return out
}

/** Looks for columns that foretell `target`, judging by a sample from the middle of the block. */
export function findPrediction(
  target: ScaledColumn,
  candidates: readonly number[],
  columns: (column: number) => ScaledColumn,
): Prediction | null {
  const rows = Math.min(SAMPLE, target.integers.length)
  const from = (target.integers.length - rows) >> 1
  const actual = target.integers.subarray(from, from + rows)
  const plain = roughBits(actual)
  if (plain < rows / 2) return null
  const useful = candidates.filter((column) => roughBits(columns(column).integers.subarray(from, from + rows)) > 0)
  const linear = findLinear(actual, target.exponent, useful, columns, from, plain)
  if (linear && linear.bits < plain / 4) return linear.prediction
  const ratio = findRatio(target, actual, useful, columns, from)
  const best = [linear, ratio].reduce((a, b) => (b && (!a || b.bits < a.bits) ? b : a))
  return best && best.bits < plain * WORTHWHILE ? best.prediction : null
}

interface Found {
  readonly prediction: Prediction
  readonly bits: number
}

function findLinear(
  actual: Float64Array,
  exponent: number,
  candidates: readonly number[],
  columns: (column: number) => ScaledColumn,
  from: number,
  plain: number,
): Found | null {
  const terms: Term[] = []
  let rest = actual
  let bits = plain
  while (terms.length < MAX_TERMS) {
    let best: { term: Term; rest: Float64Array; bits: number } | null = null
    for (const column of candidates) {
      if (terms.some((each) => each.column === column)) continue
      for (const sign of [1, -1] as const) {
        const term = { column, sign }
        const next = subtract(rest, sumOf([term], columns, exponent, actual.length, from))
        const nextBits = roughBits(next)
        if (nextBits < (best?.bits ?? bits * WORTHWHILE)) best = { term, rest: next, bits: nextBits }
      }
    }
    if (!best) break
    terms.push(best.term)
    rest = best.rest
    bits = best.bits
  }
  return terms.length > 0 ? { prediction: { terms, ratio: 1, offset: 0 }, bits } : null
}

/** One column, or the sum of two, times a factor. */
function findRatio(
  target: ScaledColumn,
  actual: Float64Array,
  candidates: readonly number[],
  columns: (column: number) => ScaledColumn,
  from: number,
): Found | null {
  const sets = candidates.flatMap((a, i) => [[a], ...candidates.slice(i + 1).map((b) => [a, b])])
  let best: { terms: Term[]; bits: number } | null = null
  for (const set of sets) {
    const terms = set.map((column): Term => ({ column, sign: 1 }))
    const sum = sumOf(terms, columns, target.exponent, actual.length, from)
    const fit = fitLine(sum, actual)
    if (!fit) continue
    const bits = roughBits(subtract(actual, rounded(sum, fit)))
    if (!best || bits < best.bits) best = { terms, bits }
  }
  if (!best) return null
  const fit = fitLine(sumOf(best.terms, columns, target.exponent, target.integers.length, 0), target.integers)
  return fit && { prediction: { terms: best.terms, ...fit }, bits: best.bits }
}

/** Least squares; null when the input does not vary. */
function fitLine(x: Float64Array, y: Float64Array): { ratio: number; offset: number } | null {
  const meanX = mean(x)
  const meanY = mean(y)
  let covariance = 0
  let variance = 0
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] as number) - meanX
    covariance += dx * ((y[i] as number) - meanY)
    variance += dx * dx
  }
  const ratio = covariance / variance
  const offset = meanY - ratio * meanX
  return Number.isFinite(ratio) && Number.isFinite(offset) && ratio !== 0 ? { ratio, offset } : null
}

function mean(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  return sum / values.length
}

function rounded(values: Float64Array, { ratio, offset }: { ratio: number; offset: number }): Float64Array {
  return values.map((value) => Math.round(value * ratio + offset))
}

function subtract(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length)
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) - (b[i] as number)
  return out
}

/** Bits of the cheaper of value and difference, roughly. */
function roughBits(values: Float64Array): number {
  const first = values[0] as number
  let plain = 0
  let change = 0
  for (let i = 1; i < values.length; i++) {
    plain += Math.log2(1 + Math.abs((values[i] as number) - first))
    change += Math.log2(1 + Math.abs((values[i] as number) - (values[i - 1] as number)))
  }
  return Math.min(plain, change)
}
