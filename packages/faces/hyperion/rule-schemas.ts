import { type Recurrence, RULE_KINDS, type RuleSettings } from '@hyperion/domain/alerts'
import type { MaintenanceRequest, RuleRequest, SilenceAlertRequest, SilenceRequest, TrialRequest } from '@hyperion/wire/web'
import { type Static, type TSchema, type TSchemaOptions, Type } from 'typebox'
import { strict } from './schemas.ts'

const oneOf = (values: readonly string[], description?: string): TSchema =>
  Type.Enum([...values], { type: 'string', ...(description && { description }) })
const orNull = (schema: TSchema, options: TSchemaOptions = {}): TSchema => Type.Union([schema, Type.Null()], options)
const Timestamp = Type.String({ format: 'date-time', examples: ['2025-01-08T15:30:00.000Z'] })
const Instant = Type.String({ maxLength: 40, description: 'ISO-8601.', examples: ['2040-01-08T15:30:00Z'] })
const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
const Minutes = (description: string): TSchema => Type.Integer({ description })
const param = <Name extends string>(name: Name) =>
  Type.Object({ [name]: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }) } as Record<Name, typeof Id>, strict)

export const RuleParams = param('rule')
export type RuleParams = Static<typeof RuleParams>
export const SilenceParams = param('silence')
export type SilenceParams = Static<typeof SilenceParams>
export const WindowParams = param('window')
export type WindowParams = Static<typeof WindowParams>

const Hosts = Type.Array(Id, { maxItems: 1000, uniqueItems: true, description: 'Ids; these hosts and those with one of the tags.' })
const Tags = Type.Array(Type.String({ maxLength: 50 }), {
  maxItems: 50,
  uniqueItems: true,
  description: 'With no hosts either: all hosts.',
})
const Days = Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7, description: '1 is Monday, 7 is Sunday.' })
const Time = Type.String({ maxLength: 5, description: '`HH:MM` on the wall clock of the zone.' })
const Zone = Type.String({ maxLength: 64, description: 'IANA name.', examples: ['Europe/Paris'] })
const Instances = Type.String({
  maxLength: 500,
  description: '`*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out.',
})

const Schedule = Type.Object(
  {
    days: Days,
    from: Time,
    to: Type.String({ maxLength: 5, description: 'Not after `from`: over midnight. The same: all day.' }),
    zone: Zone,
  },
  { ...strict, description: 'The rule acts only then; days are those that a span begins on.' },
)

const Level = orNull(Type.Number(), {
  description:
    'In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), ' +
    'minutes since the failure (`unit_failed`); null for no such level.',
})

const ruleFields = {
  name: Type.String({ maxLength: 100, description: 'Unique.' }),
  enabled: Type.Boolean(),
  kind: oneOf(RULE_KINDS),
  metric: orNull(Type.String({ maxLength: 100 }), { description: 'Catalog id; null unless the kind is `metric`.' }),
  condition: oneOf(['above', 'below'], 'Of a metric: breached strictly above, or strictly below its levels.'),
  warning: Level,
  critical: Level,
  instances: Instances,
  for_seconds: Type.Integer({ description: 'How long it has to last, 0 to 86400.' }),
  margin: Type.Number({ description: 'How far on the good side of the first level a value has to be for an alert to be over.' }),
  no_data: oneOf(['ignore', 'alert'], 'Whether a metric that had values and has none any more is an alert.'),
  no_data_minutes: Minutes('After so long, 1 to 10080.'),
  hosts: Hosts,
  tags: Tags,
  schedule: orNull(Schedule, { description: 'Null for always.' }),
}

const withDefault = (schema: TSchema, value: unknown): TSchema => Type.Optional({ ...schema, default: value } as TSchema)

