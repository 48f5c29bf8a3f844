import { DOCUMENT_PATHS, type DocumentKind } from '@hyperion/domain/documents'
import type { DocumentRef, DocumentView } from '@hyperion/features/incident-documents'
import type { DocumentVersion } from '@hyperion/ports/documents'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { acceptedLanguage, audited, isoSeconds } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../document-schemas.ts'
import { IncidentParams } from '../incident-schemas.ts'
import { PageQuery, pageAnswer, pageOf, pageRange } from '../pages.ts'
import { actorOf } from './incidents.ts'
import { documented, FILES } from './route.ts'

const TAG = 'Incident documents'
const NAMES: Readonly<Record<DocumentKind, string>> = { lid: 'live document', postmortem: 'postmortem' }

type One = { Params: IncidentParams }
type Scope = ImasDeps & { readonly kind: DocumentKind; readonly url: string }

/** What people write of an incident: reading and changing it, its versions, and its files. */
export function documentRoutes(app: FastifyInstance, deps: ImasDeps): void {
  for (const kind of ['lid', 'postmortem'] as const) {
    const scope = { ...deps, kind, url: `/api/v1/incidents/:id/${DOCUMENT_PATHS[kind]}/` }
    textRoutes(app, scope)
    if (kind === 'postmortem') startRoute(app, scope)
    versionRoutes(app, scope)
    fileRoutes(app, scope)
  }
}

function textRoutes(app: FastifyInstance, { documents, audit, kind, url }: Scope): void {
  const shared = { tag: TAG, params: IncidentParams, answer: schemas.DocumentAnswer }

  app.get<One>(
    url,
    documented({
      ...shared,
      summary: `The ${NAMES[kind]} of an incident`,
      ...(kind === 'lid' && { description: 'Begun from a template when it is first asked for.' }),
      access: 'read',
    }),
    async (request) => documentView(await documents.read(refOf(request, kind))),
  )

  app.put<One & { Body: schemas.DocumentBody }>(
    url,
    documented({
      ...shared,
      summary: `Change the ${NAMES[kind]} as a whole`,
      description: 'Whoever has it open sees the change at once.',
      access: 'execute',
      body: schemas.DocumentBody,
      bodyLimit: schemas.DOCUMENT_BODY_BYTES,
      errors: { 409: 'It is no longer at that version' },
    }),
    async (request) => {
      const { markdown, version } = request.body
      const deed = { action: 'incident.document', target: request.params.id, details: { kind, version } } as const
      return documentView(
        await audited(request, audit, deed, () => documents.replace(refOf(request, kind), markdown, version, actorOf(request))),
      )
    },
  )
}

function startRoute(app: FastifyInstance, { documents, audit, url }: Scope): void {
  app.post<One & { Body: schemas.PostmortemBody }>(
    url,
    documented({
      tag: TAG,
      summary: 'Start the postmortem',
      description: 'From the live document and what is known of the incident, in the language asked for.',
      access: 'execute',
      status: 201,
      params: IncidentParams,
      body: schemas.PostmortemBody,
      answer: schemas.DocumentAnswer,
      errors: { 409: 'It was started before' },
    }),
    async (request, reply) => {
      const incident = request.params.id
      const language = request.body?.language ?? acceptedLanguage(request)
      const deed = { action: 'incident.postmortem', target: incident, details: { language } } as const
      const view = await audited(request, audit, deed, () => documents.startPostmortem({ incident, language }, actorOf(request)))
      return reply.code(201).send(documentView(view))
    },
  )
}

