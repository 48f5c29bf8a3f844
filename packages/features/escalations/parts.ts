import type { AuditLog } from '@hyperion/features/audit'
import type { Incidents } from '@hyperion/features/incidents'
import { Addresses, type BrowserPush, type Channels, type Outgoing } from '@hyperion/features/notifications'
import type { SecretBox } from '@hyperion/features/secrets'
import type { ChannelStore } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { ContactStore, EscalationPolicyStore, EscalationRunStore, PageStore, PagingTestStore } from '@hyperion/ports/escalation'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { Mailer } from '@hyperion/ports/mail'
import type { PushStore } from '@hyperion/ports/push'
import type { TeamStore } from '@hyperion/ports/services'
import type { UserStore } from '@hyperion/ports/users'
import { EscalationAuditor } from './auditor.ts'
import { Contacts } from './contacts.ts'
import { EscalationEngine } from './engine.ts'
import { type IncidentEscalation, incidentEscalation } from './escalations.ts'
import { escalationHandlers } from './handlers.ts'
import type { WhoIsOnCall } from './on-call.ts'
import { PageWorker } from './page-worker.ts'
import { PagingTests } from './paging-tests.ts'
import { EscalationPolicies } from './policies.ts'
import { Reach } from './reach.ts'
import { Readiness } from './readiness.ts'
import { Targets } from './targets.ts'

export interface EscalationPartsDeps {
  readonly stores: {
    readonly escalationPolicies: EscalationPolicyStore
    readonly escalationRuns: EscalationRunStore
    readonly pages: PageStore
    readonly contacts: ContactStore
    readonly pagingTests: PagingTestStore
    readonly incidents: IncidentStore
    readonly users: UserStore
    readonly teams: TeamStore
    readonly channels: ChannelStore
    readonly push: PushStore
  }
  readonly secrets: SecretBox
  readonly outgoing: Outgoing
  readonly mailer: Mailer | null
  readonly push: BrowserPush
  readonly channels: Channels
  readonly incidents: Incidents
  readonly onCall: WhoIsOnCall
  readonly audit: Pick<AuditLog, 'record'>
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Where browsers reach the hub. */
  readonly appUrl: () => string
  /** From 0 to 1, for spreading retries. */
  readonly random?: () => number
}

/** What the routes need. */
export interface EscalationServices {
  readonly policies: EscalationPolicies
  readonly contacts: Contacts
  readonly readiness: Readiness
  readonly pagingTests: PagingTests
  /** Of an incident, by its UUID. */
  readonly ofIncident: (incident: string) => Promise<IncidentEscalation>
}

export interface EscalationParts {
  readonly services: EscalationServices
  readonly handlers: ReturnType<typeof escalationHandlers>
  readonly engine: EscalationEngine
  readonly worker: PageWorker
  readonly auditor: EscalationAuditor
}

/** All of paging, put together over the stores. */
export function escalationParts(deps: EscalationPartsDeps): EscalationParts {
  const { stores, incidents, onCall, audit, bus, clock, log } = deps
  const { escalationPolicies: policies, escalationRuns: runs, pages, channels, teams, users } = stores
  const addresses = new Addresses(deps, 'contact method')
  const reaching = { users, contacts: stores.contacts, push: stores.push, browsers: deps.push, addresses, mail: deps.mailer !== null }
  const reach = new Reach(reaching)
  const targets = new Targets({ reach, onCall, channels, teams })
  const onRun = (): void => engine.wake()
  const onPages = (): void => worker.wake()
  const shared = { bus, clock, log }
  const engine = new EscalationEngine({ runs, incidents: stores.incidents, targets, onPages, ...shared })
  const worker = new PageWorker({
    pages,
    incidents: stores.incidents,
    reach,
    channelStore: channels,
    channels: deps.channels,
    appUrl: deps.appUrl,
    onFailed: onRun,
    ...(deps.random && { random: deps.random }),
    ...shared,
  })
  return {
    services: {
      policies: new EscalationPolicies({ store: policies, users, channels, teams, onCall, clock }),
      contacts: new Contacts({ store: stores.contacts, reach, addresses, pages, clock }),
      readiness: new Readiness({ policies, teams, onCall, reach, pages, clock }),
      pagingTests: new PagingTests({ store: stores.pagingTests, policies, runs, pages, incidents, clock, log }),
      ofIncident: (incident) => incidentEscalation({ runs, pages }, incident),
    },
    handlers: escalationHandlers({ policies, runs, pages, tests: stores.pagingTests, channels, bus, clock, onRun, onPages }),
    engine,
    worker,
    auditor: new EscalationAuditor({ runs, audit, ...shared }),
  }
}
