import type { DomainError, ErrorCode, ErrorDetails } from '@hyperion/domain/errors'
import { type Dialect, languageFor } from '../shared/index.ts'

type Wording = readonly [status: number, error: string | ((error: DomainError) => string)]

const WORDINGS: Record<ErrorCode, Wording> = {
  token_missing: [401, 'Authentication credentials were not provided'],
  token_invalid: [401, 'Invalid token'],
  token_revoked: [401, 'Token expired'],
  credentials_invalid: [401, 'Invalid credentials'],
  otp_required: [401, 'Two-factor code required'],
  password_change_required: [403, 'Password change required'],
  permission_denied: [403, 'Permission denied'],
  key_refused: [403, 'Permission denied'],
  step_up_required: [403, 'Two-factor code required'],
  origin_refused: [403, 'Permission denied'],
  validation_failed: [400, 'Validation failed'],
  malformed_body: [400, 'Malformed JSON'],
  body_too_large: [413, 'Request too large'],
  media_type_unsupported: [415, 'Unsupported media type'],
  upgrade_required: [426, 'Upgrade required'],
  not_found: [404, 'Not found'],
  method_not_allowed: [405, 'Method not allowed'],
  conflict: [409, ({ message }) => message],
  username_taken: [409, 'This user name is taken'],
  last_admin: [409, 'The last administrator can be neither deleted nor given another role'],
  rate_limited: [429, 'Rate limit exceeded'],
  storage_unavailable: [503, 'Service unavailable'],
  not_ready: [503, 'Service unavailable'],
  action_refused: [403, 'The host refuses this'],
  action_failed: [502, 'The host could not do this'],
  host_unreachable: [503, 'The host cannot be reached'],
  internal: [500, 'Internal server error'],
}

/** `{error, details}`, whose sentences end with a full stop; `retry_after` in place of the details where a limit is exceeded. */
export const imasDialect: Dialect = {
  language: 'en',
  languageFor: languageFor,
  scheme: 'Token',
  render(error) {
    const [status, wording] = WORDINGS[error.code]
    const { details, retryAfter, existing } = error.info
    const title = typeof wording === 'string' ? wording : wording(error)
    if (retryAfter !== undefined) return { status, body: { error: title, retry_after: retryAfter } }
    return {
      status,
      body: { error: title, details: sentences(details ?? {}), ...existing, ...(error.code === 'otp_required' && { otp_required: true }) },
    }
  },
}

function sentences(details: ErrorDetails): ErrorDetails {
  return Object.fromEntries(Object.entries(details).map(([field, texts]) => [field, texts.map((text) => `${text.replace(/\.$/, '')}.`)]))
}
