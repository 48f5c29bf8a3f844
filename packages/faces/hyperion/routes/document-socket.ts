import { DOCUMENT_PATHS, type DocumentKind } from '@hyperion/domain/documents'
import { DomainError } from '@hyperion/domain/errors'
import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { acceptedLanguage, errorAnswers, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { DocumentSockets } from '../live/document-sockets.ts'
import { stillValid } from '../live/still-valid.ts'
import { ERROR_SCHEMA, strict } from '../schemas.ts'

const Params = Type.Object({ id: Type.String({ maxLength: 64, description: 'UUID, or the short id.', examples: ['INC-A1B2C3'] }) })
const TokenQuery = Type.Object(
  { token: Type.Optional(Type.String({ maxLength: 4096, description: 'For clients that cannot set headers.' })) },
  strict,
)

const SUMMARIES: Readonly<Record<DocumentKind, string>> = {
  lid: 'Edit the live document of an incident together',
  postmortem: 'Edit the postmortem of an incident together',
}

/** The sockets of incident documents. The answer ends them. */
export function documentSocketRoutes(app: FastifyInstance, deps: HyperionDeps): () => Promise<void> {
  const sockets = new DocumentSockets(deps.documents, deps.clock)
  for (const kind of ['lid', 'postmortem'] as const) {
    app.route<{ Params: Static<typeof Params> }>({
      method: 'GET',
      url: `/ws/incidents/:id/${DOCUMENT_PATHS[kind]}/`,
      exposeHeadRoute: false,
      config: { access: 'read' },
      schema: {
        summary: SUMMARIES[kind],
        description:
          'Binary messages: states and changes of Yjs, who is there, and what is kept. Who may not `execute` is sent away at the first change.',
        tags: ['Live'],
        security: [{ bearer: [] }, { session: [] }],
        params: Params,
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
        const ref = { incident: request.params.id, kind, language: acceptedLanguage(request) }
        void sockets.add({ socket, principal: principalOf(request), stillValid: () => stillValid(request, deps) }, ref)
      },
    })
  }
  return () => sockets.close()
}
