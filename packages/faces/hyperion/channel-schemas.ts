import { ALERT_EVENT_KINDS, type AlertLevel } from '@hyperion/domain/alerts'
import { WAITING_REASONS } from '@hyperion/features/notifications'
import { DELIVERY_STATUSES, type DeliveryStatus } from '@hyperion/ports/alerts'
import { type Static, type TSchema, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const ID_MAX = 2_147_483_647
const Id = { minimum: 1, maximum: ID_MAX } as const
const oneOf = (values: readonly string[]): TSchema => Type.Enum([...values], { type: 'string' })
const Timestamp = Type.String({ format: 'date-time', examples: ['2025-01-08T15:30:00.000Z'] })
const TimeOrNull = Type.Union([Timestamp, Type.Null()])
const Level = oneOf(['warning', 'critical'])

export const DeliveriesQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Newest first.' })),
    before: Type.Optional(Type.Integer({ ...Id, description: 'Only deliveries older than the one with this id.' })),
    channel: Type.Optional(Type.Integer(Id)),
    alert: Type.Optional(Type.Integer(Id)),
    status: Type.Optional(oneOf(DELIVERY_STATUSES)),
  },
  strict,
)
export interface DeliveriesQuery {
  readonly limit: number
  readonly before?: number
  readonly channel?: number
  readonly alert?: number
  readonly status?: DeliveryStatus
}

export const DeliveryAnswer = Type.Object({
  id: Type.Integer(),
  channel: Type.Integer(),
  alert: Type.Integer(),
  host_name: Type.String({ examples: ['serveur-prod-01'] }),
  title: Type.String({ examples: ['CPU'] }),
  instance: Type.String(),
  level: Level,
  text: Type.String({ examples: ['CPU usage is at 94%'] }),
  kind: oneOf(ALERT_EVENT_KINDS),
  status: oneOf(DELIVERY_STATUSES),
  attempts: Type.Integer(),
  created_at: Timestamp,
  due_at: Timestamp,
  finished_at: TimeOrNull,
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why the latest attempt failed.' }),
  message: Type.Union([Type.Integer(), Type.Null()], { description: 'The same for what goes out together.' }),
  waiting: Type.Union([Type.Object({ reason: oneOf(WAITING_REASONS), until: Timestamp }), Type.Null()], {
    description: 'Why it has not been sent, and when it will be tried.',
  }),
})
export const DeliveriesAnswer = Type.Object({
  deliveries: Type.Array(DeliveryAnswer),
  next: Type.Union([Type.Integer(), Type.Null()], { description: 'For `before`; null at the end.', examples: [42] }),
})

export const DeliveryParams = Type.Object({ delivery: Type.Integer(Id) }, strict)
export type DeliveryParams = Static<typeof DeliveryParams>

const Settings = Type.Record(Type.String({ maxLength: 50 }), Type.String({ maxLength: 2000 }), {
  maxProperties: 20,
  examples: [{ webhook_url: 'https://discord.com/api/webhooks/1234567890/abcdefghijklmnop' }],
})
const Name = Type.String({ minLength: 1, maxLength: 100, examples: ['Operations'] })
const Enabled = Type.Boolean({ examples: [false] })
const NotifyOn = Type.Array(Level, { minItems: 1, uniqueItems: true, examples: [['critical']] })

const ways = {
  notify_recovery: Type.Boolean({ description: 'Whether the end of an alert is told to whoever was told of it.' }),
  remind_after: Type.Integer({
    minimum: 0,
    maximum: 43_200,
    description: 'Minutes after which a critical alert that nobody took on is told again; 0 for never.',
    examples: [240],
  }),
  group_wait: Type.Integer({
    minimum: 0,
    maximum: 300,
    description: 'Seconds for which an event waits for others to go out with; a critical one never waits longer than a second.',
    examples: [5],
  }),
  hosts: Type.Array(Type.Integer(Id), { maxItems: 1000, uniqueItems: true, description: 'Empty for every host.' }),
}
const optionalWays = {
  notify_recovery: Type.Optional(ways.notify_recovery),
  remind_after: Type.Optional(ways.remind_after),
  group_wait: Type.Optional(ways.group_wait),
  hosts: Type.Optional(ways.hosts),
}
interface Ways {
  readonly notify_recovery?: boolean
  readonly remind_after?: number
  readonly group_wait?: number
  readonly hosts?: readonly number[]
}

const ChannelAnswer = Type.Object({
  id: Type.Integer(),
  kind: Type.String({ examples: ['discord'] }),
  name: Name,
  enabled: Enabled,
  notify_on: Type.Array(Level),
  ...ways,
  settings: Type.Record(Type.String(), Type.String(), { description: 'Without the secret ones.' }),
  secrets_set: Type.Array(Type.String(), { description: 'Secret settings that have a value.' }),
  held_until: Type.Union([Timestamp, Type.Null()], { description: 'Until when it asked to be left alone.' }),
})
const Latest = Type.Object({
  status: oneOf(DELIVERY_STATUSES),
  at: Timestamp,
  error: Type.Union([Type.String(), Type.Null()]),
})
export const ChannelsAnswer = Type.Object({
  channels: Type.Array(
    Type.Object({
      ...ChannelAnswer.properties,
      latest: Type.Union([Latest, Type.Null()], { description: 'The newest of what it was owed.' }),
    }),
  ),
})

export const SavedChannelAnswer = Type.Object({
  ...ChannelAnswer.properties,
  generated: Type.Record(Type.String(), Type.String(), { description: 'Secret settings that the hub has made up: shown this once.' }),
})

export const ChannelBody = Type.Object(
  {
    kind: Type.String({ minLength: 1, maxLength: 50, examples: ['discord'] }),
    name: Name,
    enabled: Enabled,
    notify_on: NotifyOn,
    ...optionalWays,
    settings: Settings,
  },
  strict,
)
export interface ChannelBody extends Ways {
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
    ...optionalWays,
    settings: Type.Optional(Settings),
  },
  { ...strict, minProperties: 1 },
)
export type ChannelChange = Partial<Omit<ChannelBody, 'kind'>>

export const ChannelParams = Type.Object({ channel: Type.Integer(Id) }, strict)
export type ChannelParams = Static<typeof ChannelParams>

export const TestAnswer = Type.Object({
  ok: Type.Boolean(),
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why it did not arrive.' }),
})
