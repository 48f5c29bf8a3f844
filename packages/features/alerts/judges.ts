import {
  type AlertLevel,
  type AlertRule,
  type AlertUnit,
  globMatcher,
  inSchedule,
  noDataMessage,
  noDataRule,
  RESOURCE_TITLES,
  RESOURCES,
  type Resource,
  type RuleSettings,
  ruleFor,
  ruleMessage,
  ruleUnit,
  shownThreshold,
  signedRule,
  type Thresholds,
  usageMessage,
} from '@hyperion/domain/alerts'
import { columnOf, findMetric, type GroupId } from '@hyperion/domain/metrics'

/** Says of values when they are an alert, and in what words. */
export interface Judge {
  /** What its alerts go by: `cpu`, `rule:12`, `rule:12:no-data`. */
  readonly key: string
  readonly title: string
  readonly unit: AlertUnit
  /** Values and levels times `sign`: the state machine knows only "above". */
  readonly sign: 1 | -1
  readonly rule: AlertRule
  /** As people set it. */
  threshold(level: AlertLevel): number | null
  message(instance: string, value: number): string
  /** Whether it judges at this instant. */
  acts(at: number): boolean
}

const ALWAYS = (): boolean => true
const MINUTE = 60_000

export function thresholdJudges(thresholds: Thresholds): readonly (Judge & { readonly key: Resource })[] {
  return RESOURCES.map((resource) => ({
    key: resource,
    title: RESOURCE_TITLES[resource],
    unit: 'percent',
    sign: 1,
    rule: ruleFor(resource, thresholds[resource]),
    threshold: (level) => thresholds[resource][level],
    message: (_instance, value) => usageMessage(resource, value),
    acts: ALWAYS,
  }))
}

/** A rule made ready to be asked often. */
export interface RuleJudge extends Judge {
  readonly settings: RuleSettings
  /** Where its value is in a report; null for a rule that watches no metric. */
  readonly source: { readonly group: GroupId; readonly column: number; readonly counter: boolean } | null
  /** Judges how long values have been missing; null unless the rule wants that. */
  readonly noData: Judge | null
  watches(instance: string): boolean
}

export function ruleJudge(key: string, settings: RuleSettings): RuleJudge {
  const { name: title, kind, metric: id } = settings
  const metric = id === null ? undefined : findMetric(id)
  const acts = actsBy(settings)
  return {
    key,
    settings,
    title,
    unit: ruleUnit(settings),
    ...signedRule(settings),
    threshold: (level) => shownThreshold(settings, level),
    message: (instance, value) => ruleMessage(settings, instance, value),
    acts,
    source: kind === 'metric' && metric ? { group: metric.group, column: columnOf(metric), counter: metric.kind === 'counter' } : null,
    noData: settings.noData === 'alert' && kind === 'metric' ? noDataJudge(key, settings, acts) : null,
    watches: remembered(globMatcher(settings.instances)),
  }
}

/** Of the rule's first level: how bad the value would be nobody knows. */
function noDataJudge(key: string, settings: RuleSettings, acts: Judge['acts']): Judge {
  const { name: title, warning, noDataMinutes } = settings
  const limit = noDataMinutes - 1e-9
  const levels = { warning: limit, critical: warning === null ? limit : Number.POSITIVE_INFINITY }
  return {
    key: noDataRule(key),
    title,
    unit: 'none',
    sign: 1,
    rule: { ...levels, forMs: 0, margin: 0, calmMs: 0 },
    threshold: () => null,
    message: (instance, value) => noDataMessage(settings, instance, value),
    acts,
  }
}

/** The wall clock is read once a minute. */
function actsBy({ schedule }: RuleSettings): Judge['acts'] {
  if (!schedule) return ALWAYS
  let minute = Number.NaN
  let acts = false
  return (at) => {
    if (Math.floor(at / MINUTE) !== minute) {
      minute = Math.floor(at / MINUTE)
      acts = inSchedule(schedule, at)
    }
    return acts
  }
}

const MOST_REMEMBERED = 10_000

function remembered(test: (name: string) => boolean): (name: string) => boolean {
  const answers = new Map<string, boolean>()
  return (name) => {
    const known = answers.get(name)
    if (known !== undefined) return known
    if (answers.size >= MOST_REMEMBERED) answers.clear()
    const answer = test(name)
    answers.set(name, answer)
    return answer
  }
}
