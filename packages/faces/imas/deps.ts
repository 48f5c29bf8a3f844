import type { EscalationServices } from '@hyperion/features/escalations'
import type { GoogleDocs } from '@hyperion/features/google-docs'
import type { Inbox, Integrations } from '@hyperion/features/inbound'
import type { IncidentDocuments } from '@hyperion/features/incident-documents'
import type { IncidentMetrics, Incidents } from '@hyperion/features/incidents'
import type { OnCall } from '@hyperion/features/on-call'
import type { Runbooks } from '@hyperion/features/runbooks'
import type { ImpactScopes, Services, Teams } from '@hyperion/features/services'
import type { Slack } from '@hyperion/features/slack'
import type { Tags } from '@hyperion/features/tags'
import type { Accounts } from '@hyperion/features/users'
import type { Clock } from '@hyperion/ports/clock'
import type { StepStore } from '@hyperion/ports/incidents'
import type { AuditRecorder, RateLimiter, RequestLimits, SignInLimits, StepUp } from '../shared/index.ts'

/** What incidents refer to. */
export interface Catalog {
  readonly services: Services
  readonly teams: Teams
  readonly scopes: ImpactScopes
  readonly runbooks: Runbooks
  readonly tags: Tags
}

export interface ImasDeps {
  readonly accounts: Accounts
  readonly audit: AuditRecorder
  readonly incidents: Incidents
  readonly incidentMetrics: IncidentMetrics
  readonly documents: IncidentDocuments
  readonly incidentSteps: Pick<StepStore, 'retry'>
  readonly escalation: EscalationServices
  /** There are steps to do. */
  readonly onSteps: () => void
  readonly integrations: Integrations
  readonly inbox: Inbox
  /** For each token of a webhook; none where limits are switched off. */
  readonly webhookLimit?: RateLimiter | undefined
  readonly googleDocs: Pick<GoogleDocs, 'settings'>
  readonly slack: Pick<Slack, 'settings' | 'inbound' | 'manifest'>
  readonly clock: Clock
  readonly catalog: Catalog
  readonly onCall: OnCall
  /** None where limits are switched off; the same for all faces. */
  readonly signInLimits?: SignInLimits | undefined
  /** Asks for a code before a dangerous change. */
  readonly stepUp?: StepUp | undefined
  /** Origin of the web app and of links, when it differs from the address of the request. */
  readonly publicUrl?: string | undefined
  /** This face's own. */
  readonly hourlyLimits?: RequestLimits | undefined
}
