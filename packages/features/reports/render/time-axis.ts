import { daysLater, instantOf, wallTime } from '@hyperion/domain/time'
import type { Language } from '../format.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** More labels than that touch each other. */
const MOST = 8

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE)
const DAYS = [1, 2, 4, 7, 14]
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120]

interface Range {
  readonly from: number
  readonly to: number
}

export interface TimeAxis {
  /** Epoch ms: round times on the clock of the zone. */
  readonly ticks: readonly number[]
  readonly label: (at: number) => string
}

/** Where a chart's time axis has its labels, and what they say. */
export function timeAxis(range: Range, language: Language, zone: string): TimeAxis {
  const length = range.to - range.from
  const step = STEPS.find((each) => length / each <= MOST)
  if (step !== undefined) return { ticks: withinDays(range, step, zone), label: clockLabel(language, zone) }
  const days = DAYS.find((each) => length / (each * DAY) <= MOST)
  if (days !== undefined)
    return { ticks: midnights(range, days, zone), label: dateLabel(language, zone, { day: 'numeric', month: 'short' }) }
  const months = MONTHS.find((each) => length / (each * 30 * DAY) <= MOST) ?? 240
  return { ticks: firstsOfMonths(range, months, zone), label: dateLabel(language, zone, { month: 'short', year: 'numeric' }) }
}

function withinDays({ from, to }: Range, step: number, zone: string): readonly number[] {
  const today = { ...wallTime(from, zone), minute: 0 }
  const days = Math.ceil((to - from) / DAY) + 2
  const minutes = Array.from({ length: DAY / step }, (_, i) => (i * step) / MINUTE)
  const all = Array.from({ length: days }, (_, i) => daysLater(today, i)).flatMap((day) =>
    minutes.map((minute) => instantOf({ ...day, minute }, zone)),
  )
  return [...new Set(all)].filter((at) => at >= from && at <= to)
}

function midnights({ from, to }: Range, every: number, zone: string): readonly number[] {
  const today = { ...wallTime(from, zone), minute: 0 }
  const count = Math.ceil((to - from) / (every * DAY)) + 2
  return Array.from({ length: count }, (_, i) => instantOf(daysLater(today, i * every), zone)).filter((at) => at >= from && at <= to)
}

function firstsOfMonths({ from, to }: Range, every: number, zone: string): readonly number[] {
  const { year, month } = wallTime(from, zone)
  const begin = Math.floor((year * 12 + month - 1) / every) * every
  const count = Math.ceil((to - from) / (every * 28 * DAY)) + 2
  return Array.from({ length: count }, (_, i) => begin + i * every)
    .map((months) => instantOf({ year: Math.floor(months / 12), month: (months % 12) + 1, day: 1, minute: 0 }, zone))
    .filter((at) => at >= from && at <= to)
}

/** The time, and at midnight the day that begins. */
function clockLabel(language: Language, timeZone: string): TimeAxis['label'] {
  const clock = new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  const date = dateLabel(language, timeZone, { day: 'numeric', month: 'short' })
  return (at) => (wallTime(at, timeZone).minute === 0 ? date(at) : clock.format(at))
}

function dateLabel(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions): TimeAxis['label'] {
  const format = new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone })
  return (at) => format.format(at)
}

function localeOf(language: Language): string {
  return language === 'fr' ? 'fr-FR' : 'en-GB'
}
