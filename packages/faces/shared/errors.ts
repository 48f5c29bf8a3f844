import { DomainError, type ErrorCode } from '@hyperion/domain/errors'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { TokenScheme } from './authorization.ts'
import { type FieldProblem, fieldDetails, type Language } from './field-messages.ts'

/** How a face words an error. */
export interface Dialect {
  readonly language: Language
  /** Where fields are told in another language for some. */
  readonly languageFor?: (request: FastifyRequest) => Language
  /** What a 401 asks for; `Bearer` when left out. */
  readonly scheme?: TokenScheme
  render(error: DomainError): { readonly status: number; readonly body: unknown }
}

const BY_FASTIFY_CODE: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_unsupported',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_body',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_NOT_FOUND: 'not_found',
}

/** Whatever was thrown while answering a request, as an error of the catalog. */
export function toDomainError(thrown: unknown, language: Language): DomainError {
  if (thrown instanceof DomainError) return thrown
  const error = thrown as Partial<FastifyError>
  const message = typeof error?.message === 'string' ? error.message : String(thrown)
  if (error?.validation) {
    const details = fieldDetails(error.validation as readonly FieldProblem[], language, error.validationContext ?? 'body')
    return new DomainError('validation_failed', message, { details })
  }
  const code = BY_FASTIFY_CODE[error?.code ?? '']
  if (code) return new DomainError(code, message)
  const refused = error?.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
  return new DomainError(refused ? 'malformed_body' : 'internal', message)
}

/** An error handler that answers in the dialect of a face, and logs what is the hub's own fault. */
export function errorHandler(dialect: Dialect): (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => void {
  return (thrown, request, reply) => {
    const error = toDomainError(thrown, dialect.languageFor?.(request) ?? dialect.language)
    if (error.code === 'internal') request.log.error(thrown, 'request failed')
    sendError(dialect, error, reply)
  }
}

export function sendError(dialect: Dialect, error: DomainError, reply: FastifyReply): void {
  const { status, body } = dialect.render(error)
  if (status === 401) reply.header('www-authenticate', dialect.scheme ?? 'Bearer')
  if (error.info.retryAfter !== undefined) reply.header('retry-after', error.info.retryAfter)
  if (status === 503) reply.header('retry-after', '1')
  reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
}
