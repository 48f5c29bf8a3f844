import { type TSchema, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const oneOf = (values: readonly string[]): TSchema => Type.Enum([...values], { type: 'string' })
const Timestamp = Type.String({ format: 'date-time', examples: ['2025-01-08T15:30:00.000Z'] })
const TimeOrNull = Type.Union([Timestamp, Type.Null()])

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
