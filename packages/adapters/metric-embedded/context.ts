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
  readonly damage: DamageLog
  readonly log: (message: string) => void
  readonly writing: Mutex
  /** The journal's next sequence number. */
  nextSequence: number
  /** Entries whose write failed in a way that may have kept them; struck out by the next write. */
  doubtful: number[]
  /** Rows before these times are in the next coarser tier only. */
  boundaries: { readonly raw: number; readonly fine: number }
}

/** Width of a row of the coarser tiers. */
export const TIER_WIDTH: Readonly<Record<Exclude<Tier, 0>, number>> = { 1: 5 * MINUTE, 2: HOUR }

/** Blocks end where the UTC day does, so that a day's blocks can be merged, tiered and dropped by themselves. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY) * DAY
}
