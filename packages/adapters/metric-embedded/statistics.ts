import type { Statistics } from '@hyperion/ports/metric-store'
import type { ColumnValues } from './codec/scale.ts'
import type { Collected } from './collect.ts'
import type { TierCell } from './tier-cell.ts'
import { moments as tierMoments } from './tiers.ts'
import { pointsOf, quantiles, type WeightedPoints } from './weighted.ts'

const PERCENTILES = [0.5, 0.75, 0.9, 0.95, 0.975, 0.99] as const

const MAX_FACTOR = 1000
const MAX_COUNTERS = 1 << 20

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
  if (!present.includes(0) && !values.includes(Number.NaN)) return values
  return values.filter((value, i) => present[i] === 1 && !Number.isNaN(value))
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
  const ranked = countedRanks(values) ?? sortedRanks(values)
  const [p50, p75, p90, p95, p97_5, p99] = PERCENTILES.map((share) => interpolate(ranked, values.length, share)) as Six
  return { p50, p75, p90, p95, p97_5, p99 }
}

type Six = [number, number, number, number, number, number]
/** The value at a rank; cheap while ranks are asked for in roughly ascending order. */
type Ranks = (rank: number) => number

function sortedRanks(values: Float64Array): Ranks {
  const sorted = values.slice().sort()
  return (rank) => sorted[rank] as number
}

/** Decimals in a narrow range are counted instead of sorted: one pass, whatever their order. */
function countedRanks(values: Float64Array): Ranks | null {
  for (let factor = 1; factor <= MAX_FACTOR; factor *= 10) {
    const counted = countBy(values, factor)
    if (counted) return ranksOf(counted.counts, counted.low, factor)
  }
  return null
}

function countBy(values: Float64Array, factor: number): { counts: Uint32Array; low: number } | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const scaled = Math.round((values[i] as number) * factor)
    if (scaled / factor !== values[i]) return null
    if (scaled < low) low = scaled
    if (scaled > high) high = scaled
  }
  if (!(high - low < MAX_COUNTERS)) return null
  const counts = new Uint32Array(high - low + 1)
  for (let i = 0; i < values.length; i++) {
    const index = Math.round((values[i] as number) * factor) - low
    counts[index] = (counts[index] as number) + 1
  }
  return { counts, low }
}

function ranksOf(counts: Uint32Array, low: number, factor: number): Ranks {
  let index = 0
  let through = counts[0] as number
  return (rank) => {
    while (rank >= through) through += counts[++index] as number
    while (rank < through - (counts[index] as number)) through -= counts[index--] as number
    return (low + index) / factor
  }
}

function interpolate(ranks: Ranks, count: number, share: number): number {
  const position = share * (count - 1)
  const rank = Math.floor(position)
  const below = ranks(rank)
  if (position === rank) return below
  const above = ranks(rank + 1)
  return below === above ? below : below + (above - below) * (position - rank)
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
