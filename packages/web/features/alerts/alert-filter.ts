import { ruleOf } from '@hyperion/wire/thresholds'
import type { AlertRow } from '@hyperion/wire/web'

export const STATES = ['firing', 'resolved'] as const
export const LEVELS = ['critical', 'warning'] as const

/** Which alerts are shown, kept whole in the address; what is null or empty means all. */
export interface AlertFilter {
  readonly search: string
  readonly state: (typeof STATES)[number] | null
  readonly level: (typeof LEVELS)[number] | null
  readonly host: number | null
  readonly rule: string | null
}

export function parseFilter(params: URLSearchParams): AlertFilter {
  const host = params.get('host') ?? ''
  return {
    search: params.get('q') ?? '',
    state: STATES.find((each) => each === params.get('state')) ?? null,
    level: LEVELS.find((each) => each === params.get('level')) ?? null,
    host: /^[1-9]\d{0,9}$/.test(host) ? Number(host) : null,
    rule: params.get('rule') || null,
  }
}

/** As the API takes it. */
export function filterQuery({ search, state, level, host, rule }: AlertFilter): URLSearchParams {
  const words = search.trim()
  return new URLSearchParams({
    ...(words !== '' && { search: words }),
    ...(state && { state }),
    ...(level && { level }),
    ...(host !== null && { host: String(host) }),
    ...(rule && { rule }),
  })
}

export function isFiltered({ search, ...rest }: AlertFilter): boolean {
  return search.trim() !== '' || Object.values(rest).some((each) => each !== null)
}

/** Those that match, with every word typed somewhere in what is shown of them. */
export function matchingAlerts(alerts: readonly AlertRow[], filter: AlertFilter): readonly AlertRow[] {
  const words = filter.search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return alerts.filter((alert) => {
    if (filter.state && alert.state !== filter.state) return false
    if (filter.level && alert.level !== filter.level) return false
    if (filter.host !== null && alert.host !== filter.host) return false
    if (filter.rule && ruleOf(alert) !== filter.rule) return false
    const text = [alert.title, alert.instance, alert.host_name, alert.message].join(' ').toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** What nobody takes care of first, then the worst, then the newest. */
export function byUrgency(alerts: readonly AlertRow[]): readonly AlertRow[] {
  const calm = (alert: AlertRow) => Number(alert.silenced) * 2 + Number(alert.acknowledged_at !== null)
  return alerts.toSorted(
    (a, b) =>
      calm(a) - calm(b) ||
      Number(b.level === 'critical') - Number(a.level === 'critical') ||
      Date.parse(b.started_at) - Date.parse(a.started_at),
  )
}

export interface AlertCounts {
  readonly critical: number
  readonly warning: number
  readonly acknowledged: number
  readonly silenced: number
}

/** How many alerts are in each hand; each is counted once. */
export function countsOf(alerts: readonly AlertRow[]): AlertCounts {
  const counts = { critical: 0, warning: 0, acknowledged: 0, silenced: 0 }
  for (const alert of alerts) counts[alert.silenced ? 'silenced' : alert.acknowledged_at !== null ? 'acknowledged' : alert.level]++
  return counts
}
