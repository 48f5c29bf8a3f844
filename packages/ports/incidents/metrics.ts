import type { Incident, Named, Severity } from '@hyperion/domain/incidents'

/** Incidents that were created from an instant on, and before another. */
export interface IncidentRange {
  readonly from: number
  readonly to: number
}

/** A mean in seconds, null over nothing, and over how many. */
export interface Average {
  readonly seconds: number | null
  readonly of: number
}

export interface IncidentFigures {
  readonly incidents: number
  readonly open: number
  readonly mttd: Average
  readonly mtta: Average
  readonly mttr: Average
  readonly bySeverity: Readonly<Record<Severity, number>>
}

export interface IncidentMetricsStore {
  figures(range: IncidentRange): Promise<IncidentFigures>
  /** Those of each service that has any, most incidents first. */
  byService(range: IncidentRange): Promise<readonly (IncidentFigures & { readonly service: Named })[]>
  /** By how many whole `bucketMs` before the end of the range they were created, ascending; those without any are left out. */
  buckets(
    range: IncidentRange,
    bucketMs: number,
  ): Promise<readonly { readonly bucket: number; readonly incidents: number; readonly mttr: Average }[]>
  /** Oldest first, after one of them. */
  page(range: IncidentRange, after: Pick<Incident, 'id' | 'createdAt'> | null, limit: number): Promise<readonly Incident[]>
}
