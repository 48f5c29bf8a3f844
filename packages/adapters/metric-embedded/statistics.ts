import type { Statistics } from '@hyperion/ports/metric-store'
import type { ColumnValues } from './codec/scale.ts'
import type { Collected } from './collect.ts'
import { type TierCell, moments as tierMoments } from './tiers.ts'
import { pointsOf, quantiles, type WeightedPoints } from './weighted.ts'

export const PERCENTILES = [0.5, 0.75, 0.9, 0.95, 0.975, 0.99] as const

/** Figures of one collected column; null without values. Stored NaN counts as none. */
export function statisticsOf({ raw, tiers }: Collected, column: number): Statistics | null {
  const values = presentValues(raw.columns[column] as ColumnValues)
  const cells = tiers.flatMap((tier) => tier.cells[column]?.filter((cell) => cell !== null) ?? [])
  if (cells.length > 0) return withTiers(values, cells)
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

/** Exact but for the percentiles, which come from what the coarser rows keep. */
function withTiers(values: Float64Array, cells: readonly TierCell[]): Statistics {
  const raw = values.length > 0 ? moments(values) : null
  const rawCell = raw && {
    ...raw,
    sum: raw.avg * raw.count,
    deviation: raw.stddev,
    last: values[values.length - 1] as number,
    sketch: null,
  }
  const all = rawCell ? [...cells, rawCell] : cells
  const { count, sum, deviation } = tierMoments(all)
  const min = all.reduce((low, cell) => Math.min(low, cell.min), Number.POSITIVE_INFINITY)
  const max = all.reduce((high, cell) => Math.max(high, cell.max), Number.NEGATIVE_INFINITY)
  const points: WeightedPoints = { values: Array.from(values), weights: new Array<number>(values.length).fill(1) }
  for (const cell of cells) pointsOf(cell, points)
  const [p50, p75, p90, p95, p97_5, p99] = quantiles(points, PERCENTILES) as [number, number, number, number, number, number]
  const current = (all[all.length - 1] as TierCell).last
  return { count, min, max, avg: sum / count, stddev: deviation, p50, p75, p90, p95, p97_5, p99, p100: max, current }
}
