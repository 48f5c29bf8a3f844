const HOUR = 3_600_000

export const SILENCES = ['hour', 'hours', 'tomorrow'] as const
export type SilenceFor = (typeof SILENCES)[number]

/** When a silence chosen at `now` ends; tomorrow is the next morning at nine, by this device's clock. */
export function silenceEnd(chosen: SilenceFor, now: number): number {
  if (chosen === 'hour') return now + HOUR
  if (chosen === 'hours') return now + 4 * HOUR
  const morning = new Date(now)
  morning.setDate(morning.getDate() + 1)
  return morning.setHours(9, 0, 0, 0)
}
