import { ALERT_EVENT_KINDS, type AlertLevel } from '@hyperion/domain/alerts'
import { type Static, type TSchema, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const oneOf = (values: readonly string[]): TSchema => Type.Enum([...values], { type: 'string' })
const Timestamp = Type.String({ format: 'date-time', examples: ['2025-01-08T15:30:00.000Z'] })
const TimeOrNull = Type.Union([Timestamp, Type.Null()])
const Level = oneOf(['warning', 'critical'])

export const LimitQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Newest first.' })) },
  strict,
)
export interface LimitQuery {
  readonly limit: number
}

const Alert = Type.Object({
  id: Type.Integer(),
  host: Type.Integer(),
  rule: Type.String({ description: '`cpu`, `memory` or `disk` for a threshold, else `rule:<id>`.', examples: ['cpu'] }),
  instance: Type.String({ description: 'Mount point, device, unit …; empty for the host itself.' }),
  title: Type.String({ examples: ['CPU'] }),
  unit: Type.String({ examples: ['percent'] }),
  message: Type.String({ examples: ['CPU usage is at 94%'] }),
  level: Type.Enum(['warning', 'critical'], { type: 'string', description: 'The worst so far.' }),
  state: oneOf(['firing', 'resolved']),
  value: Type.Union([Type.Number(), Type.Null()], { description: 'As of the latest event; null where there is nothing to measure.' }),
  threshold: Type.Union([Type.Number(), Type.Null()]),
  started_at: Timestamp,
  resolved_at: TimeOrNull,
  acknowledged_at: TimeOrNull,
  acknowledged_by: Type.Union([Type.String(), Type.Null()]),
})
export const AlertsAnswer = Type.Object({
  current: Type.Array(Alert, { description: 'Firing now.' }),
  recent: Type.Array(Alert, { description: 'Of any state.' }),
})

export const DeliveriesAnswer = Type.Object({
  deliveries: Type.Array(
    Type.Object({
      id: Type.Integer(),
      channel: Type.Integer(),
      alert: Type.Integer(),
      kind: oneOf(ALERT_EVENT_KINDS),
      status: oneOf(['queued', 'sent', 'failed']),
      attempts: Type.Integer(),
      created_at: Timestamp,
      due_at: Timestamp,
      finished_at: TimeOrNull,
      error: Type.Union([Type.String(), Type.Null()], { description: 'Why the latest attempt failed.' }),
    }),
  ),
})

const Settings = Type.Record(Type.String({ maxLength: 50 }), Type.String({ maxLength: 2000 }), {
  maxProperties: 20,
  examples: [{ webhook_url: 'https://discord.com/api/webhooks/1234567890/abcdefghijklmnop' }],
})
const Name = Type.String({ minLength: 1, maxLength: 100, examples: ['Operations'] })
const Enabled = Type.Boolean({ examples: [false] })
const NotifyOn = Type.Array(Level, { minItems: 1, uniqueItems: true, examples: [['critical']] })

export const ChannelAnswer = Type.Object({
  id: Type.Integer(),
  kind: Type.String({ examples: ['discord'] }),
  name: Name,
  enabled: Enabled,
  notify_on: Type.Array(Level),
  settings: Type.Record(Type.String(), Type.String(), { description: 'Without the secret ones.' }),
  secrets_set: Type.Array(Type.String(), { description: 'Secret settings that have a value.' }),
})
export const ChannelsAnswer = Type.Object({ channels: Type.Array(ChannelAnswer) })

export const SavedChannelAnswer = Type.Object({
  ...ChannelAnswer.properties,
  generated: Type.Record(Type.String(), Type.String(), { description: 'Secret settings that the hub has made up: shown this once.' }),
})

const Words = Type.Object({ en: Type.String(), fr: Type.String() })
const ChannelField = Type.Object({
  name: Type.String({ examples: ['webhook_url'] }),
  label: Words,
  hint: Type.Union([Words, Type.Null()]),
  type: Type.Enum(['url', 'text', 'emails'], { type: 'string', description: '`emails` holds addresses apart by commas.' }),
  secret: Type.Boolean({ description: 'Never shown again once saved.' }),
  required: Type.Boolean(),
  generated: Type.Boolean({ description: 'Made by the hub when it is left empty, and shown once.' }),
  example: Type.String({ description: 'What a value looks like.' }),
})
export const KindsAnswer = Type.Object({
  kinds: Type.Array(
    Type.Object({
      kind: Type.String({ examples: ['discord'] }),
      label: Words,
      setup: Type.Array(Words, { description: 'Where the fields come from, step by step.' }),
      fields: Type.Array(ChannelField),
      available: Type.Boolean({ description: 'False while the hub lacks what it needs: a mail server.' }),
    }),
  ),
})

export const ChannelBody = Type.Object(
  {
    kind: Type.String({ minLength: 1, maxLength: 50, examples: ['discord'] }),
    name: Name,
    enabled: Enabled,
    notify_on: NotifyOn,
    settings: Settings,
  },
  strict,
)
export interface ChannelBody {
  readonly kind: string
  readonly name: string
  readonly enabled: boolean
  readonly notify_on: readonly AlertLevel[]
  readonly settings: Readonly<Record<string, string>>
}

export const ChannelChange = Type.Object(
  {
    name: Type.Optional(Name),
    enabled: Type.Optional(Enabled),
    notify_on: Type.Optional(NotifyOn),
    settings: Type.Optional(Settings),
  },
  { ...strict, minProperties: 1 },
)
export type ChannelChange = Partial<Omit<ChannelBody, 'kind'>>

export const ChannelParams = Type.Object({ channel: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }, strict)
export type ChannelParams = Static<typeof ChannelParams>

export const TestAnswer = Type.Object({
  ok: Type.Boolean(),
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why it did not arrive.' }),
})
