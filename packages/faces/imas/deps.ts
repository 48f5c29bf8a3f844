import type { IncidentMetrics, Incidents } from '@hyperion/features/incidents'
import type { OnCall } from '@hyperion/features/on-call'
import type { Accounts } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { StepStore } from '@hyperion/ports/incidents'
import type { AuditRecorder, RequestLimits, SignInLimits } from '../shared/index.ts'

export interface ImasDeps {
  readonly accounts: Accounts
  readonly audit: AuditRecorder
  readonly incidents: Incidents
  readonly incidentMetrics: IncidentMetrics
  readonly incidentSteps: Pick<StepStore, 'retry'>
  /** There are steps to do. */
  readonly onSteps: () => void
  readonly clock: Clock
  readonly onCall: OnCall
  /** None where limits are switched off; the same for all faces. */
  readonly signInLimits?: SignInLimits | undefined
  /** Origin of the web app and of links, when it differs from the address of the request. */
  readonly publicUrl?: string | undefined
  /** This face's own. */
  readonly hourlyLimits?: RequestLimits | undefined
}
