import type { Database } from '@hyperion/adapters/db'
import type { ImasDeps } from '@hyperion/faces/imas'
import { IncidentMetrics, Incidents, Orchestrator, type OrchestratorDeps } from '@hyperion/features/incidents'
import type { Bus } from '@hyperion/ports/bus'
import type { TestClock } from '../clock/index.ts'
import { testOnCall } from './test-on-call.ts'

export interface TestIncidents {
  readonly incidents: Incidents
  /** Does nothing until it is started or woken. */
  readonly orchestrator: Orchestrator
  /** What the tests let follow from an incident; may be changed. */
  readonly stepHandlers: { -readonly [K in keyof ReturnType<OrchestratorDeps['handlers']>]: ReturnType<OrchestratorDeps['handlers']>[K] }
  readonly face: Pick<ImasDeps, 'incidents' | 'incidentMetrics' | 'incidentSteps' | 'onSteps' | 'onCall'>
}

/** Incidents over a test's database. */
export function testIncidents({ database, bus, clock }: { database: Database; bus: Bus; clock: TestClock }): TestIncidents {
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
  return { incidents, orchestrator, stepHandlers, face: { incidents, incidentMetrics, incidentSteps: steps, onSteps: () => {}, onCall } }
}
