import { ByteReader, ByteWriter, DamagedError } from './bytes.ts'
import { readDoubles, writeDoubles } from './doubles.ts'
import { type IntegerPlan, planIntegers, readIntegers, writeIntegers } from './integers.ts'
import type { Memory } from './memory.ts'
import { findPrediction, type Prediction, predict, readPrediction, residuals, writePrediction } from './predict.ts'
import { type ColumnValues, MAX_EXPONENT, type ScaledColumn, toIntegers } from './scale.ts'

/** `fast` leaves out the search for correlated columns: right for blocks that will be merged soon. */
export type Effort = 'fast' | 'best'

const ABSENT = 0
const INTEGERS = 1
const DOUBLES = 2
const FORM = 3
const HAS_GAPS = 4
const HAS_EXCEPTIONS = 8
/** A prediction's own bytes, roughly. */
const PREDICTION_BITS = 160

/** Writes columns of equal length; each answer is one column's bytes. */
export function encodeColumns(columns: readonly ColumnValues[], rows: number, effort: Effort): Uint8Array[] {
  const scaled = columns.map((column) => (column.present.includes(1) ? toIntegers(column) : null))
  const predictions = scaled.map((): Prediction | null => null)
  const at = (index: number): ScaledColumn => scaled[index] as ScaledColumn
  return columns.map((column, index) => {
    const out = new ByteWriter(rows + 64)
    if (!column.present.includes(1)) out.u8(ABSENT)
    else if (scaled[index] === null) writeDoubleColumn(column, out)
    else {
      const { plan, prediction } = choosePlan(at(index), index, scaled, predictions, effort)
      predictions[index] = prediction
      writeIntegerColumn(column, at(index), prediction, plan, out)
    }
    return out.finish()
  })
}

function choosePlan(
  column: ScaledColumn,
  index: number,
  scaled: readonly (ScaledColumn | null)[],
  predictions: readonly (Prediction | null)[],
  effort: Effort,
): { plan: IntegerPlan; prediction: Prediction | null } {
  const plain = planIntegers(column.integers)
  if (effort === 'fast') return { plan: plain, prediction: null }
  const at = (each: number): ScaledColumn => scaled[each] as ScaledColumn
  const candidates = scaled.flatMap((each, i) => (each && i !== index && !dependsOn(i, index, predictions) ? [i] : []))
  const prediction = findPrediction(column, candidates, at)
  const rest = prediction && residuals(column.integers, predict(prediction, at, column.exponent, new Float64Array(column.integers.length)))
  if (!rest) return { plan: plain, prediction: null }
  const predicted = planIntegers(rest)
  return predicted.tokens.bits + PREDICTION_BITS < plain.tokens.bits ? { plan: predicted, prediction } : { plan: plain, prediction: null }
}

function dependsOn(column: number, other: number, predictions: readonly (Prediction | null)[]): boolean {
  return (predictions[column]?.terms ?? []).some((term) => term.column === other || dependsOn(term.column, other, predictions))
}

function writeIntegerColumn(
  column: ColumnValues,
  scaled: ScaledColumn,
  prediction: Prediction | null,
  plan: IntegerPlan,
  out: ByteWriter,
): void {
  const gaps = column.present.includes(0)
  out.u8(INTEGERS | (gaps ? HAS_GAPS : 0) | (scaled.exceptions.length > 0 ? HAS_EXCEPTIONS : 0))
  if (gaps) writeRuns(column.present, out)
  if (scaled.exceptions.length > 0) writeExceptions(column.values, scaled.exceptions, out)
  out.u8(scaled.exponent)
  writePrediction(prediction, out)
  writeIntegers(plan, out)
}

function writeDoubleColumn(column: ColumnValues, out: ByteWriter): void {
  const gaps = column.present.includes(0)
  out.u8(DOUBLES | (gaps ? HAS_GAPS : 0))
  if (gaps) writeRuns(column.present, out)
  const bits = new BigUint64Array(column.values.slice().buffer)
  for (let row = 0; row < bits.length; row++) if (column.present[row] === 0) bits[row] = row > 0 ? (bits[row - 1] as bigint) : 0n
  writeDoubles(new Float64Array(bits.buffer), out)
}

/** Lengths of alternating runs, the first one of present rows. */
function writeRuns(present: Uint8Array, out: ByteWriter): void {
  let state = 1
  let start = 0
  for (let row = 0; row <= present.length; row++) {
    if (row < present.length && present[row] === state) continue
    out.varint(row - start)
    start = row
    state = 1 - state
  }
}

