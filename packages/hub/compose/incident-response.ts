import type { Incident } from '@hyperion/domain/incidents'
import type { ImasDeps } from '@hyperion/faces/imas'
import type { AuditLog } from '@hyperion/features/audit'
import type { OrchestratorDeps, StepHandler } from '@hyperion/features/incidents'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'
import type { Config } from '../config.ts'
import type { Alerting } from './alerting.ts'
import { openCatalog } from './catalog.ts'
import { openDocuments } from './documents.ts'
import { openEscalation, whoIsOnCall } from './escalation.ts'
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
  readonly alerting: Alerting
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
  const { config, storage, secrets, mailer, audit, alerting, appUrl, bus, clock, log } = deps
  const { database } = storage
  const duty = openOnCall({ database, mailer, appUrl, bus, clock, log })
  const onCall = (schedule: string) => duty.onCall.onCall(schedule)
  const handlers: OrchestratorDeps['handlers'] = () => ({ ...slack.handlers, ...paging, document: documents.link })
  const { orchestrator, actionEntries, face } = openIncidents({ storage, handlers, bus, clock, log })
  const { incidents } = face
  const { documents, googleDocs } = openDocuments({ config, storage, secrets, incidents, origin: appUrl, clock, log })
  const catalog = openCatalog({ database, clock, onCall })
  const inbound = openInboundAlerts({ storage, services: catalog.services, incidents, secrets, bus, clock, log })
  const ways = { ...alerting, mailer, secrets, incidents, onCall: whoIsOnCall(duty.onCall), audit, appUrl }
  const escalation = openEscalation({ storage, ...ways, bus, clock, log })
  const paging = unlessFlooded(escalation.handlers, inbound.isFlooded)
  const slack = composeSlack({ config, storage, secrets, incidents, audit, onCall, appUrl, clock, log })
  return {
    face: { ...face, ...inbound.face, documents, googleDocs, slack, catalog, onCall: duty.onCall, escalation: escalation.services },
    onQueued: () => inbound.wake(),
    degraded: () => [orchestrator.degraded(), inbound.degraded(), ...escalation.degraded()],
    start: () => {
      escalation.start()
      orchestrator.start()
      duty.start()
      slack.start()
      inbound.start()
    },
    stop: async () => {
      await actionEntries.stop()
      await inbound.stop()
      await slack.stop()
      await orchestrator.stop()
      await documents.stop()
      await escalation.stop()
      await duty.stop()
    },
  }
}

/** Of many incidents at once nobody is paged one by one: a notice tells of all. */
function unlessFlooded(
  handlers: ReturnType<OrchestratorDeps['handlers']>,
  isFlooded: (incident: Incident) => Promise<boolean>,
): ReturnType<OrchestratorDeps['handlers']> {
  const guarded = (handler: StepHandler): StepHandler => {
    return async (incident, step) =>
      (await isFlooded(incident)) ? { state: 'skipped', reason: 'one notice tells of the flood' } : handler(incident, step)
  }
  return Object.fromEntries(Object.entries(handlers).map(([kind, handler]) => [kind, guarded(handler)]))
}
