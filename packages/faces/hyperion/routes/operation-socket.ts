import { DomainError } from '@hyperion/domain/errors'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { errorAnswers, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { operationMessagesTold } from '../live/operation-messages.ts'
import { OperationSockets } from '../live/operation-sockets.ts'
import { stillValid } from '../live/still-valid.ts'
import { ERROR_SCHEMA, strict } from '../schemas.ts'

const TokenQuery = Type.Object(
  { token: Type.Optional(Type.String({ maxLength: 4096, description: 'For clients that cannot set headers.' })) },
  strict,
)

/** The one socket over which hosts are operated. The answer ends it. */
export function operationSocketRoute(app: FastifyInstance, deps: HyperionDeps): () => Promise<void> {
  const sockets = new OperationSockets(deps.actions, deps.clock)
  app.route({
    method: 'GET',
    url: '/ws/operations/',
    exposeHeadRoute: false,
    config: { access: 'read' },
    schema: {
      summary: 'Operate hosts: live output, input, progress',
      description: operationMessagesTold(),
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
    wsHandler: (socket, request) =>
      sockets.add({ socket, principal: principalOf(request), stillValid: () => stillValid(request, deps) }, request.ip),
  })
  return () => sockets.close()
}
