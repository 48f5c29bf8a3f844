import type { Blocks } from './blocks.ts'
import type { DamageLog } from './damage.ts'
import type { Mutex } from './mutex.ts'
import type { Registry } from './registry.ts'
import type { BlockStorage, Tier } from './storage.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** What the parts of the store share; only {@link Ingest}, sealing and upkeep change it, under `writing`. */
export interface Context {
  readonly storage: BlockStorage
  readonly registry: Registry
  readonly blocks: Blocks
  readonly damage: DamageLog
  readonly log: (message: string) => void
  readonly writing: Mutex
  /** The journal's next sequence number. */
  nextSequence: number
  /** Entries whose write failed in a way that may have kept them; struck out by the next write. */
  doubtful: number[]
  /** By host, journal entries before which its reports are forgotten. */
  readonly forgottenBelow: Map<number, number>
}

/** Width of a row of the coarser tiers, 0 for rows as reported. */
export const TIER_WIDTH: Readonly<Record<Tier, number>> = { 0: 0, 1: 5 * MINUTE, 2: HOUR }

/** Blocks end at whole multiples of this, so that what a span holds can be merged, coarsened and dropped by itself. */
export const TIER_SPAN: Readonly<Record<Tier, number>> = { 0: DAY, 1: 8 * DAY, 2: 64 * DAY }

/** Start of the span of its tier that a time belongs to. */
export function spanOf(tier: Tier, time: number): number {
  return Math.floor(time / TIER_SPAN[tier]) * TIER_SPAN[tier]
}
