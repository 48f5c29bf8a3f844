import { Readable } from 'node:stream'
import { nameOfPath, type OperationId } from '@hyperion/wire/actions'
import type { ActionAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ActionAnswerSchema, type Reasoned, WaitQuery } from '../action-schemas.ts'
import { camelKeys, snakeKeys } from '../case.ts'
import type { HyperionDeps } from '../deps.ts'
import { contentStream, feedUpload, partOf, placeOf, wholeBody } from '../file-content.ts'
import * as schemas from '../file-schemas.ts'
import { answered, askerOf, changed } from '../operating.ts'
import { HostParams } from '../schemas.ts'
import { documented } from './route.ts'

type Deps = Pick<HyperionDeps, 'actions'>

const READ = {
  tag: 'Files',
  access: 'execute',
  params: HostParams,
  errors: { 409: 'It was changed, or is too large', 502: 'The host could not do it' },
} as const
const CHANGE = { ...READ, access: 'config', answer: ActionAnswerSchema } as const

/** The files of a host, within the folders that it opens. */
export function fileRoutes(app: FastifyInstance, deps: Deps): void {
  listRoutes(app, deps)
  contentRoutes(app, deps)
  changeRoutes(app, deps)
}

function listRoutes(app: FastifyInstance, { actions }: Deps): void {
  app.get<{ Params: HostParams }>(
    '/api/hosts/:id/files/roots',
    documented({ ...READ, summary: 'Folders that a host opens', answer: schemas.RootsAnswer }),
    async (request) => snakeKeys((await actions.read(request.params.id, 'file.roots', {}, askerOf(request))).result),
  )

  app.get<{ Params: HostParams; Querystring: schemas.PathQuery }>(
    '/api/hosts/:id/files',
    documented({ ...READ, summary: 'What is in a folder', query: schemas.PathQuery, answer: schemas.ListAnswer }),
    async (request) => {
      const { result, rows } = await actions.read(request.params.id, 'file.list', request.query, askerOf(request))
      return { ...snakeKeys(result), entries: snakeKeys(rows) }
    },
  )

  app.get<{ Params: HostParams; Querystring: schemas.PathQuery }>(
    '/api/hosts/:id/files/stat',
    documented({ ...READ, summary: 'What a file is', query: schemas.PathQuery, answer: schemas.StatAnswer }),
    async (request) => snakeKeys((await actions.read(request.params.id, 'file.stat', request.query, askerOf(request))).result),
  )

  app.get<{ Params: HostParams; Querystring: schemas.SearchQuery }>(
    '/api/hosts/:id/files/search',
    documented({ ...READ, summary: 'Names below a folder that hold a text', query: schemas.SearchQuery, answer: schemas.SearchAnswer }),
    async (request) => {
      const { result, rows } = await actions.read(request.params.id, 'file.search', request.query, askerOf(request))
      return { ...snakeKeys(result), entries: snakeKeys(rows) }
    },
  )

  app.get<{ Params: HostParams }>(
    '/api/hosts/:id/files/trash',
    documented({ ...READ, summary: 'What was deleted and can be restored', answer: schemas.TrashAnswer }),
    async (request) => {
      const { result, rows } = await actions.read(request.params.id, 'file.trash', {}, askerOf(request))
      return { ...snakeKeys(result), entries: snakeKeys(rows) }
    },
  )

  app.get<{ Params: HostParams; Querystring: schemas.UploadStateQuery }>(
    '/api/hosts/:id/files/upload',
    documented({ ...READ, summary: 'How much of an upload is there', query: schemas.UploadStateQuery, answer: schemas.UploadAnswer }),
    async (request) => snakeKeys((await actions.read(request.params.id, 'file.upload_state', request.query, askerOf(request))).result),
  )
}

function contentRoutes(app: FastifyInstance, { actions }: Deps): void {
  app.get<{ Params: HostParams; Querystring: schemas.PathQuery }>(
    '/api/hosts/:id/files/content',
    documented({
      ...READ,
      summary: 'Download a file',
      description:
        'With `Range`, one range of bytes (206), with `If-Range` only of the same content. `ETag` tells the content from every other.',
      query: schemas.PathQuery,
      answer: 'file',
    }),
    async (request, reply) => {
      const { path } = request.query
      const source = { actions, host: request.params.id, asker: askerOf(request) }
      const { result } = await actions.read(source.host, 'file.download', { path, length: 0 }, source.asker)
      const { size, etag } = result
      const same = request.headers['if-range'] === undefined || etagIn(request.headers['if-range'] as string) === etag
      const part = same ? partOf(request.headers.range, size) : null
      const { from, to } = part ?? { from: 0, to: size }
      const stream = await contentStream(source, { path, etag, offset: from, length: to - from })
      if (part) reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${size}`)
      return reply
        .headers({ etag: `"${etag}"`, 'accept-ranges': 'bytes', 'content-length': to - from })
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(nameOfPath(path))}`)
        .type('application/octet-stream')
        .send(stream)
    },
  )

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body))
    writeRoute(scope, { actions })
    uploadRoute(scope, { actions })
  })
}