export const RuleBody = Type.Object(
  {
    name: ruleFields.name,
    kind: ruleFields.kind,
    enabled: withDefault(ruleFields.enabled, true),
    metric: withDefault(ruleFields.metric, null),
    condition: withDefault(ruleFields.condition, 'above'),
    warning: withDefault(ruleFields.warning, null),
    critical: withDefault(ruleFields.critical, null),
    instances: withDefault(ruleFields.instances, '*'),
    for_seconds: withDefault(ruleFields.for_seconds, 0),
    margin: withDefault(ruleFields.margin, 0),
    no_data: withDefault(ruleFields.no_data, 'ignore'),
    no_data_minutes: withDefault(ruleFields.no_data_minutes, 10),
    hosts: withDefault(ruleFields.hosts, []),
    tags: withDefault(ruleFields.tags, []),
    schedule: withDefault(ruleFields.schedule, null),
  },
  {
    ...strict,
    examples: [{ name: 'High load', kind: 'metric', metric: 'load.five', warning: 8, critical: 16, for_seconds: 300, margin: 1 }],
  },
)
export type RuleBody = RuleRequest

export const RuleAnswer = Type.Object({
  id: Id,
  ...ruleFields,
  built_in: Type.Boolean({ description: 'Comes with Hyperion: can be changed and switched off, not deleted.' }),
  firing: Type.Integer({ description: 'Its alerts that fire now.' }),
  updated_at: orNull(Timestamp, { description: 'Null, as its author is, for one that is as it came.' }),
  updated_by: orNull(Type.String()),
})
export const RulesAnswer = Type.Object({ rules: Type.Array(RuleAnswer) })

export const RuleMetricsAnswer = Type.Object({
  metrics: Type.Array(
    Type.Object({
      id: Type.String({ examples: ['network.rx_bytes'] }),
      group: Type.String(),
      instance: Type.String({ description: 'What an instance is; `host` where there is one alone.' }),
      label: Type.String(),
      unit: Type.String({ description: 'Of the levels: `per_second` and `bytes_per_second` for counters.' }),
      counter: Type.Boolean(),
      least: Type.Number({ description: 'Between this and `most` the levels have to be.' }),
      most: Type.Number(),
    }),
  ),
  tags: Type.Array(Type.String(), { description: 'All that hosts have.' }),
})

const selectorFields = {
  hosts: Hosts,
  tags: Tags,
  rules: Type.Array(Type.String({ maxLength: 50 }), {
    maxItems: 100,
    description: '`cpu`, `memory`, `disk` or `rule:<id>`; none means all.',
  }),
  instances: Instances,
}
const selector = {
  hosts: withDefault(Hosts, []),
  tags: withDefault(Tags, []),
  rules: withDefault(selectorFields.rules, []),
  instances: withDefault(Instances, '*'),
}
const Reason = Type.Optional(Type.String({ maxLength: 500, default: '' }))

export const SilenceBody = Type.Object(
  { ...selector, from: Type.Optional(Instant), to: Instant, reason: Reason },
  { ...strict, examples: [{ hosts: [1], rules: ['disk'], to: '2040-01-08T15:30:00Z', reason: 'Disk is being replaced' }] },
)
export type SilenceBody = Required<Omit<SilenceRequest, 'from'>> & Pick<SilenceRequest, 'from'>

export const SilenceAlertBody = Type.Object(
  { to: Instant, reason: Reason },
  { ...strict, examples: [{ to: '2040-01-08T15:30:00Z', reason: 'Known' }] },
)
export type SilenceAlertBody = Required<SilenceAlertRequest>

export const SilenceAnswer = Type.Object({
  id: Id,
  ...selectorFields,
  from: Timestamp,
  to: Timestamp,
  reason: Type.String(),
  author: Type.String({ examples: ['admin'] }),
  created_at: Timestamp,
  state: oneOf(['past', 'active', 'future']),
})
export const SilencesAnswer = Type.Object({ silences: Type.Array(SilenceAnswer, { description: 'Newest first.' }) })

const RecurrenceFields = Type.Object(
  {
    every: oneOf(['week', 'month']),
    days: Type.Optional(Days),
    day: Type.Optional(orNull(Type.Integer(), { description: 'Of the month; its last where it is shorter. Not with `week`.' })),
    start: Time,
    minutes: Minutes('How long it lasts.'),
    zone: Zone,
  },
  strict,
)

