import type { RetentionDays } from '@hyperion/wire/web'
import type { TFunction } from 'i18next'

/** `30 / 90 / ∞ days`, as the columns of the form are. */
export function retentionText(t: TFunction, { raw_days, five_minute_days, total_days }: RetentionDays): string {
  return t('storage.short', { raw: raw_days, fine: five_minute_days, total: total_days === 0 ? '∞' : total_days })
}
