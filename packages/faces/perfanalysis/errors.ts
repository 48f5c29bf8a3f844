import type { ErrorCode } from '@hyperion/domain/errors'
import { type CodedWording, codedErrors, type Dialect } from '../shared/index.ts'

const WORDINGS: Record<ErrorCode, CodedWording> = {
  token_missing: [401, 'UNAUTHORIZED', 'Missing authentication: a Bearer token is required'],
  token_invalid: [401, 'UNAUTHORIZED', 'Invalid or expired token'],
  token_revoked: [401, 'UNAUTHORIZED', 'Invalid or expired token'],
  credentials_invalid: [401, 'INVALID_CREDENTIALS', 'Invalid username or password'],
  otp_required: [401, 'OTP_REQUIRED', 'Two-factor authentication: the field `otp` is required'],
  password_change_required: [403, 'FORBIDDEN', 'The password must be changed before anything else'],
  permission_denied: [403, 'FORBIDDEN', ({ info }) => `Insufficient permissions: '${info.permission ?? 'read'}' is required`],
  key_refused: [403, 'FORBIDDEN', 'An API key cannot do this: sign in'],
  step_up_required: [403, 'STEP_UP_REQUIRED', 'Confirm this with a code first: POST /api/session/step-up, then try again'],
  origin_refused: [403, 'FORBIDDEN', 'The request comes from another site'],
  validation_failed: [422, 'VALIDATION_ERROR', 'Validation failed'],
  malformed_body: [400, 'BAD_REQUEST', 'Invalid request: well-formed JSON is expected'],
  body_too_large: [413, 'PAYLOAD_TOO_LARGE', 'The body of the request is larger than allowed'],
  media_type_unsupported: [415, 'UNSUPPORTED_MEDIA_TYPE', "Send the body as 'application/json'"],
  upgrade_required: [426, 'UPGRADE_REQUIRED', 'Open this address with a WebSocket client'],
  not_found: [404, 'NOT_FOUND', 'Resource not found'],
  method_not_allowed: [405, 'METHOD_NOT_ALLOWED', 'This resource does not answer to this method: see the Allow header'],
  conflict: [409, 'CONFLICT', ({ message }) => message],
  username_taken: [409, 'CONFLICT', 'This user name is taken'],
  last_admin: [409, 'CONFLICT', 'The last administrator can be neither deleted nor given another role'],
  rate_limited: [429, 'RATE_LIMITED', ({ info }) => `Rate limit exceeded. Please retry after ${info.retryAfter ?? 1} seconds.`],
  storage_unavailable: [503, 'STORAGE_UNAVAILABLE', 'The storage does not answer at the moment'],
  not_ready: [503, 'NOT_READY', 'The first sample is not there yet'],
  action_refused: [403, 'ACTION_REFUSED', 'The host refuses this'],
  action_failed: [502, 'ACTION_FAILED', 'The host could not do this'],
  host_unreachable: [503, 'HOST_UNREACHABLE', 'The host cannot be reached at the moment'],
  internal: [500, 'INTERNAL_ERROR', 'Server error'],
}

/** `{error: CODE, message, details}`. */
export const perfanalysisDialect: Dialect = {
  language: 'en',
  render: codedErrors(WORDINGS),
}
