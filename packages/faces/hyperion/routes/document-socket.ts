import { DOCUMENT_PATHS, type DocumentKind } from '@hyperion/domain/documents'
import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { acceptedLanguage, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { DocumentSockets } from '../live/document-sockets.ts'
import { stillValid } from '../live/still-valid.ts'
import { SOCKET_ROUTE, socketSchema } from './socket-route.ts'

const Params = Type.Object({ id: Type.String({ maxLength: 64, description: 'UUID, or the short id.', examples: ['INC-A1B2C3'] }) })

const SUMMARIES: Readonly<Record<DocumentKind, string>> = {
  lid: 'Edit the live document of an incident together',
  postmortem: 'Edit the postmortem of an incident together',
}

/** The sockets of incident documents. The answer ends them. */
export function documentSocketRoutes(app: FastifyInstance, deps: HyperionDeps): () => Promise<void> {
  const sockets = new DocumentSockets(deps.documents, deps.clock)
  for (const kind of ['lid', 'postmortem'] as const) {
    app.route<{ Params: Static<typeof Params> }>({
      url: `/ws/incidents/:id/${DOCUMENT_PATHS[kind]}/`,
      ...SOCKET_ROUTE,
      config: { access: 'read' },
      schema: {
        params: Params,
        ...socketSchema({
          summary: SUMMARIES[kind],
          description:
            'Binary messages: states and changes of Yjs, who is there, and what is kept. Who may not `execute` is sent away at the first change.',
        }),
      },
      wsHandler: (socket, request) => {
        const ref = { incident: request.params.id, kind, language: acceptedLanguage(request) }
        void sockets.add({ socket, principal: principalOf(request), stillValid: () => stillValid(request, deps) }, ref)
      },
    })
  }
  return () => sockets.close()
}
