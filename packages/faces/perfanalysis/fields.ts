import { findMetric, type GroupId, type Metric, type MetricUnit } from '@hyperion/domain/metrics'
import type { Statistics } from '@hyperion/ports/metric-store'
import { type Decimal, decimal, rounded } from '../shared/index.ts'

/** One metric as the document names and prints it. */
export interface Field {
  readonly name: string
  readonly metric: string
  readonly unit: MetricUnit
  /** Whether a bucket is told with its least and greatest value: a counter as it stands is not, its bucket being its last value. */
  readonly extremes: boolean
  readonly text: (value: number) => string
}

/** The groups of the catalog that the document tells of. */
export type Resource = 'cpu' | 'memory' | 'disk' | 'network'

const MIB = 1024 ** 2

/** The document's metrics of each resource, in its order. */
export const FIELDS = {
  cpu: fields('cpu.user', 'cpu.system', 'cpu.idle', 'cpu.iowait', 'cpu.steal', 'cpu.irq', 'cpu.softirq'),
  memory: fields('memory.used', 'memory.available', 'memory.cached', 'memory.buffers', 'memory.usage'),
  disk: fields('disk.read_bytes', 'disk.write_bytes', 'disk.read_ops', 'disk.write_ops', 'disk.utilization'),
  network: fields('network.rx_bytes', 'network.tx_bytes', 'network.rx_packets', 'network.tx_packets', 'network.utilization'),
} as const satisfies Record<Resource, readonly Field[]>

/** The document's metrics of one container, in its order. */
export const CONTAINER_FIELDS = fields(
  'container.cpu',
  'container.memory_usage',
  'container.memory_used',
  'container.rx_bytes',
  'container.tx_bytes',
)

/** The sums over all containers; extremes of a sum are not the sums of extremes. */
export const AGGREGATE_FIELDS: readonly Field[] = fields('container.cpu', 'container.memory_used').map((field) => ({
  ...field,
  name: `total_${field.name.replace('_usage', '')}`,
  extremes: false,
}))

/** The metrics of each resource that the document tells statistics of. */
export const STATISTICS_FIELDS = {
  cpu: fields('cpu.user', 'cpu.system', 'cpu.iowait'),
  memory: fields('memory.usage'),
  disk: fields('disk.read_ops', 'disk.write_ops'),
  network: fields('network.rx_bytes', 'network.tx_bytes'),
} as const satisfies Record<Resource, readonly Field[]>

export const COMPARED_FIELDS = { cpu: fields('cpu.user', 'cpu.system'), memory: fields('memory.usage') } as const

function fields(...metrics: string[]): readonly Field[] {
  return metrics.map((id) => {
    const metric = findMetric(id)
    if (!metric) throw new TypeError(`metric ${id} is not in the catalog`)
    const name = metric.names?.perfanalysis ?? id.slice(metric.group.length + 1)
    return { name, metric: id, unit: metric.unit, extremes: metric.kind === 'gauge' || isPerInterval(metric.group), text: textOf(metric) }
  })
}

/** Percentages with one decimal, memory in whole MiB, amounts as they are but for the noise of averages. */
function textOf({ id, group, unit }: Metric): Field['text'] {
  if (unit === 'percent') return tenths
  if (group === 'memory' || id === 'container.memory_used') return (bytes) => String(Math.round(bytes / MIB))
  return (value) => String(rounded(value))
}

const TENTHS = Array.from({ length: 1001 }, (_, i) => (i / 10).toFixed(1))

function tenths(value: number): string {
  return TENTHS[Math.round(value * 10)] ?? rounded(value).toFixed(1)
}

/** Whether the document's series tell what came between two samples rather than since boot. */
export function isPerInterval(group: GroupId): boolean {
  return group === 'disk'
}

const FIGURES = ['min', 'max', 'avg', 'stddev', 'current', 'p50', 'p75', 'p90', 'p95', 'p97_5', 'p99', 'p100'] as const

/** The document's twelve figures, null without values. */
export function figuresView({ unit }: Field, statistics: Statistics | null): Record<string, Decimal | number | null> {
  const shown = (value: number): Decimal | number | null => (unit === 'percent' ? decimal(value) : rounded(value))
  return Object.fromEntries(FIGURES.map((name) => [name, statistics && shown(statistics[name])]))
}
