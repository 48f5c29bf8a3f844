import type { Access } from '@hyperion/domain/users'
import type { FastifySchema, RouteShorthandOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { errorAnswers, jsonAnswer } from '../../shared/index.ts'
import { ERROR_SCHEMA, NoQuery } from '../schemas.ts'

export interface Documented {
  readonly summary: string
  readonly description?: string
  readonly tag: string
  readonly access: Access
  /** Gives or changes a way in: not with an API key. */
  readonly personal?: boolean
  /** A dangerous change: see the access of routes. */
  readonly stepUp?: boolean
  /** Null for an empty answer, `page` for one that a browser shows, `text` and `file` for text and bytes to be kept. */
  readonly answer: TSchema | null | 'page' | 'text' | 'file'
  /** Of the success; 200, or 204 for an empty answer, when left out. */
  readonly status?: 200 | 201 | 202 | 302
  readonly query?: TSchema
  readonly params?: TSchema
  readonly headers?: TSchema
  readonly body?: TSchema
  /** Further statuses that the route may answer. */
  readonly errors?: Readonly<Record<number, string>>
}

const ALWAYS = { 422: 'Validation failed', 500: 'Internal error', 503: 'Not ready, or the storage does not answer' }
const DENIED = { 401: 'Not signed in', 403: 'Not allowed', 429: 'Too many requests with this token' }
const BODY = { 400: 'Malformed JSON', 403: 'Not allowed', 413: 'Body too large', 415: 'Not JSON' }
const PARAMS = { 404: 'Not found' }

/** Options of a route: its access, what it takes and every answer it may give. */
export function documented(route: Documented): RouteShorthandOptions {
  const { summary, access, personal, stepUp, body, params } = route
  const errors = { ...ALWAYS, ...(access !== 'public' && DENIED), ...(body && BODY), ...(params && PARAMS), ...route.errors }
  const schema: FastifySchema = {
    summary,
    ...(route.description && { description: route.description }),
    tags: [route.tag],
    security: access === 'public' ? [] : [{ bearer: [] }, { session: [] }],
    querystring: route.query ?? NoQuery,
    ...(params && { params }),
    ...(route.headers && { headers: route.headers }),
    ...(body && { body }),
    response: { ...success(route), ...errorAnswers(errors, ERROR_SCHEMA) },
  }
  const page = route.answer === 'page'
  return { schema, config: { access, page, ...(personal && { personal }), ...(stepUp && { stepUp }) } }
}

function success({ summary, answer, status }: Documented): Record<string, unknown> {
  if (answer === 'page') return { 200: { description: summary, content: { 'text/html': { schema: { type: 'string' } } } } }
  if (answer === 'file') {
    return { 200: { description: summary, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } }
  }
  if (answer === 'text') return { 200: { description: summary, content: { 'text/plain': { schema: { type: 'string' } } } } }
  return answer ? { [status ?? 200]: jsonAnswer(summary, answer) } : { [status ?? 204]: { description: 'Done', type: 'null' } }
}
