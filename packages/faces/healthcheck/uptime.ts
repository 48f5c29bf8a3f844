export interface Uptime {
  readonly days: number
  readonly hours: number
  readonly minutes: number
  /** `45 jours, 12 heures, 30 minutes` */
  readonly formatted: string
}

/** Whole days, hours and minutes of so many seconds. */
export function uptimeOf(seconds: number): Uptime {
  const total = Math.max(0, Math.floor(seconds / 60))
  const parts = { days: Math.floor(total / 1440), hours: Math.floor((total % 1440) / 60), minutes: total % 60 }
  const formatted = [french(parts.days, 'jour'), french(parts.hours, 'heure'), french(parts.minutes, 'minute')].join(', ')
  return { ...parts, formatted }
}

/** In French zero is singular too. */
function french(count: number, unit: string): string {
  return `${count} ${unit}${count > 1 ? 's' : ''}`
}

/** `5 days`, `3 hours` or `12 minutes`: the largest unit that fits. */
export function runningFor(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes >= 1440) return english(Math.floor(minutes / 1440), 'day')
  if (minutes >= 60) return english(Math.floor(minutes / 60), 'hour')
  return english(minutes, 'minute')
}

function english(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
