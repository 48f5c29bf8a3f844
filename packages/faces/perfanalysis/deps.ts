import type { Reports } from '@hyperion/features/reports'
import type { Accounts } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { AuditRecorder, RequestLimits, SignInLimits } from '../shared/index.ts'

export interface PerfanalysisDeps {
  readonly accounts: Accounts
  readonly audit: AuditRecorder
  readonly reports: Reports
  readonly clock: Clock
  /** None where limits are switched off; the same for all faces. */
  readonly signInLimits?: SignInLimits | undefined
  readonly requestLimits?: RequestLimits | undefined
}
