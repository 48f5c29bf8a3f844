import type { Actions } from '@hyperion/features/actions'
import type { Agents, Enrolments } from '@hyperion/features/agents'
import type { AlertServices } from '@hyperion/features/alerts'
import type { AuditLog } from '@hyperion/features/audit'
import type { Commands, Recordings } from '@hyperion/features/commands'
import type { Containers } from '@hyperion/features/containers'
import type { FleetOverview, FleetViews } from '@hyperion/features/fleet'
import type { HostJournal, Hosts } from '@hyperion/features/hosts'
import type { IncidentDocuments } from '@hyperion/features/incident-documents'
import type { RetentionSettings, StorageReport } from '@hyperion/features/metrics'
import type { BrowserPush, Channels, DeliveryLog, Notices } from '@hyperion/features/notifications'
import type { UserPreferences } from '@hyperion/features/preferences'
import type { ProcessHistory } from '@hyperion/features/processes'
import type { Instances, Receivers, ScrapeTargets } from '@hyperion/features/prometheus'
import type { ReportSchedules, Reports } from '@hyperion/features/reports'
import type { StepCommands } from '@hyperion/features/runbooks'
import type { SelfCheck } from '@hyperion/features/self-check'
import type { SingleSignOn } from '@hyperion/features/single-sign-on'
import type { SshHosts } from '@hyperion/features/ssh-hosts'
import type { Tasks } from '@hyperion/features/tasks'
import type { ThresholdSettings } from '@hyperion/features/thresholds'
import type { TwoFactor } from '@hyperion/features/two-factor'
import type { Accounts, PasswordResets, Users } from '@hyperion/features/users'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { RequestLimits, SignInLimits } from '../shared/index.ts'

/** SHA-256, hexadecimal, of a certificate, and base64 of its public key. */
export interface CertificatePin {
  readonly certificate: string
  readonly key: string
}

export interface HyperionDeps extends AlertServices {
  /** The hub's own machine. */
  readonly host: LiveHost
  /** Its id among the hosts. */
  readonly hubHostId: number
  readonly hosts: Hosts
  readonly actions: Actions
  readonly commands: Commands
  readonly stepCommands: StepCommands
  readonly recordings: Pick<Recordings, 'find' | 'kept'>
  readonly documents: IncidentDocuments
  readonly containers: Containers
  readonly hostJournal: Pick<HostJournal, 'events'>
  readonly processHistory: Pick<ProcessHistory, 'at' | 'busiest' | 'track'>
  readonly fleet: Pick<FleetOverview, 'answer' | 'onUpdate'>
  readonly fleetViews: FleetViews
  /** Of the other hosts. */
  readonly agents: Agents
  readonly enrolments: Enrolments
  /** By which agents recognise this hub. */
  readonly hubKey: string
  readonly selfCheck: Pick<SelfCheck, 'run' | 'arrived'>
  /** Where the built agent is, with a slash at its end. */
  readonly agentFolder: string
  /** What agents need to trust a certificate that nobody else vouches for; null where they verify it. */
  readonly certificatePin: () => CertificatePin | null
  readonly sshHosts: SshHosts
  readonly scrapeTargets: ScrapeTargets
  readonly remoteWrite: { readonly receivers: Receivers; readonly instances: Instances }
  readonly metrics: Pick<MetricStore, 'read' | 'statistics' | 'series'>
  readonly storageReport: Pick<StorageReport, 'whole' | 'ofHost'>
  readonly retention: Pick<RetentionSettings, 'standard' | 'preview' | 'change'>
  readonly accounts: Accounts
  readonly users: Users
  readonly twoFactor: TwoFactor
  /** None where no provider is configured. */
  readonly singleSignOn?: SingleSignOn | undefined
  /** None where the hub has no mail server. */
  readonly passwordResets?: PasswordResets | undefined
  readonly thresholdSettings: ThresholdSettings
  readonly audit: Pick<AuditLog, 'record' | 'list'>
  /** None where limits are switched off; the same for all faces. */
  readonly signInLimits?: SignInLimits | undefined
  /** Apart from those of signing in: who asks for a new password must not be kept from using it. */
  readonly resetLimits?: SignInLimits | undefined
  readonly requestLimits?: RequestLimits | undefined
  readonly tasks: Pick<Tasks, 'list' | 'run'>
  readonly channels: Channels
  readonly deliveryLog: DeliveryLog
  readonly push: BrowserPush
  readonly reports: Reports
  readonly reportSchedules: ReportSchedules
  readonly preferences: UserPreferences
  readonly notices: Pick<Notices, 'list' | 'unread' | 'markRead'>
  readonly bus: Bus
  /** Troubles that do not stop the hub. */
  readonly degraded: () => readonly string[]
  readonly clock: Clock
  /** Where browsers reach the hub, when that differs from the address that requests name. */
  readonly publicUrl?: string | undefined
}
