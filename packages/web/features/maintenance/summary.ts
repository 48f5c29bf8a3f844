import type { MaintenanceRow } from '@hyperion/wire/web'
import type { TFunction } from 'i18next'
import type { Formats } from '../../app/format.ts'
import { ruleName } from '../rules/rule-words.ts'

/** `every Sunday 02:00–04:00 (Europe/Paris)` or the moments of one that happens once. */
export function whenText(
  { recurrence, from, to }: Pick<MaintenanceRow, 'recurrence' | 'from' | 'to'>,
  t: TFunction,
  formats: Formats,
): string {
  if (!recurrence) return `${formats.moment(Date.parse(from ?? ''))} – ${formats.moment(Date.parse(to ?? ''))}`
  const { every, days, day, start, minutes, zone } = recurrence
  const span = `${start}–${endOf(start, minutes)}${minutes > 1440 ? ` (${formats.duration(minutes * 60_000)})` : ''} (${zone})`
  if (every === 'month') return t('maintenance.monthly', { day, span })
  const names = days.map((each) => t(`maintenance.day.${each}`))
  return t(days.length === 7 ? 'maintenance.daily' : 'maintenance.weekly', { days: names.join(', '), span })
}

function endOf(start: string, minutes: number): string {
  const [hour = 0, minute = 0] = start.split(':').map(Number)
  const end = (hour * 60 + minute + minutes) % 1440
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
}

interface Subjects {
  readonly hosts: readonly { readonly id: number; readonly name: string }[]
  readonly rules: readonly { readonly id: number; readonly name: string }[]
}

type Selector = Pick<MaintenanceRow, 'hosts' | 'tags' | 'rules' | 'instances'>

/** What is silenced, in words. */
export function aboutText({ hosts, tags, rules, instances }: Selector, known: Subjects, t: TFunction): string {
  const hostNames = hosts.map((id) => known.hosts.find((host) => host.id === id)?.name ?? `#${id}`)
  const where = [...hostNames, ...tags.map((tag) => `#${tag}`)]
  const what = rules.map((rule) => ruleText(rule, known, t))
  return [
    where.length > 0 ? where.join(', ') : t('maintenance.allHosts'),
    ...(what.length > 0 ? [what.join(', ')] : []),
    ...(instances !== '*' && instances !== '' ? [instances] : []),
  ].join(' · ')
}

/** The name of `cpu`, `memory`, `disk` or `rule:<id>`. */
export function ruleText(rule: string, { rules }: Pick<Subjects, 'rules'>, t: TFunction): string {
  const id = /^rule:(\d+)/.exec(rule)?.[1]
  if (id === undefined) return t(`maintenance.rule.${rule}`, { defaultValue: rule })
  return ruleName(t, rules.find((each) => String(each.id) === id)?.name ?? rule)
}
