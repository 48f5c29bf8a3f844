import type { RetentionPolicy } from '@hyperion/domain/metrics'
import { type OpenedBlock, openBlock, type Rows } from './codec/block.ts'
import { DamagedError } from './codec/bytes.ts'
import { type Context, DAY, HOUR, MINUTE, spanOf, TIER_SPAN } from './context.ts'
import { type Cutoffs, cutoffGroups, cutoffsOf } from './cutoffs.ts'
import type { Purge } from './purge.ts'
import { type OpenSeries, REPORT_TIMES } from './registry.ts'
import { joinRows } from './rows.ts'
import { sealSeries, toBlocks } from './seal.ts'
import type { BlockHead, Change, SeriesChoice, StoredBlock, Tier } from './storage.ts'
import { coarsen, combine, metricsIn, type TierRows, tierRowsOf, tierRowsToBlock } from './tiers.ts'

/** A day is merged so long after its end, when stragglers have come. */
const GRACE = 10 * MINUTE
/** An open block that got nothing for so long is sealed. */
const IDLE = 2 * HOUR
/** Within the current day so many small blocks are merged into one. */
const SMALL_ROWS = 1000
const SMALL_BLOCKS = 8
const SEAL_BATCH = 16
/** Blocks of one span of a coarser tier, at which they are merged. */
const TIER_BLOCKS = 8
const RECLAIM_STEPS = 1024
/** Blocks looked up at a time. */
const BATCH = 10_000

/** Seals, merges, coarsens and drops, in steps short enough for reads and appends to come in between. */
export class Upkeep {
  readonly #context: Context
  readonly #purge: Purge

  constructor(context: Context, purge: Purge) {
    this.#context = context
    this.#purge = purge
  }

  async run(now: number, policy: RetentionPolicy): Promise<void> {
    await this.#purge.run()
    await this.#sealIdle(now)
    const groups = cutoffGroups(now, policy)
    for (const { cutoffs, choice } of groups) await this.#dropBefore(cutoffs.everythingFrom, choice)
    await this.#merge(now, (host) => cutoffsOf(now, policy, host))
    for (const { cutoffs, choice } of groups) {
      await this.#coarsen(0, cutoffs.rawFrom, choice)
      await this.#coarsen(1, cutoffs.fineFrom, choice)
    }
    await this.reclaim(now)
  }

  /** Gives free space back, as much as one run may. */
  async reclaim(now: number): Promise<void> {
    for (let step = 0; step < RECLAIM_STEPS; step++) {
      if (!(await this.#step(() => this.#context.storage.reclaim(now)))) return
    }
  }

  async #sealIdle(now: number): Promise<void> {
    const closed = spanOf(0, now - GRACE)
    const idle = [...this.#context.registry.all()].filter(({ head }) => isIdle(head, now, closed))
    for (let i = 0; i < idle.length; i += SEAL_BATCH) {
      await this.#step(() => sealSeries(this.#context, idle.slice(i, i + SEAL_BATCH)))
    }
  }

  async #dropBefore(time: number, choice: Omit<SeriesChoice, 'times'>): Promise<void> {
    if (time === Number.NEGATIVE_INFINITY) return
    for (const tier of [0, 1, 2] as const) {
      for (;;) {
        const ended = await this.#context.storage.endedBefore(tier, time, { ...choice, times: true }, BATCH)
        await this.#remove(ended)
        if (ended.length < BATCH) break
      }
    }
  }

  async #merge(now: number, cutoffs: (host: number) => Cutoffs): Promise<void> {
    const closed = now - DAY - GRACE + 1
    for (const { series, day, last } of await this.#context.storage.unmerged(closed, { rows: SMALL_ROWS, many: SMALL_BLOCKS })) {
      const { host, group } = this.#context.registry.byId(series) ?? {}
      // What is about to be coarsened need not be merged before, and what belongs to nobody not at all.
      if (host === undefined || (last < cutoffs(host).rawFrom && group !== REPORT_TIMES)) continue
      await this.#step(() => (day < closed ? this.#mergeDay(series, day) : this.#mergeSmall(series, day)))
    }
  }

