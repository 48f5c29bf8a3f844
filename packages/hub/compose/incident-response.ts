import type { ImasDeps } from '@hyperion/faces/imas'
import type { AuditLog } from '@hyperion/features/audit'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'
import type { Config } from '../config.ts'
import { openCatalog } from './catalog.ts'
import { openDocuments } from './documents.ts'
import { openInboundAlerts } from './inbound.ts'
import { openIncidents } from './incidents.ts'
import { openOnCall } from './on-call.ts'
import { composeSlack } from './slack.ts'
import type { Storage } from './storage.ts'

interface IncidentResponseDeps {
  readonly config: Config
  readonly storage: Storage
  readonly secrets: SecretBox
  readonly mailer: Mailer | null
  readonly audit: AuditLog
  /** Where users reach the hub, without a slash at the end. */
  readonly appUrl: () => string
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

interface IncidentResponse {
  /** What the API of incidents needs. */
  readonly face: Omit<ImasDeps, 'accounts' | 'audit' | 'clock' | 'publicUrl' | 'stepUp'>
  /** There are alerts of the hub's own to take in. */
  onQueued(): void
  /** Troubles, for /health. */
  degraded(): readonly (string | null)[]
  start(): void
  stop(): Promise<void>
}

/** From an alert, of whatever program, to people who deal with it. */
export function openIncidentResponse(deps: IncidentResponseDeps): IncidentResponse {
  const { config, storage, secrets, mailer, audit, appUrl, bus, clock, log } = deps
  const { database } = storage
  const duty = openOnCall({ database, mailer, appUrl, bus, clock, log })
  const onCall = (schedule: string) => duty.onCall.onCall(schedule)
  const handlers = () => ({ ...slack.handlers, document: documents.link })
  const { orchestrator, face } = openIncidents({ storage, handlers, bus, clock, log })
  const { incidents } = face
  const documents = openDocuments({ storage, incidents, origin: appUrl, clock, log })
  const catalog = openCatalog({ database, clock, onCall })
  const slack = composeSlack({ config, storage, secrets, incidents, audit, onCall, appUrl, clock, log })
  const inbound = openInboundAlerts({ storage, services: catalog.services, incidents, secrets, bus, clock, log })
  return {
    face: { ...face, ...inbound.face, documents, slack, catalog, onCall: duty.onCall },
    onQueued: () => inbound.wake(),
    degraded: () => [orchestrator.degraded(), inbound.degraded()],
    start: () => {
      orchestrator.start()
      duty.start()
      slack.start()
      inbound.start()
    },
    stop: async () => {
      await inbound.stop()
      await slack.stop()
      await orchestrator.stop()
      await documents.stop()
      await duty.stop()
    },
  }
}
