import type { RuleKind, Schedule } from '@hyperion/wire/thresholds'
import type { RuleMetricsAnswer, RuleRequest } from '@hyperion/wire/web'
import { amountInput, parseAmount } from './amount-input.ts'

/** What was typed, kept as typed. */
export interface RuleDraft {
  readonly name: string
  readonly enabled: boolean
  readonly kind: RuleKind
  readonly metric: string
  readonly condition: 'above' | 'below'
  readonly warning: string
  readonly critical: string
  readonly instances: string
  readonly minutes: string
  readonly margin: string
  readonly noData: boolean
  readonly noDataMinutes: string
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
  readonly schedule: Schedule | null
}

/** Fields by their names in the API, in the order of the form. */
export const FIELDS = [
  'name',
  'kind',
  'metric',
  'instances',
  'condition',
  'warning',
  'critical',
  'for_seconds',
  'margin',
  'no_data_minutes',
  'hosts',
  'tags',
  'schedule.days',
  'schedule.from',
  'schedule.to',
  'schedule.zone',
] as const
export type FieldName = (typeof FIELDS)[number]
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>
export type Metrics = RuleMetricsAnswer['metrics']

export const KINDS: readonly RuleKind[] = ['metric', 'filling', 'silent', 'unit_failed']

const LEVELS: Readonly<Record<RuleKind, { readonly warning: string; readonly critical: string }>> = {
  metric: { warning: '', critical: '' },
  filling: { warning: '24', critical: '' },
  silent: { warning: '', critical: '5' },
  unit_failed: { warning: '1', critical: '' },
}

export function newDraft(kind: RuleKind = 'metric'): RuleDraft {
  return {
    name: '',
    enabled: true,
    kind,
    metric: '',
    condition: 'above',
    ...LEVELS[kind],
    instances: '*',
    minutes: kind === 'metric' ? '5' : '0',
    margin: '0',
    noData: false,
    noDataMinutes: '10',
    hosts: [],
    tags: [],
    schedule: null,
  }
}

/** The same draft about something else: what only fits the kind before starts anew. */
export function ofKind(draft: RuleDraft, kind: RuleKind): RuleDraft {
  const { name, enabled, hosts, tags, schedule } = draft
  return { ...newDraft(kind), name, enabled, hosts, tags, schedule }
}

/** The unit of a rule's levels. */
export function unitOf({ kind, metric }: Pick<RuleDraft, 'kind' | 'metric'>, metrics: Metrics): string {
  if (kind === 'filling') return 'hours'
  return kind === 'metric' ? (metrics.find((each) => each.id === metric)?.unit ?? 'none') : 'minutes'
}

export function draftOf(rule: RuleRequest, metrics: Metrics): RuleDraft {
  const { name, enabled, kind, condition, instances, hosts, tags, schedule } = rule
  const metric = rule.metric ?? ''
  const unit = unitOf({ kind, metric }, metrics)
  return {
    ...{ name, enabled, kind, metric, condition, instances, hosts, tags, schedule },
    warning: amountInput(rule.warning, unit),
    critical: amountInput(rule.critical, unit),
    minutes: String(rule.for_seconds / 60),
    margin: amountInput(rule.margin, unit),
    noData: rule.no_data === 'alert',
    noDataMinutes: String(rule.no_data_minutes),
  }
}

/** The rule that a draft without {@link draftErrors} stands for. */
export function requestOf(draft: RuleDraft, metrics: Metrics): RuleRequest {
  const { enabled, kind, condition, hosts, tags, schedule } = draft
  const unit = unitOf(draft, metrics)
  const level = (text: string) => (text.trim() === '' ? null : parseAmount(text, unit))
  return {
    ...{ enabled, kind, condition, hosts, tags, schedule },
    name: draft.name.trim(),
    metric: kind === 'metric' ? draft.metric : null,
    warning: level(draft.warning),
    critical: level(draft.critical),
    instances: draft.instances.trim() || '*',
    for_seconds: Math.round((parseAmount(draft.minutes, 'minutes') ?? 0) * 60),
    margin: parseAmount(draft.margin, unit) ?? 0,
    no_data: draft.noData ? 'alert' : 'ignore',
    no_data_minutes: Math.round(parseAmount(draft.noDataMinutes, 'minutes') ?? 10),
  }
}

/** What can be told before asking the hub, as translation keys; the hub has the last word. */
export function draftErrors(draft: RuleDraft, metrics: Metrics): FieldErrors {
  const unit = unitOf(draft, metrics)
  const number = (text: string, of = unit) => (parseAmount(text, of) === null ? 'rules.number' : undefined)
  const given = (text: string) => text.trim() !== ''
  const found: Partial<Record<FieldName, string | undefined>> = {
    name: given(draft.name) ? undefined : 'form.required',
    metric: draft.kind === 'metric' && draft.metric === '' ? 'form.required' : undefined,
    warning: given(draft.warning) ? (number(draft.warning) ?? orderError(draft, unit)) : undefined,
    critical: given(draft.critical) ? number(draft.critical) : undefined,
    for_seconds: number(draft.minutes, 'minutes'),
    margin: number(draft.margin),
    no_data_minutes: draft.noData ? number(draft.noDataMinutes, 'minutes') : undefined,
    'schedule.days': draft.schedule?.days.length === 0 ? 'rules.aDay' : undefined,
  }
  if (!given(draft.warning) && !given(draft.critical)) found.warning = 'rules.aLevel'
  return Object.fromEntries(Object.entries(found).filter(([, key]) => key !== undefined))
}

/** A file system is worse the fewer hours are left. */
function orderError({ kind, condition, warning, critical }: RuleDraft, unit: string): string | undefined {
  const first = parseAmount(warning, unit)
  const second = parseAmount(critical, unit)
  if (first === null || second === null) return undefined
  const below = kind === 'filling' || (kind === 'metric' && condition === 'below')
  return (below ? first > second : first < second) ? undefined : below ? 'rules.mustBeAbove' : 'rules.mustBeBelow'
}
