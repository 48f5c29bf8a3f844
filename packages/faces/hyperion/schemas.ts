import { HOST_KINDS } from '@hyperion/domain/hosts'
import { GROUPS, type GroupId, metricsOf } from '@hyperion/domain/metrics'
import { type Static, type TSchema, type TSchemaOptions, Type } from 'typebox'
import { OtpField, OtpRequired } from '../shared/index.ts'
import { AgentAnswer, CloudAnswer, DownAnswer } from './host-schemas.ts'

export const strict = { additionalProperties: false } as const
const text = (example: string): TSchema => Type.String({ examples: [example] })
const orNull = (schema: TSchema, example?: unknown): TSchema =>
  Type.Union([schema, Type.Null()], example === undefined ? {} : { examples: [example] })
const figure = (example?: number): TSchema => orNull(Type.Number(), example)
const whole = (example?: number): TSchema => orNull(Type.Integer(), example)
export const oneOf = (values: readonly string[], options: TSchemaOptions = {}): TSchema =>
  Type.Enum([...values], { type: 'string', ...options })
const Timestamp = Type.String({ format: 'date-time', description: 'ISO-8601, UTC.', examples: ['2025-01-08T15:30:00.000Z'] })

/** The figures of a metric group by the catalog's names. */
function figures(group: GroupId): Record<string, TSchema> {
  const entries = metricsOf(group).map(({ id, label, unit }) => [
    id.slice(group.length + 1),
    Type.Union([Type.Number(), Type.Null()], { description: `${label} (${unit})` }),
  ])
  return Object.fromEntries(entries)
}

export const ERROR_SCHEMA = 'HyperionError'

export const ErrorAnswer = Type.Object(
  {
    error: text('VALIDATION_ERROR'),
    message: text('Validation failed'),
    details: Type.Record(Type.String(), Type.Union([Type.Array(Type.String()), Type.Integer()]), {
      description:
        'What is wrong, by field; `retry_after` (seconds) where a limit is exceeded; `reason` and `action` of a change of a host that failed: in a word, and the action that is kept of it.',
      examples: [{ points: ['Must be >= 1'] }],
    }),
    otp_required: Type.Optional(OtpRequired),
  },
  { $id: ERROR_SCHEMA },
)

export const NoQuery = Type.Object({}, strict)

export const UsageAnswer = Type.Object({
  timestamp: Timestamp,
  usage: orNull(Type.Number({ description: 'Percent of the whole machine.' }), 45.2),
})
export const TrafficAnswer = Type.Array(
  Type.Object({ timestamp: Timestamp, interface: text('eth0'), received: whole(3586971238), sent: whole(1311244288) }),
  { description: 'Cumulative bytes since boot, one entry per interface that is not virtual.' },
)
export const StorageAnswer = Type.Array(
  Type.Object({
    timestamp: Timestamp,
    mount_point: text('/'),
    total: whole(536870912000),
    used: whole(343597383680),
    free: whole(193273528320),
  }),
  { description: 'Bytes, one entry per file system.' },
)

const Os = Type.Object({
  name: text('Debian GNU/Linux'),
  version: text('12'),
  architecture: text('x86_64'),
  kernel: text('6.1.0-28-amd64'),
})

export const SystemAnswer = Type.Object({
  timestamp: Timestamp,
  hostname: text('serveur-prod-01'),
  os: Os,
  booted_at: Timestamp,
  uptime_seconds: figure(3931800),
  cpu: Type.Object({ model: orNull(Type.String()), cores: Type.Integer(), ...figures('cpu'), per_core: Type.Array(figure()) }),
  load: Type.Object(figures('load')),
  memory: Type.Object(figures('memory')),
  storage: Type.Array(Type.Object({ mount_point: Type.String(), ...figures('filesystem') })),
  processes: Type.Object(figures('processes')),
  pressure: Type.Object(figures('pressure')),
  temperatures: Type.Array(Type.Object({ sensor: Type.String(), ...figures('temperature') })),
})

