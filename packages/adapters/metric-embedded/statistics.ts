import type { Statistics } from '@hyperion/ports/metric-store'
import type { ColumnValues } from './codec/scale.ts'
import type { Collected } from './collect.ts'

export const PERCENTILES = [0.5, 0.75, 0.9, 0.95, 0.975, 0.99] as const

/** Figures of one collected column; null without values. Stored NaN counts as none. */
export function statisticsOf({ raw, tiers }: Collected, column: number): Statistics | null {
  const values = presentValues(raw.columns[column] as ColumnValues)
  if (tiers.some((tier) => tier.times.length > 0)) return null
  if (values.length === 0) return null
  const current = values[values.length - 1] as number
  return { ...moments(values), ...percentiles(values), current }
}

function presentValues({ values, present }: ColumnValues): Float64Array {
  const kept = new Float64Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (present[i] === 1 && !Number.isNaN(value)) kept[count++] = value
  }
  return kept.subarray(0, count)
}

function moments(values: Float64Array): Pick<Statistics, 'count' | 'min' | 'max' | 'avg' | 'stddev' | 'p100'> {
  let sum = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  const avg = sum / values.length
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const distance = (values[i] as number) - avg
    squares += distance * distance
  }
  return { count: values.length, min, max, avg, stddev: Math.sqrt(squares / values.length), p100: max }
}

function percentiles(values: Float64Array): Pick<Statistics, 'p50' | 'p75' | 'p90' | 'p95' | 'p97_5' | 'p99'> {
  const sorted = values.slice().sort()
  const [p50, p75, p90, p95, p97_5, p99] = PERCENTILES.map((share) => interpolate(sorted, share)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return { p50, p75, p90, p95, p97_5, p99 }
}

function interpolate(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1)
  const low = Math.floor(position)
  const below = sorted[low] as number
  const above = sorted[Math.min(low + 1, sorted.length - 1)] as number
  return below === above ? below : below + (above - below) * (position - low)
}
