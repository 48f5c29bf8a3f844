import { FILLING, hoursUntilFull, rateOf } from '@hyperion/domain/alerts'
import type { Column, Series } from '@hyperion/ports/metric-store'

const MINUTE = 60_000
/** What has had no value for so long is taken to be gone for good. */
const GONE_MS = 1440 * MINUTE

/** A value to be judged, and when. */
export interface Step {
  readonly at: number
  readonly value: number
}

/** The values of a metric as its reports brought them; of a counter, how fast it grew. */
export function* metricSteps({ times, columns }: Series, counter: boolean): Iterable<Step> {
  const [column] = columns
  if (!column) return
  let before: Step | undefined
  for (let i = 0; i < times.length; i++) {
    const step = stepAt(times, column, i)
    if (!step) continue
    const value = counter ? rateOf(before, step) : step.value
    before = step
    if (value !== null) yield { at: step.at, value }
  }
}

/** Hours until a file system was full, as often as the patrol looks. */
export function* fillingSteps({ times, columns }: Series, from: number): Iterable<Step> {
  const [used, available] = columns
  if (!used || !available) return
  let next = from
  for (let i = 0; i < times.length; i++) {
    const at = times[i] as number
    const left = stepAt(times, available, i)
    if (at < next || !left) continue
    next = at + FILLING.everyMs
    const hours = hoursUntilFull({ times: times.subarray(0, i + 1), used: used.values }, left.value, at)
    if (hours !== null) yield { at, value: hours }
  }
}

/** Minutes since the latest of these instants: at each of them, and every minute in between. */
export function* absenceSteps(times: Iterable<number>, end: number, leastMinutes: number): Iterable<Step> {
  let before: number | undefined
  for (const at of withEnd(times, end)) {
    if (before !== undefined && at - before >= leastMinutes * MINUTE) {
      const last = Math.min(at, before + GONE_MS)
      for (let tick = before + MINUTE; tick < last; tick += MINUTE) yield { at: tick, value: (tick - before) / MINUTE }
    }
    if (at !== end) yield { at, value: 0 }
    before = at
  }
}

function* withEnd(times: Iterable<number>, end: number): Iterable<number> {
  yield* times
  yield end
}

/** The instants from one on at which a series has a value. */
export function valuedTimes({ times, columns }: Series, from: number): number[] {
  const present = columns[0]?.present
  const found: number[] = []
  for (let i = 0; i < times.length; i++) if (present?.[i] === 1 && (times[i] as number) >= from) found.push(times[i] as number)
  return found
}

function stepAt(times: Float64Array, { values, present }: Column, i: number): Step | null {
  const value = values[i] as number
  return present[i] === 1 && !Number.isNaN(value) ? { at: times[i] as number, value } : null
}
