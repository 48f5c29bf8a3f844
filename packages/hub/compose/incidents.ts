import { ActionEntries, IncidentMetrics, Incidents, Orchestrator, type OrchestratorDeps, runbookStep } from '@hyperion/features/incidents'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { Storage } from './storage.ts'

interface IncidentsDeps {
  readonly storage: Storage
  /** What is done for an incident by itself, by kind of step. */
  readonly handlers: OrchestratorDeps['handlers']
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** Incidents, and what follows from them by itself. */
export function openIncidents({ storage, handlers, bus, clock, log }: IncidentsDeps) {
  const { incidents: store, incidentSteps: steps, runbooks } = storage.database
  const onSettled: OrchestratorDeps['onSettled'] = ({ id, shortId }) => bus.publish('incident', { id, shortId, at: clock.now() })
  const all: OrchestratorDeps['handlers'] = () => ({ runbook: runbookStep({ runbooks, store, incidents }), ...handlers() })
  const orchestrator: Orchestrator = new Orchestrator({ steps, incidents: store, handlers: all, clock, log, onSettled })
  const onSteps = () => orchestrator.wake()
  const incidents = new Incidents({ store, bus, clock, onSteps })
  const incidentMetrics = new IncidentMetrics({ store: storage.database.incidentMetrics, clock })
  const actionEntries = new ActionEntries({ bus, incidents, hosts: storage.database.hosts, log })
  return { orchestrator, actionEntries, face: { incidents, incidentMetrics, incidentSteps: steps, onSteps } }
}
