import type { FastifyInstance } from 'fastify'
import { principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { incidentMessage, liveMessage, metricMessages, notificationMessage } from '../live/messages.ts'
import { type Feed, LiveSockets } from '../live/sockets.ts'
import { stillValid } from '../live/still-valid.ts'
import { SOCKET_ROUTE, socketSchema } from './socket-route.ts'

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
      url: `/ws/${each.feed}/`,
      ...SOCKET_ROUTE,
      config: { access: 'read' },
      schema: socketSchema(each),
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
