import { DomainError } from '@hyperion/domain/errors'
import type { FastifyRequest } from 'fastify'
import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox'

const PAGE_SIZE = 20
const MOST = 100
/** Beyond, an offset is no longer a number that databases take. */
const LAST_PAGE = 1_000_000

const paging = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: LAST_PAGE, description: 'From 1.', examples: [1] })),
  page_size: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, description: `${PAGE_SIZE} when left out.`, examples: [PAGE_SIZE] })),
}

/** The query of a list, with filters of its own. */
export function pageQuery<T extends TProperties>(filters: T): TObject<T & typeof paging> {
  return Type.Object({ ...filters, ...paging }, { additionalProperties: false })
}

export const PageQuery = pageQuery({})
export type PageQuery = Static<typeof PageQuery>

/** The answer of a list. */
export function pageOf(row: TSchema): TSchema {
  const link = Type.Union([Type.String(), Type.Null()], { description: 'Address of the page, with all filters.' })
  return Type.Object({ count: Type.Integer({ examples: [42] }), next: link, previous: link, results: Type.Array(row) })
}

export interface Page<T> {
  readonly count: number
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly T[]
}

/** Which rows a query asks for. */
export function pageRange({ page = 1, page_size: limit = PAGE_SIZE }: PageQuery): { readonly offset: number; readonly limit: number } {
  return { offset: (page - 1) * limit, limit }
}

/** A page with the addresses of its neighbours; a page that there is not is `not_found`, apart from the first. */
export function pageAnswer<T>(request: FastifyRequest, publicUrl: string | undefined, count: number, results: readonly T[]): Page<T> {
  const { page = 1, page_size: size = PAGE_SIZE } = request.query as PageQuery
  if (page > 1 && (page - 1) * size >= count) throw new DomainError('not_found', 'there is no such page')
  const link = (to: number): string => {
    const url = new URL(request.url, publicUrl ?? `${request.protocol}://${request.host}`)
    if (to === 1) url.searchParams.delete('page')
    else url.searchParams.set('page', String(to))
    return url.href
  }
  return { count, next: page * size < count ? link(page + 1) : null, previous: page > 1 ? link(page - 1) : null, results }
}

/** A list that is short enough to be cut into pages here. */
export function slicedPage<T, R>(request: FastifyRequest, publicUrl: string | undefined, all: readonly T[], show: (item: T) => R): Page<R> {
  const { offset, limit } = pageRange(request.query as PageQuery)
  return pageAnswer(request, publicUrl, all.length, all.slice(offset, offset + limit).map(show))
}
