import type { Database } from '@hyperion/adapters/db'
import { type EscalationParts, escalationParts } from '@hyperion/features/escalations'
import { Incidents, Orchestrator } from '@hyperion/features/incidents'
import { BrowserPush, Channels, Outgoing } from '@hyperion/features/notifications'
import { passingKey, SecretBox } from '@hyperion/features/secrets'
import type { AuditEntry } from '@hyperion/ports/audit'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'
import { FakeOnCall } from './fake-on-call.ts'

export interface TestEscalationOptions {
  readonly database: Database
  readonly clock: Clock
  readonly bus: Bus
  readonly mailer: Mailer | null
  readonly onCall?: FakeOnCall
  /** `host:port` of contact methods and channels that may be called. */
  readonly allowPrivate?: readonly string[]
  readonly secrets?: SecretBox
}

/** A hub's paging over a test's database; another one over the same database is the hub after a restart. */
export interface TestEscalation extends EscalationParts {
  readonly incidents: Incidents
  readonly orchestrator: Orchestrator
  readonly onCall: FakeOnCall
  readonly channels: Channels
  readonly push: BrowserPush
  /** What was noted in the audit log. */
  readonly audited: readonly Pick<AuditEntry, 'action' | 'target'>[]
  start(): void
  stop(): Promise<void>
  /** Whether there is something under way. */
  readonly busy: boolean
}

export function testEscalation(options: TestEscalationOptions): TestEscalation {
  const { database, clock, bus, mailer, onCall = new FakeOnCall(), secrets = new SecretBox(passingKey()) } = options
  const outgoing = new Outgoing({ allowPrivate: options.allowPrivate ?? [], timeoutMs: 1_000 })
  const push = new BrowserPush({ store: database.push, secrets, outgoing, clock, contact: 'mailto:ops@example.com' })
  const channels = new Channels({ store: database.channels, secrets, outgoing, mailer, push, clock })
  const log = (): void => {}
  const { incidents: store, incidentSteps: steps } = database
  const orchestrator: Orchestrator = new Orchestrator({
    steps,
    incidents: store,
    handlers: () => parts.handlers,
    clock,
    log,
    onSettled: ({ id, shortId }) => bus.publish('incident', { id, shortId, at: clock.now() }),
  })
  const incidents = new Incidents({ store, bus, clock, onSteps: () => orchestrator.wake() })
  const audited: Pick<AuditEntry, 'action' | 'target'>[] = []
  const audit = {
    record: ({ action, target = null }: { action: AuditEntry['action']; target?: string | null | undefined }) =>
      void audited.push({ action, target }),
  }
  const sending = { secrets, outgoing, mailer, push, channels }
  const appUrl = (): string => 'https://hyperion.example'
  const parts = escalationParts({ stores: database, ...sending, incidents, onCall, audit, bus, clock, log, appUrl, random: () => 1 })
  return {
    ...parts,
    incidents,
    orchestrator,
    onCall,
    channels,
    push,
    audited,
    get busy() {
      return orchestrator.busy || parts.engine.busy || parts.worker.busy
    },
    start: () => {
      orchestrator.start()
      parts.engine.start()
      parts.worker.start()
      parts.auditor.start()
      parts.services.pagingTests.start()
    },
    stop: async () => {
      await orchestrator.stop()
      await parts.engine.stop()
      await parts.worker.stop()
      await parts.auditor.stop()
      await parts.services.pagingTests.stop()
    },
  }
}
