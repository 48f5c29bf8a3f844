import type { Access } from '@hyperion/domain/users'
import type { FastifySchema, RouteShorthandOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { errorAnswers, jsonAnswer } from '../../shared/index.ts'
import { ERROR_SCHEMA, NoQuery } from '../schemas.ts'

export interface Documented {
  readonly summary: string
  readonly description?: string
  readonly access: Access
  /** Null for an empty answer. */
  readonly answer: TSchema | null
  readonly body?: TSchema
  /** Further statuses that the route may answer. */
  readonly errors?: Readonly<Record<number, string>>
}

const ALWAYS = { 422: 'Validation failed', 429: 'Too many requests', 500: 'Internal error', 503: 'The storage does not answer' }
const DENIED = { 401: 'Not signed in', 403: 'Not allowed' }
const BODY = { 400: 'Malformed JSON', 413: 'Body too large', 415: 'Not JSON' }

/** Options of a route: its access, what it takes and every answer it may give. */
export function documented({ summary, description, access, answer, body, errors: further }: Documented): RouteShorthandOptions {
  const errors = { ...ALWAYS, ...(access !== 'public' && DENIED), ...(body && BODY), ...further }
  const success = answer ? { 200: jsonAnswer(summary, answer) } : { 204: { description: 'Done', type: 'null' } }
  const schema: FastifySchema = {
    summary,
    ...(description && { description }),
    tags: ['PerfAnalysis'],
    security: access === 'public' ? [] : [{ bearer: [] }],
    querystring: NoQuery,
    ...(body && { body }),
    response: { ...success, ...errorAnswers(errors, ERROR_SCHEMA) },
  }
  return { schema, config: { access } }
}
