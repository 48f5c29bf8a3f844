import type { RetentionDays } from '@hyperion/wire/web'
import type { Errors } from '../../app/use-submit.ts'

export const FIELDS = ['raw_days', 'five_minute_days', 'total_days'] as const
export type Field = (typeof FIELDS)[number]
/** As typed. */
export type Draft = Readonly<Record<Field, string>>

const LIMITS: Readonly<Record<Field, readonly [least: number, most: number]>> = {
  raw_days: [1, 400],
  five_minute_days: [1, 1100],
  total_days: [0, 36_500],
}

export function draftOf(days: RetentionDays): Draft {
  return { raw_days: String(days.raw_days), five_minute_days: String(days.five_minute_days), total_days: String(days.total_days) }
}

export function daysOf(draft: Draft): RetentionDays {
  return { raw_days: Number(draft.raw_days), five_minute_days: Number(draft.five_minute_days), total_days: Number(draft.total_days) }
}

/** What is wrong, by field, as a key of the words for it. */
export function draftErrors(draft: Draft): Errors<Field> {
  const days = daysOf(draft)
  const outside = FIELDS.filter((field) => {
    const [least, most] = LIMITS[field]
    return !/^\d+$/.test(draft[field].trim()) || days[field] < least || days[field] > most
  })
  if (outside.length > 0) return Object.fromEntries(outside.map((field) => [field, `storage.errors.${field}`]))
  if (days.five_minute_days < days.raw_days) return { five_minute_days: 'storage.errors.fineBelowRaw' }
  if (days.total_days !== 0 && days.total_days < days.five_minute_days) return { total_days: 'storage.errors.totalBelowFine' }
  return {}
}
