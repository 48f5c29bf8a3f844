/** Longer than this between two readings of a counter, and nobody knows how it grew. */
const GAP_MS = 300_000

export interface CounterReading {
  readonly at: number
  readonly value: number
}

/** How fast a counter grew per second; null for the first reading, after a gap, and when it begins anew. */
export function rateOf(before: CounterReading | undefined, { at, value }: CounterReading): number | null {
  if (!before || at <= before.at || at - before.at > GAP_MS || value < before.value) return null
  return ((value - before.value) * 1000) / (at - before.at)
}
