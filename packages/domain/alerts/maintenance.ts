import { daysLater, instantOf, type WallTime, wallTime } from '../time/index.ts'
import { minuteOf } from './schedule.ts'
import type { AlertSelector } from './selector.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1440
/** A month ahead at the least, whatever its length. */
const HORIZON_DAYS = 62

/** Keeps matching alerts from being told for a while. */
export interface SilenceSettings extends AlertSelector {
  readonly from: number
  readonly to: number
  readonly reason: string
}

export interface Recurrence {
  readonly every: 'week' | 'month'
  /** Of the week, 1 is Monday; none with `month`. */
  readonly days: readonly number[]
  /** Of the month; the last one where the month is shorter. Null with `week`. */
  readonly day: number | null
  /** `HH:MM` on the wall clock. */
  readonly start: string
  readonly minutes: number
  /** IANA name. */
  readonly zone: string
}

/** Planned work during which matching alerts are not told: once, or over and over. */
export interface MaintenanceSettings extends AlertSelector {
  readonly name: string
  /** Both or neither: null with a recurrence. */
  readonly from: number | null
  readonly to: number | null
  readonly recurrence: Recurrence | null
}

/** From the first instant to the one after the last. */
export interface Span {
  readonly from: number
  readonly to: number
}

type Timing = Pick<MaintenanceSettings, 'from' | 'to' | 'recurrence'>

/** The span of a window that an instant lies in, the longest-lasting one. */
export function currentSpan({ from, to, recurrence }: Timing, at: number): Span | null {
  if (!recurrence) return from !== null && to !== null && from <= at && at < to ? { from, to } : null
  const back = Math.ceil(recurrence.minutes / DAY_MINUTES) + 1
  return spans(recurrence, at, -back, 1).findLast((span) => span.from <= at && at < span.to) ?? null
}

/** The first span of a window that begins after an instant. */
export function nextSpan({ from, to, recurrence }: Timing, at: number): Span | null {
  if (!recurrence) return from !== null && to !== null && from > at ? { from, to } : null
  return spans(recurrence, at, -1, HORIZON_DAYS).find((span) => span.from > at) ?? null
}

/** Minutes from one beginning to the next, where they are furthest apart. */
export function longestInterval({ every, days }: Pick<Recurrence, 'every' | 'days'>): number {
  if (every === 'month') return 28 * DAY_MINUTES
  const sorted = [...new Set(days)].sort((a, b) => a - b)
  const gaps = sorted.map((day, i) => (sorted[i + 1] ?? (sorted[0] ?? 0) + 7) - day)
  return Math.max(0, ...gaps) * DAY_MINUTES
}

function spans(recurrence: Recurrence, at: number, first: number, last: number): Span[] {
  const today = { ...wallTime(at, recurrence.zone), minute: minuteOf(recurrence.start) }
  const days = Array.from({ length: last - first + 1 }, (_, i) => daysLater(today, first + i))
  return days
    .filter((day) => begins(recurrence, day))
    .map((day) => {
      const from = instantOf(day, recurrence.zone)
      return { from, to: from + recurrence.minutes * MINUTE }
    })
}

function begins({ every, days, day }: Recurrence, date: WallTime): boolean {
  if (every === 'week') return days.includes(date.weekday)
  const last = new Date(Date.UTC(date.year, date.month, 0)).getUTCDate()
  return date.day === Math.min(day ?? 0, last)
}
