import { ROTATION_UNITS } from '@hyperion/domain/on-call'
import type { OnCallScheduleRequest, OverrideRequestBody } from '@hyperion/wire/web'
import { type Static, type TSchema, Type } from 'typebox'
import { pageOf, pageQuery } from './pages.ts'

const strict = { additionalProperties: false } as const
const text = (example: string, description?: string): TSchema => Type.String({ examples: [example], ...(description && { description }) })
const orNull = (schema: TSchema, description: string): TSchema => Type.Union([schema, Type.Null()], { description })
const Instant = Type.String({ maxLength: 40, description: 'ISO-8601 with its offset.', examples: ['2026-02-05T18:00:00Z'] })
const UserId = Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] })
const ScheduleId = Type.String({
  pattern: '^[\\w-]{1,64}$',
  description: 'UUID of a schedule.',
  examples: ['880e8400-e29b-41d4-a716-446655440000'],
})

export const ScheduleParams = Type.Object({ id: ScheduleId }, strict)
export type ScheduleParams = Static<typeof ScheduleParams>

export const OverrideParams = Type.Object(
  { id: ScheduleId, override: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }) },
  strict,
)
export type OverrideParams = Static<typeof OverrideParams>

export const FeedParams = Type.Object({ file: Type.String({ maxLength: 200, description: 'The secret, and `.ics`.' }) }, strict)
export type FeedParams = Static<typeof FeedParams>

export const FeedQuery = Type.Object({ mine: Type.Optional(Type.Boolean({ description: 'One’s own shifts alone.' })) }, strict)
export type FeedQuery = Static<typeof FeedQuery>

const range = {
  from: Type.Optional(Type.String({ ...Instant, description: 'ISO-8601; now when left out.' })),
  to: Type.Optional(Type.String({ ...Instant, description: 'ISO-8601, 92 days later at most; four weeks when left out.' })),
}
export const RangeQuery = Type.Object(range, strict)
export type RangeQuery = Static<typeof RangeQuery>

export const OverridesQuery = pageQuery(range)

const hours = {
  days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7, description: '1 is Monday: the days that it begins on.' }),
  from: text('22:00', '`HH:MM`'),
  to: text('06:00', '`HH:MM`; not after `from`: over midnight, the same: all day.'),
}
const layerFields = {
  name: text('Weekly'),
  rotation: Type.Object(
    { every: Type.Integer({ examples: [1] }), unit: Type.Enum([...ROTATION_UNITS], { type: 'string', examples: ['week'] }) },
    { ...strict, description: 'How long a turn is: up to 168 hours, 365 days or 52 weeks.' },
  ),
  handoff: text('09:00', '`HH:MM` in the zone of the schedule, at which turns end and begin.'),
  start: text('2026-01-05', '`YYYY-MM-DD`: from the hand-off time of this day on.'),
}
const weekday = orNull(
  Type.Integer({ minimum: 1, maximum: 7, examples: [1] }),
  'Day of hand-offs, 1 is Monday; null unless turns are weeks.',
)
const hoursList = Type.Array(Type.Object(hours, strict), { description: 'When it applies; always when there are none.' })

const LayerBody = Type.Object(
  {
    ...layerFields,
    participants: Type.Array(UserId, { description: 'Ids of users in the order of their turns.' }),
    weekday: Type.Optional(weekday),
    hours: Type.Optional(hoursList),
  },
  strict,
)
const scheduleFields = {
  name: text('Primary'),
  zone: text('Europe/Paris', 'IANA name of the zone in which all times of day are.'),
  layers: Type.Array(LayerBody, { description: 'A later one overrules those before it where it applies.' }),
}
const EXAMPLE = {
  name: 'Primary',
  zone: 'Europe/Paris',
  layers: [
    {
      name: 'Weekly',
      participants: [1],
      rotation: { every: 1, unit: 'week' },
      handoff: '09:00',
      weekday: 1,
      start: '2026-01-05',
      hours: [],
    },
  ],
}