export const MaintenanceBody = Type.Object(
  {
    name: Type.String({ maxLength: 100 }),
    ...selector,
    from: withDefault(orNull(Instant), null),
    to: withDefault(orNull(Instant), null),
    recurrence: withDefault(orNull(RecurrenceFields), null),
  },
  {
    ...strict,
    description: 'Once (`from`, `to`) or over and over (`recurrence`).',
    examples: [{ name: 'Backups', recurrence: { every: 'week', days: [7], start: '02:00', minutes: 120, zone: 'Europe/Paris' } }],
  },
)
export type MaintenanceBody = Required<Omit<MaintenanceRequest, 'recurrence'>> & {
  readonly recurrence: (Omit<Recurrence, 'days' | 'day'> & Partial<Pick<Recurrence, 'days' | 'day'>>) | null
}

const Span = orNull(Type.Object({ from: Timestamp, to: Timestamp }))

export const WindowAnswer = Type.Object({
  id: Id,
  name: Type.String(),
  ...selectorFields,
  from: orNull(Timestamp),
  to: orNull(Timestamp),
  recurrence: orNull(RecurrenceFields),
  author: Type.String(),
  updated_at: Timestamp,
  current: Span,
  next: Span,
})
export const WindowsAnswer = Type.Object({ windows: Type.Array(WindowAnswer) })

export const TagsBody = Type.Object(
  { tags: Type.Array(Type.String({ maxLength: 50 }), { maxItems: 50 }) },
  { ...strict, examples: [{ tags: ['web', 'paris'] }] },
)
export interface TagsBody {
  readonly tags: readonly string[]
}

/** A rule's settings from a body's fields. */
export function settingsOf({ for_seconds, no_data, no_data_minutes, ...same }: RuleBody): RuleSettings {
  return { ...same, forSeconds: for_seconds, noData: no_data, noDataMinutes: no_data_minutes }
}

export const TrialBody = Type.Object(
  {
    rule: RuleBody,
    host: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'All that the rule is about where left out.' })),
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720, default: 24 })),
  },
  { ...strict, examples: [{ rule: { name: 'High load', kind: 'metric', metric: 'load.five', warning: 8 }, hours: 24 }] },
)
export type TrialBody = Required<Omit<TrialRequest, 'host'>> & Pick<TrialRequest, 'host'>

const Epoch = Type.Integer({ description: 'Epoch milliseconds.' })
const Figures = Type.Array(orNull(Type.Number()))

export const TrialAnswer = Type.Object({
  from: Epoch,
  to: Epoch,
  unit: Type.String(),
  condition: oneOf(['above', 'below']),
  thresholds: Type.Object({ warning: orNull(Type.Number()), critical: orNull(Type.Number()) }),
  truncated: Type.Boolean({ description: 'There is more to replay than a trial takes: these are the first.' }),
  totals: Type.Object({
    fired: Type.Integer(),
    notifications: Type.Integer(),
    flapped: Type.Integer(),
    firing_seconds: Type.Integer(),
  }),
  series: Type.Array(
    Type.Object({
      host: Id,
      host_name: Type.String(),
      instance: Type.String(),
      fired: Type.Array(
        Type.Object({
          from: Epoch,
          to: orNull(Epoch, { description: 'Null while it still fires.' }),
          level: oneOf(['warning', 'critical']),
          peak: orNull(Type.Number(), { description: 'The worst value meanwhile.' }),
          flapping: Type.Boolean(),
          no_data: Type.Boolean({ description: 'It is about missing values.' }),
        }),
      ),
      notifications: Type.Integer(),
      flapped: Type.Integer(),
      gaps: Type.Array(Type.Object({ from: Epoch, to: Epoch }), { description: 'Without a value for longer than five minutes.' }),
      points: Type.Object(
        { times: Type.Array(Epoch), values: Figures, min: Figures, max: Figures },
        { description: 'What was judged, in steps of equal width with the lowest and highest of each.' },
      ),
    }),
  ),
})
