import type { Snapshot } from '../snapshot.ts'

/** `part` of `whole` as 0–100, or null when there is no whole. */
export function percent(part: number, whole: number): number | null {
  if (!(whole > 0)) return null
  return Math.min(100, Math.max(0, (part / whole) * 100))
}

/** Seconds between two snapshots by the target's own clock where it tells: a slow answer is dated when it was asked for. */
export function secondsBetween(before: Snapshot, now: Snapshot): number {
  const [from, to] = [before.value('node_time_seconds'), now.value('node_time_seconds')]
  return from !== null && to !== null && to > from ? to - from : (now.at - before.at) / 1000
}

/** What a counter grew by; null without a value before, or when it went backward: that is a new baseline. */
export function growth(now: number | null | undefined, before: number | null | undefined): number | null {
  if (now === null || now === undefined || before === null || before === undefined || now < before) return null
  return now - before
}

/** Of two snapshots, by how much a counter of seconds grew in percent of the time between them. */
export function busyPercent(
  now: Snapshot,
  before: Snapshot | null,
  read: (snapshot: Snapshot) => number | null | undefined,
): number | null {
  const grown = before && growth(read(now), read(before))
  return grown === null || before === null ? null : percent(grown, secondsBetween(before, now))
}
