import type { Retention } from '@hyperion/ports/metric-store'
import { type OpenedBlock, openBlock, type Rows } from './codec/block.ts'
import { DamagedError } from './codec/bytes.ts'
import { type Context, DAY, HOUR, MINUTE, spanOf, TIER_SPAN } from './context.ts'
import type { OpenSeries } from './registry.ts'
import { joinRows } from './rows.ts'
import { sealSeries, toBlocks } from './seal.ts'
import type { BlockHead, Change, StoredBlock, Tier } from './storage.ts'
import { coarsen, combine, metricsIn, type TierRows, tierRowsOf, tierRowsToBlock } from './tiers.ts'

/** A day is merged so long after its end, when stragglers have come. */
const GRACE = 10 * MINUTE
/** An open block that got nothing for so long is sealed. */
const IDLE = 2 * HOUR
/** Within the current day so many small blocks are merged into one. */
const SMALL_ROWS = 1000
const SMALL_BLOCKS = 8
/** The first coarser tier lasts so many times as long as rows do. */
const FINE_FACTOR = 3
const SEAL_BATCH = 16
/** Blocks of one span of a coarser tier, at which they are merged. */
const TIER_BLOCKS = 8
const RECLAIM_STEPS = 64

/** Seals, merges, coarsens and drops, in steps short enough for reads and appends to come in between. */
export class Upkeep {
  readonly #context: Context
  #reportTimes: ReadonlySet<number> = new Set()

  constructor(context: Context) {
    this.#context = context
  }

  async run(now: number, { rawDays, totalDays }: Retention): Promise<void> {
    const rawFrom = spanOf(0, now - rawDays * DAY)
    const fineFrom = spanOf(0, now - rawDays * FINE_FACTOR * DAY)
    const everythingFrom = totalDays > 0 ? spanOf(0, now - totalDays * DAY) : Number.NEGATIVE_INFINITY
    this.#reportTimes = new Set(Array.from(this.#context.registry.hosts(), ({ times }) => times.id))
    await this.#sealIdle(now)
    await this.#dropBefore(everythingFrom)
    await this.#merge(now, rawFrom)
    await this.#coarsen(0, rawFrom)
    await this.#coarsen(1, fineFrom)
    await this.reclaim()
  }

  /** Gives free space back, as much as one run may. */
  async reclaim(): Promise<void> {
    for (let step = 0; step < RECLAIM_STEPS; step++) {
      if (!(await this.#step(() => this.#context.storage.reclaim()))) return
    }
  }

  async #sealIdle(now: number): Promise<void> {
    const closed = spanOf(0, now - GRACE)
    const idle = [...this.#context.registry.all()].filter(({ head }) => isIdle(head, now, closed))
    for (let i = 0; i < idle.length; i += SEAL_BATCH) {
      await this.#step(() => sealSeries(this.#context, idle.slice(i, i + SEAL_BATCH)))
    }
  }

  async #dropBefore(time: number): Promise<void> {
    if (time === Number.NEGATIVE_INFINITY) return
    for (const tier of [0, 1, 2] as const) {
      const ended = await this.#context.storage.endedBefore(tier, time)
      await this.#remove(ended.map(({ id }) => id))
    }
  }

  async #merge(now: number, rawFrom: number): Promise<void> {
    const heads = await this.#context.storage.unmerged()
    for (const group of bySpan(heads)) {
      const { series, first, last } = group[0] as BlockHead
      const day = spanOf(0, first)
      if (last < rawFrom && !this.#reportTimes.has(series)) continue
      if (day + DAY + GRACE <= now) await this.#step(() => this.#mergeDay(series, day))
      else {
        const small = group.filter(({ rows }) => rows < SMALL_ROWS)
        if (small.length >= SMALL_BLOCKS) await this.#step(() => this.#mergeSmall(series, day, new Set(small.map(({ id }) => id))))
      }
    }
  }

  async #mergeDay(series: number, day: number): Promise<void> {
    const blocks = await this.#context.storage.blocks(series, { from: day, to: day + DAY, tier: 0 })
    await this.#replace(series, blocks, true)
  }

