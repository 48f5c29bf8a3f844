import type { TimeRange } from '@hyperion/ports/metric-store'
import { openBlock, type Rows } from './codec/block.ts'
import { DamagedError } from './codec/bytes.ts'
import { Scratch } from './codec/memory.ts'
import { type Context, TIER_WIDTH } from './context.ts'
import { Garbage } from './garbage.ts'
import type { OpenSeries } from './registry.ts'
import { JoinedRows, lowerBound, slicedRows } from './rows.ts'
import type { StoredBlock, Tier } from './storage.ts'
import { type TierRows, tierRowsOf } from './tiers.ts'

const garbage = new Garbage()
const scratch = new Scratch()

/** What is stored of some columns of a series in a range. */
export interface Collected {
  readonly raw: Rows
  /** Rows of the coarser tiers, each list in order of time. */
  readonly tiers: readonly TierRows[]
  readonly damaged: boolean
}

/**
 * Reads open and sealed blocks of all tiers that hold a part of the range, decoding only `columns`, for `use` at once: of
 * several reads that are under way no two are in memory decoded.
 */
export async function collect<T>(
  context: Context,
  series: OpenSeries,
  { from, to }: TimeRange,
  columns: readonly number[],
  use: (collected: Collected) => T,
): Promise<T> {
  // The open block first: what is sealed meanwhile is then seen twice, and joined, rather than not at all.
  const open = series.head.rows(from, to)
  const blocks = await context.storage.blocks(series.id, { from: from - TIER_WIDTH[2], to })
  const stored = blocks.filter(({ tier, last }) => last >= firstRowTime(tier, from))
  const capacity = stored.reduce((sum, { tier, rows }) => (tier === 0 ? sum + rows : sum), open.times.length)
  garbage.made(capacity * (columns.length * 9 + 8) + stored.reduce((sum, { size }) => sum + size, 0))
  const joined = new JoinedRows(capacity, columns.length)
  const tiers: TierRows[] = []
  let damaged = false
  for (const block of stored) {
    try {
      const decoded = decode(block, from, to, columns)
      if ('tier' in decoded) tiers.push(decoded)
      else joined.add(decoded)
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error
      context.damage.report(`block ${block.id}`, error)
      damaged = true
    }
  }
  joined.add({ times: open.times, columns: columns.map((column) => open.columns[column] ?? missing(open.times.length)) })
  return use({ raw: joined.finish(), tiers, damaged })
}

/** Rows as reported are good until the next block is decoded. */
function decode({ bytes, tier }: StoredBlock, from: number, to: number, columns: readonly number[]): Rows | TierRows {
  scratch.release()
  const opened = openBlock(bytes, scratch)
  const start = lowerBound(opened.times, firstRowTime(tier, from))
  const end = Math.max(start, lowerBound(opened.times, to))
  if (tier !== 0) return tierRowsOf(opened, tier, columns, start, end)
  return slicedRows({ times: opened.times, columns: columns.map((column) => opened.column(column)) }, start, end)
}

/** A coarser row belongs to the range when a part of its span does. */
function firstRowTime(tier: Tier, from: number): number {
  return tier === 0 ? from : Math.floor(from / TIER_WIDTH[tier]) * TIER_WIDTH[tier]
}

function missing(rows: number): { values: Float64Array; present: Uint8Array } {
  return { values: new Float64Array(rows).fill(Number.NaN), present: new Uint8Array(rows) }
}
