import type { InboundSource } from './kinds.ts'
import type { OwnAlerts } from './own-alert.ts'
import { DEFAULT_SEVERITIES, type SeverityMap } from './severity-map.ts'

/** How alerts of one source become incidents. */
export interface IntegrationSettings {
  readonly severities: SeverityMap
  /** The label whose value is the name of the service. */
  readonly serviceLabel: string
  /** Id of the service for alerts that name none that is known; null for the hub's own catch-all. */
  readonly catchAll: string | null
  /** New incidents within a minute from which on further alerts share one. */
  readonly floodLimit: number
  /** New incidents within a minute that page one by one; beyond, one notice tells of them. */
  readonly pageLimit: number
  /** Of the hub's own alerts alone. */
  readonly ownAlerts: OwnAlerts
}

export function defaultSettings(source: InboundSource): IntegrationSettings {
  return {
    severities: DEFAULT_SEVERITIES[source],
    serviceLabel: 'service',
    catchAll: null,
    floodLimit: 200,
    pageLimit: 10,
    ownAlerts: 'critical',
  }
}

/** What an alert says its service is called, if anything. `service` counts beside a label of another name. */
export function serviceNameOf(labels: Readonly<Record<string, string>>, serviceLabel: string): string | null {
  const named = [serviceLabel, 'service'].filter((name) => Object.hasOwn(labels, name)).map((name) => labels[name]?.trim() ?? '')
  return named.find((each) => each !== '') ?? null
}
