import { findMetric, type Metric } from '../metrics/index.ts'
import { isZone } from '../time/index.ts'
import { globProblem } from './glob.ts'
import { minuteOf, type Schedule } from './schedule.ts'
import type { HostSelector } from './selector.ts'
import type { AlertRule } from './state.ts'
import type { AlertUnit } from './wording.ts'

/**
 * What a rule watches: a metric of the catalog (a counter by its rate per second), the hours until a file system is full,
 * the minutes since a host's last report, or the minutes that a unit has been failed.
 */
export const RULE_KINDS = ['metric', 'filling', 'silent', 'unit_failed'] as const
export type RuleKind = (typeof RULE_KINDS)[number]

/** What people set of a rule. */
export interface RuleSettings extends HostSelector {
  readonly name: string
  readonly enabled: boolean
  readonly kind: RuleKind
  /** Catalog id; null unless the kind is `metric`. */
  readonly metric: string | null
  /** On which side of its levels a metric breaches. */
  readonly condition: 'above' | 'below'
  /** In the unit of what is watched; null where the rule has no such level. */
  readonly warning: number | null
  readonly critical: number | null
  /** Patterns of mount points, devices, units …; `*` for all. */
  readonly instances: string
  readonly forSeconds: number
  /** How far on the good side of its first level a value has to be for an alert to be over. */
  readonly margin: number
  /** Whether an instance of a metric that had values and has none any more is an alert. */
  readonly noData: 'ignore' | 'alert'
  readonly noDataMinutes: number
  /** When the rule acts; null for always. */
  readonly schedule: Schedule | null
}

export interface Rule extends RuleSettings {
  readonly id: number
  /** Comes with Hyperion: can be changed and switched off, not deleted. */
  readonly builtIn: boolean
}

/** What breaks a rule about rules, a silence or a window. */
export type SettingProblem =
  | 'name'
  | 'reason'
  | 'metric'
  | 'metric_unused'
  | 'level_missing'
  | 'level_order'
  | 'level_range'
  | 'pattern'
  | 'range'
  | 'tag'
  | 'too_many'
  | 'unknown_host'
  | 'no_history'
  | 'days'
  | 'time'
  | 'zone'
  | 'instant'
  | 'order'
  | 'past'
  | 'empty'
  | 'endless'
  | 'both'

export type SettingProblems = Readonly<Record<string, readonly SettingProblem[]>>

const MOST = { hosts: 1000, tags: 50, name: 100, tag: 50, forSeconds: 86_400, noDataMinutes: 10_080 } as const
/** Levels that make sense, by kind; a percentage has its own. */
const LEVELS: Readonly<Record<RuleKind, readonly [least: number, most: number]>> = {
  metric: [-1e18, 1e18],
  filling: [0.1, 720],
  silent: [1, 10_080],
  unit_failed: [0, 10_080],
}
const TAG = /^[\p{L}\d][\p{L}\d._:-]*$/u

/** Everything that is wrong, by field; nothing when all is well. */
export function ruleProblems(rule: RuleSettings): SettingProblems {
  return collected({
    name: nameProblem(rule.name),
    metric: metricProblem(rule),
    warning: levelProblem(rule, rule.warning) ?? orderProblem(rule),
    critical: levelProblem(rule, rule.critical),
    instances: globProblem(rule.instances),
    forSeconds: within(rule.forSeconds, 0, MOST.forSeconds) ? null : 'range',
    margin: within(rule.margin, 0, 1e18) ? null : 'range',
    noDataMinutes: within(rule.noDataMinutes, 1, MOST.noDataMinutes) ? null : 'range',
    ...hostProblems(rule),
    ...scheduleProblems(rule.schedule),
  })
}

export function hostProblems({ hosts, tags }: HostSelector): Record<string, SettingProblem | null> {
  return { hosts: hosts.length > MOST.hosts ? 'too_many' : null, tags: tagsProblem(tags) }
}

export function tagsProblem(tags: readonly string[]): SettingProblem | null {
  if (tags.length > MOST.tags) return 'too_many'
  return tags.every((tag) => tag.length <= MOST.tag && TAG.test(tag)) ? null : 'tag'
}

export function nameProblem(name: string): SettingProblem | null {
  return name.trim() === '' || name.length > MOST.name || /\p{Cc}/u.test(name) ? 'name' : null
}

