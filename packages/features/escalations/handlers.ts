import { asksForHelp, type EscalationPolicy, type PageKind, type Urgency } from '@hyperion/domain/escalation'
import { type Incident, isMajor } from '@hyperion/domain/incidents'
import { DONE, type StepHandler, type StepOutcome } from '@hyperion/features/incidents'
import type { ChannelStore } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import {
  type EscalationPolicyStore,
  type EscalationRunStore,
  type NewPage,
  type Page,
  type PageRecipient,
  type PageStore,
  type PagingTestStore,
  recipientKey,
} from '@hyperion/ports/escalation'
import type { IncidentStep } from '@hyperion/ports/incidents'
import { capitalized, endOf, recipientName } from './wording.ts'

export interface EscalationHandlersDeps {
  readonly policies: Pick<EscalationPolicyStore, 'ofService' | 'byId' | 'list'>
  readonly runs: Pick<EscalationRunStore, 'begin'>
  readonly pages: Pick<PageStore, 'add' | 'ofIncident'>
  readonly tests: Pick<PagingTestStore, 'byId'>
  readonly channels: Pick<ChannelStore, 'list'>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  /** Told when there is a step to run, and when there are pages to send. */
  readonly onRun: () => void
  readonly onPages: () => void
}

/** Where incidents of tests come from; what they are about says which policy is tried. */
export const TEST_SOURCE = 'test'

/** What follows from an incident: channels hear of it, people are paged, and whoever was hears of its end. */
export function escalationHandlers(deps: EscalationHandlersDeps): Readonly<Record<'notify' | 'escalate' | 'follow_up', StepHandler>> {
  return {
    notify: (incident, step) => notify(deps, incident, step),
    escalate: (incident, step) => escalate(deps, incident, step),
    follow_up: (incident) => followUp(deps, incident),
  }
}

async function policyFor(
  { policies, tests }: EscalationHandlersDeps,
  incident: Incident,
): Promise<{ policy: EscalationPolicy | undefined; urgency: Urgency | null }> {
  const prefix = `${TEST_SOURCE}:`
  const test = incident.source === TEST_SOURCE ? await tests.byId(incident.dedupKey?.replace(prefix, '') ?? '') : undefined
  if (test) return { policy: await policies.byId(test.policy), urgency: test.urgency }
  return { policy: await policies.ofService(incident.service.id), urgency: null }
}

async function escalate(deps: EscalationHandlersDeps, incident: Incident, { id }: IncidentStep): Promise<StepOutcome> {
  if (incident.status !== 'TRIGGERED') return skipped(endOf(incident))
  const { policy, urgency } = await policyFor(deps, incident)
  const { runs, clock, bus, onRun } = deps
  const run = { incident: incident.id, cause: `step ${id}`, startedAt: clock.now(), urgency }
  if (policy) {
    const message = `Escalation policy ${policy.name} has begun`
    await runs.begin({ ...run, policy, state: 'running', why: null }, { type: 'ESCALATION', message })
    onRun()
    return DONE
  }
  const why = `service ${incident.service.name} has no escalation policy`
  const message = `Nobody is paged: ${why}`
  const { begun } = await runs.begin({ ...run, policy: null, state: 'stopped', why }, { type: 'ESCALATION', message })
  const level = isMajor(incident.severity) ? 'error' : 'warning'
  // Where there are no policies paging is not in use, and the timeline says it.
  const inUse = begun && (await deps.policies.list()).length > 0
  if (inUse) bus.publish('notification', { at: clock.now(), level, message: `${incident.shortId} ${incident.title}: ${message}` })
  return skipped(why)
}

async function notify(deps: EscalationHandlersDeps, incident: Incident, { id }: IncidentStep): Promise<StepOutcome> {
  const { policy } = await policyFor(deps, incident)
  if (!policy) return skipped('no escalation policy')
  const wanted = (await deps.channels.list()).filter((channel) => policy.notify.includes(channel.id) && channel.enabled)
  if (wanted.length === 0) return skipped('no channels to tell')
  const at = deps.clock.now()
  const kind: PageKind = incident.reopened > 0 ? 'reopened' : 'page'
  const pages = wanted.map((channel): NewPage => {
    const to = { channel: { id: channel.id, name: channel.name } }
    return { key: `notify:${id}:${recipientKey(to)}`, incident: incident.id, step: null, to, kind, text: '', createdAt: at, dueAt: at }
  })
  await deps.pages.add(pages, null)
  deps.onPages()
  return DONE
}

/** Whoever was paged, or may have been, hears once that it was taken on or is over; whoever did it knows. */
async function followUp(deps: EscalationHandlersDeps, incident: Incident): Promise<StepOutcome> {
  const news = newsOf(incident)
  if (!news) return skipped('nothing to tell')
  const { kind, text, since, by } = news
  const recipients = new Map(
    (await deps.pages.ofIncident(incident.id))
      .filter(wasTold)
      .filter(({ to }) => !('user' in to) || to.user.id !== by)
      .map(({ to }) => [recipientKey(to), to]),
  )
  if (recipients.size === 0) return skipped('nobody was told of it')
  const at = deps.clock.now()
  const pages = [...recipients].map(([recipient, to]): NewPage => {
    const key = `${kind}:${incident.id}:${since}:${recipient}`
    return { key, incident: incident.id, step: null, to, kind, text, createdAt: at, dueAt: at }
  })
  await deps.pages.add(pages, { type: 'NOTIFICATION', message: `Told ${namesOf([...recipients.values()])}: ${text}` })
  deps.onPages()
  return DONE
}

function wasTold({ kind, status, attempts, step }: Page): boolean {
  return asksForHelp(kind) && (status === 'sent' || (status === 'queued' && (attempts > 0 || step === null)))
}

function newsOf(incident: Incident) {
  const { status, acknowledgedAt, acknowledgedBy, resolvedAt, resolvedBy } = incident
  const text = capitalized(endOf(incident))
  if (status === 'ACKNOWLEDGED') return { kind: 'ack', text, since: acknowledgedAt, by: acknowledgedBy?.id } as const
  if (status === 'RESOLVED') return { kind: 'resolved', text, since: resolvedAt, by: resolvedBy?.id } as const
  return null
}

function namesOf(recipients: readonly PageRecipient[]): string {
  return recipients.map(recipientName).join(', ')
}

function skipped(reason: string): StepOutcome {
  return { state: 'skipped', reason }
}
