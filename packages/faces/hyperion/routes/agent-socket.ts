import { DomainError } from '@hyperion/domain/errors'
import type { FastifyInstance } from 'fastify'
import { errorAnswers } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { AgentSockets } from '../live/agent-sockets.ts'
import { ERROR_SCHEMA } from '../schemas.ts'

/**
 * `/ws/agent/`: where agents connect. Open to all, since an agent has neither cookie nor token: nothing is taken from a
 * connection before its handshake has proved a key. The answer ends the connections.
 */
export function agentSocketRoute(app: FastifyInstance, { agents, clock }: Pick<HyperionDeps, 'agents' | 'clock'>): () => Promise<void> {
  const sockets = new AgentSockets(agents, clock)
  app.route({
    method: 'GET',
    url: '/ws/agent/',
    exposeHeadRoute: false,
    config: { access: 'public' },
    schema: {
      summary: 'Connection of an agent',
      description: 'For `hyperion agent` alone: proves an Ed25519 key, both ways, before anything else.',
      tags: ['Live'],
      security: [],
      response: {
        101: { description: 'Switching to WebSocket', type: 'null' },
        ...errorAnswers({ 426: 'Not a WebSocket client' }, ERROR_SCHEMA),
      },
    },
    handler: async () => {
      throw new DomainError('upgrade_required', 'not a WebSocket client')
    },
    wsHandler: (socket, request) => sockets.add(socket, request.ip, request.raw.socket),
  })
  return () => sockets.close()
}
