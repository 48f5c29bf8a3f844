import { wallTime } from '../time/index.ts'

/** Days and hours of a time zone. */
export interface Schedule {
  /** 1 is Monday, 7 is Sunday: the days that a span begins on. */
  readonly days: readonly number[]
  /** `HH:MM` on the wall clock. Not before the end: over midnight. The same as the end: all day. */
  readonly from: string
  readonly to: string
  /** IANA name. */
  readonly zone: string
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Minutes of the day of `HH:MM`; NaN when it is no time of day. */
export function minuteOf(time: string): number {
  const [, hours, minutes] = TIME.exec(time) ?? []
  return hours === undefined ? Number.NaN : Number(hours) * 60 + Number(minutes)
}

/** Whether the wall clock is within the hours. */
export function inSchedule({ days, from, to, zone }: Schedule, at: number): boolean {
  const { weekday, minute } = wallTime(at, zone)
  const start = minuteOf(from)
  const end = minuteOf(to)
  if (start < end) return days.includes(weekday) && minute >= start && minute < end
  const yesterday = weekday === 1 ? 7 : weekday - 1
  return (days.includes(weekday) && minute >= start) || (days.includes(yesterday) && minute < end)
}