  async #mergeDay(series: number, day: number): Promise<void> {
    const blocks = await this.#context.storage.blocks(series, { from: day, to: day + DAY, tier: 0 })
    await this.#replace(series, blocks, true)
  }

  async #mergeSmall(series: number, day: number): Promise<void> {
    const blocks = await this.#context.storage.blocks(series, { from: day, to: day + DAY, tier: 0 })
    await this.#replace(
      series,
      blocks.filter(({ merged, rows }) => !merged && rows < SMALL_ROWS),
      false,
    )
  }

  async #replace(series: number, blocks: readonly StoredBlock[], merged: boolean): Promise<void> {
    if (!this.#context.registry.byId(series)) return
    const opened = this.#openSound(blocks)
    // A damaged block alone is no reason to write its sound neighbours anew each time.
    if (opened.every(({ head }) => head.merged)) return
    const rows = joinAll(opened.map(({ block }) => block))
    const added = toBlocks(series, 0, rows, 'best').map((block): Change => ({ kind: 'add', block: { ...block, merged } }))
    await this.#context.blocks.write([{ kind: 'remove', blocks: opened.map(({ head }) => head) }, ...added])
  }

  /** Moves what ended before `before` into the next tier. */
  async #coarsen(tier: 0 | 1, before: number, choice: Omit<SeriesChoice, 'times'>): Promise<void> {
    for (;;) {
      const ended = await this.#context.storage.endedBefore(tier, before, { ...choice, times: false }, BATCH)
      const groups = bySpan(ended)
      // The last one may have been cut short.
      if (ended.length === BATCH && groups.length > 1) groups.pop()
      for (const group of groups) await this.#step(() => this.#coarsenSpan(tier, group))
      if (ended.length < BATCH) return
    }
  }

  async #coarsenSpan(tier: 0 | 1, heads: readonly BlockHead[]): Promise<void> {
    const { series, first } = heads[0] as BlockHead
    // It may have been forgotten since it was looked up.
    if (!this.#context.registry.byId(series)) return
    const span = spanOf(tier, first)
    const ids = new Set(heads.map(({ id }) => id))
    const { storage } = this.#context
    const blocks = (await storage.blocks(series, { from: span, to: span + TIER_SPAN[tier], tier })).filter(({ id }) => ids.has(id))
    const opened = this.#openSound(blocks).map(({ block }) => block)
    const changes: Change[] = [{ kind: 'remove', blocks: heads }]
    if (opened.length > 0) {
      const rows = tier === 0 ? coarsen(joinAll(opened)) : combineAll(opened, 1, 2)
      changes.push(...(await this.#addToTier(series, rows)))
    }
    await this.#context.blocks.write(changes)
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
      changes.push({ kind: 'remove', blocks: opened.map(({ head }) => head) })
    }
    for (const block of toBlocks(series, rows.tier, tierRowsToBlock(all), 'best')) changes.push({ kind: 'add', block })
    return changes
  }

  /** Opens blocks wholly, leaving damaged ones where they are. */
  #openSound(blocks: readonly StoredBlock[]): { head: BlockHead; block: OpenedBlock }[] {
    return blocks.flatMap(({ bytes, ...head }) => {
      try {
        const block = openBlock(bytes)
        for (let column = 0; column < block.columnCount; column++) block.column(column)
        return [{ head, block }]
      } catch (error) {
        if (!(error instanceof DamagedError)) throw error
        this.#context.damage.report(`block ${head.id}`, error)
        return []
      }
    })
  }

  async #remove(blocks: readonly BlockHead[]): Promise<void> {
    for (let i = 0; i < blocks.length; i += 100) {
      await this.#step(() => this.#context.blocks.write([{ kind: 'remove', blocks: blocks.slice(i, i + 100) }]))
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
