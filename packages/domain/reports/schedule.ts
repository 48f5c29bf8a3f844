import { type HostSelector, minuteOf } from '../alerts/index.ts'
import { daysLater, instantOf, type WallTime, wallTime } from '../time/index.ts'

/** How much time a scheduled report covers. */
export const REPORT_RANGES = ['day', 'week', 'month'] as const
export type ReportRange = (typeof REPORT_RANGES)[number]

/** When reports are sent, on the wall clock of a time zone. */
export interface ReportTiming {
  readonly every: 'day' | 'week' | 'month'
  /** 1 is Monday, 7 is Sunday; null unless weekly. */
  readonly weekday: number | null
  /** Of the month; its last where it is shorter. Null unless monthly. */
  readonly day: number | null
  /** `HH:MM`. */
  readonly time: string
  /** IANA name. */
  readonly zone: string
}

/** Reports of some hosts that are made and mailed over and over. */
export interface ReportScheduleSettings extends HostSelector {
  readonly name: string
  readonly enabled: boolean
  readonly format: 'html' | 'pdf'
  readonly language: 'en' | 'fr'
  readonly range: ReportRange
  readonly includeContainers: boolean
  readonly timing: ReportTiming
  /** Plain mail addresses. */
  readonly recipients: readonly string[]
}

/** Two months: every occurrence is nearer than that. */
const HORIZON_DAYS = 62

/** The first occurrence after an instant. */
export function nextDue(timing: ReportTiming, after: number): number {
  const found = occurrences(timing, after, -1, HORIZON_DAYS).find((at) => at > after)
  if (found === undefined) throw new RangeError('a schedule without occurrences')
  return found
}

/** The last occurrence until an instant, which is part of it. */
export function lastDue(timing: ReportTiming, until: number): number {
  const found = occurrences(timing, until, -HORIZON_DAYS, 1).findLast((at) => at <= until)
  if (found === undefined) throw new RangeError('a schedule without occurrences')
  return found
}

function occurrences(timing: ReportTiming, around: number, first: number, last: number): number[] {
  const today = { ...wallTime(around, timing.zone), minute: minuteOf(timing.time) }
  const days = Array.from({ length: last - first + 1 }, (_, i) => daysLater(today, first + i))
  return days.filter((day) => isDay(timing, day)).map((day) => instantOf(day, timing.zone))
}

function isDay({ every, weekday, day }: ReportTiming, date: WallTime): boolean {
  if (every === 'day') return true
  if (every === 'week') return date.weekday === weekday
  return date.day === Math.min(day ?? 0, lengthOfMonth(date))
}

function lengthOfMonth({ year, month }: WallTime): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Whole days of a zone up to the midnight before an instant: yesterday, the seven days before today, the month before today. */
export function daysBefore(range: ReportRange, at: number, zone: string): { readonly from: number; readonly to: number } {
  const today = { ...wallTime(at, zone), minute: 0 }
  return { from: instantOf(beginning(range, today), zone), to: instantOf(today, zone) }
}

function beginning(range: ReportRange, today: WallTime): WallTime {
  if (range !== 'month') return daysLater(today, range === 'day' ? -1 : -7)
  const lastOfPrevious = daysLater(today, -today.day)
  return { ...lastOfPrevious, day: Math.min(today.day, lengthOfMonth(lastOfPrevious)) }
}