  async #mergeSmall(series: number, day: number, small: ReadonlySet<number>): Promise<void> {
    const blocks = await this.#context.storage.blocks(series, { from: day, to: day + DAY, tier: 0 })
    await this.#replace(
      series,
      blocks.filter(({ id }) => small.has(id)),
      false,
    )
  }

  async #replace(series: number, blocks: readonly StoredBlock[], merged: boolean): Promise<void> {
    const opened = this.#openSound(blocks)
    // A damaged block alone is no reason to write its sound neighbours anew each time.
    if (opened.every(({ merged: already }) => already)) return
    const rows = joinAll(opened.map(({ block }) => block))
    const added = toBlocks(series, 0, rows, 'best').map((block): Change => ({ kind: 'add', block: { ...block, merged } }))
    await this.#context.storage.write([{ kind: 'remove', blocks: opened.map(({ id }) => id) }, ...added])
  }

  /** Moves what ended before `before` into the next tier. */
  async #coarsen(tier: 0 | 1, before: number): Promise<void> {
    const ended = (await this.#context.storage.endedBefore(tier, before)).filter(({ series }) => !this.#reportTimes.has(series))
    for (const group of bySpan(ended)) {
      const { series, first } = group[0] as BlockHead
      const span = spanOf(tier, first)
      await this.#step(() => this.#coarsenSpan(series, tier, span, new Set(group.map(({ id }) => id))))
    }
  }

  async #coarsenSpan(series: number, tier: 0 | 1, span: number, ids: ReadonlySet<number>): Promise<void> {
    const { storage } = this.#context
    const blocks = (await storage.blocks(series, { from: span, to: span + TIER_SPAN[tier], tier })).filter(({ id }) => ids.has(id))
    const opened = this.#openSound(blocks).map(({ block }) => block)
    const changes: Change[] = [{ kind: 'remove', blocks: [...ids] }]
    if (opened.length > 0) {
      const rows = tier === 0 ? coarsen(joinAll(opened)) : combineAll(opened, 1, 2)
      changes.push(...(await this.#addToTier(series, rows)))
    }
    await storage.write(changes)
  }

  async #addToTier(series: number, rows: TierRows): Promise<Change[]> {
    const span = spanOf(rows.tier, rows.times[0] as number)
    const end = span + TIER_SPAN[rows.tier]
    const existing = await this.#context.storage.blocks(series, { from: span, to: end, tier: rows.tier })
    let all = rows
    const changes: Change[] = []
    if (existing.length + 1 >= TIER_BLOCKS) {
      const opened = this.#openSound(existing)
      const parts = opened.map(({ block }) => allTierRows(block, rows.tier))
      all = combine([...parts, rows], rows.tier, Math.max(rows.cells.length, ...parts.map((part) => part.cells.length)))
      changes.push({ kind: 'remove', blocks: opened.map(({ id }) => id) })
    }
    for (const block of toBlocks(series, rows.tier, tierRowsToBlock(all), 'best')) changes.push({ kind: 'add', block })
    return changes
  }

  /** Opens blocks wholly, leaving damaged ones where they are. */
  #openSound(blocks: readonly StoredBlock[]): { id: number; merged: boolean; block: OpenedBlock }[] {
    return blocks.flatMap(({ id, merged, bytes }) => {
      try {
        const block = openBlock(bytes)
        for (let column = 0; column < block.columnCount; column++) block.column(column)
        return [{ id, merged, block }]
      } catch (error) {
        if (!(error instanceof DamagedError)) throw error
        this.#context.damage.report(`block ${id}`, error)
        return []
      }
    })
  }

  async #remove(blocks: readonly number[]): Promise<void> {
    for (let i = 0; i < blocks.length; i += 100) {
      await this.#step(() => this.#context.storage.write([{ kind: 'remove', blocks: blocks.slice(i, i + 100) }]))
    }
  }

  async #step<T>(task: () => Promise<T>): Promise<T> {
    const result = await this.#context.writing.run(task)
    await new Promise((resolve) => setImmediate(resolve))
    return result
  }
}

function isIdle(head: OpenSeries['head'], now: number, closed: number): boolean {
  return head.length > 0 && (head.firstTime < closed || head.lastTime < now - IDLE || head.lastTime > now + DAY)
}

/** Blocks that lie in order, as lists of those of one series and span. */
function bySpan(heads: readonly BlockHead[]): BlockHead[][] {
  return [...Map.groupBy(heads, ({ series, tier, first }) => `${series}:${spanOf(tier, first)}`).values()]
}

function joinAll(blocks: readonly OpenedBlock[]): Rows {
  const columns = Math.max(...blocks.map(({ columnCount }) => columnCount))
  const pieces = blocks.map((block) => ({ times: block.times, columns: Array.from({ length: columns }, (_, i) => block.column(i)) }))
  return joinRows(pieces, columns)
}

function allTierRows(block: OpenedBlock, tier: Exclude<Tier, 0>): TierRows {
  const metrics = Array.from({ length: metricsIn(block, tier) }, (_, metric) => metric)
  return tierRowsOf(block, tier, metrics, 0, block.times.length)
}

function combineAll(blocks: readonly OpenedBlock[], from: 1 | 2, to: 1 | 2): TierRows {
  const parts = blocks.map((block) => allTierRows(block, from))
  return combine(parts, to, Math.max(...parts.map(({ cells }) => cells.length)))
}
