import type { Database } from '@hyperion/adapters/db'
import type { ImasDeps } from '@hyperion/faces/imas'
import { IncidentDocuments } from '@hyperion/features/incident-documents'
import { IncidentMetrics, Incidents, Orchestrator, type OrchestratorDeps } from '@hyperion/features/incidents'
import type { Bus } from '@hyperion/ports/bus'
import type { TestClock } from '../clock/index.ts'
import { testOnCall } from './test-on-call.ts'

export interface TestIncidents {
  readonly incidents: Incidents
  readonly documents: IncidentDocuments
  /** Does nothing until it is started or woken. */
  readonly orchestrator: Orchestrator
  /** What the tests let follow from an incident; may be changed. */
  readonly stepHandlers: { -readonly [K in keyof ReturnType<OrchestratorDeps['handlers']>]: ReturnType<OrchestratorDeps['handlers']>[K] }
  readonly face: Pick<ImasDeps, 'documents' | 'incidents' | 'incidentMetrics' | 'incidentSteps' | 'onSteps' | 'onCall'>
}

interface TestIncidentsDeps {
  readonly database: Database
  readonly bus: Bus
  readonly clock: TestClock
  /** Origin of the web app. */
  readonly appUrl: string
}

/** Incidents over a test's database. */
export function testIncidents({ database, bus, clock, appUrl }: TestIncidentsDeps): TestIncidents {
  const stepHandlers: TestIncidents['stepHandlers'] = {}
  const { incidents: store, incidentSteps: steps } = database
  const orchestrator = new Orchestrator({
    steps,
    incidents: store,
    handlers: () => stepHandlers,
    clock,
    log: () => {},
    onSettled: () => {},
  })
  const incidents = new Incidents({ store, bus, clock, onSteps: () => {} })
  const incidentMetrics = new IncidentMetrics({ store: database.incidentMetrics, clock })
  const onCall = testOnCall(database, clock)
  const shared = { incidentStore: store, clock, log: () => {}, origin: () => appUrl }
  const documents = new IncidentDocuments({ store: database.documents, incidents, ...shared })
  stepHandlers.document = documents.link
  const face = { incidents, documents, incidentMetrics, incidentSteps: steps, onSteps: () => {}, onCall }
  return { incidents, documents, orchestrator, stepHandlers, face }
}
