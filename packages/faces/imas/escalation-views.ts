import type { EscalationTarget } from '@hyperion/domain/escalation'
import {
  type Hop,
  type IncidentEscalation,
  PAGING_TEST_MS,
  type PagingTestReport,
  type PolicyInput,
  type ReadyPerson,
  type SavedWay,
  type ShownPolicy,
  type ShownWay,
} from '@hyperion/features/escalations'
import type { Page } from '@hyperion/ports/escalation'
import type {
  ContactMethodRow,
  HopRow,
  IncidentEscalationAnswer,
  PagingTestAnswer,
  PolicyRow,
  ReadinessRow,
} from '@hyperion/wire/escalation'
import { isoSeconds } from '../shared/index.ts'
import type { PolicyBody } from './escalation-schemas.ts'

const orNull = (at: number | null): string | null => (at === null ? null : isoSeconds(at))

export function policyRow({ policy, services, names }: ShownPolicy): PolicyRow {
  const { id, name, description, steps, repeat, notify, createdAt, updatedAt } = policy
  return {
    id,
    name,
    description,
    steps: steps.map(({ delayMinutes, targets }) => ({
      delay_minutes: delayMinutes,
      targets: targets.map((target) => ({ ...target, name: names.name(target.type, target.id) })),
    })),
    repeat,
    notify: notify.map((channel) => ({ id: channel, name: names.name('channel', channel) })),
    services: services.map((service) => ({ id: service.id, name: service.name })),
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
  }
}

/** An id of the wrong kind names nobody, and is refused as such. */
export function policyInput({ name, description = '', steps, repeat = 0, notify = [] }: PolicyBody): PolicyInput {
  return {
    name: name.trim(),
    description,
    repeat,
    notify,
    steps: steps.map(({ delay_minutes, targets }) => ({ delayMinutes: delay_minutes, targets: targets as readonly EscalationTarget[] })),
  }
}

export function testView({ test, incident, hops }: PagingTestReport): PagingTestAnswer {
  const { id, policy, urgency, startedBy, startedAt, endedAt } = test
  return {
    id,
    policy,
    urgency,
    started_by: startedBy,
    started_at: isoSeconds(startedAt),
    ends_at: isoSeconds(startedAt + PAGING_TEST_MS),
    ended_at: orNull(endedAt),
    incident: incident && { id: incident.id, short_id: incident.shortId, status: incident.status },
    hops: hops.map(hopRow),
  }
}

function hopRow({ kind, state, at, queuedAt, subject, reason }: Hop): HopRow {
  return { kind, state, at: orNull(at), queued_at: orNull(queuedAt), subject, reason }
}

export function readinessRow({ user, state, onCallNow, through, ways }: ReadyPerson): ReadinessRow {
  const { id, username, email } = user
  return {
    user: { id, username, email },
    state,
    on_call_now: onCallNow,
    through,
    methods: ways.map((way) => ({
      id: way.method,
      kind: way.kind,
      label: way.label,
      state: way.state,
      last_at: orNull(way.lastAt),
      reason: way.reason,
    })),
  }
}

export function contactRow({ method, kind, label, problem, contact, last }: ShownWay): ContactMethodRow {
  return {
    id: method,
    kind,
    label,
    own: contact === null,
    problem,
    settings: contact?.settings ?? {},
    secrets_set: contact?.secretsSet ?? [],
    last: last && { ok: last.ok, at: isoSeconds(last.at), error: last.error },
  }
}

export function savedContact(way: SavedWay): object {
  return { ...contactRow(way), generated: way.generated }
}

export function escalationView({ runs, pages }: IncidentEscalation): IncidentEscalationAnswer {
  return { runs: runs.map(runRow), pages: pages.map(pageRow) }
}

function runRow({
  id,
  policy,
  state,
  position,
  startedAt,
  dueAt,
  finishedAt,
  why,
  log,
}: IncidentEscalation['runs'][number]): IncidentEscalationAnswer['runs'][number] {
  return {
    id,
    policy: policy && { id: policy.id, name: policy.name },
    state,
    round: position.round + 1,
    step: position.step + 1,
    steps: policy?.steps.length ?? 0,
    rounds: (policy?.repeat ?? -1) + 1,
    started_at: isoSeconds(startedAt),
    next_at: state === 'running' ? isoSeconds(dueAt) : null,
    finished_at: orNull(finishedAt),
    why,
    log: log.map(({ round, step, plannedAt, ranAt, reached, resolved }) => ({
      round: round + 1,
      step: step + 1,
      planned_at: isoSeconds(plannedAt),
      ran_at: isoSeconds(ranAt),
      reached,
      targets: resolved,
    })),
  }
}

function pageRow({ id, kind, status, to, attempts, createdAt, dueAt, finishedAt, error }: Page): IncidentEscalationAnswer['pages'][number] {
  const whom = 'user' in to ? { to: to.user.username, method: to.label } : { to: to.channel.name, method: null }
  const times = { created_at: isoSeconds(createdAt), due_at: isoSeconds(dueAt), finished_at: orNull(finishedAt) }
  return { id, kind, status, ...whom, attempts, ...times, error }
}
