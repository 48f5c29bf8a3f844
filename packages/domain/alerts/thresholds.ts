export const RESOURCES = ['cpu', 'memory', 'disk'] as const
export type Resource = (typeof RESOURCES)[number]

export type AlertLevel = 'warning' | 'critical'

/** Percentages; a value strictly above one breaches it. */
export type Thresholds = Readonly<Record<Resource, Readonly<Record<AlertLevel, number>>>>

/** The HealthCheck document's defaults. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  cpu: { warning: 70, critical: 90 },
  memory: { warning: 70, critical: 85 },
  disk: { warning: 80, critical: 90 },
}

export interface Breach {
  readonly resource: Resource
  readonly level: AlertLevel
  readonly value: number
  readonly threshold: number
}

/** The breach of each resource, the worse level only; compared unrounded and strictly. Unknown values (null) breach nothing. */
export function breaches(values: Readonly<Record<Resource, number | null>>, thresholds: Thresholds): readonly Breach[] {
  const found: Breach[] = []
  for (const resource of RESOURCES) {
    const value = values[resource]
    const { warning, critical } = thresholds[resource]
    if (value === null) continue
    if (value > critical) found.push({ resource, level: 'critical', value, threshold: critical })
    else if (value > warning) found.push({ resource, level: 'warning', value, threshold: warning })
  }
  return found
}