function versionRoutes(app: FastifyInstance, { documents, audit, publicUrl, kind, url }: Scope): void {
  app.get<One & { Querystring: PageQuery }>(
    `${url}versions/`,
    documented({
      tag: TAG,
      summary: `Versions of the ${NAMES[kind]}, newest first`,
      access: 'read',
      params: IncidentParams,
      query: PageQuery,
      answer: pageOf(schemas.VersionRow),
    }),
    async (request) => {
      const { count, versions } = await documents.versions(refOf(request, kind), pageRange(request.query))
      return pageAnswer(request, publicUrl, count, versions.map(versionRow))
    },
  )

  app.post<One>(
    `${url}versions/`,
    documented({
      tag: TAG,
      summary: `Keep a version of the ${NAMES[kind]}`,
      access: 'execute',
      status: 201,
      params: IncidentParams,
      answer: schemas.VersionRow,
    }),
    async (request, reply) => {
      const deed = { action: 'incident.document_version', target: request.params.id, details: { kind } } as const
      const version = await audited(request, audit, deed, () => documents.keepVersion(refOf(request, kind), actorOf(request)))
      return reply.code(201).send(versionRow(version))
    },
  )

  app.get<{ Params: schemas.VersionParams }>(
    `${url}versions/:version/`,
    documented({
      tag: TAG,
      summary: `A version of the ${NAMES[kind]}`,
      access: 'read',
      params: schemas.VersionParams,
      answer: schemas.VersionAnswer,
    }),
    async (request) => {
      const version = await documents.version(refOf(request, kind), request.params.version)
      return { ...versionRow(version), markdown: version.markdown }
    },
  )

  app.post<{ Params: schemas.VersionParams }>(
    `${url}versions/:version/restore/`,
    documented({
      tag: TAG,
      summary: `Put a version in place of the ${NAMES[kind]}`,
      description: 'What it was before becomes a version itself.',
      access: 'execute',
      params: schemas.VersionParams,
      answer: schemas.DocumentAnswer,
    }),
    async (request) => {
      const { id, version } = request.params
      const deed = { action: 'incident.document_restore', target: id, details: { kind, version } } as const
      return documentView(await audited(request, audit, deed, () => documents.restore(refOf(request, kind), version, actorOf(request))))
    },
  )
}

function fileRoutes(app: FastifyInstance, { documents, kind, url }: Scope): void {
  const shared = { tag: TAG, access: 'read', params: IncidentParams } as const

  app.get<One>(
    `${url}export.md`,
    documented({ ...shared, summary: `The ${NAMES[kind]} as Markdown`, answer: 'markdown' }),
    async (request, reply) => {
      const view = await documents.read(refOf(request, kind))
      reply.header('content-disposition', attachment(view, 'md')).type(`${FILES.markdown}; charset=utf-8`)
      // Not JSON: the serializer would put it into quotes.
      return Buffer.from(view.markdown)
    },
  )

  app.get<One>(
    `${url}export.pdf`,
    documented({
      ...shared,
      summary: `The ${NAMES[kind]} as a PDF`,
      answer: 'pdf',
      errors: { 409: 'It is too long, or so many others are asked for at the moment' },
    }),
    async (request, reply) => {
      const { view, pdf } = await documents.pdf(refOf(request, kind))
      reply.header('content-disposition', attachment(view, 'pdf')).type(FILES.pdf)
      return Buffer.from(pdf)
    },
  )
}

function refOf(request: FastifyRequest, kind: DocumentKind): DocumentRef {
  return { incident: (request.params as IncidentParams).id, kind, language: acceptedLanguage(request) }
}

function attachment({ incident, kind }: DocumentView, extension: string): string {
  return `attachment; filename="${incident.shortId}-${DOCUMENT_PATHS[kind]}.${extension}"`
}

function documentView({ incident, kind, markdown, revision, url, createdAt, updatedAt, present }: DocumentView) {
  return {
    incident: { id: incident.id, short_id: incident.shortId, title: incident.title },
    kind,
    markdown,
    version: revision,
    url,
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
    present,
  }
}

function versionRow({ id, revision, reason, authors, at, length }: DocumentVersion) {
  return { id, version: revision, reason, authors, created_at: isoSeconds(at), length }
}
