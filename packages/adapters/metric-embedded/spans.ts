import type { Tier } from './storage.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Width of a row of the coarser tiers, 0 for rows as reported. */
export const TIER_WIDTH: Readonly<Record<Tier, number>> = { 0: 0, 1: 5 * MINUTE, 2: HOUR }

/** Blocks end at whole multiples of this, so that what a span holds can be merged, coarsened and dropped by itself. */
export const TIER_SPAN: Readonly<Record<Tier, number>> = { 0: DAY, 1: 8 * DAY, 2: 64 * DAY }

/** Start of the span of its tier that a time belongs to. */
export function spanOf(tier: Tier, time: number): number {
  return Math.floor(time / TIER_SPAN[tier]) * TIER_SPAN[tier]
}
