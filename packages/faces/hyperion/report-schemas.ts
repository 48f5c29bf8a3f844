import { REPORT_RANGES, type ReportScheduleSettings } from '@hyperion/domain/reports'
import { CHART_THEMES, TIME_RANGES, VISIBLE_METRICS } from '@hyperion/domain/users'
import type { PreferencesRequest, ReportRequest, ReportScheduleRequest } from '@hyperion/wire/web'
import { type Static, type TSchema, Type } from 'typebox'
import { strict } from './schemas.ts'

const LARGEST_ID = 2_147_483_647
const LONGEST_HOURS = 87_600

const Id = Type.Integer({ minimum: 1, maximum: LARGEST_ID, examples: [1] })
const Time = Type.String({ format: 'date-time', examples: ['2026-01-11T22:35:00.000Z'] })
const orNull = (schema: TSchema, description?: string): TSchema => Type.Union([schema, Type.Null()], description ? { description } : {})
const oneOf = (values: readonly string[], options: object = {}): TSchema => Type.Enum([...values], { type: 'string', ...options })
const Hours = Type.Integer({ minimum: 1, maximum: LONGEST_HOURS })
const Format = (value = 'pdf') => oneOf(['html', 'pdf'], { default: value, examples: [value] })
const Language = oneOf(['en', 'fr'], { default: 'en' })
const Zone = Type.String({ maxLength: 64, description: 'IANA name.', examples: ['Europe/Paris'] })

export const ReportParams = Type.Object({ id: Id }, strict)
export type ReportParams = Static<typeof ReportParams>
export const ScheduleParams = Type.Object({ schedule: Id }, strict)
export type ScheduleParams = Static<typeof ScheduleParams>

export const ReportAnswer = Type.Object({
  id: Id,
  host: Id,
  host_name: Type.String(),
  name: Type.String({ examples: ['Performance Report - atlas - 2026-01-11'] }),
  status: oneOf(['pending', 'generating', 'completed', 'failed']),
  progress: Type.Number({ description: 'From 0 to 1.' }),
  format: oneOf(['html', 'pdf']),
  language: oneOf(['en', 'fr']),
  hours: orNull(Hours, 'Null for all there is.'),
  until: Time,
  requested_by: Type.String({ description: 'A user, or the schedule.' }),
  scheduled: Type.Boolean(),
  created_at: Time,
  completed_at: orNull(Time),
  file_url: orNull(Type.String({ examples: ['/media/reports/report_1_20260111.pdf'] })),
  file_size_bytes: orNull(Type.Integer()),
  figures: Type.Array(Type.Object({ label: Type.String(), value: Type.String(), remark: Type.String() })),
  error: orNull(Type.String()),
})
export const ReportsAnswer = Type.Object({ reports: Type.Array(ReportAnswer) })

export const ReportBody = Type.Object(
  {
    hosts: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true, description: 'One report of each.', examples: [[1]] }),
    format: Type.Optional(Format()),
    hours: Type.Optional(Type.Union([Hours, Type.Null()], { default: 24, description: 'Up to now; null for all there is.' })),
    language: Type.Optional(Language),
    zone: Type.Optional(Zone),
    containers: Type.Optional(Type.Boolean({ default: true })),
  },
  strict,
)
export type ReportBody = Required<Omit<ReportRequest, 'zone'>> & Pick<ReportRequest, 'zone'>

const timing = {
  every: oneOf(['day', 'week', 'month']),
  weekday: orNull(Type.Integer(), 'Of weekly ones: 1 is Monday, 7 is Sunday.'),
  day: orNull(Type.Integer(), 'Of monthly ones, 1 to 31; the last of the month where it is shorter.'),
  time: Type.String({ maxLength: 5, description: '`HH:MM` on the wall clock of the zone.', examples: ['08:00'] }),
  zone: Zone,
}
const settings = {
  name: Type.String({ maxLength: 100, examples: ['Monday overview'] }),
  recipients: Type.Array(Type.String({ maxLength: 254 }), { maxItems: 100, uniqueItems: true, examples: [['ops@example.org']] }),
}
const options = {
  enabled: Type.Boolean({ default: true }),
  hosts: Type.Array(Id, { maxItems: 1000, uniqueItems: true, default: [], description: 'These hosts and those with one of the tags.' }),
  tags: Type.Array(Type.String({ maxLength: 50 }), {
    maxItems: 50,
    uniqueItems: true,
    default: [],
    description: 'With no hosts either: all hosts.',
  }),
  format: Format(),
  language: Language,
  range: oneOf(REPORT_RANGES, { default: 'week', description: 'Whole days of the zone, up to the last midnight.' }),
  containers: Type.Boolean({ default: true }),
}

export const ScheduleBody = Type.Object(
  {
    ...settings,
    ...Object.fromEntries(Object.entries(options).map(([name, schema]) => [name, Type.Optional(schema)])),
    timing: Type.Object({ ...timing, weekday: Type.Optional(timing.weekday), day: Type.Optional(timing.day) }, strict),
  },
  {
    ...strict,
    examples: [
      {
        name: 'Monday overview',
        timing: { every: 'week', weekday: 1, time: '08:00', zone: 'Europe/Paris' },
        range: 'week',
        recipients: ['ops@example.org'],
      },
    ],
  },
)
export type ScheduleBody = Required<ReportScheduleRequest>

export const RunAnswer = Type.Object({
  due: Time,
  requested_by: orNull(Type.String(), 'Null when it was due by plan.'),
  status: oneOf(['open', 'sent', 'failed']),
  finished_at: orNull(Time),
  error: orNull(Type.String(), '`no_mail_server`, `no_hosts`, or the words of whoever refused.'),
})

export const ScheduleAnswer = Type.Object({
  id: Id,
  ...settings,
  ...options,
  timing: Type.Object(timing),
  author: Type.String(),
  updated_at: Time,
  next_run: orNull(Time, 'Null while it is switched off.'),
  last_run: orNull(RunAnswer),
})
export const SchedulesAnswer = Type.Object({
  mail: Type.Boolean({ description: 'Whether the hub has a mail server.' }),
  schedules: Type.Array(ScheduleAnswer),
})

/** A schedule's settings from a body's fields. */
export function scheduleOf({
  containers,
  timing: { weekday = null, day = null, ...timed },
  ...same
}: ScheduleBody): ReportScheduleSettings {
  return { ...same, includeContainers: containers, timing: { ...timed, weekday, day } }
}

const preferences = {
  default_time_range: oneOf(Object.keys(TIME_RANGES)),
  default_collector_id: orNull(Id, 'The host to begin with; null for the first.'),
  chart_theme: oneOf(CHART_THEMES),
  refresh_interval_seconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
  show_containers: Type.Boolean(),
  visible_metrics: Type.Array(oneOf(VISIBLE_METRICS), { uniqueItems: true, maxItems: VISIBLE_METRICS.length }),
}
export const PreferencesAnswer = Type.Object({ ...preferences, own: Type.Boolean({ description: 'Whether the user ever set any.' }) })
export const PreferencesBody = Type.Partial(Type.Object(preferences, strict), { ...strict, description: 'What is left out stays.' })
export type PreferencesBody = PreferencesRequest
