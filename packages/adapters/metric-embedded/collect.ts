import { openBlock, type Rows } from './codec/block.ts'
import { DamagedError } from './codec/bytes.ts'
import { type Context, TIER_WIDTH } from './context.ts'
import { Garbage } from './garbage.ts'
import type { OpenSeries } from './registry.ts'
import { joinRows, lowerBound, slicedRows } from './rows.ts'
import type { Tier } from './storage.ts'
import { type TierRows, tierRowsOf } from './tiers.ts'

const garbage = new Garbage()

/** What is stored of some columns of a series in a range. */
export interface Collected {
  readonly raw: Rows
  /** Rows of the coarser tiers, each list in order of time. */
  readonly tiers: readonly TierRows[]
  readonly damaged: boolean
}

/** Reads open and sealed blocks of all tiers that hold a part of the range, decoding only `columns`. */
export async function collect(
  context: Context,
  series: OpenSeries,
  from: number,
  to: number,
  columns: readonly number[],
): Promise<Collected> {
  // The open block first: what is sealed meanwhile is then seen twice, and joined, rather than not at all.
  const open = series.head.rows(from, to)
  const blocks = await context.storage.blocks(series.id, { from: from - TIER_WIDTH[2], to })
  const pieces: Rows[] = []
  const tiers: TierRows[] = []
  let damaged = false
  for (const block of blocks) {
    const first = firstRowTime(block.tier, from)
    if (block.last < first) continue
    garbage.made(block.rows * (columns.length + 1) * 20)
    try {
      const opened = openBlock(block.bytes)
      const start = lowerBound(opened.times, first)
      const end = Math.max(start, lowerBound(opened.times, to))
      if (block.tier !== 0) tiers.push(tierRowsOf(opened, block.tier, columns, start, end))
      else pieces.push(slicedRows({ times: opened.times, columns: columns.map((column) => opened.column(column)) }, start, end))
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error
      context.damage.report(`block ${block.id}`, error)
      damaged = true
    }
  }
  pieces.push({ times: open.times, columns: columns.map((column) => open.columns[column] ?? missing(open.times.length)) })
  return { raw: joinRows(pieces, columns.length), tiers, damaged }
}

/** A coarser row belongs to the range when a part of its span does. */
function firstRowTime(tier: Tier, from: number): number {
  return tier === 0 ? from : Math.floor(from / TIER_WIDTH[tier]) * TIER_WIDTH[tier]
}

function missing(rows: number): { values: Float64Array; present: Uint8Array } {
  return { values: new Float64Array(rows).fill(Number.NaN), present: new Uint8Array(rows) }
}
