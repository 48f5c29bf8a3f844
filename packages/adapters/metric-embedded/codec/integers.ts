import { type ByteReader, type ByteWriter, DamagedError, unzigzag, zigzag } from './bytes.ts'
import type { Memory } from './memory.ts'
import { planTokens, readTokens, type TokenPlan, writeTokens } from './tokens.ts'

/** Whole numbers up to this magnitude survive every transform exactly. */
export const MAX_INTEGER = 2 ** 49

const VALUE = 0
const DELTA = 1
const DELTA_OF_DELTA = 2

/** How a sequence will be written, and its estimated size. */
export interface IntegerPlan {
  readonly transform: number
  readonly base: number
  readonly step: number
  readonly divisor: number
  readonly codes: Float64Array
  readonly tokens: TokenPlan
}

/** The cheapest of value, difference and difference of differences, each over its common divisor. */
export function planIntegers(values: Float64Array): IntegerPlan {
  const deltas = differences(values)
  const candidates = [asValues(values), asDeltas(values, deltas)]
  const smooth = candidates[1] as IntegerPlan
  // Second differences help only what grows steadily; do not pay for trying them on noise.
  if (values.length > 2 && isSteady(deltas)) candidates.push(asSecondDifferences(values, deltas))
  return candidates.reduce((best, each) => (each.tokens.bits < best.tokens.bits ? each : best), smooth)
}

export function writeIntegers(plan: IntegerPlan, out: ByteWriter): void {
  out.u8(plan.transform)
  out.signed(plan.base)
  if (plan.transform === DELTA_OF_DELTA) out.signed(plan.step)
  out.varint(plan.divisor)
  writeTokens(plan.codes, plan.tokens.mantissa, out)
}

export function readIntegers(input: ByteReader, count: number, memory: Memory): Float64Array {
  const transform = input.u8()
  if (transform > DELTA_OF_DELTA) throw new DamagedError('transform')
  const base = input.signed()
  const step = transform === DELTA_OF_DELTA ? input.signed() : 0
  const divisor = input.varint()
  const codes = readTokens(input, Math.max(0, count - transform))
  const values = memory.doubles(count)
  if (count === 0) return values
  if (transform === VALUE) for (let i = 0; i < count; i++) values[i] = base + (codes[i] as number) * divisor
  else if (transform === DELTA) sumUp(values, codes, base, divisor)
  else sumUpTwice(values, codes, base, step, divisor)
  return values
}

function sumUp(values: Float64Array, codes: Float64Array, base: number, divisor: number): void {
  let value = base
  values[0] = value
  for (let i = 1; i < values.length; i++) {
    const code = codes[i - 1] as number
    const small = code | 0
    value += (small === code ? (small >>> 1) ^ -(small & 1) : unzigzag(code)) * divisor
    values[i] = value
  }
}

function sumUpTwice(values: Float64Array, codes: Float64Array, base: number, step: number, divisor: number): void {
  let value = base
  let delta = step
  values[0] = value
  for (let i = 1; i < values.length; i++) {
    if (i > 1) delta += unzigzag(codes[i - 2] as number) * divisor
    value += delta
    values[i] = value
  }
}

function asValues(values: Float64Array): IntegerPlan {
  let base = values[0] ?? 0
  for (let i = 1; i < values.length; i++) if ((values[i] as number) < base) base = values[i] as number
  const codes = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) codes[i] = (values[i] as number) - base
  const divisor = commonDivisor(codes)
  if (divisor > 1) for (let i = 0; i < codes.length; i++) codes[i] = (codes[i] as number) / divisor
  return { transform: VALUE, base, step: 0, divisor, codes, tokens: planTokens(codes) }
}

function asDeltas(values: Float64Array, deltas: Float64Array): IntegerPlan {
  const divisor = commonDivisor(deltas)
  const codes = zigzagged(deltas, 0, divisor)
  return { transform: DELTA, base: values[0] ?? 0, step: 0, divisor, codes, tokens: planTokens(codes) }
}

function asSecondDifferences(values: Float64Array, deltas: Float64Array): IntegerPlan {
  const second = differences(deltas)
  const divisor = commonDivisor(second)
  const codes = zigzagged(second, 0, divisor)
  return { transform: DELTA_OF_DELTA, base: values[0] as number, step: deltas[0] as number, divisor, codes, tokens: planTokens(codes) }
}

function differences(values: Float64Array): Float64Array {
  const out = new Float64Array(Math.max(0, values.length - 1))
  for (let i = 0; i < out.length; i++) out[i] = (values[i + 1] as number) - (values[i] as number)
  return out
}

function zigzagged(values: Float64Array, start: number, divisor: number): Float64Array {
  const out = new Float64Array(values.length - start)
  for (let i = 0; i < out.length; i++) out[i] = zigzag((values[i + start] as number) / divisor)
  return out
}

/** True when most neighbouring differences have the same sign and are not all alike. */
function isSteady(deltas: Float64Array): boolean {
  let turns = 0
  for (let i = 1; i < deltas.length; i++) if ((deltas[i] as number) * (deltas[i - 1] as number) < 0) turns++
  return turns * 4 < deltas.length
}

function commonDivisor(values: Float64Array): number {
  let divisor = 0
  for (let i = 0; i < values.length && divisor !== 1; i++) {
    let a = Math.abs(values[i] as number)
    while (a !== 0) {
      const rest = divisor % a
      divisor = a
      a = rest
    }
  }
  return divisor || 1
}
