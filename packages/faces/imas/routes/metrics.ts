import { Readable } from 'node:stream'
import { type Incident, kpisOf } from '@hyperion/domain/incidents'
import type { IncidentMetrics, MetricPeriod } from '@hyperion/features/incidents'
import type { IncidentFigures } from '@hyperion/ports/incidents'
import type { FastifyInstance } from 'fastify'
import { csvRow } from '../csv.ts'
import type { ImasDeps } from '../deps.ts'
import { isoOrNull } from '../incident-views.ts'
import * as schemas from '../metric-schemas.ts'
import { documented } from './route.ts'

const URL = '/api/v1/metrics/'
const DEFAULT_PERIOD: MetricPeriod = '30d'
const OFFENDERS = 10

/** How many incidents there were and how quick one was with them. */
export function metricRoutes(app: FastifyInstance, { incidentMetrics }: ImasDeps): void {
  const shared = { tag: 'Incidents', access: 'read' } as const

  app.get<{ Querystring: schemas.PeriodQuery }>(
    `${URL}summary/`,
    documented({ ...shared, summary: 'Incidents of a period in figures', query: schemas.PeriodQuery, answer: schemas.SummaryAnswer }),
    async ({ query: { period = DEFAULT_PERIOD } }) => {
      const figures = await incidentMetrics.summary(period)
      const { incidents, open } = figures
      const counts = { total_incidents: incidents, open_incidents: open, resolved_incidents: incidents - open }
      return { period, ...counts, ...averages(figures), incidents_by_severity: figures.bySeverity, averaged_over: averagedOver(figures) }
    },
  )

  app.get<{ Querystring: schemas.PeriodQuery }>(
    `${URL}trends/`,
    documented({ ...shared, summary: 'Incidents by seven days that end now', query: schemas.PeriodQuery, answer: schemas.TrendsAnswer }),
    async ({ query: { period = DEFAULT_PERIOD } }) => {
      const buckets = await incidentMetrics.trends(period)
      const data = buckets.map(({ from, incidents, mttr }) => ({ date: dayOf(from), incidents, mttr_avg: mttr.seconds, resolved: mttr.of }))
      return { period, data }
    },
  )

  app.get<{ Querystring: schemas.OffendersQuery }>(
    `${URL}top-offenders/`,
    documented({ ...shared, summary: 'Services with most incidents', query: schemas.OffendersQuery, answer: schemas.OffendersAnswer }),
    async ({ query: { period = DEFAULT_PERIOD, limit = OFFENDERS } }) => {
      const services = await incidentMetrics.byService(period)
      return { period, results: services.slice(0, limit).map(offender) }
    },
  )

  app.get<{ Querystring: schemas.PeriodQuery }>(
    `${URL}by-service/`,
    documented({ ...shared, summary: 'Incidents of each service in figures', query: schemas.PeriodQuery, answer: schemas.ByServiceAnswer }),
    async ({ query: { period = DEFAULT_PERIOD } }) => {
      const services = await incidentMetrics.byService(period)
      const row = (each: (typeof services)[number]) => ({
        ...offender(each),
        open_incidents: each.open,
        ...averages(each),
        incidents_by_severity: each.bySeverity,
        averaged_over: averagedOver(each),
      })
      return { period, results: services.map(row) }
    },
  )

  exportRoute(app, incidentMetrics)
}

function exportRoute(app: FastifyInstance, incidentMetrics: IncidentMetrics): void {
  const options = documented({
    summary: 'Incidents of a period as CSV',
    tag: 'Incidents',
    access: 'read',
    query: schemas.ExportQuery,
    answer: 'csv',
  })
  app.get<{ Querystring: schemas.ExportQuery }>(`${URL}export/`, options, async ({ query: { period = DEFAULT_PERIOD } }, reply) => {
    // The first rows before the answer begins, so that a database that does not answer is still told.
    const pages = incidentMetrics.incidents(period)
    const first = await pages.next()
    reply.header('content-disposition', `attachment; filename="incidents-${period}.csv"`).type('text/csv; charset=utf-8')
    return reply.send(Readable.from(rows(first.done ? [] : first.value, pages)))
  })
}

async function* rows(first: readonly Incident[], others: AsyncIterable<readonly Incident[]>): AsyncGenerator<string> {
  yield csvRow(COLUMNS.map(([name]) => name)) + first.map(csvLine).join('')
  for await (const page of others) yield page.map(csvLine).join('')
}

function csvLine(incident: Incident): string {
  return csvRow(COLUMNS.map(([, value]) => value(incident)))
}

const COLUMNS: readonly (readonly [name: string, value: (incident: Incident) => string | number | null])[] = [
  ['id', ({ id }) => id],
  ['short_id', ({ shortId }) => shortId],
  ['title', ({ title }) => title],
  ['service', ({ service }) => service.name],
  ['severity', ({ severity }) => severity],
  ['status', ({ status }) => status],
  ['source', ({ source }) => source],
  ['lead', ({ lead }) => lead?.username ?? null],
  ['detected_at', ({ detectedAt }) => isoOrNull(detectedAt)],
  ['created_at', ({ createdAt }) => isoOrNull(createdAt)],
  ['acknowledged_at', ({ acknowledgedAt }) => isoOrNull(acknowledgedAt)],
  ['mitigated_at', ({ mitigatedAt }) => isoOrNull(mitigatedAt)],
  ['resolved_at', ({ resolvedAt }) => isoOrNull(resolvedAt)],
  ['mttd_seconds', (incident) => kpisOf(incident).mttd],
  ['mtta_seconds', (incident) => kpisOf(incident).mtta],
  ['mttr_seconds', (incident) => kpisOf(incident).mttr],
  ['root_cause', ({ rootCause }) => rootCause],
  ['resolution_note', ({ resolutionNote }) => resolutionNote],
]

function offender({ service, incidents, mttr }: IncidentFigures & { readonly service: { readonly id: string; readonly name: string } }) {
  return { service, incidents, avg_mttr_seconds: mttr.seconds, resolved: mttr.of }
}

function averages({ mttd, mtta, mttr }: IncidentFigures) {
  return { avg_mttd_seconds: mttd.seconds, avg_mtta_seconds: mtta.seconds, avg_mttr_seconds: mttr.seconds }
}

function averagedOver({ mttd, mtta, mttr }: IncidentFigures) {
  return { mttd: mttd.of, mtta: mtta.of, mttr: mttr.of }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
