import { DomainError } from '@hyperion/domain/errors'
import type { Report } from '@hyperion/domain/metrics'
import type { Access } from '@hyperion/domain/users'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { FastifySchema, RouteShorthandOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { errorAnswers, jsonAnswer } from '../../shared/index.ts'
import { ERROR_SCHEMA, NoQuery } from '../schemas.ts'

export interface Documented {
  readonly summary: string
  readonly answer: TSchema
  readonly access: Access
  /** Gives or changes a way in: not with an API key. */
  readonly personal?: boolean
  /** A dangerous change: see the access of routes. */
  readonly stepUp?: boolean
  readonly tag?: string
  /** Of the success; 200 when left out. */
  readonly status?: 200 | 201
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** Further statuses that the route may answer. */
  readonly errors?: Readonly<Record<number, string>>
}

/** Options of a route: its access, what it takes and every answer it may give. */
export function documented({
  summary,
  answer,
  access,
  personal,
  stepUp,
  tag = 'HealthCheck',
  status,
  params,
  query = NoQuery,
  body,
  errors: further,
}: Documented): RouteShorthandOptions {
  const errors = {
    400: 'Requête invalide',
    500: 'Erreur interne',
    503: 'Pas encore prêt',
    ...(access !== 'public' && DENIED),
    ...(body && BODY),
    ...(params && { 404: 'Introuvable' }),
    ...further,
  }
  const schema: FastifySchema = {
    summary,
    tags: [tag],
    security: access === 'public' ? [] : [{ bearer: [] }],
    querystring: query,
    response: { [status ?? 200]: jsonAnswer(summary, answer), ...errorAnswers(errors, ERROR_SCHEMA) },
    ...(params && { params }),
    ...(body && { body }),
  }
  return { schema, config: { access, ...(personal && { personal }), ...(stepUp && { stepUp }) } }
}

const DENIED = { 401: 'Token manquant ou invalide', 403: 'Accès refusé' }
const BODY = { 401: 'Refusé', 413: 'Trop volumineux', 415: 'Type de contenu non pris en charge' }

export const JSON_TYPE = 'application/json; charset=utf-8'

/** The JSON of a view of the live sample, made once a sample however often it is asked for. */
export function perSample(host: LiveHost, view: (report: Report) => object): () => string {
  let seen: Report | undefined
  let json = ''
  return () => {
    if (!host.ready) throw new DomainError('not_ready', 'no complete sample yet')
    const report = host.report()
    if (report !== seen) {
      json = JSON.stringify(view(report))
      seen = report
    }
    return json
  }
}