const Interface = {
  name: text('eth0'),
  ipv4: Type.Array(Type.String()),
  ipv6: Type.Array(Type.String()),
  mac: orNull(Type.String()),
  speed: orNull(Type.Number({ description: 'Bits per second.' })),
  up: Type.Boolean(),
  virtual: Type.Boolean(),
}

export const NetworkAnswer = Type.Object({
  timestamp: Timestamp,
  interfaces: Type.Array(Type.Object({ ...Interface, ...figures('network') })),
  connections: Type.Object(figures('connections')),
})

export const ProcessesQuery = Type.Object(
  {
    sort: Type.Optional(oneOf(['cpu', 'memory', 'pid', 'name'], { default: 'cpu' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 50 })),
  },
  strict,
)
export interface ProcessesQuery {
  readonly sort: 'cpu' | 'memory' | 'pid' | 'name'
  readonly limit: number
}

export const ProcessesAnswer = Type.Object({
  timestamp: Timestamp,
  total: Type.Integer(),
  running: Type.Integer(),
  sleeping: Type.Integer(),
  stopped: Type.Integer(),
  zombie: Type.Integer(),
  processes: Type.Array(
    Type.Object({
      pid: Type.Integer({ examples: [1234] }),
      parent: Type.Integer(),
      name: text('postgres'),
      command: Type.String(),
      user: text('postgres'),
      state: oneOf(['running', 'sleeping', 'stopped', 'zombie']),
      cpu_percent: orNull(Type.Number({ description: 'One core is 100.' }), 12.5),
      memory_percent: orNull(Type.Number({ description: 'Of the host’s memory.' }), 3.1),
      memory_bytes: Type.Integer(),
      threads: Type.Integer(),
      started_at: Timestamp,
    }),
  ),
})

export const UnitsAnswer = Type.Object({
  timestamp: Timestamp,
  services: Type.Array(
    Type.Object({
      name: text('nginx'),
      description: Type.String(),
      status: oneOf(['running', 'stopped', 'failed', 'starting', 'stopping', 'unknown']),
      since: orNull(Type.Number({ description: 'Epoch milliseconds.' })),
      enabled: orNull(Type.Boolean()),
    }),
  ),
})

const HostSummary = {
  id: Type.Integer({ examples: [1] }),
  name: text('serveur-prod-01'),
  kind: oneOf(HOST_KINDS),
  online: Type.Boolean({ description: 'Its reports come.' }),
  last_seen: orNull(Type.Number({ description: 'Epoch milliseconds by the hub’s clock.' })),
  down: DownAnswer,
  interval_seconds: Type.Number({ description: 'From one stored report to the next.' }),
  own_interval: Type.Boolean({ description: 'The interval was set for this host; otherwise it is the hub’s.' }),
  lacks: Type.Array(Type.String(), { description: 'What cannot be seen of this host.' }),
  degraded: Type.Array(Type.String(), { description: 'Troubles, one line each.' }),
  agent: AgentAnswer,
  tags: Type.Array(Type.String()),
}

export const HostSummaryAnswer = Type.Object(HostSummary)
export const HostsAnswer = Type.Object({ hosts: Type.Array(HostSummaryAnswer) })

export const HostAnswer = Type.Object({
  ...HostSummary,
  info: Type.Object({
    hostname: Type.String(),
    os: Os,
    cpu: Type.Object({ model: orNull(Type.String()), cores: Type.Integer() }),
    memory_bytes: Type.Integer(),
    booted_at: Type.Number({ description: 'Epoch milliseconds.' }),
  }),
  interfaces: Type.Array(Type.Object(Interface)),
  cloud: CloudAnswer,
  mounts: Type.Array(Type.Object({ mount: Type.String(), device: Type.String(), type: Type.String(), stuck: Type.Boolean() })),
  series: Type.Array(Type.Object({ group: Type.String(), instance: Type.String(), first: Type.Number(), last: Type.Number() })),
})

export const HostParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }) }, strict)
export type HostParams = Static<typeof HostParams>

const instant = (description: string): TSchema =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: `${description}; epoch milliseconds or ISO-8601.` }))

