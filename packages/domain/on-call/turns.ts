import { minuteOf } from '../alerts/index.ts'
import type { Layer, LayerHours, RotationUnit } from './schedule.ts'
import { type Span, within } from './spans.ts'
import type { WallClock } from './wall-clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LENGTHS: Readonly<Record<RotationUnit, number>> = { hour: HOUR, day: DAY, week: 7 * DAY }
/** No clock is changed by more: Samoa once left out a day. */
const LEAP = DAY + HOUR

/** A turn of one participant. */
export interface Turn extends Span {
  /** Id of the user. */
  readonly user: number
}

/** Who has the turn of a layer within a range, in order; where it does not apply there is nothing. */
export function turnsOf(layer: Layer, clock: WallClock, range: Span): Turn[] {
  if (layer.participants.length === 0) return []
  const start = dateOf(layer.start) + minuteOf(layer.handoff) * MINUTE
  const begun = { from: Math.max(range.from, clock.instant(start)), to: range.to }
  if (begun.from >= begun.to) return []
  const turns = rotated(layer, start, clock, begun)
  return layer.hours.length === 0 ? turns : within(turns, hoursWithin(layer.hours, clock, begun))
}

/** Midnight of `YYYY-MM-DD` as if it were UTC; NaN when it is no date. */
export function dateOf(text: string): number {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(text) ? Number.NaN : midnight
}

function rotated({ participants, rotation, weekday }: Layer, start: number, clock: WallClock, range: Span): Turn[] {
  const length = rotation.every * LENGTHS[rotation.unit]
  const anchor = rotation.unit === 'week' && weekday !== null ? start - daysSince(weekday, start) * DAY : start
  const first = Math.floor((clock.wall(range.from) - LEAP - anchor) / length)
  const last = Math.ceil((clock.wall(range.to) + LEAP - anchor) / length)
  const turns: Turn[] = []
  // From the end: a hand-off time that clocks skip comes as much later, and may come after the next one.
  let end = Number.POSITIVE_INFINITY
  for (let turn = last; turn >= first; turn--) {
    const begin = Math.min(end, clock.instant(anchor + turn * length))
    const [from, to] = [Math.max(begin, range.from), Math.min(end, range.to)]
    if (from < to) turns.push({ from, to, user: participants[modulo(turn, participants.length)] as number })
    end = begin
  }
  return turns.reverse()
}

/** How many days ago this day of the week was last, 0 to 6. */
function daysSince(weekday: number, wall: number): number {
  return modulo((new Date(wall).getUTCDay() || 7) - weekday, 7)
}

function hoursWithin(hours: readonly LayerHours[], clock: WallClock, range: Span): Span[] {
  const [first, last] = [range.from - DAY, range.to + DAY].map((at) => Math.floor(clock.wall(at) / DAY)) as [number, number]
  const spans: Span[] = []
  for (let day = first; day <= last; day++) {
    const weekday = new Date(day * DAY).getUTCDay() || 7
    for (const { days, from, to } of hours) {
      if (!days.includes(weekday)) continue
      const [begin, end] = [minuteOf(from), minuteOf(to)]
      const tomorrow = begin < end ? 0 : DAY
      spans.push({ from: clock.instant(day * DAY + begin * MINUTE), to: clock.instant(day * DAY + tomorrow + end * MINUTE) })
    }
  }
  return spans
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor
}
