import { AMOUNT_MARGIN, turnIntoAmounts } from '@hyperion/domain/metrics'
import type { TimeRange } from '@hyperion/ports/metric-store'
import type { Collected } from './collect.ts'
import { TIER_WIDTH } from './context.ts'
import { lowerBound, slicedRows } from './rows.ts'
import type { TierCell } from './tier-cell.ts'
import type { TierRows } from './tiers.ts'

/** What has to be known for the amounts of a range: its edges need what lies around them. */
export function aroundAmounts({ from, to }: TimeRange): TimeRange {
  return { from: Math.max(0, from - AMOUNT_MARGIN.before), to: to + AMOUNT_MARGIN.after }
}

/** Of what is known around a range, the range with the counters (flagged by column) as amounts. Takes over the rows of `wide`. */
export function withAmounts(wide: Collected, { from, to }: TimeRange, counters: readonly boolean[]): Collected {
  const { times, columns } = wide.raw
  columns.forEach((column, i) => {
    if (counters[i]) turnIntoAmounts(times, column)
  })
  const tiers = wide.tiers.map((tier) => sliced(tierAmounts(tier, counters), from, to))
  return { raw: slicedRows(wide.raw, lowerBound(times, from), lowerBound(times, to)), tiers, damaged: wide.damaged }
}

function sliced({ tier, times, cells }: TierRows, from: number, to: number): TierRows {
  const width = TIER_WIDTH[tier]
  const start = lowerBound(times, Math.floor(from / width) * width)
  const end = lowerBound(times, to)
  return { tier, times: times.subarray(start, end), cells: cells.map((rows) => rows.slice(start, end)) }
}

function tierAmounts({ tier, times, cells }: TierRows, counters: readonly boolean[]): TierRows {
  const follows = (row: number): boolean => row > 0 && (times[row] as number) - (times[row - 1] as number) === TIER_WIDTH[tier]
  const amounts = cells.map((rows, i) =>
    counters[i] ? rows.map((cell, row) => cell && amountCell(cell, follows(row) ? (rows[row - 1] ?? null) : null)) : rows,
  )
  return { tier, times, cells: amounts }
}

/** A coarser row knows what was added altogether: its reports count as alike. None where the counter went backward. */
function amountCell(cell: TierCell, before: TierCell | null): TierCell | null {
  const count = before ? cell.count : cell.count - 1
  const sum = cell.last - (before?.last ?? cell.min)
  if (count < 1 || cell.last < cell.max || (before && cell.min < before.last)) return null
  const each = sum / count
  return { count, sum, min: each, max: each, last: each, deviation: 0, sketch: null }
}
