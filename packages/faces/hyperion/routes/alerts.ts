import type { OfferedKind, SavedChannel, ShownChannel } from '@hyperion/features/notifications'
import type { Alert, Delivery } from '@hyperion/ports/alerts'
import type { FastifyInstance } from 'fastify'
import { isoTime, isoTimeOrNull } from '../../shared/index.ts'
import * as schemas from '../alert-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { documented } from './route.ts'

/** Alerts, and what became of their messages. */
export function alertRoutes(app: FastifyInstance, { alerts, deliveries }: HyperionDeps): void {
  const shared = { tag: 'Alerts', query: schemas.LimitQuery } as const

  app.get<{ Querystring: schemas.LimitQuery }>(
    '/api/alerts',
    documented({ ...shared, access: 'read', summary: 'Alerts that are firing, and recent ones', answer: schemas.AlertsAnswer }),
    async ({ query }) => {
      const [current, recent] = await Promise.all([alerts.current(), alerts.recent(query.limit)])
      return { current: current.map(alertView), recent: recent.map(alertView) }
    },
  )

  app.get<{ Querystring: schemas.LimitQuery }>(
    '/api/deliveries',
    documented({ ...shared, access: 'config', summary: 'Messages sent, to be sent and given up', answer: schemas.DeliveriesAnswer }),
    async ({ query }) => ({ deliveries: (await deliveries.list(query.limit)).map(deliveryView) }),
  )
}

/** Where notifications go. Secret settings are never answered. */
export function channelRoutes(app: FastifyInstance, { channels }: HyperionDeps): void {
  const shared = { tag: 'Alerts', access: 'config' } as const
  const one = { ...shared, params: schemas.ChannelParams }
  const taken = { 409: 'There is a channel of this name' }

  app.get('/api/channels', documented({ ...shared, summary: 'Channels', answer: schemas.ChannelsAnswer }), async () => ({
    channels: (await channels.list()).map(channelView),
  }))

  app.get(
    '/api/channels/kinds',
    documented({ ...shared, summary: 'Kinds of channels, with the fields of their forms', answer: schemas.KindsAnswer }),
    async () => ({ kinds: channels.kinds().map(kindView) }),
  )

  app.post<{ Body: schemas.ChannelBody }>(
    '/api/channels',
    documented({
      ...shared,
      summary: 'Add a channel',
      stepUp: true,
      status: 201,
      answer: schemas.SavedChannelAnswer,
      body: schemas.ChannelBody,
      errors: taken,
    }),
    async ({ body: { notify_on, ...body } }, reply) => {
      reply.code(201)
      return channelView(await channels.create({ ...body, notifyOn: notify_on }))
    },
  )

  app.put<{ Params: schemas.ChannelParams; Body: schemas.ChannelChange }>(
    '/api/channels/:channel',
    documented({
      ...one,
      summary: 'Change a channel',
      stepUp: true,
      description: 'What is left out, secret settings above all, stays as it is.',
      answer: schemas.SavedChannelAnswer,
      body: schemas.ChannelChange,
      errors: taken,
    }),
    async ({ params, body: { notify_on, ...change } }) =>
      channelView(await channels.update(params.channel, { ...change, ...(notify_on && { notifyOn: notify_on }) })),
  )

  app.delete<{ Params: schemas.ChannelParams }>(
    '/api/channels/:channel',
    documented({ ...one, summary: 'Remove a channel and its deliveries', stepUp: true, answer: null }),
    async ({ params }, reply) => {
      await channels.delete(params.channel)
      return reply.code(204).send()
    },
  )

  app.post<{ Params: schemas.ChannelParams }>(
    '/api/channels/:channel/test',
    documented({ ...one, summary: 'Send an example right now', answer: schemas.TestAnswer }),
    async ({ params }) => {
      const result = await channels.test(params.channel)
      return { ok: result.ok, error: result.ok ? null : result.error }
    },
  )
}

function alertView({ startedAt, resolvedAt, acknowledgedAt, acknowledgedBy, ...alert }: Alert): object {
  return {
    ...alert,
    started_at: isoTime(startedAt),
    resolved_at: isoTimeOrNull(resolvedAt),
    acknowledged_at: isoTimeOrNull(acknowledgedAt),
    acknowledged_by: acknowledgedBy,
  }
}

function deliveryView({ createdAt, dueAt, finishedAt, ...delivery }: Delivery): object {
  return {
    ...delivery,
    created_at: isoTime(createdAt),
    due_at: isoTime(dueAt),
    finished_at: isoTimeOrNull(finishedAt),
  }
}

function kindView({ kind, label, setup, fields, available }: OfferedKind): object {
  const shown = fields.map((field) => ({
    name: field.name,
    label: field.label,
    hint: field.hint ?? null,
    type: field.type,
    secret: field.secret,
    required: field.required,
    generated: field.type === 'text' && field.generate !== undefined,
    example: field.example,
  }))
  return { kind, label, setup, fields: shown, available }
}

function channelView({ notifyOn, secretsSet, ...channel }: ShownChannel | SavedChannel): object {
  return { ...channel, notify_on: notifyOn, secrets_set: secretsSet }
}
