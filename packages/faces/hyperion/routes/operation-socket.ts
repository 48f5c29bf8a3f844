import type { FastifyInstance } from 'fastify'
import { principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { operationMessagesTold } from '../live/operation-messages.ts'
import { OperationSockets } from '../live/operation-sockets.ts'
import { stillValid } from '../live/still-valid.ts'
import { SOCKET_ROUTE, socketSchema } from './socket-route.ts'

/** The one socket over which hosts are operated. The answer ends it. */
export function operationSocketRoute(app: FastifyInstance, deps: HyperionDeps): () => Promise<void> {
  const sockets = new OperationSockets(deps.actions, deps.clock)
  app.route({
    url: '/ws/operations/',
    ...SOCKET_ROUTE,
    config: { access: 'read' },
    schema: socketSchema({
      summary: 'Operate hosts: live output, input, progress',
      description: operationMessagesTold(),
    }),
    wsHandler: (socket, request) =>
      sockets.add({ socket, principal: principalOf(request), stillValid: () => stillValid(request, deps) }, request.ip),
  })
  return () => sockets.close()
}
