import { encodeBlock, type Rows } from './codec/block.ts'
import type { Effort } from './codec/columns.ts'
import { type Context, spanOf, TIER_SPAN } from './context.ts'
import type { OpenSeries } from './registry.ts'
import { REPORT_TIMES } from './registry.ts'
import { countValues, lowerBound, slicedRows } from './rows.ts'
import type { Change, NewBlock, Tier } from './storage.ts'

/** Most rows of one block. */
const BLOCK_ROWS = 5760

/** Rows as blocks of one tier, split where its span ends and where they grow too long. */
export function toBlocks(series: number, tier: Tier, rows: Rows, effort: Effort): NewBlock[] {
  const blocks: NewBlock[] = []
  let start = 0
  while (start < rows.times.length) {
    const first = rows.times[start] as number
    const end = Math.min(start + BLOCK_ROWS, lowerBound(rows.times, spanOf(tier, first) + TIER_SPAN[tier]))
    const part = slicedRows(rows, start, end)
    const bytes = encodeBlock(part, effort)
    blocks.push({
      series,
      tier,
      first,
      last: rows.times[end - 1] as number,
      rows: end - start,
      values: countValues(part.columns),
      size: bytes.length,
      merged: effort === 'best',
      bytes,
    })
    start = end
  }
  return blocks
}

/** Moves open blocks into sealed ones and trims the journal; call it under `writing`. */
export async function sealSeries(context: Context, series: readonly OpenSeries[]): Promise<void> {
  const sealing = series.filter(({ head }) => head.length > 0)
  if (sealing.length === 0) return
  const sealed = context.nextSequence - 1
  const changes: Change[] = []
  for (const each of sealing) {
    const rows = each.head.rows(0, Number.POSITIVE_INFINITY)
    changes.push({ kind: 'series', row: { id: each.id, host: each.host, group: each.group, instance: each.instance, sealed } })
    for (const block of toBlocks(each.id, 0, rows, 'fast')) changes.push({ kind: 'add', block })
  }
  changes.push({ kind: 'trim', below: oldestNeeded(context, new Set(sealing)) })
  await context.blocks.write(changes)
  for (const each of sealing) {
    if (each.group === REPORT_TIMES) {
      const host = context.registry.host(each.host)
      host.lastSealed = Math.max(host.lastSealed, each.head.lastTime)
    }
    each.sealed = sealed
    each.head.clear()
  }
}

/** The journal sequence below which no open block, but those left out, has a row. */
export function oldestNeeded(context: Context, leftOut: ReadonlySet<OpenSeries>): number {
  let oldest = context.nextSequence
  for (const series of context.registry.all()) {
    if (series.head.length > 0 && !leftOut.has(series)) oldest = Math.min(oldest, series.head.firstSequence)
  }
  return oldest
}
