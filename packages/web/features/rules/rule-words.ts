import type { RuleRequest } from '@hyperion/wire/web'
import type { TFunction } from 'i18next'
import { amountText } from '../../app/amounts.ts'
import type { Formats } from '../../app/format.ts'
import { type Metrics, unitOf } from './draft.ts'

/** `Network: Received`: a metric with what it is a metric of. */
export function metricName(t: TFunction, id: string): string {
  return `${t(`rules.group.${id.slice(0, id.indexOf('.'))}`)} · ${t(`metric.${id}`)}`
}

/** A rule that came with the product is called in the reader's language until somebody renames it. */
export function ruleName(t: TFunction, name: string): string {
  return t(`rules.builtInNames.${name}`, { defaultValue: name })
}

/** What a rule watches and when it fires, in a line. */
export function ruleLine(t: TFunction, formats: Formats, rule: RuleRequest, metrics: Metrics): string {
  const unit = unitOf({ kind: rule.kind, metric: rule.metric ?? '' }, metrics)
  const what = rule.kind === 'metric' ? metricName(t, rule.metric ?? '') : t(`rules.kind.${rule.kind}`)
  const word = rule.kind === 'metric' ? rule.condition : rule.kind
  const levels = (['warning', 'critical'] as const).flatMap((level) => {
    const value = rule[level]
    return value === null ? [] : [t(`rules.level.${word}`, { level: t(`state.${level}`), value: amountText(formats, value, unit) })]
  })
  const lasting = rule.for_seconds > 0 ? [t('rules.lasting', { duration: formats.duration(rule.for_seconds * 1_000) })] : []
  const which = rule.instances === '*' ? [] : [rule.instances]
  return [what, ...which, ...levels, ...lasting].join(' · ')
}
