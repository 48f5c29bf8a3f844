import type { ReportRow, ReportScheduleRow } from '@hyperion/wire/web'
import type { TFunction } from 'i18next'

/** `7 days`, `6 hours`, `all there is`. */
export function rangeText(t: TFunction, hours: number | null): string {
  if (hours === null) return t('reports.all')
  return hours % 24 === 0 && hours > 24 ? t('reports.days', { count: hours / 24 }) : t('reports.hours', { count: hours })
}

export function stateText(t: TFunction, { status, progress }: Pick<ReportRow, 'status' | 'progress'>): string {
  return status === 'generating' ? t('reports.generating', { percent: Math.round(progress * 100) }) : t(`reports.${status}`)
}

interface Host {
  readonly id: number
  readonly name: string
}

/** Names and tags, or that it is about all. */
function hostsText(t: TFunction, { hosts, tags }: Pick<ReportScheduleRow, 'hosts' | 'tags'>, known: readonly Host[]): string {
  const names = hosts.map((id) => known.find((host) => host.id === id)?.name ?? `#${id}`)
  return [...names, ...tags.map((tag) => `#${tag}`)].join(', ') || t('reports.schedule.allHosts')
}

/** `every Monday at 08:00 (Europe/Paris)` */
function whenText(t: TFunction, { every, weekday, day, time, zone }: ReportScheduleRow['timing']): string {
  const at = `${time} (${zone})`
  if (every === 'day') return t('reports.schedule.daily', { at })
  if (every === 'week') return t('reports.schedule.weekly', { day: t(`reports.schedule.day.${weekday}`), at })
  return t('reports.schedule.monthly', { day, at })
}

type Spoken = Pick<ReportScheduleRow, 'hosts' | 'tags' | 'format' | 'range' | 'timing' | 'recipients'>

/** What is sent when and to whom, in one sentence. */
export function spokenText(t: TFunction, schedule: Spoken, known: readonly Host[]): string {
  return t('reports.schedule.spoken', {
    format: schedule.format.toUpperCase(),
    range: t(`reports.schedule.range.${schedule.range}`),
    hosts: hostsText(t, schedule, known),
    when: whenText(t, schedule.timing),
    recipients: schedule.recipients.join(', '),
  })
}

/** Why a run failed, in words where the reason is a known one. */
export function errorText(t: TFunction, error: string): string {
  return t(`reports.schedule.error.${error}`, { defaultValue: error })
}
