import type { EscalationPolicy } from '@hyperion/domain/escalation'
import type { NewPage, NewRun, PageRecipient, StepOutcome } from '@hyperion/ports/escalation'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import { serviceNamed } from './incident-store.ts'

export const ESCALATION_NOW = Date.UTC(2040, 5, 1)
const MINUTE = 60_000

export const POLICY: EscalationPolicy = {
  id: '11111111-2222-4333-8444-555555555555',
  name: 'É"% day',
  description: 'x',
  steps: [
    { delayMinutes: 5, targets: [{ type: 'user', id: 1 }] },
    { delayMinutes: 0, targets: [{ type: 'schedule', id: 's' }] },
  ],
  repeat: 1,
  notify: [7],
  createdAt: ESCALATION_NOW,
  updatedAt: ESCALATION_NOW,
}

export const LINE = { type: 'ESCALATION', message: 'Step 1: paged ada' } as const

export const ADA: PageRecipient = { user: { id: 1, username: 'ada' }, method: 'mail', label: 'mail' }
export const OPS: PageRecipient = { channel: { id: 7, name: 'ops' } }

export async function incidentFor(made: {
  readonly services: Pick<ServiceStore, 'create'>
  readonly incidents: IncidentStore
}): Promise<string> {
  const service = await serviceNamed(made.services, 'web')
  const about = { title: 'x', description: '', severity: 'SEV1_CRITICAL', service, scopes: [], source: 'manual', dedupKey: null } as const
  const times = { detectedAt: ESCALATION_NOW, at: ESCALATION_NOW }
  return (await made.incidents.open({ ...about, createdBy: null, ...times }, ['escalate'])).incident.id
}

export function newRun(incident: string, more: Partial<NewRun> = {}): NewRun {
  return { incident, cause: 'step 1', policy: POLICY, urgency: null, state: 'running', startedAt: ESCALATION_NOW, why: null, ...more }
}

export function pageFor(incident: string, key: string, more: Partial<NewPage> = {}): NewPage {
  const times = { createdAt: ESCALATION_NOW, dueAt: ESCALATION_NOW }
  return { key, incident, step: null, to: ADA, kind: 'page', text: '', ...times, ...more }
}

/** What the first step of a run does: it pages ada. */
export function firstStep(run: { readonly id: number; readonly incident: string }): StepOutcome {
  const at = ESCALATION_NOW + 1000
  const people = [{ id: 1, username: 'ada', methods: ['mail'] }]
  const resolved = [{ target: 'ada (user)', people, channel: null, problem: null }]
  return {
    record: { round: 0, step: 0, plannedAt: ESCALATION_NOW, ranAt: at, resolved, reached: true },
    pages: [pageFor(run.incident, `${run.id}:0:0`, { step: { run: run.id, round: 0, step: 0 }, createdAt: at, dueAt: at })],
    next: { position: { round: 0, step: 1 }, dueAt: at + 5 * MINUTE },
    told: LINE,
  }
}
