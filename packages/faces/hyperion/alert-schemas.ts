import { ALERT_EVENT_KINDS, type AlertLevel } from '@hyperion/domain/alerts'
import { type Static, type TSchema, Type } from 'typebox'
import { strict } from './schemas.ts'

const oneOf = (values: readonly string[], description?: string): TSchema =>
  Type.Enum([...values], { type: 'string', ...(description && { description }) })
const Timestamp = Type.String({ format: 'date-time', examples: ['2025-01-08T15:30:00.000Z'] })
const TimeOrNull = Type.Union([Timestamp, Type.Null()])
const FigureOrNull = Type.Union([Type.Number(), Type.Null()])
const NameOrNull = Type.Union([Type.String(), Type.Null()])
const LEVELS = ['warning', 'critical']
const STATES = ['firing', 'resolved']

export const AlertQuery = Type.Object(
  {
    state: Type.Optional(oneOf(STATES)),
    level: Type.Optional(oneOf(LEVELS)),
    host: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    rule: Type.Optional(Type.String({ maxLength: 50, description: 'With the alerts about its missing values.' })),
    search: Type.Optional(
      Type.String({ maxLength: 200, description: 'Text of the title, the message, the instance or the name of the host.' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'The `next` of the page before.' })),
  },
  strict,
)
export interface AlertQuery {
  readonly state?: 'firing' | 'resolved'
  readonly level?: AlertLevel
  readonly host?: number
  readonly rule?: string
  readonly search?: string
  readonly limit: number
  readonly before?: number
}

export const AlertParams = Type.Object({ alert: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }) }, strict)
export type AlertParams = Static<typeof AlertParams>

const alertFields = {
  id: Type.Integer(),
  host: Type.Integer(),
  host_name: Type.String(),
  rule: Type.String({
    description: '`cpu`, `memory` or `disk` for a threshold, else `rule:<id>`; with `:no-data` when values are missing.',
    examples: ['cpu'],
  }),
  instance: Type.String({ description: 'Mount point, device, unit …; empty for the host itself.' }),
  title: Type.String({ examples: ['CPU'] }),
  unit: Type.String({ examples: ['percent'] }),
  message: Type.String({ examples: ['CPU usage is at 94%'] }),
  level: oneOf(LEVELS, 'The worst so far.'),
  state: oneOf(STATES),
  value: Type.Union([Type.Number(), Type.Null()], { description: 'As of the latest event; null where there is nothing to measure.' }),
  threshold: FigureOrNull,
  started_at: Timestamp,
  resolved_at: TimeOrNull,
  duration_seconds: Type.Number({ description: 'Until now while it fires.' }),
  acknowledged_at: TimeOrNull,
  acknowledged_by: NameOrNull,
  flapping: Type.Boolean({ description: 'It came and went so often that it has to stay calm for a while to be over.' }),
  silenced: Type.Boolean({ description: 'Channels are not told for the time being.' }),
  silenced_until: TimeOrNull,
}
export const AlertAnswer = Type.Object(alertFields)

export const AlertsAnswer = Type.Object({
  current: Type.Array(AlertAnswer, { description: 'All that fire now, newest first.' }),
  recent: Type.Array(AlertAnswer, { description: 'Those that match, newest first.' }),
  next: Type.Union([Type.Integer(), Type.Null()], { description: 'The `before` to go on with; null at the end.' }),
})

export const StoryAnswer = Type.Object({
  ...alertFields,
  events: Type.Array(
    Type.Object({
      kind: oneOf([...ALERT_EVENT_KINDS, 'acknowledged', 'unacknowledged']),
      level: oneOf(LEVELS),
      value: FigureOrNull,
      threshold: FigureOrNull,
      message: Type.String(),
      at: Timestamp,
      told: oneOf(['now', 'held', 'never'], 'Whether channels were told at once, after a silence, or not at all.'),
      actor: NameOrNull,
    }),
    { description: 'Oldest first.' },
  ),
  deliveries: Type.Array(
    Type.Object({
      id: Type.Integer(),
      channel: Type.Integer(),
      kind: oneOf(ALERT_EVENT_KINDS),
      status: oneOf(['queued', 'sent', 'failed']),
      attempts: Type.Integer(),
      created_at: Timestamp,
      finished_at: TimeOrNull,
      error: NameOrNull,
    }),
    { description: 'Oldest first.' },
  ),
})
