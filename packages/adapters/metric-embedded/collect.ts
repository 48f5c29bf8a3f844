import { openBlock, type Rows } from './codec/block.ts'
import { DamagedError } from './codec/bytes.ts'
import { type Context, TIER_WIDTH } from './context.ts'
import type { OpenSeries } from './registry.ts'
import { joinRows, lowerBound, slicedRows } from './rows.ts'
import type { StoredBlock, Tier } from './storage.ts'
import { type TierRows, tierRowsOf } from './tiers.ts'

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
  const blocks = await consistentBlocks(context, series, from, to)
  const pieces: Rows[] = []
  const tiers: TierRows[] = []
  let damaged = false
  for (const block of blocks) {
    try {
      const opened = openBlock(block.bytes)
      const widest = block.tier === 0 ? from : Math.floor(from / widthOf(block.tier)) * widthOf(block.tier)
      const start = lowerBound(opened.times, widest)
      const end = Math.max(start, lowerBound(opened.times, Math.min(to, limitOf(context, block.tier))))
      if (block.tier === 0) {
        pieces.push(slicedRows({ times: opened.times, columns: columns.map((column) => opened.column(column)) }, start, end))
      } else tiers.push(tierRowsOf(opened, block.tier, columns, start, end))
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error
      context.damage.report(`block ${block.id}`, error)
      damaged = true
    }
  }
  pieces.push({ times: open.times, columns: columns.map((column) => open.columns[column] ?? missing(open.times.length)) })
  return { raw: joinRows(pieces, columns.length), tiers, damaged }
}

/** Upkeep may move the boundary between tiers while the database answers: then ask again. */
async function consistentBlocks(context: Context, series: OpenSeries, from: number, to: number): Promise<StoredBlock[]> {
  for (;;) {
    const boundaries = context.boundaries
    const until = { 0: to, 1: Math.min(to, boundaries.raw), 2: Math.min(to, boundaries.fine) }
    const blocks = await context.storage.blocks(series.id, { from: from - widthOf(2), until })
    if (boundaries === context.boundaries) return blocks.filter(({ tier, last }) => last + widthOf(tier) > from)
  }
}

function widthOf(tier: Tier): number {
  return tier === 0 ? 1 : TIER_WIDTH[tier]
}

function limitOf({ boundaries }: Context, tier: Tier): number {
  if (tier === 0) return Number.POSITIVE_INFINITY
  return tier === 1 ? boundaries.raw : boundaries.fine
}

function missing(rows: number): { values: Float64Array; present: Uint8Array } {
  return { values: new Float64Array(rows).fill(Number.NaN), present: new Uint8Array(rows) }
}
