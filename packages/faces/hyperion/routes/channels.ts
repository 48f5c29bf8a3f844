import { CHANNEL_DEFAULTS, type Channels, type SavedChannel, type ShownChannel } from '@hyperion/features/notifications'
import type { FastifyInstance } from 'fastify'
import { audited, isoTime, isoTimeOrNull, KindsAnswer, kindView } from '../../shared/index.ts'
import * as schemas from '../channel-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { documented } from './route.ts'

const shared = { tag: 'Channels', access: 'config' } as const
const one = { ...shared, params: schemas.ChannelParams }
const taken = { 409: 'There is a channel of this name' }

/** Where notifications go. Secret settings are never answered. */
export function channelRoutes(app: FastifyInstance, deps: HyperionDeps): void {
  const { channels, deliveryLog } = deps
  const latestOf = async (channel: number) => {
    const [latest] = await deliveryLog.list({ limit: 1, channel })
    return latest ? { status: latest.status, at: isoTime(latest.finishedAt ?? latest.createdAt), error: latest.error } : null
  }

  app.get('/api/channels', documented({ ...shared, summary: 'Channels', answer: schemas.ChannelsAnswer }), async () => {
    const all = await channels.list()
    return { channels: await Promise.all(all.map(async (each) => ({ ...channelView(each), latest: await latestOf(each.id) }))) }
  })

  app.get(
    '/api/channels/kinds',
    documented({ ...shared, summary: 'Kinds of channels, with the fields of their forms', answer: KindsAnswer }),
    async () => ({ kinds: channels.kinds().map(kindView) }),
  )

  channelChanges(app, deps)

  app.post<{ Params: schemas.ChannelParams }>(
    '/api/channels/:channel/test',
    documented({ ...one, summary: 'Send an example right now', answer: schemas.TestAnswer }),
    async (request) => {
      const { name } = await channels.get(request.params.channel)
      const result = await audited(request, deps.audit, { action: 'channel.test', target: name }, () =>
        channels.test(request.params.channel),
      )
      return { ok: result.ok, error: result.ok ? null : result.error }
    },
  )
}

function channelChanges(app: FastifyInstance, { channels, audit }: Pick<HyperionDeps, 'channels' | 'audit'>): void {
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
    async (request, reply) => {
      const { body } = request
      const input = { ...CHANNEL_DEFAULTS, ...changeOf(body), kind: body.kind, ...required(body) }
      const deed = { action: 'channel.create', target: body.name, details: { kind: body.kind, ...detailsOf(body) } } as const
      const channel = await audited(request, audit, deed, () => channels.create(input))
      return reply.code(201).send(savedView(channel))
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
    async (request) => {
      const { name } = await channels.get(request.params.channel)
      const deed = { action: 'channel.change', target: name, details: detailsOf(request.body) } as const
      return savedView(await audited(request, audit, deed, () => channels.update(request.params.channel, changeOf(request.body))))
    },
  )

  app.delete<{ Params: schemas.ChannelParams }>(
    '/api/channels/:channel',
    documented({ ...one, summary: 'Remove a channel and its deliveries', stepUp: true, answer: null }),
    async (request, reply) => {
      const { name } = await channels.get(request.params.channel)
      await audited(request, audit, { action: 'channel.delete', target: name }, () => channels.delete(request.params.channel))
      return reply.code(204).send()
    },
  )
}

function required({ name, enabled, notify_on, settings }: schemas.ChannelBody) {
  return { name, enabled, notifyOn: notify_on, settings }
}

function changeOf({
  name,
  enabled,
  settings,
  notify_on,
  notify_recovery,
  remind_after,
  group_wait,
  hosts,
}: schemas.ChannelChange): Parameters<Channels['update']>[1] {
  return {
    ...(name !== undefined && { name }),
    ...(enabled !== undefined && { enabled }),
    ...(settings && { settings }),
    ...(notify_on && { notifyOn: notify_on }),
    ...(notify_recovery !== undefined && { notifyRecovery: notify_recovery }),
    ...(remind_after !== undefined && { remindAfter: remind_after }),
    ...(group_wait !== undefined && { groupWait: group_wait }),
    ...(hosts && { hosts }),
  }
}

/** Of the settings, which may be secret, only their names. */
function detailsOf({ settings, ...rest }: schemas.ChannelChange): Readonly<Record<string, unknown>> {
  return { ...rest, ...(settings && { settings: Object.keys(settings) }) }
}

function savedView({ generated, ...channel }: SavedChannel): object {
  return { ...channelView(channel), generated }
}

function channelView({ id, kind, name, enabled, settings, ...rest }: ShownChannel): object {
  return {
    id,
    kind,
    name,
    enabled,
    notify_on: rest.notifyOn,
    notify_recovery: rest.notifyRecovery,
    remind_after: rest.remindAfter,
    group_wait: rest.groupWait,
    hosts: rest.hosts,
    settings,
    secrets_set: rest.secretsSet,
    held_until: isoTimeOrNull(rest.heldUntil),
  }
}
