import type { Reports } from '@hyperion/features/reports'
import type { PerformanceReport } from '@hyperion/ports/reports'
import type { FastifyInstance } from 'fastify'
import { isoSeconds, principalOf } from '../../shared/index.ts'
import * as schemas from '../report-schemas.ts'
import { documented } from './route.ts'

/** As many as the list answers. */
const LISTED = 1000

/** Reports are asked for, made in the background and fetched from `file_url`. */
export function reportRoutes(app: FastifyInstance, reports: Reports): void {
  const one = { access: 'read', params: schemas.ReportParams, errors: { 404: 'There is no such report' } } as const

  app.get(
    '/api/v1/reports/',
    documented({ summary: 'Reports, the newest first', access: 'read', answer: schemas.ReportsAnswer }),
    async () => (await reports.list(LISTED)).map(reportView),
  )

  app.post<{ Body: schemas.GenerateBody }>(
    '/api/v1/reports/generate/',
    documented({
      summary: 'Have a report made',
      access: 'read',
      status: 202,
      answer: schemas.GenerateAnswer,
      body: schemas.GenerateBody,
      errors: { 404: 'There is no such collector' },
    }),
    async (request, reply) => {
      const { collector_id: host, format, time_range_hours: range, include_containers: includeContainers, language } = request.body
      const hours = range === 'all' ? null : range
      const { username: requestedBy } = principalOf(request).user
      const report = await reports.request({ host, format, language, hours, zone: null, includeContainers, requestedBy })
      reply.code(202)
      return acceptedView(report)
    },
  )

  app.get<{ Params: schemas.ReportParams }>(
    '/api/v1/reports/:id/',
    documented({ ...one, summary: 'How far a report is', answer: schemas.ReportAnswer }),
    async ({ params }) => reportView(await reports.byId(params.id)),
  )

  app.delete<{ Params: schemas.ReportParams }>(
    '/api/v1/reports/:id/',
    documented({ ...one, access: 'execute', summary: 'Remove a report and its file', answer: null }),
    async ({ params }, reply) => {
      await reports.delete(params.id)
      return reply.code(204).send()
    },
  )
}

function acceptedView({ id, name, host, status, format, createdAt }: PerformanceReport): object {
  return { id, name, collector_id: host, status, format, created_at: isoSeconds(createdAt) }
}

function reportView(report: PerformanceReport): object {
  const { id, name, host, hostName, status, format, file, sizeBytes, hours, createdAt, completedAt, error, progress } = report
  return {
    id,
    name,
    collector_id: host,
    collector_name: hostName,
    status,
    format,
    file_url: file && `/media/reports/${file}`,
    file_size_bytes: sizeBytes,
    time_range_hours: hours,
    created_at: isoSeconds(createdAt),
    completed_at: completedAt === null ? null : isoSeconds(completedAt),
    error_message: error,
    progress: Math.round(progress * 100) / 100,
  }
}
