import type { OnCallSettings, Shift, Span } from '@hyperion/domain/on-call'
import type { OnCallNow, OnCallPerson, People, ShiftsView } from '@hyperion/features/on-call'
import type { OnCallOverride, OnCallSchedule } from '@hyperion/ports/on-call'
import type {
  OnCallPersonRow,
  OnCallRow,
  OnCallScheduleRow,
  OnCallUser,
  OverrideRow,
  PersonRef,
  ShiftRow,
  ShiftsAnswer,
  SpanRow,
} from '@hyperion/wire/web'
import { isoSeconds } from '../shared/index.ts'
import type { RangeQuery, ScheduleBody } from './on-call-schemas.ts'

export function settingsOf({ name, zone, layers }: ScheduleBody): OnCallSettings {
  return { name, zone, layers: layers.map(({ weekday = null, hours = [], ...layer }) => ({ ...layer, weekday, hours })) }
}

/** What is left out stays so; an instant that is none is NaN. */
export function rangeOf({ from, to }: RangeQuery): Partial<Span> {
  return { ...(from !== undefined && { from: instantOf(from) }), ...(to !== undefined && { to: instantOf(to) }) }
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

export function instantOf(text: string): number {
  return ISO.test(text) ? Date.parse(text) : Number.NaN
}

export function scheduleRow({ id, name, zone, layers, createdAt, updatedAt }: OnCallSchedule, people: People): OnCallScheduleRow {
  return {
    id,
    name,
    zone,
    layers: layers.map((layer) => ({ ...layer, participants: people.of(layer.participants).map(refOf) })),
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
  }
}

export function shiftsAnswer({ from, to, schedule, shifts, gaps, layers, people }: ShiftsView): ShiftsAnswer {
  const nameOf = (layer: number): string => schedule.layers[layer]?.name ?? ''
  const row = ({ users, layer, override, ...span }: Shift): ShiftRow => ({
    ...spanRow(span),
    users: people.of(users).map(refOf),
    layer: layer === null ? null : nameOf(layer),
    override,
  })
  return {
    ...spanRow({ from, to }),
    zone: schedule.zone,
    shifts: shifts.map(row),
    gaps: gaps.map(spanRow),
    layers: layers.map((all, i) => ({ name: nameOf(i), shifts: all.map(row) })),
  }
}

export function overrideRow({ id, user, from, to, reason, author, createdAt }: OnCallOverride, people: People): OverrideRow {
  const [person] = people.of([user]).map(refOf)
  return { id, user: person ?? { id: user, username: '' }, ...spanRow({ from, to }), reason, author, created_at: isoSeconds(createdAt) }
}

export function onCallRow({ schedule, teams, people, until, next }: OnCallNow): OnCallRow {
  const { id, name, zone } = schedule
  return {
    schedule: { id, name, zone },
    teams: teams.map((team) => ({ id: team.id, name: team.name })),
    users: people.map(userOf),
    until: until === null ? null : isoSeconds(until),
    next: next.map(userOf),
  }
}

export function personRow({ id, username, firstName, lastName }: OnCallPerson): OnCallPersonRow {
  return { id, username, first_name: firstName, last_name: lastName }
}

function refOf({ id, username }: OnCallPerson): PersonRef {
  return { id, username }
}

function userOf({ id, username, email }: OnCallPerson): OnCallUser {
  return { id, username, email }
}

function spanRow({ from, to }: Span): SpanRow {
  return { from: isoSeconds(from), to: isoSeconds(to) }
}
