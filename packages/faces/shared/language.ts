import type { FastifyRequest } from 'fastify'
import type { Language } from './field-messages.ts'

/** What a browser asks for. */
export function acceptedLanguage(request: FastifyRequest): Language {
  return request.headers['accept-language']?.slice(0, 2).toLowerCase() === 'fr' ? 'fr' : 'en'
}

/** The documented dialect is English; only the web app, which signs in by cookie, is told about fields in its user's language. */
export function languageFor(request: FastifyRequest): Language {
  return request.principal?.kind === 'cookie' ? acceptedLanguage(request) : 'en'
}
