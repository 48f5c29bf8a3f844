import type { Incident } from './incident.ts'

/** How quick one was with an incident, in whole seconds; null as long as it has not happened. */
export interface Kpis {
  /** Time to detect: created − detected. */
  readonly mttd: number | null
  /** Time to acknowledge: acknowledged − created. */
  readonly mtta: number | null
  /** Time to resolve: resolved − created. */
  readonly mttr: number | null
}

export function kpisOf({
  detectedAt,
  createdAt,
  acknowledgedAt,
  resolvedAt,
}: Pick<Incident, 'detectedAt' | 'createdAt' | 'acknowledgedAt' | 'resolvedAt'>): Kpis {
  return { mttd: seconds(detectedAt, createdAt), mtta: seconds(createdAt, acknowledgedAt), mttr: seconds(createdAt, resolvedAt) }
}

/** A clock elsewhere that is ahead makes no time of less than nothing. */
function seconds(from: number, to: number | null): number | null {
  return to === null ? null : Math.max(0, Math.round((to - from) / 1000))
}
