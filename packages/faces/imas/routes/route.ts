import type { Access } from '@hyperion/domain/users'
import type { FastifySchema, RouteShorthandOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { errorAnswers, jsonAnswer } from '../../shared/index.ts'
import { ERROR_SCHEMA, NoQuery } from '../schemas.ts'

export interface Documented {
  readonly summary: string
  readonly access: Access
  readonly answer: TSchema
  readonly body?: TSchema
  /** Further statuses that the route may answer. */
  readonly errors?: Readonly<Record<number, string>>
}

const ALWAYS = { 400: 'Validation failed', 429: 'Too many requests', 500: 'Internal error', 503: 'The storage does not answer' }
const DENIED = { 401: 'Not signed in', 403: 'Not allowed' }
const BODY = { 413: 'Body too large', 415: 'Not JSON' }

/** Options of a route: its access, what it takes and every answer it may give. */
export function documented({ summary, access, answer, body, errors: further }: Documented): RouteShorthandOptions {
  const errors = { ...ALWAYS, ...(access !== 'public' && DENIED), ...(body && BODY), ...further }
  const schema: FastifySchema = {
    summary,
    tags: ['IMAS'],
    security: access === 'public' ? [] : [{ token: [] }],
    querystring: NoQuery,
    ...(body && { body }),
    response: { 200: jsonAnswer(summary, answer), ...errorAnswers(errors, ERROR_SCHEMA) },
  }
  return { schema, config: { access } }
}
