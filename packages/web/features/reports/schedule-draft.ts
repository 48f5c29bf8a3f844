import type { ReportScheduleRequest, ReportScheduleRow } from '@hyperion/wire/web'
import type { Errors } from '../../app/use-submit.ts'

/** A schedule as its form holds it; days are kept while another rhythm is chosen. */
export interface ScheduleDraft {
  readonly name: string
  readonly enabled: boolean
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
  readonly format: 'html' | 'pdf'
  readonly language: 'en' | 'fr'
  readonly range: 'day' | 'week' | 'month'
  readonly containers: boolean
  readonly every: 'day' | 'week' | 'month'
  readonly weekday: number
  readonly day: number
  readonly time: string
  readonly zone: string
  readonly recipients: readonly string[]
}

/** As the hub names them. */
export const FIELDS = ['name', 'timing.weekday', 'timing.day', 'timing.time', 'timing.zone', 'recipients', 'hosts', 'tags'] as const
export type Field = (typeof FIELDS)[number]

export function emptyDraft(zone: string, language: 'en' | 'fr'): ScheduleDraft {
  const times = { every: 'week', weekday: 1, day: 1, time: '08:00', zone } as const
  return {
    name: '',
    enabled: true,
    hosts: [],
    tags: [],
    format: 'pdf',
    language,
    range: 'week',
    containers: true,
    ...times,
    recipients: [],
  }
}

export function draftOf(row: ReportScheduleRow): ScheduleDraft {
  const { name, enabled, hosts, tags, format, language, range, containers, timing, recipients } = row
  const days = { weekday: timing.weekday ?? 1, day: timing.day ?? 1 }
  return { name, enabled, hosts, tags, format, language, range, containers, ...timing, ...days, recipients }
}

/** By field the key of what is wrong; nothing when it may be sent. */
export function draftErrors({ name, time, recipients }: ScheduleDraft): Errors<Field> {
  return {
    ...(name.trim() === '' && { name: 'reports.schedule.missing.name' }),
    ...(!/^\d\d:\d\d$/.test(time) && { 'timing.time': 'reports.schedule.missing.time' }),
    ...(recipients.length === 0 && { recipients: 'reports.schedule.missing.recipients' }),
  }
}

export function timingOf({ every, weekday, day, time, zone }: ScheduleDraft): ReportScheduleRow['timing'] {
  return { every, weekday: every === 'week' ? weekday : null, day: every === 'month' ? day : null, time, zone }
}

export function requestOf(draft: ScheduleDraft): ReportScheduleRequest {
  const { enabled, hosts, tags, format, language, range, containers, recipients } = draft
  return { name: draft.name.trim(), enabled, hosts, tags, format, language, range, containers, recipients, timing: timingOf(draft) }
}