/** The fields that have a problem, with a list of their one. */
export function collected(problems: Readonly<Record<string, SettingProblem | null>>): SettingProblems {
  return Object.fromEntries(Object.entries(problems).flatMap(([field, problem]) => (problem ? [[field, [problem]]] : [])))
}

function metricProblem({ kind, metric }: RuleSettings): SettingProblem | null {
  if (kind !== 'metric') return metric === null ? null : 'metric_unused'
  return metric !== null && findMetric(metric) ? null : 'metric'
}

function levelProblem(rule: RuleSettings, level: number | null): SettingProblem | null {
  if (rule.warning === null && rule.critical === null) return 'level_missing'
  if (level === null) return null
  const [least, most] = levelRange(rule)
  return within(level, least, most) ? null : 'level_range'
}

/** Between which values the levels of a rule have to be. */
export function levelRange({ kind, metric }: Pick<RuleSettings, 'kind' | 'metric'>): readonly [least: number, most: number] {
  const unit = metric === null ? undefined : findMetric(metric)?.unit
  return kind === 'metric' && unit === 'percent' ? [0, 100] : LEVELS[kind]
}

function orderProblem(rule: RuleSettings): SettingProblem | null {
  const { warning, critical } = rule
  if (warning === null || critical === null) return null
  return (conditionOf(rule) === 'above' ? warning < critical : warning > critical) ? null : 'level_order'
}

function scheduleProblems(schedule: Schedule | null): Record<string, SettingProblem | null> {
  if (!schedule) return {}
  const { days, from, to, zone } = schedule
  return {
    'schedule.days': daysProblem(days),
    'schedule.from': Number.isNaN(minuteOf(from)) ? 'time' : null,
    'schedule.to': Number.isNaN(minuteOf(to)) ? 'time' : null,
    'schedule.zone': isZone(zone) ? null : 'zone',
  }
}

/** At least one day of the week, each once. */
export function daysProblem(days: readonly number[]): SettingProblem | null {
  const known = days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)
  return known && days.length > 0 && new Set(days).size === days.length ? null : 'days'
}

function within(value: number, least: number, most: number): boolean {
  return Number.isFinite(value) && value >= least && value <= most
}

function conditionOf({ kind, condition }: Pick<RuleSettings, 'kind' | 'condition'>): 'above' | 'below' {
  if (kind === 'metric') return condition
  return kind === 'filling' ? 'below' : 'above'
}

/** Minutes count from the whole one on: a host silent for five minutes is silent "for five minutes". */
const AT_LEAST: Readonly<Record<RuleKind, number>> = { metric: 0, filling: 0, silent: 1e-9, unit_failed: 1e-9 }

/** A rule as the state machine takes it, which knows only "above": values and thresholds times `sign`. */
export interface SignedRule {
  readonly sign: 1 | -1
  readonly rule: AlertRule
}

export function signedRule(settings: RuleSettings): SignedRule {
  const sign = conditionOf(settings) === 'above' ? 1 : -1
  const at = (level: number | null): number => (level === null ? Number.POSITIVE_INFINITY : sign * level - AT_LEAST[settings.kind])
  const { margin, forSeconds } = settings
  // The margin alone decides when it is over.
  const over = { margin, calmMs: Number.POSITIVE_INFINITY }
  const rule = { warning: Math.min(at(settings.warning), at(settings.critical)), critical: at(settings.critical) }
  return { sign, rule: { ...rule, ...over, forMs: forSeconds * 1000 } }
}

/** The threshold of a change as people set it. */
export function shownThreshold({ kind, warning, critical }: RuleSettings, level: 'warning' | 'critical'): number | null {
  if (kind === 'silent' || kind === 'unit_failed') return null
  return level === 'critical' ? critical : (warning ?? critical)
}

/** The unit of a rule's levels and values. */
export function ruleUnit({ kind, metric }: Pick<RuleSettings, 'kind' | 'metric'>): AlertUnit {
  const watched = metric === null ? undefined : findMetric(metric)
  if (kind === 'metric' && watched) return watchedUnit(watched)
  return kind === 'filling' ? 'hours' : 'none'
}

/** The unit of a metric as rules watch it: of a counter, its rate. */
export function watchedUnit({ unit, kind }: Pick<Metric, 'unit' | 'kind'>): AlertUnit {
  if (kind === 'gauge') return unit
  return unit === 'bytes' ? 'bytes_per_second' : 'per_second'
}
