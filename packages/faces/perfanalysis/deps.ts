import type { Containers } from '@hyperion/features/containers'
import type { Collectors } from '@hyperion/features/performance'
import type { UserPreferences } from '@hyperion/features/preferences'
import type { Reports } from '@hyperion/features/reports'
import type { Accounts } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { AuditRecorder, RequestLimits, SignInLimits } from '../shared/index.ts'

export interface PerfanalysisDeps {
  readonly accounts: Accounts
  readonly audit: AuditRecorder
  readonly reports: Reports
  readonly collectors: Collectors
  readonly containers: Containers
  readonly metrics: Pick<MetricStore, 'read' | 'statistics' | 'series'>
  readonly preferences: UserPreferences
  readonly clock: Clock
  /** None where limits are switched off; the same for all faces. */
  readonly signInLimits?: SignInLimits | undefined
  readonly requestLimits?: RequestLimits | undefined
}
