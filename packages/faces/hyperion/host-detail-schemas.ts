import { ACTION_STATES } from '@hyperion/domain/actions'
import { HOST_EVENT_KINDS, UNIT_STATES } from '@hyperion/domain/hosts'
import { type TSchema, Type } from 'typebox'
import { Instant, orNull } from './host-schemas.ts'
import { strict } from './schemas.ts'

const oneOf = (values: readonly string[]): TSchema => Type.Enum([...values], { type: 'string' })
const instant = (description: string): TSchema =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: `${description}; epoch milliseconds or ISO-8601.` }))
const range = { from: instant('Start, inclusive, an hour before the end when left out'), to: instant('End, exclusive, now when left out') }
const Percent = orNull(Type.Number({ description: 'Of the host’s memory.' }))
const Bytes = Type.Integer()

export const ProcessesAtQuery = Type.Object(
  {
    at: instant('The moment asked about; now, or the latest snapshot, when left out'),
    sort: Type.Optional(Type.Enum(['cpu', 'memory', 'pid', 'name'], { type: 'string', default: 'cpu' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 50 })),
  },
  strict,
)
export interface ProcessesAtQuery {
  readonly at?: string
  readonly sort: 'cpu' | 'memory' | 'pid' | 'name'
  readonly limit: number
}

export const HostProcessesAnswer = Type.Object({
  asked_at: orNull(Instant),
  at: orNull(Instant, { description: 'When they were so: at or before the moment asked about; null when nothing is kept so early.' }),
  distance_ms: orNull(Type.Number({ description: 'From then to the moment asked about.' })),
  live: Type.Boolean({ description: 'All of them, at this moment; otherwise those that used most.' }),
  span_ms: Type.Number({ description: 'How long processor time was counted.' }),
  total: Type.Integer(),
  before: orNull(Instant, { description: 'When the snapshot before this one was taken.' }),
  after: orNull(Instant),
  processes: Type.Array(
    Type.Object({
      pid: Type.Integer(),
      name: Type.String(),
      command: Type.String(),
      user: Type.String(),
      cpu_percent: Type.Number({ description: 'One core is 100.' }),
      memory_percent: Percent,
      memory_bytes: Bytes,
      threads: Type.Integer(),
      started_at: Instant,
      ended: Type.Boolean({ description: 'It ended since the snapshot before.' }),
    }),
  ),
})

export const BusiestQuery = Type.Object(
  { ...range, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 20 })) },
  strict,
)
export interface BusiestQuery {
  readonly from?: string
  readonly to?: string
  readonly limit: number
}

export const BusiestAnswer = Type.Object({
  from: Instant,
  to: Instant,
  snapshots: Type.Integer(),
  span_ms: Type.Number({ description: 'How much of the range snapshots tell of.' }),
  programs: Type.Array(
    Type.Object({
      name: Type.String(),
      user: Type.String(),
      command: Type.String({ description: 'Of the process that was busiest.' }),
      processes: Type.Integer({ description: 'How many it were, at once or one after the other.' }),
      cpu_percent: Type.Number({ description: 'Average over the range; one core is 100.' }),
      cpu_peak: Type.Number(),
      cpu_peak_at: Instant,
      memory_bytes: Bytes,
      memory_peak_bytes: Bytes,
      last_seen: Instant,
    }),
  ),
})

export const HostUnitsAnswer = Type.Object({
  at: orNull(Instant, { description: 'When the host told them; null when it has not.' }),
  units: Type.Array(
    Type.Object({
      name: Type.String({ examples: ['nginx'] }),
      description: Type.String(),
      status: oneOf(UNIT_STATES),
      since: orNull(Instant),
      enabled: orNull(Type.Boolean()),
    }),
  ),
})

export const EventsQuery = Type.Object(
  {
    kinds: Type.Optional(Type.String({ maxLength: 200, description: `Comma-separated; of ${HOST_EVENT_KINDS.join(', ')}.` })),
    from: instant('Start, inclusive'),
    to: instant('End, exclusive'),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 200 })),
  },
  strict,
)
export interface EventsQuery {
  readonly kinds?: string
  readonly from?: string
  readonly to?: string
  readonly limit: number
}

export const EventsAnswer = Type.Object({
  events: Type.Array(
    Type.Object({
      id: orNull(Type.Integer({ description: 'Null for an action, which has its own.' })),
      at: Instant,
      kind: oneOf(HOST_EVENT_KINDS),
      subject: orNull(
        Type.String({
          description: 'What it is about: a unit, a container, the target of an action, how many packages; null for the host itself.',
        }),
      ),
      before: orNull(Type.String()),
      after: orNull(Type.String()),
      action: orNull(
        Type.Object({
          id: Type.String(),
          operation: Type.String({ examples: ['unit.restart'] }),
          by: Type.String(),
          reason: Type.String(),
          state: oneOf(ACTION_STATES),
          ended_at: orNull(Instant),
        }),
      ),
    }),
  ),
})

export const ForecastAnswer = Type.Object({
  file_systems: Type.Array(
    Type.Object({
      mount: Type.String(),
      hours_left: orNull(Type.Number({ description: 'At the pace of the last hours; null when it does not fill.' })),
    }),
  ),
})
