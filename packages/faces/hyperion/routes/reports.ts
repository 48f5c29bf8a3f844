import { DomainError } from '@hyperion/domain/errors'
import { isZone } from '@hyperion/domain/time'
import type { ScheduleView } from '@hyperion/features/reports'
import type { PerformanceReport, ReportRun } from '@hyperion/ports/reports'
import type { ReportRow, ReportRunRow, ReportScheduleRow, ReportSchedulesAnswer, ReportsAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, isoTime, isoTimeOrNull, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { scheduleWorded } from '../report-problems.ts'
import * as schemas from '../report-schemas.ts'
import { documented } from './route.ts'

const tag = 'Reports'
/** As many as the list answers. */
const LISTED = 500

/** Reports for the web app, over the same as the PerfAnalysis document's. */
export function reportRoutes(app: FastifyInstance, { reports }: HyperionDeps): void {
  const one = { tag, access: 'read', params: schemas.ReportParams } as const

  app.get(
    '/api/reports',
    documented({ tag, access: 'read', summary: 'Reports, newest first', answer: schemas.ReportsAnswer }),
    async (): Promise<ReportsAnswer> => ({ reports: (await reports.list(LISTED)).map(reportView) }),
  )

  app.post<{ Body: schemas.ReportBody }>(
    '/api/reports',
    documented({
      tag,
      access: 'read',
      summary: 'Have reports made',
      description: 'They are made one after another; the list tells how far they are.',
      status: 202,
      body: schemas.ReportBody,
      answer: schemas.ReportsAnswer,
      errors: { 404: 'There is no such host' },
    }),
    async (request, reply): Promise<ReportsAnswer> => {
      const { hosts, zone = null, containers: includeContainers, ...same } = request.body
      if (zone !== null && !isZone(zone))
        throw new DomainError('validation_failed', 'zone', { details: { zone: ['This is not a time zone'] } })
      const { username: requestedBy } = principalOf(request).user
      const made: PerformanceReport[] = []
      for (const host of hosts) made.push(await reports.request({ ...same, host, zone, includeContainers, requestedBy }))
      reply.code(202)
      return { reports: made.map(reportView) }
    },
  )

  app.get<{ Params: schemas.ReportParams }>(
    '/api/reports/:id',
    documented({ ...one, summary: 'How far a report is', answer: schemas.ReportAnswer }),
    async ({ params }) => reportView(await reports.byId(params.id)),
  )

  app.delete<{ Params: schemas.ReportParams }>(
    '/api/reports/:id',
    documented({ ...one, access: 'execute', summary: 'Remove a report with its file, or give up one that is being made', answer: null }),
    async ({ params }, reply) => {
      await reports.delete(params.id)
      return reply.code(204).send()
    },
  )
}

/** Reports that are made and mailed by plan. */
export function reportScheduleRoutes(app: FastifyInstance, { reportSchedules, audit }: HyperionDeps): void {
  const shared = { tag, access: 'config', answer: schemas.ScheduleAnswer } as const
  const change = (request: FastifyRequest<{ Body: schemas.ScheduleBody }>, id: number | null): Promise<ScheduleView> => {
    const { username } = principalOf(request).user
    const settings = schemas.scheduleOf(request.body)
    const deed = {
      action: id === null ? 'report_schedule.create' : 'report_schedule.update',
      target: settings.name,
      details: { ...settings },
    } as const
    return audited(request, audit, deed, () =>
      scheduleWorded(request, () =>
        id === null ? reportSchedules.add(settings, username) : reportSchedules.change(id, settings, username),
      ),
    )
  }

  app.get(
    '/api/report-schedules',
    documented({ tag, access: 'config', summary: 'Scheduled reports', answer: schemas.SchedulesAnswer }),
    async (): Promise<ReportSchedulesAnswer> => ({
      mail: reportSchedules.mail,
      schedules: (await reportSchedules.list()).map(scheduleView),
    }),
  )

  app.post<{ Body: schemas.ScheduleBody }>(
    '/api/report-schedules',
    documented({ ...shared, summary: 'Schedule reports by mail', status: 201, body: schemas.ScheduleBody }),
    async (request, reply) => {
      const made = await change(request, null)
      reply.code(201)
      return scheduleView(made)
    },
  )

  app.put<{ Params: schemas.ScheduleParams; Body: schemas.ScheduleBody }>(
    '/api/report-schedules/:schedule',
    documented({ ...shared, params: schemas.ScheduleParams, summary: 'Change a schedule', body: schemas.ScheduleBody }),
    async (request) => scheduleView(await change(request, request.params.schedule)),
  )

  app.delete<{ Params: schemas.ScheduleParams }>(
    '/api/report-schedules/:schedule',
    documented({ ...shared, params: schemas.ScheduleParams, summary: 'Remove a schedule; its reports stay', answer: null }),
    async (request, reply) => {
      const id = request.params.schedule
      await audited(request, audit, { action: 'report_schedule.delete', target: String(id) }, () => reportSchedules.delete(id))
      return reply.code(204).send()
    },
  )

  app.post<{ Params: schemas.ScheduleParams }>(
    '/api/report-schedules/:schedule/run',
    documented({
      ...shared,
      params: schemas.ScheduleParams,
      summary: 'Make and mail its reports now',
      description: 'They end at this moment, unlike those that are due by plan.',
      status: 202,
      answer: schemas.RunAnswer,
    }),
    async (request, reply) => {
      const id = request.params.schedule
      const { username } = principalOf(request).user
      const deed = { action: 'report_schedule.run', target: String(id) } as const
      const run = await audited(request, audit, deed, () => reportSchedules.runNow(id, username))
      reply.code(202)
      return runView(run)
    },
  )
}

function reportView(report: PerformanceReport): ReportRow {
  const { id, host, hostName, name, status, progress, format, language, hours, until, requestedBy, run, figures, error } = report
  return {
    id,
    host,
    host_name: hostName,
    name,
    status,
    progress: Math.round(progress * 100) / 100,
    format,
    language,
    hours,
    until: isoTime(until),
    requested_by: requestedBy,
    scheduled: run !== null,
    created_at: isoTime(report.createdAt),
    completed_at: isoTimeOrNull(report.completedAt),
    file_url: report.file && `/media/reports/${report.file}`,
    file_size_bytes: report.sizeBytes,
    figures,
    error,
  }
}

function scheduleView({ includeContainers, updatedAt, nextAt, lastRun, ...same }: ScheduleView): ReportScheduleRow {
  return {
    ...same,
    containers: includeContainers,
    updated_at: isoTime(updatedAt),
    next_run: isoTimeOrNull(nextAt),
    last_run: lastRun && runView(lastRun),
  }
}

function runView({ dueAt, requestedBy, status, finishedAt, error }: ReportRun): ReportRunRow {
  return { due: isoTime(dueAt), requested_by: requestedBy, status, finished_at: isoTimeOrNull(finishedAt), error }
}
