const HOUR = 3_600_000

/** How much history a prediction looks at, and how it is divided: one step in it moves one part. */
export const FILLING = { windowMs: 6 * HOUR, parts: 8, leastParts: 6, everyMs: 600_000 } as const

/** How full a file system was, oldest first; NaN where nothing is known. */
export interface FillingHistory {
  readonly times: ArrayLike<number>
  readonly used: ArrayLike<number>
}

/**
 * Hours until a file system is full if it goes on as in the window before `at`; infinite when it does not fill, null when
 * too little is known. What counts is the growth of the typical part, and never more than that of the whole or of the low
 * points: neither one large file nor logs that grow and are rotated fill a disk.
 */
export function hoursUntilFull(history: FillingHistory, available: number, at: number): number | null {
  const medians = partMedians(history, at)
  const known = medians.filter((value) => !Number.isNaN(value))
  if (known.length < FILLING.leastParts || Number.isNaN(medians.at(-1) ?? Number.NaN)) return null
  const partHours = FILLING.windowMs / FILLING.parts / HOUR
  const steps = medians.slice(1).map((value, i) => (value - (medians[i] ?? Number.NaN)) / partHours)
  const typical = median(steps.filter((step) => !Number.isNaN(step)))
  const perHour = Math.min(typical, slopeOf(medians) / partHours, lowPointSlope(medians) / partHours)
  return perHour > 0 ? available / perHour : Number.POSITIVE_INFINITY
}

function partMedians({ times, used }: FillingHistory, at: number): number[] {
  const width = FILLING.windowMs / FILLING.parts
  const parts = Array.from({ length: FILLING.parts }, (): number[] => [])
  for (let i = times.length - 1; i >= 0; i--) {
    const age = at - (times[i] as number)
    if (age >= FILLING.windowMs) break
    const value = used[i] as number
    if (age >= 0 && Number.isFinite(value)) parts[FILLING.parts - 1 - Math.floor(age / width)]?.push(value)
  }
  return parts.map(median)
}

/** The slope between the typical pair of points, per part: one that is off does not turn the line. */
function slopeOf(medians: readonly number[]): number {
  const slopes = medians.flatMap((from, i) => medians.slice(i + 1).map((to, j) => (to - from) / (j + 1)))
  return median(slopes.filter((slope) => !Number.isNaN(slope)))
}

/** How much higher the lowest of the later half is than that of the earlier one, per part. */
function lowPointSlope(medians: readonly number[]): number {
  const half = medians.length / 2
  const lowest = (values: readonly number[]): number => Math.min(...values.filter((value) => !Number.isNaN(value)))
  return (lowest(medians.slice(half)) - lowest(medians.slice(0, half))) / half
}

/** NaN of nothing. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