const selection = {
  group: oneOf(Object.keys(GROUPS), { examples: ['cpu'] }),
  instance: Type.Optional(
    Type.String({
      default: '',
      maxLength: 255,
      description: 'Core, mount, device, interface or sensor; empty for the host itself.',
    }),
  ),
  metrics: Type.Optional(
    Type.String({
      maxLength: 2000,
      description: 'Comma-separated metric ids of the group; all of it when left out.',
      examples: ['cpu.user,cpu.system'],
    }),
  ),
  from: instant('Start, inclusive, an hour before the end when left out'),
  to: instant('End, exclusive, now when left out'),
}

export interface Selection {
  readonly group: GroupId
  readonly instance: string
  readonly metrics?: string
  readonly from?: string
  readonly to?: string
}

export const StatisticsQuery = Type.Object(selection, strict)
export const SeriesQuery = Type.Object(
  {
    ...selection,
    points: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000,
        default: 1000,
        description: 'Up to so many points come as stored; above, buckets of equal width.',
      }),
    ),
  },
  strict,
)
export type SeriesQuery = Selection & { readonly points: number }

const values = Type.Array(figure())

export const SeriesAnswer = Type.Object({
  group: Type.String(),
  instance: Type.String(),
  bucket: Type.Number({ description: 'Width of a bucket in ms, 0 when the points are as stored.' }),
  damaged: Type.Boolean({ description: 'Damaged blocks in the range were left out.' }),
  times: Type.Array(Type.Number(), { description: 'Epoch milliseconds, ascending.' }),
  columns: Type.Array(Type.Object({ metric: text('cpu.user'), values, min: Type.Optional(values), max: Type.Optional(values) })),
})

const Figures = Type.Object({
  count: Type.Integer(),
  ...Object.fromEntries(
    ['min', 'max', 'avg', 'stddev', 'p50', 'p75', 'p90', 'p95', 'p97_5', 'p99', 'p100', 'current'].map((name) => [name, figure()]),
  ),
})

export const StatisticsAnswer = Type.Object({
  group: Type.String(),
  instance: Type.String(),
  from: Type.Number(),
  to: Type.Number(),
  metrics: Type.Array(Type.Object({ metric: text('cpu.usage'), unit: text('percent'), statistics: Type.Union([Figures, Type.Null()]) })),
})

const TaskRun = Type.Object({
  id: Type.Integer(),
  task: text('record_storage_usage'),
  trigger: oneOf(['schedule', 'manual']),
  started_by: orNull(Type.String(), 'admin'),
  started_at: Timestamp,
  finished_at: orNull(Type.String({ format: 'date-time' })),
  duration_ms: whole(12),
  result: orNull(oneOf(['success', 'failure']), 'success'),
  message: orNull(Type.String(), '2 file systems recorded'),
})

export const RunAnswer = TaskRun

export const TaskAnswer = Type.Object({
  name: text('record_cpu_usage'),
  description: Type.String(),
  every_seconds: orNull(Type.Number({ description: 'Null for a task that runs on demand only.' }), 60),
  running: Type.Boolean(),
  next_run: orNull(Type.String({ format: 'date-time' })),
  last_run: Type.Union([TaskRun, Type.Null()]),
})

export const TasksAnswer = Type.Object({ tasks: Type.Array(TaskAnswer) })
const TaskName = Type.String({ minLength: 1, maxLength: 100, examples: ['record_storage_usage'] })
export const TaskParams = Type.Object({ name: TaskName }, strict)
export type TaskParams = Static<typeof TaskParams>

export const SessionBody = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 150, examples: ['admin'] }),
    password: Type.String({ minLength: 1, maxLength: 1024, examples: ['admin123'] }),
    otp: Type.Optional(OtpField),
  },
  strict,
)
export type SessionBody = Static<typeof SessionBody>

export const SessionAnswer = Type.Object({
  user: Type.Object({ id: Type.Integer(), username: text('admin'), role: text('admin'), permissions: Type.Array(Type.String()) }),
  must_change_password: Type.Boolean(),
  expires_at: Timestamp,
})

const Password = Type.String({ minLength: 1, maxLength: 1024 })
export const PasswordBody = Type.Object({ current_password: Password, new_password: Password, confirm_password: Password }, strict)
export type PasswordBody = Static<typeof PasswordBody>