function readRuns(input: ByteReader, present: Uint8Array): Uint8Array {
  const rows = present.length
  present.fill(0)
  let state = 1
  let row = 0
  let empty = 0
  while (row < rows) {
    const length = input.varint()
    empty = length === 0 ? empty + 1 : 0
    if (row + length > rows || empty > 1) throw new DamagedError('gaps')
    if (state === 1) present.fill(1, row, row + length)
    row += length
    state = 1 - state
  }
  return present
}

function writeExceptions(values: Float64Array, rows: readonly number[], out: ByteWriter): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  out.varint(rows.length)
  for (const row of rows) {
    out.varint(row)
    out.bytes(bytes.subarray(row * 8, row * 8 + 8))
  }
}

interface Exceptions {
  readonly rows: readonly number[]
  readonly bytes: readonly Uint8Array[]
}

function readExceptions(input: ByteReader, count: number): Exceptions {
  const rows: number[] = []
  const bytes: Uint8Array[] = []
  for (let left = input.varint(); left > 0; left--) {
    const row = input.varint()
    if (row >= count) throw new DamagedError('exception')
    rows.push(row)
    bytes.push(input.bytes(8))
  }
  return { rows, bytes }
}

interface Decoded extends ColumnValues {
  readonly scaled: ScaledColumn | null
}

/** Decodes columns on demand, each at most once; a column drags along those it is predicted from. */
export class ColumnReader {
  readonly #payloads: readonly Uint8Array[]
  readonly #rows: number
  readonly #memory: Memory
  readonly #decoded = new Map<number, Decoded>()
  readonly #underWay = new Set<number>()

  constructor(payloads: readonly Uint8Array[], rows: number, memory: Memory) {
    this.#payloads = payloads
    this.#rows = rows
    this.#memory = memory
  }

  /** A column; one that the block does not know has no values. Values are NaN where nothing is present. */
  column(index: number): ColumnValues {
    return this.#decode(index)
  }

  #decode(index: number): Decoded {
    const known = this.#decoded.get(index)
    if (known) return known
    if (this.#underWay.has(index)) throw new DamagedError('circular prediction')
    this.#underWay.add(index)
    const payload = this.#payloads[index]
    const decoded = payload ? this.#read(new ByteReader(payload)) : this.#absent()
    this.#decoded.set(index, decoded)
    return decoded
  }

  #absent(): Decoded {
    const [values, present] = [this.#memory.doubles(this.#rows), this.#memory.bytes(this.#rows)]
    return { values: values.fill(Number.NaN), present: present.fill(0), scaled: null }
  }

  #read(input: ByteReader): Decoded {
    const head = input.u8()
    const form = head & FORM
    if (form === ABSENT) return this.#absent()
    const memory = this.#memory
    const present = head & HAS_GAPS ? readRuns(input, memory.bytes(this.#rows)) : memory.bytes(this.#rows).fill(1)
    if (form === DOUBLES) return withGaps({ values: readDoubles(input, memory.doubles(this.#rows)), present, scaled: null }, head)
    if (form !== INTEGERS) throw new DamagedError('form of column')
    const exceptions = head & HAS_EXCEPTIONS ? readExceptions(input, this.#rows) : null
    const scaled = this.#readScaled(input)
    const decoded = withGaps({ values: toValues(scaled, memory.doubles(this.#rows)), present, scaled }, head)
    if (exceptions) putExceptions(decoded.values, exceptions)
    return decoded
  }

  #readScaled(input: ByteReader): ScaledColumn {
    const exponent = input.u8()
    if (exponent > MAX_EXPONENT) throw new DamagedError('exponent')
    const prediction = readPrediction(input)
    const integers = readIntegers(input, this.#rows, this.#memory)
    if (prediction) {
      const predicted = predict(prediction, (column) => this.#scaledColumn(column), exponent, this.#memory.doubles(this.#rows))
      for (let i = 0; i < integers.length; i++) integers[i] = (integers[i] as number) + (predicted[i] as number)
    }
    return { exponent, integers, exceptions: [] }
  }

  #scaledColumn(index: number): ScaledColumn {
    const { scaled } = this.#decode(index)
    if (!scaled) throw new DamagedError('prediction from a column without integers')
    return scaled
  }
}

function toValues({ integers, exponent }: ScaledColumn, values: Float64Array): Float64Array {
  const factor = 10 ** exponent
  if (factor === 1) values.set(integers)
  else for (let i = 0; i < values.length; i++) values[i] = (integers[i] as number) / factor
  return values
}

function withGaps(column: Decoded, head: number): Decoded {
  if (head & HAS_GAPS) for (let i = 0; i < column.values.length; i++) if (column.present[i] === 0) column.values[i] = Number.NaN
  return column
}

function putExceptions(values: Float64Array, { rows, bytes }: Exceptions): void {
  const target = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  rows.forEach((row, i) => {
    target.set(bytes[i] as Uint8Array, row * 8)
  })
}
