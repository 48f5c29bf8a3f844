/** Figures and times as people read them, in one language. Unknown is a dash, never zero. */
export interface Formats {
  number(value: number | null, digits?: number): string
  percent(value: number | null): string
  bytes(value: number | null): string
  /** Bytes a second. */
  rate(value: number | null): string
  /** Bits a second, in decimal units as link speeds are. */
  bitRate(value: number | null): string
  perSecond(value: number | null): string
  celsius(value: number | null): string
  load(value: number | null): string
  duration(ms: number | null): string
  relative(at: number, now: number): string
  dateTime(at: number): string
  date(at: number): string
  /** To the minute, without a year. */
  moment(at: number): string
  time(at: number): string
  /** Tick of a time axis whose ticks are `step` ms apart. */
  tick(at: number, step: number): string
}

export const UNKNOWN = '–'

const BYTE_UNITS = { en: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], fr: ['o', 'Kio', 'Mio', 'Gio', 'Tio', 'Pio'] } as const
const BIT_UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'] as const
const DURATION_UNITS = {
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
  fr: { day: 'j', hour: 'h', minute: 'min', second: 's' },
} as const
/** No-break, so that a figure never parts from its unit. */
const SPACE = '\u00a0'
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function createFormats(language: 'en' | 'fr', timeZone?: string): Formats {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const fixed = [0, 1, 2].map((digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }))
  const number = (value: number | null, digits: number = 0) =>
    value === null || !Number.isFinite(value) ? UNKNOWN : (fixed[digits] ?? (fixed[0] as Intl.NumberFormat)).format(value)
  const withUnit = (value: number | null, digits: number, unit: string) =>
    value === null || !Number.isFinite(value) ? UNKNOWN : `${number(value, digits)}${SPACE}${unit}`
  const scaled = (value: number | null, base: number, units: readonly string[]) => {
    if (value === null || !Number.isFinite(value)) return UNKNOWN
    const power = Math.abs(value) < base ? 0 : Math.min(units.length - 1, Math.floor(Math.log(Math.abs(value)) / Math.log(base)))
    const amount = value / base ** power
    return withUnit(amount, power === 0 || Math.abs(amount) >= 100 ? 0 : 1, units[power] as string)
  }
  const percentSign = language === 'fr' ? `${SPACE}%` : '%'
  return {
    number,
    percent: (value) => (value === null || !Number.isFinite(value) ? UNKNOWN : `${number(value, 1)}${percentSign}`),
    bytes: (value) => scaled(value, 1024, BYTE_UNITS[language]),
    rate: (value) => (value === null || !Number.isFinite(value) ? UNKNOWN : `${scaled(value, 1024, BYTE_UNITS[language])}/s`),
    bitRate: (value) => scaled(value, 1000, BIT_UNITS),
    perSecond: (value) => (value === null ? UNKNOWN : `${number(value, value < 10 ? 1 : 0)}/s`),
    celsius: (value) => withUnit(value, 1, '°C'),
    load: (value) => number(value, 2),
    duration: (ms) => (ms === null || !Number.isFinite(ms) ? UNKNOWN : durationText(ms, DURATION_UNITS[language])),
    ...timeFormats(locale, timeZone),
  }
}

/** A figure as an axis shows it: `50.0%` is `50%`, `1.5 GiB` stays. */
export function withoutZeros(text: string): string {
  return text.replace(/[.,]0+(?=\D*$)/, '')
}

function durationText(ms: number, unit: { day: string; hour: string; minute: string; second: string }): string {
  const parts: [number, string][] = [
    [Math.floor(ms / DAY), unit.day],
    [Math.floor(ms / HOUR) % 24, unit.hour],
    [Math.floor(ms / MINUTE) % 60, unit.minute],
    [Math.floor(ms / SECOND) % 60, unit.second],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first === -1) return `0${SPACE}${unit.second}`
  return parts
    .slice(first, first + 2)
    .filter(([amount], i) => i === 0 || amount > 0)
    .map(([amount, name]) => `${amount}${SPACE}${name}`)
    .join(' ')
}

function timeFormats(locale: string, timeZone?: string): Pick<Formats, 'relative' | 'dateTime' | 'date' | 'moment' | 'time' | 'tick'> {
  const formatter = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, ...(timeZone && { timeZone }) })
  const dateTime = formatter({ dateStyle: 'medium', timeStyle: 'medium' })
  const date = formatter({ dateStyle: 'medium' })
  const moment = formatter({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const time = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const minute = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = formatter({ day: 'numeric', month: 'short' })
  const month = formatter({ month: 'short', year: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' })
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [
    [365 * DAY, 'year'],
    [30 * DAY, 'month'],
    [DAY, 'day'],
    [HOUR, 'hour'],
    [MINUTE, 'minute'],
  ]
  return {
    dateTime: (at) => dateTime.format(at),
    date: (at) => date.format(at),
    moment: (at) => moment.format(at),
    time: (at) => time.format(at),
    relative: (at, now) => {
      const elapsed = at - now
      const step = steps.find(([size]) => Math.abs(elapsed) >= size)
      return step ? relative.format(Math.trunc(elapsed / step[0]), step[1]) : relative.format(Math.trunc(elapsed / SECOND), 'second')
    },
    tick: (at, step) => {
      if (step >= 28 * DAY) return month.format(at)
      if (step >= DAY) return day.format(at)
      const clock = (step < MINUTE ? time : minute).format(at)
      return step >= HOUR && clock === '00:00' ? day.format(at) : clock
    },
  }
}
