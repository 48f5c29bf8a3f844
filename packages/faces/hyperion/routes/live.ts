import { DomainError } from '@hyperion/domain/errors'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { errorAnswers, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { incidentMessage, liveMessage, metricMessages, notificationMessage } from '../live/messages.ts'
import { type Feed, LiveSockets } from '../live/sockets.ts'
import { stillValid } from '../live/still-valid.ts'
import { ERROR_SCHEMA, strict } from '../schemas.ts'

const TokenQuery = Type.Object(
  { token: Type.Optional(Type.String({ maxLength: 4096, description: 'For clients that cannot set headers.' })) },
  strict,
)

const FEEDS: readonly { readonly feed: Feed; readonly summary: string; readonly description: string }[] = [
  {
    feed: 'metrics',
    summary: 'Metrics in real time',
    description:
      '`cpu.update`, `memory.update` and, for each interface that is not virtual, `network.update`: at once, then with every live sample.',
  },
  {
    feed: 'notifications',
    summary: 'Notifications',
    description: '`notification` messages with `timestamp`, `level` (info, warning, error) and `message`.',
  },
  {
    feed: 'live',
    summary: 'Live feed of the web app',
    description:
      '`report` (values in catalog order), `notification` and `incident` messages; after `{"type":"fleet","on":true}` also `fleet`, with what changed of all hosts, at most once a second.',
  },
]

/** The WebSocket feeds. The answer ends them. */
export function liveRoutes(app: FastifyInstance, deps: HyperionDeps): () => Promise<void> {
  const sockets = new LiveSockets(deps.clock, (host) => deps.hosts.watch(host))
  for (const each of FEEDS) {
    app.route({
      method: 'GET',
      url: `/ws/${each.feed}/`,
      exposeHeadRoute: false,
      config: { access: 'read' },
      schema: {
        summary: each.summary,
        description: each.description,
        tags: ['Live'],
        security: [{ bearer: [] }, { session: [] }],
        querystring: TokenQuery,
        response: {
          101: { description: 'Switching to WebSocket', type: 'null' },
          ...errorAnswers(
            { 401: 'Not signed in', 403: 'Not allowed', 422: 'Validation failed', 426: 'Not a WebSocket client' },
            ERROR_SCHEMA,
          ),
        },
      },
      handler: async () => {
        throw new DomainError('upgrade_required', 'not a WebSocket client')
      },
      wsHandler: (socket, request) => {
        sockets.add(
          { socket, feed: each.feed, principal: principalOf(request), stillValid: () => stillValid(request, deps) },
          greeting(each.feed, deps),
        )
      },
    })
  }
  const unsubscribe = publish(sockets, deps)
  return () => {
    unsubscribe()
    return sockets.close()
  }
}

/** What a client sees at once: the sample of this moment. */
function greeting(feed: Feed, { host, hubHostId }: HyperionDeps): readonly string[] {
  if (!host.ready || feed === 'notifications') return []
  const report = host.report()
  return feed === 'live' ? [liveMessage({ host: hubHostId, report })] : metricMessages(report, host.interfaces())
}

function publish(sockets: LiveSockets, { bus, host, hubHostId, fleet }: HyperionDeps): () => void {
  const stops = [
    bus.subscribe('live', (sample) => {
      const own = sample.host === hubHostId
      if (sockets.follows('live')) sockets.broadcast('live', liveMessage(sample), own ? undefined : sample.host)
      if (!own || !sockets.follows('metrics')) return
      for (const text of metricMessages(sample.report, host.interfaces())) sockets.broadcast('metrics', text)
    }),
    bus.subscribe('notification', (notification) => {
      const text = notificationMessage(notification)
      sockets.broadcast('notifications', text)
      sockets.broadcast('live', text)
    }),
    bus.subscribe('incident', (change) => sockets.broadcast('live', incidentMessage(change))),
    fleet.onUpdate({ wanted: () => sockets.followsFleet, send: (text) => sockets.broadcastFleet(text) }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
