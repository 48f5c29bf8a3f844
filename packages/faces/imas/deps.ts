import type { Accounts } from '@hyperion/features/users'
import type { AuditRecorder, RequestLimits, SignInLimits } from '../shared/index.ts'

export interface ImasDeps {
  readonly accounts: Accounts
  readonly audit: AuditRecorder
  /** None where limits are switched off; the same for all faces. */
  readonly signInLimits?: SignInLimits | undefined
  /** This face's own. */
  readonly hourlyLimits?: RequestLimits | undefined
}
