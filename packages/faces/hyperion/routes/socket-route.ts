import { DomainError } from '@hyperion/domain/errors'
import { Type } from 'typebox'
import { errorAnswers } from '../../shared/index.ts'
import { ERROR_SCHEMA, strict } from '../schemas.ts'

const TokenQuery = Type.Object(
  { token: Type.Optional(Type.String({ maxLength: 4096, description: 'For clients that cannot set headers.' })) },
  strict,
)

const SWITCHING = { 101: { description: 'Switching to WebSocket', type: 'null' } }
const NOT_A_SOCKET = { 426: 'Not a WebSocket client' }

/** What every route of a WebSocket shares; whoever asks for it without one is told so. */
export const SOCKET_ROUTE = {
  method: 'GET',
  exposeHeadRoute: false,
  handler: async (): Promise<never> => {
    throw new DomainError('upgrade_required', 'not a WebSocket client')
  },
} as const

/** The documentation of one for those who are signed in: by header, by cookie, or by a token in the address. */
export function socketSchema({ summary, description }: { readonly summary: string; readonly description: string }) {
  const refusals = { 401: 'Not signed in', 403: 'Not allowed', 422: 'Validation failed', ...NOT_A_SOCKET }
  return {
    summary,
    description,
    tags: ['Live'],
    security: [{ bearer: [] }, { session: [] }],
    querystring: TokenQuery,
    response: { ...SWITCHING, ...errorAnswers(refusals, ERROR_SCHEMA) },
  }
}

/** The same of one that is open to all. */
export function publicSocketSchema(about: { readonly summary: string; readonly description: string }) {
  return { ...about, tags: ['Live'], security: [], response: { ...SWITCHING, ...errorAnswers(NOT_A_SOCKET, ERROR_SCHEMA) } }
}
