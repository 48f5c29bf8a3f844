import { DomainError } from '@hyperion/domain/errors'
import { uuidOf } from '@hyperion/domain/text'
import type { Permission } from '@hyperion/domain/users'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type TProperties, type TSchema, Type } from 'typebox'
import { audited } from '../../shared/index.ts'
import { worded } from '../catalog-problems.ts'
import type { Bodies } from '../catalog-schemas.ts'
import type { ImasDeps } from '../deps.ts'
import { type PageQuery, pageAnswer, pageOf, pageQuery, pageRange } from '../pages.ts'
import { documented } from './route.ts'

export type Filters = Readonly<Record<string, string | undefined>>

/** What is listed, read, made, changed and deleted each in the same way. `Listed` is what pages are cut from. */
export interface Collection<Body, Row, Listed = Row> {
  /** With both slashes. */
  readonly path: string
  /** Of the id in addresses; also the area of the audit log. */
  readonly param: string
  /** As the documentation names one and many. */
  readonly words: readonly [one: string, many: string]
  readonly tag: string
  /** For changes; whoever may read may read these. */
  readonly access: Permission
  readonly bodies: Bodies
  readonly row: TSchema
  readonly filters: TProperties
  /** Bytes of a change; the server's own limit when left out. */
  readonly bodyLimit?: number
  /** What else a deletion does. */
  readonly deletion: string
  readonly refusesDeletion?: string
  readonly label: (named: Partial<Body> | Row) => string | undefined
  readonly list: (filters: Filters) => Promise<readonly Listed[]>
  readonly show: (listed: readonly Listed[]) => Promise<readonly Row[]>
  readonly byId: (id: string) => Promise<Row>
  readonly create: (body: Body) => Promise<Row>
  readonly replace: (id: string, body: Body) => Promise<Row>
  readonly change: (id: string, body: Partial<Body>) => Promise<Row>
  readonly delete: (id: string) => Promise<void>
}

const TAKEN = 'There is one of this name'

/** The routes of a collection. */
export function collectionRoutes<Body extends object, Row extends object, Listed>(
  app: FastifyInstance,
  deps: ImasDeps,
  collection: Collection<Body, Row, Listed>,
): void {
  const { path, param, words, tag, bodies, row, filters } = collection
  const [one, many] = words
  const read = { tag, access: 'read' } as const
  app.get<{ Querystring: PageQuery & Filters }>(
    path,
    documented({ ...read, summary: `List ${many}`, query: pageQuery(filters), answer: pageOf(row) }),
    async (request) => {
      const { page: _page, page_size: _size, ...wanted } = request.query
      const all = await collection.list(wanted)
      const { offset, limit } = pageRange(request.query)
      return pageAnswer(request, deps.publicUrl, all.length, await collection.show(all.slice(offset, offset + limit)))
    },
  )
  const change = { tag, access: collection.access, answer: row, errors: { 409: TAKEN } }
  app.post(path, limited(collection, { ...change, summary: `Create ${one}`, body: bodies.whole, status: 201 }), async (request, reply) => {
    const made = await changing(request, deps, collection, 'create', () => collection.create(request.body as Body))
    reply.code(201)
    return made
  })
  const each = `${path}:${param}/`
  const params = Type.Object({ [param]: Type.String({ description: 'A UUID.' }) })
  app.get(each, documented({ ...read, summary: `Show ${one}`, params, answer: row }), (request) => collection.byId(idOf(request, param)))
  app.put(each, limited(collection, { ...change, summary: `Change ${one} as a whole`, params, body: bodies.whole }), (request) => {
    const id = idOf(request, param)
    return changing(request, deps, collection, 'update', () => collection.replace(id, request.body as Body), id)
  })
  app.patch(each, limited(collection, { ...change, summary: `Change some of ${one}`, params, body: bodies.part }), (request) => {
    const id = idOf(request, param)
    return changing(request, deps, collection, 'update', () => collection.change(id, request.body as Partial<Body>), id)
  })
  deletion(app, deps, collection)
}

function deletion<Body extends object, Row extends object, Listed>(
  app: FastifyInstance,
  deps: ImasDeps,
  { path, param, words, tag, access, deletion: description, refusesDeletion, ...collection }: Collection<Body, Row, Listed>,
): void {
  const params = Type.Object({ [param]: Type.String({ description: 'A UUID.' }) })
  const errors = refusesDeletion ? { errors: { 409: refusesDeletion } } : {}
  const options = documented({ tag, access, summary: `Delete ${words[0]}`, description, params, answer: null, ...errors })
  app.delete(`${path}:${param}/`, options, async (request, reply) => {
    const id = idOf(request, param)
    const target = collection.label(await collection.byId(id)) ?? id
    await audited(request, deps.audit, { action: `${param}.delete`, target, details: { id } }, () => collection.delete(id))
    return reply.code(204).send()
  })
}

function limited({ bodyLimit }: { readonly bodyLimit?: number }, route: Parameters<typeof documented>[0]): ReturnType<typeof documented> {
  return { ...documented(route), ...(bodyLimit !== undefined && { bodyLimit }) }
}

/** What is wrong with names and references is told at their fields. */
function changing<Body extends object, Row extends object, Listed>(
  request: FastifyRequest,
  { audit }: ImasDeps,
  { param, label }: Collection<Body, Row, Listed>,
  verb: 'create' | 'update',
  work: () => Promise<Row>,
  id?: string,
): Promise<Row> {
  const body = request.body as Partial<Body>
  const target = label(body) ?? id ?? null
  const deed = { action: `${param}.${verb}` as const, target, details: { ...(id !== undefined && { id }), ...brief(body) } }
  return audited(request, audit, deed, () => worded(request, work))
}

const LONG = 200

/** Texts that would fill the audit log are told by their length, lists of things by their number. */
function brief(body: object): Record<string, unknown> {
  const told = Object.entries(body).map(([field, value]) => {
    if (typeof value === 'string' && value.length > LONG) return [field, `${value.length} characters`]
    return [field, Array.isArray(value) && value.some((each) => typeof each === 'object') ? value.length : value]
  })
  return Object.fromEntries(told)
}

function idOf(request: FastifyRequest, param: string): string {
  const id = uuidOf((request.params as Record<string, string>)[param] ?? '')
  if (id === undefined) throw new DomainError('not_found', 'this is no id')
  return id
}
