import type { ErrorCode } from '@hyperion/domain/errors'
import { type CodedWording, codedErrors, type Dialect, languageFor } from '../shared/index.ts'

const WORDINGS: Record<ErrorCode, CodedWording> = {
  token_missing: [401, 'UNAUTHORIZED', "Authentication required: send 'Authorization: Bearer <token>' or sign in"],
  token_invalid: [401, 'UNAUTHORIZED', 'The token or session is unknown, revoked or expired'],
  token_revoked: [401, 'UNAUTHORIZED', 'The token or session is unknown, revoked or expired'],
  credentials_invalid: [401, 'INVALID_CREDENTIALS', 'Invalid username or password'],
  otp_required: [401, 'OTP_REQUIRED', 'Two-factor authentication: add `otp` with the code of your app'],
  password_change_required: [403, 'PASSWORD_CHANGE_REQUIRED', 'The password must be changed before anything else'],
  permission_denied: [403, 'FORBIDDEN', ({ info }) => `Permission '${info.permission ?? 'read'}' is required for this action`],
  key_refused: [403, 'FORBIDDEN', 'An API key cannot do this: sign in'],
  step_up_required: [403, 'STEP_UP_REQUIRED', 'Confirm this with a code first: POST /api/session/step-up, then try again'],
  origin_refused: [403, 'FORBIDDEN', 'The request comes from another site'],
  validation_failed: [422, 'VALIDATION_ERROR', 'Validation failed'],
  malformed_body: [400, 'BAD_REQUEST', 'The request cannot be read: well-formed JSON is expected'],
  body_too_large: [413, 'PAYLOAD_TOO_LARGE', 'The body of the request is larger than allowed'],
  media_type_unsupported: [415, 'UNSUPPORTED_MEDIA_TYPE', "Send the body as 'application/json'"],
  upgrade_required: [426, 'UPGRADE_REQUIRED', 'Open this address with a WebSocket client'],
  // What a host says is not there has its own words.
  not_found: [404, 'NOT_FOUND', ({ message, info }) => (info.details?.reason ? message : 'There is nothing at this address')],
  method_not_allowed: [405, 'METHOD_NOT_ALLOWED', 'This address does not answer to this method: see the Allow header'],
  conflict: [409, 'CONFLICT', ({ message }) => message],
  username_taken: [409, 'CONFLICT', 'This user name is taken'],
  last_admin: [409, 'CONFLICT', 'The last administrator can be neither deleted nor given another role'],
  rate_limited: [429, 'RATE_LIMITED', ({ info }) => `Rate limit exceeded. Please retry after ${info.retryAfter ?? 1} seconds.`],
  storage_unavailable: [503, 'STORAGE_UNAVAILABLE', 'The storage does not answer at the moment'],
  not_ready: [503, 'NOT_READY', 'The first sample is not there yet'],
  action_refused: [403, 'ACTION_REFUSED', ({ message }) => message],
  action_failed: [502, 'ACTION_FAILED', ({ message }) => message],
  host_unreachable: [503, 'HOST_UNREACHABLE', ({ message }) => message],
  internal: [500, 'INTERNAL_ERROR', 'Something unexpected went wrong'],
}

/** `{error: CODE, message, details}`, the dialect that PerfAnalysis documents. */
export const hyperionDialect: Dialect = {
  language: 'en',
  languageFor,
  render: codedErrors(WORDINGS),
}