function writeRoute(app: FastifyInstance, { actions }: Deps): void {
  app.put<{ Params: HostParams; Querystring: schemas.WriteQuery; Body: Readable | undefined }>(
    '/api/hosts/:id/files/content',
    documented({
      ...CHANGE,
      summary: 'Replace a text',
      description:
        'The body is the text, up to 2 MiB. With `If-Match` and the ETag of what was read, only if it still is that (409); with `If-None-Match: *` only where nothing is. Where a second person has to let it go, the text waits with it, and is written if that holds by then.',
      query: schemas.WriteQuery,
    }),
    async (request, reply): Promise<ActionAnswer> => {
      const { path, wait, ...body } = request.query
      const input = await wholeBody(bodyOf(request))
      const change = { actions, host: request.params.id, body, query: wait === undefined ? {} : { wait }, input }
      return changed(request, reply, change, 'file.write', { path, size: input.length, ...expected(request) })
    },
  )
}

function uploadRoute(app: FastifyInstance, { actions }: Deps): void {
  app.put<{ Params: HostParams; Querystring: schemas.UploadQuery; Body: Readable | undefined }>(
    '/api/hosts/:id/files/upload',
    documented({
      ...CHANGE,
      summary: 'Upload a file, or go on with one',
      description:
        'The body is the file, or the part of it that `Content-Range: bytes 100-199/1000` says. It has its name when all is there; until then the parts are kept for a day.',
      query: schemas.UploadQuery,
    }),
    async (request, reply): Promise<ActionAnswer> => {
      const { reason, incident, ...params } = request.query
      const length = Number(request.headers['content-length'] ?? 0)
      const { offset, size } = placeOf(request.headers['content-range']) ?? { offset: 0, size: length }
      const why = { reason, ...(incident !== undefined && { incident }) }
      const fed = { actions, host: request.params.id, asker: askerOf(request), reason: why, offset }
      const id = await feedUpload(fed, { ...params, offset, size }, bodyOf(request))
      // What is still to come of one that broke off is not waited for.
      if (!request.raw.complete) reply.header('connection', 'close')
      return answered(reply, await actions.byId(id))
    },
  )
}

function bodyOf({ body }: FastifyRequest<{ Body: Readable | undefined }>): AsyncIterable<Uint8Array> {
  return body ?? Readable.from([])
}

function expected({ headers }: FastifyRequest<{ Body: Readable | undefined }>): { readonly expect?: string | null } {
  if (headers['if-none-match'] === '*') return { expect: null }
  return headers['if-match'] === undefined ? {} : { expect: etagIn(headers['if-match']) }
}

function etagIn(header: string): string {
  return header.replace(/^"(.*)"$/, '$1')
}

const SUMMARIES: Readonly<Record<schemas.Change, string>> = {
  create: 'Create a file or a folder',
  move: 'Move or rename',
  copy: 'Copy, with all that is in it',
  delete: 'Delete to the trash',
  restore: 'Restore from the trash',
  empty_trash: 'Remove from the trash for good',
  permissions: 'Set permissions and owners',
  archive: 'Pack into a tar.gz',
  extract: 'Unpack a tar, tar.gz or zip into a new folder',
}

function changeRoutes(app: FastifyInstance, { actions }: Deps): void {
  for (const change of Object.keys(SUMMARIES) as schemas.Change[]) {
    app.post<{ Params: HostParams; Querystring: WaitQuery; Body: Reasoned }>(
      `/api/hosts/:id/files/${change.replace('_', '-')}`,
      documented({ ...CHANGE, summary: SUMMARIES[change], query: WaitQuery, body: schemas.changeBody(change) }),
      async (request, reply): Promise<ActionAnswer> => {
        const { params, query, body } = request
        const { reason: _, incident: __, ...rest } = body
        const operation = `file.${change}` as OperationId
        return changed(request, reply, { actions, host: params.id, body, query }, operation, camelKeys(rest) as never)
      },
    )
  }
}
