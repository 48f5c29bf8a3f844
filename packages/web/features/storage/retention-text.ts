import type { HostStorageRow, RetentionDays } from '@hyperion/wire/web'
import type { TFunction } from 'i18next'
import type { Formats } from '../../app/format.ts'

/** `30 / 90 / ∞ days`, as the columns of the form are. */
export function retentionText(t: TFunction, { raw_days, five_minute_days, total_days }: RetentionDays): string {
  return t('storage.short', { raw: raw_days, fine: five_minute_days, total: total_days === 0 ? '∞' : total_days })
}

type Outlook = Pick<HostStorageRow, 'day_bytes' | 'settled_bytes' | 'bytes_in_a_year'>

/** How a history grows; a host that has just come has nothing to go by. */
export function growthText(t: TFunction, formats: Formats, day: number, growth: number): string {
  return day === 0 ? t('storage.unknown') : t('storage.aDay', { bytes: formats.bytes(growth) })
}

/** How large the history of a host will be. */
export function outlookText(t: TFunction, formats: Formats, { day_bytes, settled_bytes, bytes_in_a_year }: Outlook): string {
  if (day_bytes === 0) return t('storage.unknown')
  return settled_bytes === null
    ? t('storage.inAYear', { bytes: formats.bytes(bytes_in_a_year) })
    : t('storage.atTheEnd', { bytes: formats.bytes(settled_bytes) })
}
