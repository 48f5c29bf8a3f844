import type { ErrorCode } from '@hyperion/domain/errors'
import { type CodedWording, codedErrors, type Dialect } from '../shared/index.ts'

/** A Prometheus writes the message to its log. */
const WORDINGS: Record<ErrorCode, CodedWording> = {
  token_missing: [401, 'UNAUTHORIZED', "Send 'Authorization: Bearer <token>'"],
  token_invalid: [401, 'UNAUTHORIZED', 'The token is unknown, revoked or expired'],
  token_revoked: [401, 'UNAUTHORIZED', 'The token is unknown, revoked or expired'],
  credentials_invalid: [401, 'UNAUTHORIZED', 'The token is unknown, revoked or expired'],
  otp_required: [401, 'UNAUTHORIZED', 'A second factor is required'],
  password_change_required: [403, 'FORBIDDEN', 'The password must be changed before anything else'],
  permission_denied: [403, 'FORBIDDEN', ({ info }) => `Permission '${info.permission ?? 'read'}' is required`],
  key_refused: [403, 'FORBIDDEN', 'An API key cannot write: use the token of a remote-write receiver'],
  step_up_required: [403, 'FORBIDDEN', 'A second factor is required'],
  origin_refused: [403, 'FORBIDDEN', 'The request comes from another site'],
  validation_failed: [400, 'BAD_REQUEST', ({ message }) => message],
  malformed_body: [400, 'BAD_REQUEST', ({ message }) => message],
  body_too_large: [413, 'PAYLOAD_TOO_LARGE', 'The request is larger than allowed: lower max_samples_per_send'],
  media_type_unsupported: [415, 'UNSUPPORTED_MEDIA_TYPE', 'Remote write 1.0 is expected: application/x-protobuf, compressed with snappy'],
  upgrade_required: [426, 'UPGRADE_REQUIRED', 'Open this address with a WebSocket client'],
  not_found: [404, 'NOT_FOUND', 'There is nothing at this address'],
  method_not_allowed: [405, 'METHOD_NOT_ALLOWED', 'This address does not answer to this method: see the Allow header'],
  conflict: [409, 'CONFLICT', ({ message }) => message],
  username_taken: [409, 'CONFLICT', 'This user name is taken'],
  last_admin: [409, 'CONFLICT', 'The last administrator stays'],
  rate_limited: [429, 'RATE_LIMITED', ({ info }) => `Retry after ${info.retryAfter ?? 1} seconds`],
  storage_unavailable: [503, 'STORAGE_UNAVAILABLE', 'The storage does not answer at the moment: try again'],
  not_ready: [503, 'NOT_READY', 'Not ready yet: try again'],
  action_refused: [403, 'ACTION_REFUSED', 'The host refuses this'],
  action_failed: [502, 'ACTION_FAILED', 'The host could not do this'],
  host_unreachable: [503, 'HOST_UNREACHABLE', 'The host cannot be reached at the moment'],
  internal: [500, 'INTERNAL_ERROR', 'Something unexpected went wrong'],
}

export const prometheusDialect: Dialect = { language: 'en', render: codedErrors(WORDINGS) }
