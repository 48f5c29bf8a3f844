import type { OpenedBlock, Rows } from './codec/block.ts'
import type { ColumnValues } from './codec/scale.ts'
import { TIER_WIDTH } from './context.ts'
import type { Tier } from './storage.ts'

/** One metric of the rows of a coarser tier; a row without values has count 0. */
export interface TierColumn {
  readonly count: Float64Array
  readonly sum: Float64Array
  readonly min: Float64Array
  readonly max: Float64Array
  readonly last: Float64Array
  /** Sum of squared distances from the row's mean. */
  readonly spread: Float64Array
}

export interface TierRows {
  readonly width: number
  /** Starts of the rows' spans. */
  readonly times: Float64Array
  readonly columns: readonly TierColumn[]
}

export const TIER_FIELDS = ['count', 'sum', 'min', 'max', 'last', 'spread'] as const

/** The rows from `start` to `end` of a tier's block, for some metrics by column number. */
export function tierRowsOf(block: OpenedBlock, tier: Exclude<Tier, 0>, metrics: readonly number[], start: number, end: number): TierRows {
  const columns = metrics.map((metric) => {
    const fields = TIER_FIELDS.map((_, field) => block.column(metric * TIER_FIELDS.length + field).values.subarray(start, end))
    const [count, sum, min, max, last, spread] = fields as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    return { count: count.map((each) => each || 0), sum, min, max, last, spread }
  })
  return { width: TIER_WIDTH[tier], times: block.times.subarray(start, end), columns }
}

/** A tier's rows as columns of a block. */
export function tierRowsToBlock({ times, columns }: TierRows): Rows {
  const stored = columns.flatMap((column): ColumnValues[] => {
    const present = Uint8Array.from(column.count, (count) => (count > 0 ? 1 : 0))
    return TIER_FIELDS.map((field) => ({ values: column[field], present }))
  })
  return { times, columns: stored }
}
