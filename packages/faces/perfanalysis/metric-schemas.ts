import { CHART_THEMES, type ChartTheme, TIME_RANGES, type TimeRange, VISIBLE_METRICS, type VisibleMetric } from '@hyperion/domain/users'
import { type Static, type TSchema, Type } from 'typebox'
import { FIELDS, type Field, STATISTICS_FIELDS } from './fields.ts'
import { strict } from './schemas.ts'

export const orNull = (schema: TSchema, example: unknown): TSchema => Type.Union([schema, Type.Null()], { examples: [example] })
export const oneOf = (values: readonly string[], example: string): TSchema =>
  Type.Enum([...values], { type: 'string', examples: [example] })
export const Timestamp = Type.String({ format: 'date-time', examples: ['2026-01-11T22:30:00Z'] })

export const CollectorAnswer = Type.Object({
  id: Type.Integer({ examples: [1] }),
  name: Type.String({ examples: ['pcc-test-vm'] }),
  hostname: Type.String({ examples: ['pcc-test-vm.internal'] }),
  ip_address: orNull(Type.String(), '10.0.0.5'),
  status: oneOf(['online', 'offline'], 'online'),
  last_seen: orNull(Type.String({ format: 'date-time' }), '2026-01-11T22:30:00Z'),
  os_info: orNull(Type.String(), 'Ubuntu 22.04 LTS'),
  cpu_model: orNull(Type.String(), 'AMD EPYC 7763 64-Core Processor'),
  cpu_count: orNull(Type.Integer(), 4),
  memory_total_gb: orNull(Type.Number({ description: 'GiB.' }), 16),
  cloud_provider: orNull(Type.String(), 'azure'),
  region: orNull(Type.String(), 'eastus'),
  instance_type: orNull(Type.String(), 'Standard_B4ms'),
  created_at: Timestamp,
  updated_at: Timestamp,
})
export const CollectorsAnswer = Type.Array(CollectorAnswer)

/** Ids are 32 bits wide in the database. */
export const CollectorParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }) }, strict)
export type CollectorParams = Static<typeof CollectorParams>

const hours = {
  hours: Type.Optional(
    Type.String({ default: '24', maxLength: 20, description: 'So many hours until now, 1 to 87600, or `all`.', examples: ['24'] }),
  ),
}
const points = {
  points: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 10_000,
      default: 6000,
      description: 'Up to so many points come as stored; above, averages over buckets with `min` and `max` beside them.',
    }),
  ),
}

export const HoursQuery = Type.Object(hours, strict)
export interface HoursQuery {
  readonly hours: string
}

export const HistoryQuery = Type.Object(
  {
    ...hours,
    ...points,
    resolution: Type.Optional(Type.Enum(['auto', 'raw'], { type: 'string', description: '`raw` is as stored, however many points.' })),
  },
  strict,
)
export interface HistoryQuery extends HoursQuery {
  readonly points: number
  readonly resolution?: 'auto' | 'raw'
}

export const CompareQuery = Type.Object(
  {
    collectors: Type.String({ maxLength: 400, description: 'Up to 20 collector ids, separated by commas.', examples: ['1'] }),
    ...hours,
    ...points,
  },
  strict,
)
export interface CompareQuery extends HoursQuery {
  readonly collectors: string
  readonly points: number
}

const Values = Type.Array(Type.Union([Type.Number(), Type.Null()]))
export const columns = (fields: readonly Field[]): Record<string, TSchema> => Object.fromEntries(fields.map(({ name }) => [name, Values]))

/** Columns of one thing, and beside them what tells of buckets where the points are none as stored. */
export function seriesOf(fields: readonly Field[]): Record<string, TSchema> {
  const extremesSchema = Type.Optional(Type.Object(columns(fields.filter(({ extremes }) => extremes))))
  return { ...columns(fields), min: extremesSchema, max: extremesSchema }
}

export const timed = {
  timestamps: Type.Array(Timestamp),
  bucket_seconds: Type.Optional(Type.Number({ description: 'Width of the buckets, where the points are none as stored.' })),
  damaged: Type.Optional(Type.Boolean({ description: 'Damaged blocks in the range were left out.' })),
}
const named = (fields: readonly Field[]): TSchema =>
  Type.Array(Type.Object({ name: Type.String({ examples: ['sda'] }), ...seriesOf(fields) }))

export const CpuAnswer = Type.Object({ ...timed, ...seriesOf(FIELDS.cpu) })
export const MemoryAnswer = Type.Object({ ...timed, ...seriesOf(FIELDS.memory), total_gb: orNull(Type.Number(), 16) })
export const DiskAnswer = Type.Object({ ...timed, devices: named(FIELDS.disk) })
export const NetworkAnswer = Type.Object({ ...timed, interfaces: named(FIELDS.network) })

const Figure = Type.Union([Type.Number(), Type.Null()])
const Figures = Type.Object(
  Object.fromEntries(
    ['min', 'max', 'avg', 'stddev', 'current', 'p50', 'p75', 'p90', 'p95', 'p97_5', 'p99', 'p100'].map((name) => [name, Figure]),
  ),
)
const figuresOf = (fields: readonly Field[]): TSchema => Type.Object(Object.fromEntries(fields.map(({ name }) => [name, Figures])))
const OfHost = { cpu: figuresOf(STATISTICS_FIELDS.cpu), memory: figuresOf(STATISTICS_FIELDS.memory) }

export const StatisticsAnswer = Type.Object({
  ...OfHost,
  disk: Type.Record(Type.String(), figuresOf(STATISTICS_FIELDS.disk)),
  network: Type.Record(Type.String(), figuresOf(STATISTICS_FIELDS.network)),
})

const byCollector = (schema: TSchema): TSchema => Type.Record(Type.String(), schema)

export const CompareAnswer = Type.Object({
  collectors: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), hostname: Type.String() })),
  metrics: Type.Object({
    cpu: byCollector(Type.Object({ ...timed, user: Values, system: Values })),
    memory: byCollector(Type.Object({ ...timed, percent_used: Values })),
  }),
  stats: byCollector(Type.Object(OfHost)),
})

const preferences = {
  default_time_range: oneOf(Object.keys(TIME_RANGES), '24h'),
  default_collector_id: Type.Union([Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), Type.Null()], { examples: [1] }),
  chart_theme: oneOf(CHART_THEMES, 'light'),
  refresh_interval_seconds: Type.Integer({ minimum: 1, maximum: 86_400, examples: [60] }),
  show_containers: Type.Boolean({ examples: [true] }),
  visible_metrics: Type.Array(oneOf(VISIBLE_METRICS, 'cpu'), {
    uniqueItems: true,
    maxItems: VISIBLE_METRICS.length,
    examples: [VISIBLE_METRICS],
  }),
}

export const PreferencesAnswer = Type.Object(preferences)
export const PreferencesBody = Type.Partial(Type.Object(preferences, strict), { ...strict, description: 'What is left out stays.' })
export interface PreferencesBody {
  readonly default_time_range?: TimeRange
  readonly default_collector_id?: number | null
  readonly chart_theme?: ChartTheme
  readonly refresh_interval_seconds?: number
  readonly show_containers?: boolean
  readonly visible_metrics?: readonly VisibleMetric[]
}
