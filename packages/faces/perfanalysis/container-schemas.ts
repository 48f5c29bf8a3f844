import { type Static, Type } from 'typebox'
import { AGGREGATE_FIELDS, CONTAINER_FIELDS } from './fields.ts'
import { CollectorParams, columns, oneOf, orNull, seriesOf, Timestamp, timed } from './metric-schemas.ts'
import { strict } from './schemas.ts'

const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead', 'unknown'] as const

export const ContainerParams = Type.Object(
  {
    ...CollectorParams.properties,
    container_id: Type.String({
      maxLength: 255,
      description: 'The `id` of the list, or the engine’s own, in short or whole.',
      examples: ['1'],
    }),
  },
  strict,
)
export type ContainerParams = Static<typeof ContainerParams>

export const ContainersAnswer = Type.Array(
  Type.Object({
    id: Type.Integer({ description: 'Stays when the container is made anew under its name.', examples: [1] }),
    container_id: Type.String({ examples: ['abc123def456'] }),
    name: Type.String({ examples: ['nginx-proxy'] }),
    image: Type.String({ examples: ['nginx:latest'] }),
    status: oneOf(STATES, 'running'),
    collector_id: Type.Integer({ examples: [1] }),
    cpu_percent: orNull(Type.Number({ description: 'One core is 100.' }), 5.2),
    memory_percent: orNull(Type.Number({ description: 'Of its limit, else of the host’s memory.' }), 12.5),
    memory_usage_mb: orNull(Type.Integer({ description: 'MiB.' }), 256),
    network_rx_bytes: orNull(Type.Number({ description: 'Since the container was started.' }), 1_048_576),
    network_tx_bytes: orNull(Type.Number(), 524_288),
    created_at: Timestamp,
    updated_at: Timestamp,
  }),
)

export const ContainerSeriesAnswer = Type.Object({ ...timed, ...seriesOf(CONTAINER_FIELDS) })

export const ContainerAggregateAnswer = Type.Object({
  ...timed,
  ...columns(AGGREGATE_FIELDS),
  total_containers: Type.Integer({ examples: [5] }),
  running_containers: Type.Integer({ examples: [4] }),
})
