import type { AlertEventKind } from './event.ts'
import type { AlertLevel, Resource } from './thresholds.ts'

interface WithHistory {
  /** When it fired and ended lately; left out when it did not. */
  readonly changes?: readonly number[]
}

interface Pending extends WithHistory {
  readonly phase: 'pending'
  readonly since: number
  readonly criticalSince: number | null
}

interface Firing extends WithHistory {
  readonly phase: 'firing'
  readonly level: AlertLevel
  /** First breaching sample of the alert. */
  readonly since: number
  readonly criticalSince: number | null
  /** Since when the value is back under the warning threshold. */
  readonly calmSince: number | null
  /** It came and went so often that it has to stay calm for a while to be over. */
  readonly flapping?: true
}

/** Where one rule stands on one instance of a host. The level never falls while an alert is firing: one alert, one worst level. */
export type AlertState = ({ readonly phase: 'ok' } & WithHistory) | Pending | Firing

export interface AlertRule {
  readonly warning: number
  readonly critical: number
  /** How long a value must breach before anything is said. */
  readonly forMs: number
  /** So far under the warning threshold an alert is over at once … */
  readonly margin: number
  /** … and after so long if it is only just under it. */
  readonly calmMs: number
}

/** What a step has to tell the world. */
export interface AlertChange {
  readonly kind: Exclude<AlertEventKind, 'reminded'>
  readonly level: AlertLevel
  readonly threshold: number
  readonly flapping: boolean
}

export interface Step {
  readonly state: AlertState
  readonly change: AlertChange | null
}

export const OK: AlertState = { phase: 'ok' }

/** Bursts are what processors are for; a file system only fills. */
const FOR_MS: Readonly<Record<Resource, number>> = { cpu: 120_000, memory: 120_000, disk: 0 }

/** A breach that should long have fired was not watched all the time: it begins anew. */
const UNWATCHED_MS = 300_000

export function ruleFor(resource: Resource, { warning, critical }: Readonly<Record<AlertLevel, number>>): AlertRule {
  return { warning, critical, forMs: FOR_MS[resource], margin: 5, calmMs: 60_000 }
}

/** So many beginnings and ends within so long, and the next beginning stays until it has been calm for a while. */
const FLAPPING = { changes: 4, windowMs: 1_800_000, calmMs: 900_000 } as const

/** The state after a value seen at an instant. Unknown values (null) change nothing. */
export function stepAlert(state: AlertState, value: number | null, at: number, rule: AlertRule): Step {
  if (value === null) return { state, change: null }
  if (state.phase === 'firing') return value > rule.warning ? stillFiring(state, value, at, rule) : calming(state, value, at, rule)
  return value > rule.warning ? breaching(state, value, at, rule) : { state: quiet(state, at), change: null }
}

/** What is left of a state that nobody follows any more: an alert that fires is over, whatever the value. */
export function abandonAlert(state: AlertState, rule: AlertRule | null): Step {
  if (state.phase !== 'firing') return { state: OK, change: null }
  const { level, flapping = false } = state
  return { state: OK, change: { kind: 'resolved', level, threshold: rule?.[level] ?? Number.NaN, flapping } }
}

function breaching(state: Exclude<AlertState, Firing>, value: number, at: number, rule: AlertRule): Step {
  const since = begun(state.phase === 'pending' ? state.since : null, at, rule)
  const known = state.phase === 'pending' ? state.criticalSince : null
  const criticalSince = value > rule.critical ? begun(known, at, rule) : null
  const changes = recent(state, at)
  if (at - since < rule.forMs) return { state: { phase: 'pending', since, criticalSince, ...kept(changes) }, change: null }
  const level = lasted(criticalSince, at, rule) ? 'critical' : 'warning'
  const flapping = changes.length >= FLAPPING.changes
  return {
    state: { phase: 'firing', level, since, criticalSince, calmSince: null, changes: [...changes, at], ...(flapping && { flapping }) },
    change: { kind: 'fired', level, threshold: rule[level], flapping },
  }
}

function stillFiring(state: Firing, value: number, at: number, rule: AlertRule): Step {
  const criticalSince = value > rule.critical ? begun(state.criticalSince, at, rule) : null
  if (state.level === 'warning' && lasted(criticalSince, at, rule)) {
    return {
      state: { ...state, level: 'critical', criticalSince, calmSince: null },
      change: { kind: 'escalated', level: 'critical', threshold: rule.critical, flapping: state.flapping ?? false },
    }
  }
  return { state: { ...state, criticalSince, calmSince: null }, change: null }
}

function calming(state: Firing, value: number, at: number, rule: AlertRule): Step {
  const calmSince = state.calmSince ?? at
  if (!isOver(state, value, at - calmSince, rule)) return { state: { ...state, criticalSince: null, calmSince }, change: null }
  const { level, flapping = false } = state
  return {
    state: { phase: 'ok', changes: [...recent(state, at), at] },
    change: { kind: 'resolved', level, threshold: rule[level], flapping },
  }
}

function isOver({ flapping }: Firing, value: number, calmMs: number, rule: AlertRule): boolean {
  if (flapping) return calmMs >= FLAPPING.calmMs
  return value <= rule.warning - rule.margin || calmMs >= rule.calmMs
}

/** A calm state is forgotten with the last of its changes. */
function quiet(state: AlertState, at: number): AlertState {
  const changes = recent(state, at)
  if (changes.length === 0) return OK
  return state.phase === 'ok' && changes.length === state.changes?.length ? state : { phase: 'ok', changes }
}

function recent({ changes = [] }: AlertState, at: number): readonly number[] {
  return changes.filter((each) => each <= at && at - each < FLAPPING.windowMs)
}

function kept(changes: readonly number[]): WithHistory {
  return changes.length > 0 ? { changes } : {}
}

function begun(since: number | null, at: number, rule: AlertRule): number {
  return since === null || since > at || at - since > rule.forMs + UNWATCHED_MS ? at : since
}

function lasted(since: number | null, at: number, rule: AlertRule): boolean {
  return since !== null && at - since >= rule.forMs
}
