import type { ImasDeps } from '@hyperion/faces/imas'
import { GoogleDocs } from '@hyperion/features/google-docs'
import { IncidentDocuments } from '@hyperion/features/incident-documents'
import { ActionEntries, IncidentMetrics, Incidents, Orchestrator, type OrchestratorDeps } from '@hyperion/features/incidents'
import type { Slack } from '@hyperion/features/slack'
import type { Bus } from '@hyperion/ports/bus'
import { testOnCall } from './test-on-call.ts'
import { type TestSlackDeps, testSlack } from './test-slack.ts'

export interface TestIncidents {
  readonly incidents: Incidents
  readonly actionEntries: ActionEntries
  readonly documents: IncidentDocuments
  /** Does nothing until it is started or woken. */
  readonly orchestrator: Orchestrator
  /** What the tests let follow from an incident; may be changed. */
  readonly stepHandlers: { -readonly [K in keyof ReturnType<OrchestratorDeps['handlers']>]: ReturnType<OrchestratorDeps['handlers']>[K] }
  /** Does what comes when it is started. */
  readonly slack: Slack
  readonly face: Pick<
    ImasDeps,
    'documents' | 'googleDocs' | 'incidents' | 'incidentMetrics' | 'incidentSteps' | 'onSteps' | 'onCall' | 'slack'
  >
}

interface TestIncidentsDeps extends Omit<TestSlackDeps, 'incidents'> {
  readonly bus: Bus
  /** Origin of the web app. */
  readonly appUrl: string
}

/** Incidents over a test's database. */
export function testIncidents({ database, bus, clock, appUrl, ...rest }: TestIncidentsDeps): TestIncidents {
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
  const actionEntries = new ActionEntries({ bus, incidents, hosts: database.hosts, log: () => {} })
  const incidentMetrics = new IncidentMetrics({ store: database.incidentMetrics, clock })
  const onCall = testOnCall(database, clock)
  const shared = { incidentStore: store, clock, log: () => {}, origin: () => appUrl }
  const { secrets, outgoing } = rest
  const googleDocs = new GoogleDocs({ store: database.googleDocs, secrets, outgoing, clock })
  const documents = new IncidentDocuments({ store: database.documents, incidents, provider: googleDocs, ...shared })
  stepHandlers.document = documents.link
  const slack = testSlack({ database, incidents, clock, ...rest })
  const face = { incidents, documents, googleDocs, slack, incidentMetrics, incidentSteps: steps, onSteps: () => {}, onCall }
  return { incidents, actionEntries, documents, slack, orchestrator, stepHandlers, face }
}
