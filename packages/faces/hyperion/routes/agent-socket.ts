import type { FastifyInstance } from 'fastify'
import type { HyperionDeps } from '../deps.ts'
import { AgentSockets } from '../live/agent-sockets.ts'
import { publicSocketSchema, SOCKET_ROUTE } from './socket-route.ts'

/**
 * `/ws/agent/`: where agents connect. Open to all, since an agent has neither cookie nor token: nothing is taken from a
 * connection before its handshake has proved a key. The answer ends the connections.
 */
export function agentSocketRoute(app: FastifyInstance, { agents, clock }: Pick<HyperionDeps, 'agents' | 'clock'>): () => Promise<void> {
  const sockets = new AgentSockets(agents, clock)
  app.route({
    url: '/ws/agent/',
    ...SOCKET_ROUTE,
    config: { access: 'public' },
    schema: publicSocketSchema({
      summary: 'Connection of an agent',
      description: 'For `hyperion agent` alone: proves an Ed25519 key, both ways, before anything else.',
    }),
    wsHandler: (socket, request) => sockets.add(socket, request.ip, request.raw.socket),
  })
  return () => sockets.close()
}
