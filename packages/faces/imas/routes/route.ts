import type { Access } from '@hyperion/domain/users'
import type { FastifySchema, RouteShorthandOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { errorAnswers, jsonAnswer } from '../../shared/index.ts'
import { ERROR_SCHEMA, NoQuery } from '../schemas.ts'

/** Kinds of files that a route may answer. */
export const FILES = { csv: 'text/csv', markdown: 'text/markdown', pdf: 'application/pdf' } as const

export interface Documented {
  readonly summary: string
  readonly description?: string
  /** `IMAS` when left out. */
  readonly tag?: string
  readonly access: Access
  /** Gives or changes a way in: not with an API key. */
  readonly personal?: boolean
  /** A dangerous change: see the access of routes. */
  readonly stepUp?: boolean
  /** Null for an empty answer, else JSON or a file. */
  readonly answer: TSchema | null | keyof typeof FILES
  /** Of the success; 200, or 204 for an empty answer, when left out. */
  readonly status?: 200 | 201 | 202
  readonly query?: TSchema
  readonly params?: TSchema
  readonly body?: TSchema
  /** Bytes of the body, where it may be larger than others. */
  readonly bodyLimit?: number
  /** Further statuses that the route may answer. */
  readonly errors?: Readonly<Record<number, string>>
}

const ALWAYS = { 400: 'Validation failed', 429: 'Too many requests', 500: 'Internal error', 503: 'The storage does not answer' }
const DENIED = { 401: 'Not signed in', 403: 'Not allowed' }
const BODY = { 413: 'Body too large', 415: 'Not JSON' }
const PARAMS = { 404: 'Not found' }

/** Options of a route: its access, what it takes and every answer it may give. */
export function documented(route: Documented): RouteShorthandOptions {
  const { summary, description, access, personal, stepUp, body, params, query } = route
  const errors = { ...ALWAYS, ...(access !== 'public' && DENIED), ...(body && BODY), ...(params && PARAMS), ...route.errors }
  const schema: FastifySchema = {
    summary,
    ...(description && { description }),
    tags: [route.tag ?? 'IMAS'],
    security: access === 'public' ? [] : [{ token: [] }, { session: [] }],
    querystring: query ?? NoQuery,
    ...(params && { params }),
    ...(body && { body }),
    response: { ...successOf(route), ...errorAnswers(errors, ERROR_SCHEMA) },
  }
  const { bodyLimit } = route
  return { schema, config: { access, ...(personal && { personal }), ...(stepUp && { stepUp }) }, ...(bodyLimit && { bodyLimit }) }
}

function successOf({ summary, answer, status }: Documented): Record<string, unknown> {
  if (isFile(answer)) return { 200: { description: summary, content: { [FILES[answer]]: { schema: { type: 'string' } } } } }
  return answer ? { [status ?? 200]: jsonAnswer(summary, answer) } : { [status ?? 204]: { description: 'Done', type: 'null' } }
}

function isFile(answer: Documented['answer']): answer is keyof typeof FILES {
  return typeof answer === 'string'
}
