import { type AlertLevel, RESOURCES, type Resource, type Thresholds } from '@hyperion/wire/thresholds'

export const LEVELS = ['warning', 'critical'] as const satisfies readonly AlertLevel[]

/** What was typed, kept as typed. */
export type Draft = Readonly<Record<Resource, Readonly<Record<AlertLevel, string>>>>

export type FieldName = `${Resource}.${AlertLevel}`
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>

export const FIELDS: readonly FieldName[] = RESOURCES.flatMap((resource) => LEVELS.map((level) => `${resource}.${level}` as const))

export function draftOf(thresholds: Thresholds): Draft {
  const texts = (resource: Resource) => ({ warning: String(thresholds[resource].warning), critical: String(thresholds[resource].critical) })
  return { cpu: texts('cpu'), memory: texts('memory'), disk: texts('disk') }
}

/** A whole percentage, or null for anything else. */
export function percentage(typed: string): number | null {
  const text = typed.trim().replace(/\s*%$/, '')
  if (!/^\d{1,3}$/.test(text)) return null
  const value = Number(text)
  return value <= 100 ? value : null
}

/** What can be told before asking the hub, as translation keys; the hub has the last word. */
export function draftErrors(draft: Draft): FieldErrors {
  const errors: Partial<Record<FieldName, string>> = {}
  for (const resource of RESOURCES) {
    const warning = percentage(draft[resource].warning)
    const critical = percentage(draft[resource].critical)
    for (const level of LEVELS) {
      const typed = draft[resource][level]
      if (typed.trim() === '') errors[`${resource}.${level}`] = 'form.required'
      else if (percentage(typed) === null) errors[`${resource}.${level}`] = 'thresholds.whole'
    }
    if (warning !== null && critical !== null && warning >= critical) errors[`${resource}.critical`] = 'thresholds.inverted'
  }
  return errors
}

/** The limits a draft stands for: a resource of which something is not yet a percentage keeps those it had. */
export function thresholdsOf(draft: Draft, before: Thresholds): Thresholds {
  const limits = (resource: Resource) => {
    const warning = percentage(draft[resource].warning)
    const critical = percentage(draft[resource].critical)
    return warning === null || critical === null ? before[resource] : { warning, critical }
  }
  return { cpu: limits('cpu'), memory: limits('memory'), disk: limits('disk') }
}

export function sameThresholds(a: Thresholds, b: Thresholds): boolean {
  return RESOURCES.every((resource) => LEVELS.every((level) => a[resource][level] === b[resource][level]))
}

export function sameDraft(a: Draft, b: Draft): boolean {
  return RESOURCES.every((resource) => LEVELS.every((level) => a[resource][level].trim() === b[resource][level].trim()))
}
