const MINUTE = 60_000
const DAY = 86_400_000

/** What clock and calendar on a wall show. */
export interface WallTime {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number
  /** Of the day, 0 to 1439. */
  readonly minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...numeric })
  formats.set(zone, made)
  return made
}

/** Whether there is a time zone of this IANA name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** What the clock on a wall in a time zone shows at an instant. */
export function wallTime(at: number, zone: string): WallTime {
  return ofWall(shown(at, zone))
}

/**
 * The instant at which a wall clock shows this: the first of two where clocks go back, and where they go forward past it
 * as much later as they skip.
 */
export function instantOf({ year, month, day, minute }: Omit<WallTime, 'weekday'>, zone: string): number {
  const wall = Date.UTC(year, month - 1, day) + minute * MINUTE
  const before = shown(wall - DAY, zone) - (wall - DAY)
  const after = shown(wall + DAY, zone) - (wall + DAY)
  const later = wall - after
  return shown(wall - before, zone) !== wall && shown(later, zone) === wall ? later : wall - before
}

/** The date so many days later, at the same time of day. */
export function daysLater({ year, month, day, minute }: WallTime, days: number): WallTime {
  return ofWall(Date.UTC(year, month - 1, day + days) + minute * MINUTE)
}

/** What the clock shows, as if it were UTC. */
function shown(at: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  const seconds = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return seconds + (((at % 1000) + 1000) % 1000)
}

function ofWall(wall: number): WallTime {
  const date = new Date(wall)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() || 7,
    minute: date.getUTCHours() * 60 + date.getUTCMinutes(),
  }
}
