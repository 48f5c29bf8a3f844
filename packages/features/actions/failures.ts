import type { ActionFailure } from '@hyperion/domain/actions'
import { DomainError, type ErrorCode } from '@hyperion/domain/errors'
import type { Failure } from '@hyperion/wire/actions'

const CODES: Readonly<Record<ActionFailure, ErrorCode>> = {
  tier: 'action_refused',
  unsupported: 'action_refused',
  order: 'action_refused',
  invalid: 'validation_failed',
  missing: 'not_found',
  changed: 'conflict',
  exists: 'conflict',
  protected: 'action_refused',
  permission: 'action_refused',
  outside: 'action_refused',
  too_large: 'conflict',
  busy: 'conflict',
  timeout: 'action_failed',
  cancelled: 'conflict',
  failed: 'action_failed',
  away: 'host_unreachable',
}

/** What a host answered instead of doing it, as an error of the catalog; `details.reason` holds the failure's word, `details.action` the action that failed. */
export function asDomainError({ failure, message }: Failure, action?: string): DomainError {
  const of = action === undefined ? {} : { action: [action] }
  return new DomainError(CODES[failure], message, { details: { ...(failure === 'invalid' && fieldOf(message)), reason: [failure], ...of } })
}

/** The field that a check named: `params.pid must be …`. */
function fieldOf(message: string): Record<string, readonly string[]> {
  const [, field, problem] = /^params\.([\w.[\]]+) (.*)$/s.exec(message) ?? []
  return field && problem ? { [field]: [problem] } : {}
}
