import type { ShownAlert, ShownStory } from '@hyperion/features/alerts'
import type { AlertAnswer, AlertRow, AlertsAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, isoTime, isoTimeOrNull, principalOf } from '../../shared/index.ts'
import * as schemas from '../alert-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { SilenceAlertBody, SilenceAnswer } from '../rule-schemas.ts'
import { instantOf } from '../selection.ts'
import { worded } from '../setting-problems.ts'
import { documented } from './route.ts'
import { silenceView } from './silences.ts'

type OneAlert = { Params: schemas.AlertParams }

/** Alerts: what fires and what did, its story, and who takes it on. */
export function alertRoutes(app: FastifyInstance, deps: HyperionDeps): void {
  const { alertDesk, clock } = deps
  const tag = 'Alerts'
  const one = { tag, params: schemas.AlertParams }

  app.get<{ Querystring: schemas.AlertQuery }>(
    '/api/alerts',
    documented({
      tag,
      access: 'read',
      summary: 'Alerts that are firing, and those that match, newest first',
      query: schemas.AlertQuery,
      answer: schemas.AlertsAnswer,
    }),
    async ({ query }): Promise<AlertsAnswer> => {
      const { current, recent } = await alertDesk.list(query)
      const next = recent.length === query.limit ? (recent.at(-1)?.id ?? null) : null
      return { current: current.map(alertView), recent: recent.map(alertView), next }
    },
  )

  app.get<OneAlert>(
    '/api/alerts/:alert',
    documented({ ...one, access: 'read', summary: 'One alert with what happened to it and who was told', answer: schemas.StoryAnswer }),
    async ({ params }) => storyView(await alertDesk.story(params.alert)),
  )

  acknowledgeRoutes(app, deps)

  app.post<OneAlert & { Body: SilenceAlertBody }>(
    '/api/alerts/:alert/silence',
    documented({
      ...one,
      access: 'execute',
      summary: 'Silence the rule of an alert on its host and instance',
      status: 201,
      body: SilenceAlertBody,
      answer: SilenceAnswer,
    }),
    async (request, reply) => {
      const { params, body } = request
      const { username } = principalOf(request).user
      const settings = { to: instantOf(body.to) ?? Number.NaN, reason: body.reason }
      const deed = { action: 'alert.silence', target: String(params.alert), details: { ...body } } as const
      const made = await audited(request, deps.audit, deed, () =>
        worded(request, () => alertDesk.silence(params.alert, settings, username)),
      )
      reply.code(201)
      return silenceView(made, clock.now())
    },
  )
}

function acknowledgeRoutes(app: FastifyInstance, { alertDesk, audit }: HyperionDeps): void {
  const url = '/api/alerts/:alert/acknowledge'
  const shared = {
    tag: 'Alerts',
    access: 'execute',
    params: schemas.AlertParams,
    answer: schemas.AlertAnswer,
    errors: { 409: 'The alert is over' },
  } as const
  const acknowledge = (request: FastifyRequest<OneAlert>, acknowledged: boolean): Promise<ShownAlert> => {
    const { alert } = request.params
    const deed = { action: acknowledged ? 'alert.acknowledge' : 'alert.unacknowledge', target: String(alert) } as const
    return audited(request, audit, deed, () => alertDesk.acknowledge(alert, principalOf(request).user.username, acknowledged))
  }

  app.post<OneAlert>(url, documented({ ...shared, summary: 'Take an alert on' }), async (request) =>
    alertView(await acknowledge(request, true)),
  )

  app.delete<OneAlert>(url, documented({ ...shared, summary: 'Take an alert on no more' }), async (request) =>
    alertView(await acknowledge(request, false)),
  )
}

function alertView(alert: ShownAlert): AlertRow {
  return {
    id: alert.id,
    host: alert.host,
    host_name: alert.hostName,
    rule: alert.rule,
    instance: alert.instance,
    title: alert.title,
    unit: alert.unit,
    message: alert.message,
    level: alert.level,
    state: alert.state,
    value: alert.value,
    threshold: alert.threshold,
    started_at: isoTime(alert.startedAt),
    resolved_at: isoTimeOrNull(alert.resolvedAt),
    duration_seconds: Math.round(alert.durationMs / 1000),
    acknowledged_at: isoTimeOrNull(alert.acknowledgedAt),
    acknowledged_by: alert.acknowledgedBy,
    flapping: alert.flapping,
    silenced: alert.silencedUntil !== null,
    silenced_until: isoTimeOrNull(alert.silencedUntil),
  }
}

function storyView({ alert, events, deliveries }: ShownStory): AlertAnswer {
  return {
    ...alertView(alert),
    events: events.map((event) => ({ ...event, at: isoTime(event.at) })),
    deliveries: deliveries.map(({ id, channel, kind, status, attempts, createdAt, finishedAt, error }) => ({
      id,
      channel,
      kind,
      status,
      attempts,
      created_at: isoTime(createdAt),
      finished_at: isoTimeOrNull(finishedAt),
      error,
    })),
  }
}
