/** Figures of incidents, as the web app asks for them. Averages are in seconds, null over nothing. */

export const ANALYTICS_PERIODS = ['7d', '30d', '90d', '1y'] as const
export type AnalyticsPeriod = (typeof ANALYTICS_PERIODS)[number]

export interface AveragedOver {
  readonly mttd: number
  readonly mtta: number
  readonly mttr: number
}

interface Averages {
  readonly avg_mttd_seconds: number | null
  readonly avg_mtta_seconds: number | null
  readonly avg_mttr_seconds: number | null
  readonly averaged_over: AveragedOver
  readonly incidents_by_severity: Readonly<Record<string, number>>
}

/** `GET /api/v1/metrics/summary/` */
export interface IncidentSummaryAnswer extends Averages {
  readonly period: AnalyticsPeriod
  readonly total_incidents: number
  readonly open_incidents: number
  readonly resolved_incidents: number
}

export interface IncidentTrendRow {
  /** First day of the seven, `YYYY-MM-DD`. */
  readonly date: string
  readonly incidents: number
  readonly mttr_avg: number | null
  readonly resolved: number
}

/** `GET /api/v1/metrics/trends/` */
export interface IncidentTrendsAnswer {
  readonly period: AnalyticsPeriod
  readonly data: readonly IncidentTrendRow[]
}

export interface ServiceIncidentsRow extends Averages {
  readonly service: { readonly id: string; readonly name: string }
  readonly incidents: number
  readonly open_incidents: number
  readonly resolved: number
}

/** `GET /api/v1/metrics/by-service/` */
export interface IncidentsByServiceAnswer {
  readonly period: AnalyticsPeriod
  readonly results: readonly ServiceIncidentsRow[]
}
