import type { FastifyRequest } from 'fastify'
import type { Language } from '../shared/index.ts'

/** The documented dialect is English; only the web app, which signs in by cookie, is told about fields in its user's language. */
export function languageFor(request: FastifyRequest): Language {
  const french = request.headers['accept-language']?.slice(0, 2).toLowerCase() === 'fr'
  return french && request.principal?.kind === 'cookie' ? 'fr' : 'en'
}
