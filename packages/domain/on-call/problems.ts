import { collected, daysProblem, minuteOf, nameProblem, type SettingProblem } from '../alerts/index.ts'
import { isZone } from '../time/index.ts'
import type { Layer, LayerHours, OnCallSettings, Override, RotationUnit } from './schedule.ts'
import { dateOf } from './turns.ts'

/** What breaks a rule about on-call schedules. */
export type OnCallProblem =
  | Extract<SettingProblem, 'name' | 'too_many' | 'days' | 'time' | 'zone' | 'range' | 'instant' | 'order' | 'past' | 'reason'>
  | 'taken'
  | 'date'
  | 'nobody'
  | 'unknown_user'
  | 'no_layers'

export type OnCallProblems = Readonly<Record<string, readonly OnCallProblem[]>>

const MOST = { layers: 10, participants: 50, hours: 14, days: 366, reason: 200 } as const
const LONGEST: Readonly<Record<RotationUnit, number>> = { hour: 168, day: 365, week: 52 }
const DAY = 86_400_000
/** A start before or after is a slip, and so far away nothing can be reckoned. */
const YEARS = [Date.UTC(1990, 0, 1), Date.UTC(2200, 0, 1)] as const

type Findings = Record<string, OnCallProblem | null>

/** Everything that is wrong with a schedule, by field as `layers.0.start`; nothing when all is well. */
export function onCallProblems(settings: OnCallSettings, users: ReadonlySet<number>): OnCallProblems {
  return found({
    name: nameProblem(settings.name) as OnCallProblem | null,
    zone: isZone(settings.zone) ? null : 'zone',
    layers: settings.layers.length === 0 ? 'no_layers' : settings.layers.length > MOST.layers ? 'too_many' : null,
    ...Object.assign({}, ...settings.layers.slice(0, MOST.layers).map((layer, i) => layerProblems(layer, i, settings.layers, users))),
  })
}

/** The same of an override; an instant that is none is NaN. */
export function overrideProblems(override: Omit<Override, 'id'> & { readonly reason: string }, users: ReadonlySet<number>): OnCallProblems {
  const { user, from, to, reason } = override
  return found({
    user: users.has(user) ? null : 'unknown_user',
    from: Number.isNaN(from) ? 'instant' : null,
    to: Number.isNaN(to) ? 'instant' : to <= from ? 'order' : to - from > MOST.days * DAY ? 'range' : null,
    reason: reason.length > MOST.reason || /\p{Cc}/u.test(reason) ? 'reason' : null,
  })
}

function layerProblems(layer: Layer, index: number, all: readonly Layer[], users: ReadonlySet<number>): Findings {
  const { name, participants, rotation, handoff, weekday, start, hours } = layer
  const taken = all.slice(0, index).some((other) => other.name === name)
  const date = dateOf(start)
  return prefixed(`layers.${index}`, {
    name: (nameProblem(name) as OnCallProblem | null) ?? (taken ? 'taken' : null),
    participants: participantsProblem(participants, users),
    'rotation.every': isWhole(rotation.every, 1, LONGEST[rotation.unit]) ? null : 'range',
    handoff: Number.isNaN(minuteOf(handoff)) ? 'time' : null,
    weekday: rotation.unit === 'week' ? (isWhole(weekday, 1, 7) ? null : 'days') : weekday === null ? null : 'days',
    start: Number.isNaN(date) ? 'date' : date < YEARS[0] || date >= YEARS[1] ? 'range' : null,
    hours: hours.length > MOST.hours ? 'too_many' : null,
    ...Object.assign({}, ...hours.slice(0, MOST.hours).map(hoursProblems)),
  })
}

function participantsProblem(participants: readonly number[], users: ReadonlySet<number>): OnCallProblem | null {
  if (participants.length === 0) return 'nobody'
  if (participants.length > MOST.participants) return 'too_many'
  return participants.every((user) => users.has(user)) ? null : 'unknown_user'
}

function hoursProblems({ days, from, to }: LayerHours, index: number): Findings {
  return prefixed(`hours.${index}`, {
    days: daysProblem(days) && 'days',
    from: Number.isNaN(minuteOf(from)) ? 'time' : null,
    to: Number.isNaN(minuteOf(to)) ? 'time' : null,
  })
}

function prefixed(path: string, findings: Findings): Findings {
  return Object.fromEntries(Object.entries(findings).map(([field, problem]) => [`${path}.${field}`, problem]))
}

function isWhole(value: number | null, least: number, most: number): boolean {
  return value !== null && Number.isInteger(value) && value >= least && value <= most
}

function found(findings: Findings): OnCallProblems {
  return collected(findings as Parameters<typeof collected>[0]) as OnCallProblems
}
