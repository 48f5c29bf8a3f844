import { currentSpan, type MaintenanceSettings, nextSpan, type Span } from '@hyperion/domain/alerts'
import type { MaintenanceWindow, Silence } from '@hyperion/ports/silences'
import type { MaintenanceAnswer, MaintenanceRow, SilenceRow, SilencesAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, isoTime, isoTimeOrNull, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../rule-schemas.ts'
import { instantOf } from '../selection.ts'
import { worded } from '../setting-problems.ts'
import { documented } from './route.ts'

const tag = 'Alerts'

/** What keeps alerts from being told for a while. */
export function silenceRoutes(app: FastifyInstance, { silences, audit, clock }: HyperionDeps): void {
  app.get(
    '/api/silences',
    documented({ tag, access: 'read', summary: 'Silences, newest first', answer: schemas.SilencesAnswer }),
    async (): Promise<SilencesAnswer> => {
      const all = await silences.list()
      return { silences: all.map((each) => silenceView(each, clock.now())) }
    },
  )

  app.post<{ Body: schemas.SilenceBody }>(
    '/api/silences',
    documented({
      tag,
      access: 'execute',
      summary: 'Silence alerts for a while',
      description: 'What fires meanwhile is kept and shown; what still fires at the end is told then.',
      status: 201,
      body: schemas.SilenceBody,
      answer: schemas.SilenceAnswer,
    }),
    async (request, reply) => {
      const { body } = request
      const from = body.from === undefined ? clock.now() : (instantOf(body.from) ?? Number.NaN)
      const settings = { ...body, from, to: instantOf(body.to) ?? Number.NaN }
      const made = await audited(request, audit, { action: 'silence.create', details: { ...body } }, () =>
        worded(request, () => silences.silence(settings, principalOf(request).user.username)),
      )
      reply.code(201)
      return silenceView(made, clock.now())
    },
  )

  app.delete<{ Params: schemas.SilenceParams }>(
    '/api/silences/:silence',
    documented({ tag, access: 'execute', params: schemas.SilenceParams, summary: 'End a silence', answer: null }),
    async (request, reply) => {
      const id = request.params.silence
      await audited(request, audit, { action: 'silence.end', target: String(id) }, () => silences.end(id))
      return reply.code(204).send()
    },
  )
}

/** Planned work during which alerts are not told. */
export function maintenanceRoutes(app: FastifyInstance, { silences, audit, clock }: HyperionDeps): void {
  const shared = { tag, access: 'config', answer: schemas.WindowAnswer } as const
  const change = (request: FastifyRequest<{ Body: schemas.MaintenanceBody }>, id: number | null): Promise<MaintenanceWindow> => {
    const { username } = principalOf(request).user
    const settings = windowOf(request.body)
    const deed = {
      action: id === null ? 'maintenance.create' : 'maintenance.update',
      target: String(id ?? settings.name),
      details: { ...settings },
    } as const
    return audited(request, audit, deed, () =>
      worded(request, () => (id === null ? silences.addWindow(settings, username) : silences.changeWindow(id, settings, username))),
    )
  }

  app.get(
    '/api/maintenance',
    documented({ tag, access: 'read', summary: 'Maintenance windows', answer: schemas.WindowsAnswer }),
    async (): Promise<MaintenanceAnswer> => {
      const all = await silences.windows()
      return { windows: all.map((each) => windowView(each, clock.now())) }
    },
  )

  app.post<{ Body: schemas.MaintenanceBody }>(
    '/api/maintenance',
    documented({ ...shared, summary: 'Plan maintenance', status: 201, body: schemas.MaintenanceBody }),
    async (request, reply) => {
      const made = await change(request, null)
      reply.code(201)
      return windowView(made, clock.now())
    },
  )

  app.put<{ Params: schemas.WindowParams; Body: schemas.MaintenanceBody }>(
    '/api/maintenance/:window',
    documented({ ...shared, params: schemas.WindowParams, summary: 'Change a maintenance window', body: schemas.MaintenanceBody }),
    async (request) => windowView(await change(request, request.params.window), clock.now()),
  )

  app.delete<{ Params: schemas.WindowParams }>(
    '/api/maintenance/:window',
    documented({ ...shared, params: schemas.WindowParams, summary: 'Remove a maintenance window', answer: null }),
    async (request, reply) => {
      const id = request.params.window
      await audited(request, audit, { action: 'maintenance.delete', target: String(id) }, () => silences.deleteWindow(id))
      return reply.code(204).send()
    },
  )
}

function windowOf({ from, to, recurrence, ...body }: schemas.MaintenanceBody): MaintenanceSettings {
  const instant = (text: string | null): number | null => (text === null ? null : (instantOf(text) ?? Number.NaN))
  return { ...body, from: instant(from), to: instant(to), recurrence: recurrence && { days: [], day: null, ...recurrence } }
}

export function silenceView(silence: Silence, now: number): SilenceRow {
  const { id, hosts, tags, rules, instances, from, to, reason, author, createdAt } = silence
  const state = to <= now ? 'past' : from <= now ? 'active' : 'future'
  const selector = { hosts, tags, rules, instances }
  return { id, ...selector, from: isoTime(from), to: isoTime(to), reason, author, created_at: isoTime(createdAt), state }
}

function windowView({ updatedAt, ...window }: MaintenanceWindow, now: number): MaintenanceRow {
  return {
    ...window,
    from: isoTimeOrNull(window.from),
    to: isoTimeOrNull(window.to),
    updated_at: isoTime(updatedAt),
    current: spanView(currentSpan(window, now)),
    next: spanView(nextSpan(window, now)),
  }
}

function spanView(span: Span | null): { from: string; to: string } | null {
  return span && { from: isoTime(span.from), to: isoTime(span.to) }
}
