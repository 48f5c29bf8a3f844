import type { AlertSubject } from './event.ts'
import { globMatcher } from './glob.ts'

/** Some hosts, by id or tag; all of them where neither is given. */
export interface HostSelector {
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
}

/** A host as a selector sees it. */
export interface SelectableHost {
  readonly id: number
  readonly tags: readonly string[]
}

/** Some alerts: what is left empty means all. */
export interface AlertSelector extends HostSelector {
  /** `cpu`, `memory`, `disk` or `rule:<id>`. */
  readonly rules: readonly string[]
  /** Patterns of instances, `*` for all. */
  readonly instances: string
}

export function selectsHost({ hosts, tags }: HostSelector, host: SelectableHost): boolean {
  if (hosts.length === 0 && tags.length === 0) return true
  return hosts.includes(host.id) || tags.some((tag) => host.tags.includes(tag))
}

/** Whether a subject is among those selected, `tags` being those of its host. */
export function selectsAlert(selector: AlertSelector, subject: AlertSubject, tags: readonly string[]): boolean {
  const { rules, instances } = selector
  if (rules.length > 0 && !rules.includes(ruleOf(subject))) return false
  return selectsHost(selector, { id: subject.host, tags }) && (instances === '*' || globMatcher(instances)(subject.instance))
}

const NO_DATA = ':no-data'

/** What a rule's alerts about missing values go by. */
export function noDataRule(rule: string): string {
  return `${rule}${NO_DATA}`
}

/** The rule that an alert belongs to, whether of its values or for want of them. */
export function ruleOf({ rule }: Pick<AlertSubject, 'rule'>): string {
  return rule.endsWith(NO_DATA) ? rule.slice(0, -NO_DATA.length) : rule
}
