import type { AlertEventKind } from './event.ts'
import type { AlertLevel, Resource } from './thresholds.ts'

/** Where one rule stands on one instance of a host. The level never falls while an alert is firing: one alert, one worst level. */
export type AlertState =
  | { readonly phase: 'ok' }
  | { readonly phase: 'pending'; readonly since: number; readonly criticalSince: number | null }
  | {
      readonly phase: 'firing'
      readonly level: AlertLevel
      /** First breaching sample of the alert. */
      readonly since: number
      readonly criticalSince: number | null
      /** Since when the value is back under the warning threshold. */
      readonly calmSince: number | null
    }

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

/** The state after a value seen at an instant. Unknown values (null) change nothing. */
export function stepAlert(state: AlertState, value: number | null, at: number, rule: AlertRule): Step {
  if (value === null) return { state, change: null }
  if (state.phase === 'firing') return value > rule.warning ? stillFiring(state, value, at, rule) : calming(state, value, at, rule)
  return value > rule.warning ? breaching(state, value, at, rule) : { state: OK, change: null }
}

function breaching(state: AlertState, value: number, at: number, rule: AlertRule): Step {
  const since = begun(state.phase === 'pending' ? state.since : null, at, rule)
  const known = state.phase === 'pending' ? state.criticalSince : null
  const criticalSince = value > rule.critical ? begun(known, at, rule) : null
  if (at - since < rule.forMs) return { state: { phase: 'pending', since, criticalSince }, change: null }
  const level = lasted(criticalSince, at, rule) ? 'critical' : 'warning'
  return {
    state: { phase: 'firing', level, since, criticalSince, calmSince: null },
    change: { kind: 'fired', level, threshold: rule[level] },
  }
}

function stillFiring(state: AlertState & { phase: 'firing' }, value: number, at: number, rule: AlertRule): Step {
  const criticalSince = value > rule.critical ? begun(state.criticalSince, at, rule) : null
  if (state.level === 'warning' && lasted(criticalSince, at, rule)) {
    return {
      state: { ...state, level: 'critical', criticalSince, calmSince: null },
      change: { kind: 'escalated', level: 'critical', threshold: rule.critical },
    }
  }
  return { state: { ...state, criticalSince, calmSince: null }, change: null }
}

function calming(state: AlertState & { phase: 'firing' }, value: number, at: number, rule: AlertRule): Step {
  const calmSince = state.calmSince ?? at
  if (value <= rule.warning - rule.margin || at - calmSince >= rule.calmMs) {
    return { state: OK, change: { kind: 'resolved', level: state.level, threshold: rule[state.level] } }
  }
  return { state: { ...state, criticalSince: null, calmSince }, change: null }
}

function begun(since: number | null, at: number, rule: AlertRule): number {
  return since === null || since > at || at - since > rule.forMs + UNWATCHED_MS ? at : since
}

function lasted(since: number | null, at: number, rule: AlertRule): boolean {
  return since !== null && at - since >= rule.forMs
}
