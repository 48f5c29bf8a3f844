/**
 * The error catalog. Features throw {@link DomainError}; each face maps the whole catalog to its own dialect with an
 * exhaustive `Record<ErrorCode, …>`, so a new code does not compile until every face answers it.
 */
export const ERROR_CODES = [
  'token_missing',
  'token_invalid',
  'token_revoked',
  'credentials_invalid',
  'otp_required',
  'password_change_required',
  'permission_denied',
  'key_refused',
  'step_up_required',
  'origin_refused',
  'validation_failed',
  'malformed_body',
  'body_too_large',
  'media_type_unsupported',
  'upgrade_required',
  'not_found',
  'method_not_allowed',
  'conflict',
  'username_taken',
  'last_admin',
  'rate_limited',
  'storage_unavailable',
  'not_ready',
  'action_refused',
  'action_failed',
  'host_unreachable',
  'internal',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** What is wrong with which field: `{ current_password: ['…'] }`. */
export type ErrorDetails = Readonly<Record<string, readonly string[]>>

export interface ErrorInfo {
  readonly details?: ErrorDetails
  /** The permission that was lacking, for `permission_denied`. */
  readonly permission?: string
  /** What is there already, for `conflict`: answers show it beside the message. */
  readonly existing?: Readonly<Record<string, string>>
  /** Seconds until it is worth trying again, for `rate_limited`. */
  readonly retryAfter?: number
}

export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode
  readonly info: ErrorInfo

  constructor(code: ErrorCode, message: string, info: ErrorInfo = {}) {
    super(message)
    this.code = code
    this.info = info
  }
}
