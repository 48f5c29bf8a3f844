import type { Thresholds } from '@hyperion/domain/alerts'
import type { Channels } from '@hyperion/features/notifications'
import type { ThresholdSettings } from '@hyperion/features/thresholds'
import type { Accounts, Users } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { AuditRecorder, SignInLimits, StepUp } from '../shared/index.ts'

/** Who reads the metrics without a token: level 1 of the document, nothing but /health, or everything. */
type PublicMetrics = 'level1' | 'none' | 'all'

export interface HealthcheckDeps {
  readonly host: LiveHost
  /** None on an agent, where nobody signs in. */
  readonly accounts: Accounts | undefined
  readonly users: Users | undefined
  readonly stepUp?: StepUp | undefined
  readonly thresholdSettings: ThresholdSettings | undefined
  /** None on an agent, which tells nobody. */
  readonly channels: Pick<Channels, 'configureDiscord'> | undefined
  readonly thresholds: () => Promise<Thresholds> | Thresholds
  /** Troubles that do not stop the process, shown by /health. */
  readonly degraded: () => readonly string[]
  readonly publicMetrics: PublicMetrics
  /** Names of the services that /services lists. */
  readonly services: readonly string[]
  /** Mount point whose file system /disk shows. */
  readonly diskMount: string
  readonly clock: Clock
  readonly audit: AuditRecorder
  /** None where limits are switched off; the same for all faces. */
  readonly signInLimits?: SignInLimits | undefined
}
