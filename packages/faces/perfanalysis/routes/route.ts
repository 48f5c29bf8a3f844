import type { Access } from '@hyperion/domain/users'
import type { FastifySchema, RouteShorthandOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { errorAnswers, jsonAnswer } from '../../shared/index.ts'
import { ERROR_SCHEMA, NoQuery } from '../schemas.ts'

export interface Documented {
  readonly summary: string
  readonly description?: string
  readonly access: Access
  /** Null for an empty answer, `page` for one that a browser shows. */
  readonly answer: TSchema | null | 'page'
  /** Of the success; 200, or 204 for an empty answer, when left out. */
  readonly status?: 200 | 202
  readonly query?: TSchema
  readonly params?: TSchema
  readonly body?: TSchema
  /** Further statuses that the route may answer. */
  readonly errors?: Readonly<Record<number, string>>
}

const ALWAYS = { 422: 'Validation failed', 429: 'Too many requests', 500: 'Internal error', 503: 'The storage does not answer' }
const DENIED = { 401: 'Not signed in', 403: 'Not allowed' }
const PARAMS = { 404: 'Not found' }
const BODY = { 400: 'Malformed JSON', 413: 'Body too large', 415: 'Not JSON' }

/** Options of a route: its access, what it takes and every answer it may give. */
export function documented(route: Documented): RouteShorthandOptions {
  const { summary, description, access, body, params } = route
  const errors = { ...ALWAYS, ...(access !== 'public' && DENIED), ...(body && BODY), ...(params && PARAMS), ...route.errors }
  const schema: FastifySchema = {
    summary,
    ...(description && { description }),
    tags: ['PerfAnalysis'],
    security: access === 'public' ? [] : [{ bearer: [] }],
    querystring: route.query ?? NoQuery,
    ...(params && { params }),
    ...(body && { body }),
    response: { ...success(route), ...errorAnswers(errors, ERROR_SCHEMA) },
  }
  return { schema, config: { access, page: route.answer === 'page' } }
}

function success({ summary, answer, status = 200 }: Documented): Record<string, unknown> {
  if (answer === 'page') return { 200: { description: summary, content: { 'text/html': { schema: { type: 'string' } } } } }
  return answer ? { [status]: jsonAnswer(summary, answer) } : { 204: { description: 'Done', type: 'null' } }
}
