import type { ShiftRow, ShiftsAnswer } from '@hyperion/wire/web'

export const WEEKS = 4

/** Midnight of a day so many days later, on the clock of this device. */
export function daysAfter(at: number, days: number): number {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime()
}

/** The Monday of the week that an instant is in. */
export function mondayOf(at: number): number {
  return daysAfter(at, -((new Date(at).getDay() + 6) % 7))
}

/** The Monday of the week of `YYYY-MM-DD`; of this week when it is no date. */
export function weekOf(text: string | null, now: number): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(text ?? '') ? Date.parse(`${text}T12:00:00`) : Number.NaN
  return mondayOf(Number.isNaN(at) ? now : at)
}

export function dateText(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** What a row of the calendar shows: somebody, or that there is nobody. */
export interface Bar {
  readonly from: number
  readonly to: number
  /** Null for a gap. */
  readonly who: string | null
  readonly override: boolean
}

export function barOf({ from, to, users, override }: ShiftRow): Bar {
  return {
    from: Date.parse(from),
    to: Date.parse(to),
    who: users.map(({ username }) => username).join(', '),
    override: override !== null,
  }
}

/** The shifts and gaps, one after the other; where the same person goes on, by whatever layer, it is one. */
export function finalBars({ shifts, gaps }: ShiftsAnswer): readonly Bar[] {
  const empty = gaps.map(({ from, to }): Bar => ({ from: Date.parse(from), to: Date.parse(to), who: null, override: false }))
  const joined: Bar[] = []
  for (const bar of [...shifts.map(barOf), ...empty].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && last.who === bar.who && last.override === bar.override) joined[joined.length - 1] = { ...last, to: bar.to }
    else joined.push(bar)
  }
  return joined
}

export interface PlacedBar {
  readonly bar: Bar
  /** Percent of the span. */
  readonly left: number
  readonly width: number
  /** Whether it begins or ends outside. */
  readonly before: boolean
  readonly after: boolean
}

/** Where bars are within a span of time. */
export function placed(bars: readonly Bar[], from: number, to: number): readonly PlacedBar[] {
  const share = (at: number) => (100 * (at - from)) / (to - from)
  return bars
    .filter((bar) => bar.to > from && bar.from < to)
    .map((bar) => {
      const [left, right] = [share(Math.max(bar.from, from)), share(Math.min(bar.to, to))]
      return { bar, left, width: right - left, before: bar.from < from, after: bar.to > to }
    })
}
