import { RESOURCES } from '@hyperion/wire/thresholds'
import type { AlertRow } from '@hyperion/wire/web'
import type { TFunction } from 'i18next'
import { amountText } from '../../app/amounts.ts'
import type { Formats } from '../../app/format.ts'
import { ruleName } from '../rules/rule-words.ts'

/** What an alert is about: the thresholds' in the reader's language, rules as they were named. */
export function alertTitle(t: TFunction, { rule, title }: Pick<AlertRow, 'rule' | 'title'>): string {
  return RESOURCES.some((resource) => resource === rule) ? t(`tiles.${rule}`) : ruleName(t, title)
}

/** The line of when an alert began: the value of one that is over is what it ended with, and stands for nothing there. */
export function beginningLine(t: TFunction, formats: Formats, alert: AlertRow): string {
  return alertLine(t, formats, alert.resolved_at === null ? alert : { ...alert, value: null })
}

/** `CPU · 94.2%`, `Disk · /data · 91%`: a line that stands alone. */
export function alertLine(t: TFunction, formats: Formats, alert: AlertRow): string {
  const value = alert.value === null ? '' : amountText(formats, alert.value, alert.unit)
  return [alertTitle(t, alert), alert.instance, value].filter((part) => part !== '').join(' · ')
}
