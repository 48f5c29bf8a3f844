import { DomainError } from '@hyperion/domain/errors'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { errorAnswers } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { OperationSockets } from '../live/operation-sockets.ts'
import { stillValid } from '../live/still-valid.ts'
import { askerOf } from '../operating.ts'
import { ERROR_SCHEMA, strict } from '../schemas.ts'

const TokenQuery = Type.Object(
  { token: Type.Optional(Type.String({ maxLength: 4096, description: 'For clients that cannot set headers.' })) },
  strict,
)

const DESCRIPTION = `JSON messages, each with the client's own number \`ref\` for what it asked.

Client: \`{"type":"start","ref":1,"host":1,"operation":"process.list","params":{}}\`, with a \`reason\` for what changes something;
\`attach\` with an \`action\` to read on with one that goes on; \`input\` (\`data\` in base64), \`end\`, \`resize\` (\`columns\`, \`rows\`), \`cancel\`.

Hub: \`begun\` (with the \`action\` for a change), then \`rows\`, \`text\`, \`bytes\` (base64) and \`progress\`, and at last \`ended\` with \`state\`,
\`result\` and \`error\`; or \`error\`, as the HTTP routes answer it, for what could not be asked for. A \`text\` of what a command prints
as an error has \`"stream":"err"\`; without it is standard output, and all of it where a host does not tell them apart.`

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
      description: DESCRIPTION,
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
    wsHandler: (socket, request) => sockets.add(socket, askerOf(request), () => stillValid(request, deps)),
  })
  return () => sockets.close()
}
