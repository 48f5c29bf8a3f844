import type { OpenedBlock, Rows } from './codec/block.ts'
import type { ColumnValues } from './codec/scale.ts'
import { TIER_WIDTH } from './context.ts'
import type { Tier } from './storage.ts'
import { SKETCH, type TierCell } from './tier-cell.ts'
import { pointsOf, quantiles, type WeightedPoints } from './weighted.ts'

export interface TierRows {
  readonly tier: Exclude<Tier, 0>
  /** Starts of the rows' spans. */
  readonly times: Float64Array
  /** By metric, then by row; null where the row has no value of the metric. */
  readonly cells: readonly (readonly (TierCell | null)[])[]
}

const FIELDS = ['count', 'sum', 'min', 'max', 'last', 'deviation'] as const

function fieldsOf(tier: Tier): number {
  return tier === 2 ? FIELDS.length + SKETCH.length : FIELDS.length
}

/** The rows from `start` to `end` of a tier's block, for some metrics by column number. */
export function tierRowsOf(block: OpenedBlock, tier: Exclude<Tier, 0>, metrics: readonly number[], start: number, end: number): TierRows {
  const fields = fieldsOf(tier)
  const cells = metrics.map((metric) => {
    const columns = Array.from({ length: fields }, (_, field) => block.column(metric * fields + field))
    const present = (columns[0] as ColumnValues).present
    const value = (field: number, row: number): number => (columns[field] as ColumnValues).values[row] as number
    return Array.from({ length: end - start }, (_, i): TierCell | null => {
      const row = start + i
      if (present[row] === 0) return null
      const sketch = tier === 2 ? SKETCH.map((_, point) => value(FIELDS.length + point, row)) : null
      const [count, sum, min, max, last, deviation] = FIELDS.map((_, field) => value(field, row)) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ]
      return { count, sum, min, max, last, deviation, sketch }
    })
  })
  return { tier, times: block.times.slice(start, end), cells }
}

/** How many metrics a tier's block has. */
export function metricsIn(block: OpenedBlock, tier: Exclude<Tier, 0>): number {
  return Math.ceil(block.columnCount / fieldsOf(tier))
}

/** A tier's rows as columns of a block. */
export function tierRowsToBlock({ tier, times, cells }: TierRows): Rows {
  const columns = cells.flatMap((metric) => {
    const present = Uint8Array.from(metric, (cell) => (cell ? 1 : 0))
    const column = (pick: (cell: TierCell) => number): ColumnValues => ({
      values: Float64Array.from(metric, (cell) => (cell ? pick(cell) : Number.NaN)),
      present,
    })
    const sketch = tier === 2 ? SKETCH.map((_, point) => column((cell) => cell.sketch?.[point] ?? cell.sum / cell.count)) : []
    return [...FIELDS.map((field) => column((cell) => cell[field])), ...sketch]
  })
  return { times, columns }
}

/** Rows as reported, gathered into rows of the first coarser tier. Stored NaN counts as no value. */
export function coarsen({ times, columns }: Rows): TierRows {
  const width = TIER_WIDTH[1]
  const starts: number[] = []
  const cells = columns.map((): (TierCell | null)[] => [])
  for (let start = 0; start < times.length; ) {
    const span = Math.floor((times[start] as number) / width) * width
    let end = start + 1
    while (end < times.length && (times[end] as number) < span + width) end++
    starts.push(span)
    columns.forEach((column, i) => {
      ;(cells[i] as (TierCell | null)[]).push(summarise(column, start, end))
    })
    start = end
  }
  return { tier: 1, times: Float64Array.from(starts), cells }
}

function summarise({ values, present }: ColumnValues, start: number, end: number): TierCell | null {
  const cell: TierCell = { count: 0, sum: 0, min: Infinity, max: -Infinity, last: 0, deviation: 0, sketch: null }
  for (let row = start; row < end; row++) {
    const value = values[row] as number
    if (present[row] === 0 || Number.isNaN(value)) continue
    cell.count++
    cell.sum += value
    cell.min = Math.min(cell.min, value)
    cell.max = Math.max(cell.max, value)
    cell.last = value
  }
  if (cell.count === 0) return null
  const mean = cell.sum / cell.count
  let squares = 0
  for (let row = start; row < end; row++) {
    const value = values[row] as number
    if (present[row] === 1 && !Number.isNaN(value)) squares += (value - mean) ** 2
  }
  return { ...cell, sum: tidy(cell.sum), deviation: brief(Math.sqrt(squares / cell.count)) }
}

/** Joins rows of any coarser tiers into rows of `tier`; those of one span become one. */
export function combine(parts: readonly TierRows[], tier: Exclude<Tier, 0>, metrics: number): TierRows {
  const width = TIER_WIDTH[tier]
  const groups = new Map<number, { part: TierRows; row: number }[]>()
  for (const part of [...parts].sort((a, b) => (a.times[0] ?? 0) - (b.times[0] ?? 0))) {
    part.times.forEach((time, row) => {
      const span = Math.floor(time / width) * width
      const group = groups.get(span)
      if (group) group.push({ part, row })
      else groups.set(span, [{ part, row }])
    })
  }
  const times = Float64Array.from(groups.keys()).sort()
  const cells = Array.from({ length: metrics }, (_, metric) =>
    Array.from(times, (time) => {
      const members = groups.get(time) ?? []
      return unite(
        members.flatMap(({ part, row }) => part.cells[metric]?.[row] ?? []),
        tier,
      )
    }),
  )
  return { tier, times, cells }
}

function unite(cells: readonly TierCell[], tier: Tier): TierCell | null {
  const [first, ...others] = cells
  if (!first) return null
  const sketchOf = (all: readonly TierCell[]): readonly number[] | null => (tier === 2 ? sketch(all) : null)
  if (others.length === 0) return { ...first, sketch: first.sketch ?? sketchOf([first]) }
  const { count, sum, deviation } = moments(cells)
  return {
    count,
    sum: tidy(sum),
    min: Math.min(...cells.map((cell) => cell.min)),
    max: Math.max(...cells.map((cell) => cell.max)),
    last: (others.at(-1) as TierCell).last,
    deviation: brief(deviation),
    sketch: sketchOf(cells),
  }
}

/** Count, sum and standard deviation of all values behind some rows. */
export function moments(cells: readonly TierCell[]): { count: number; sum: number; deviation: number } {
  const count = cells.reduce((total, cell) => total + cell.count, 0)
  const sum = cells.reduce((total, cell) => total + cell.sum, 0)
  const mean = sum / count
  const squares = cells.reduce((total, cell) => total + cell.count * (cell.deviation ** 2 + (cell.sum / cell.count - mean) ** 2), 0)
  return { count, sum, deviation: Math.sqrt(squares / count) }
}

function sketch(cells: readonly TierCell[]): readonly number[] {
  const points: WeightedPoints = { values: [], weights: [] }
  for (const cell of cells) pointsOf(cell, points)
  return quantiles(points, SKETCH).map(tidy)
}

/** Takes the noise of summing decimals away, so that the sum compresses like its terms. */
function tidy(value: number): number {
  const rounded = Math.round(value * 1e4) / 1e4
  return Math.abs(rounded - value) <= 1e-11 * Math.abs(value) ? rounded : value
}

/** Three significant digits are plenty for a deviation. */
function brief(value: number): number {
  return Number(value.toPrecision(3))
}