export const ScheduleBody = Type.Object(scheduleFields, { ...strict, examples: [EXAMPLE] })
type LayerOfBody = Omit<OnCallScheduleRequest['layers'][number], 'weekday' | 'hours'> &
  Partial<Pick<OnCallScheduleRequest['layers'][number], 'weekday' | 'hours'>>
export type ScheduleBody = Omit<OnCallScheduleRequest, 'layers'> & { readonly layers: readonly LayerOfBody[] }

export const PreviewBody = Type.Object({ ...scheduleFields, ...range }, { ...strict, examples: [EXAMPLE] })
export type PreviewBody = ScheduleBody & RangeQuery

export const OverrideBody = Type.Object(
  {
    user: UserId,
    from: Type.Optional(Type.String({ ...Instant, description: 'ISO-8601; now when left out.' })),
    to: Type.String({ ...Instant, examples: ['2040-02-05T18:00:00Z'] }),
    reason: Type.Optional(text('Swapped with Ada')),
  },
  { ...strict, examples: [{ user: 1, from: '2040-02-05T17:00:00Z', to: '2040-02-05T18:00:00Z', reason: 'Swapped with Ada' }] },
)
export type OverrideBody = OverrideRequestBody

const Person = Type.Object({ id: Type.Integer({ examples: [1] }), username: text('admin') })
const OnCallUser = Type.Object({ id: Type.Integer({ examples: [1] }), username: text('admin'), email: text('admin@example.com') })
const Time = text('2026-02-05T18:00:00Z')
const span = { from: Time, to: Time }

export const ScheduleAnswer = Type.Object({
  id: text('880e8400-e29b-41d4-a716-446655440000'),
  name: scheduleFields.name,
  zone: scheduleFields.zone,
  layers: Type.Array(Type.Object({ ...layerFields, participants: Type.Array(Person), weekday, hours: Type.Array(Type.Object(hours)) })),
  created_at: Time,
  updated_at: Time,
})
export const SchedulesAnswer = pageOf(ScheduleAnswer)

const Shift = Type.Object({
  ...span,
  users: Type.Array(Person),
  layer: orNull(Type.String(), 'Name of the layer that says so; null for an override.'),
  override: orNull(Type.Integer(), 'Id of the override that says so.'),
})
export const ShiftsAnswer = Type.Object({
  ...span,
  zone: scheduleFields.zone,
  shifts: Type.Array(Shift, { description: 'With the gaps they make up the range.' }),
  gaps: Type.Array(Type.Object(span), { description: 'When nobody is on call.' }),
  layers: Type.Array(Type.Object({ name: Type.String(), shifts: Type.Array(Shift) }), { description: 'What each layer alone says.' }),
})

export const OverrideAnswer = Type.Object({
  id: Type.Integer({ examples: [1] }),
  user: Person,
  ...span,
  reason: text('Swapped with Ada'),
  author: text('admin'),
  created_at: Time,
})
export const OverridesAnswer = pageOf(OverrideAnswer)

export const PeopleAnswer = pageOf(
  Type.Object({ id: Type.Integer({ examples: [1] }), username: text('admin'), first_name: text('Ada'), last_name: text('Lovelace') }),
)

export const OnCallAnswer = pageOf(
  Type.Object({
    schedule: Type.Object({ id: Type.String(), name: text('Primary'), zone: text('Europe/Paris') }),
    teams: Type.Array(Type.Object({ id: Type.String(), name: text('SRE Core') }), { description: 'Those that go by it.' }),
    users: Type.Array(OnCallUser, { description: 'Nobody when empty.' }),
    until: orNull(Type.String(), 'The next hand-off; null when none is to be seen within a hundred days.'),
    next: Type.Array(OnCallUser, { description: 'Who comes then; nobody when empty.' }),
  }),
)

export const FeedAnswer = Type.Object({ url: text('https://hyperion.example/api/v1/schedules/feed/….ics', 'Shown once.') })
