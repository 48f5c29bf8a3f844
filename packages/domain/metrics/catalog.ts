/**
 * The metric catalog: one row per metric. Storage, charts, thresholds, documentation and the contracts' field
 * names iterate it, so a metric is added with one row here and one collector in the agent.
 */

export type MetricKind = 'gauge' | 'counter'

/** `percent` is 0–100 of the whole (machine, device, mount) unless the metric's label says otherwise. */
export type MetricUnit = 'percent' | 'bytes' | 'count' | 'seconds' | 'celsius' | 'load'

/** What one instance of a group is: the group's readings carry its name; a `host` group has the single instance `''`. */
export type InstanceKind = 'host' | 'core' | 'mount' | 'device' | 'interface' | 'sensor' | 'container'

export interface MetricGroup {
  /** Stable number in report frames and stored blocks: never reused, never changed. */
  readonly number: number
  readonly instance: InstanceKind
}

export const GROUPS = {
  cpu: { number: 1, instance: 'host' },
  core: { number: 2, instance: 'core' },
  load: { number: 3, instance: 'host' },
  memory: { number: 4, instance: 'host' },
  filesystem: { number: 5, instance: 'mount' },
  disk: { number: 6, instance: 'device' },
  network: { number: 7, instance: 'interface' },
  connections: { number: 8, instance: 'host' },
  system: { number: 9, instance: 'host' },
  processes: { number: 10, instance: 'host' },
  pressure: { number: 11, instance: 'host' },
  temperature: { number: 12, instance: 'sensor' },
  container: { number: 13, instance: 'container' },
} as const satisfies Record<string, MetricGroup>

export type GroupId = keyof typeof GROUPS

export interface Metric {
  /** `<group>.<name>`, unique. */
  readonly id: string
  readonly group: GroupId
  readonly unit: MetricUnit
  /** A counter only grows; a value that goes backward is a new baseline. */
  readonly kind: MetricKind
  /** English label; translations live in the web app under `metric.<id>`. */
  readonly label: string
  /** Field names in the public contracts where they differ from the name in `id`. */
  readonly names?: { readonly perfanalysis?: string; readonly hyperion?: string; readonly healthcheck?: string }
}

type Row = readonly [name: string, unit: MetricUnit, label: string, kind?: MetricKind, names?: Metric['names']]

/** Column order inside a group is the order of stored values: append only. */
const ROWS: Record<GroupId, readonly Row[]> = {
  cpu: [
    ['user', 'percent', 'User (nice included)'],
    ['system', 'percent', 'System'],
    ['idle', 'percent', 'Idle'],
    ['iowait', 'percent', 'Waiting for I/O'],
    ['steal', 'percent', 'Stolen by the hypervisor'],
    ['irq', 'percent', 'Hardware interrupts'],
    ['softirq', 'percent', 'Software interrupts'],
    ['usage', 'percent', 'Total', 'gauge', { healthcheck: 'usage_percent', hyperion: 'usage' }],
  ],
  core: [['usage', 'percent', 'Total of this core']],
  load: [
    ['one', 'load', 'Load, 1 minute', 'gauge', { healthcheck: '1_min' }],
    ['five', 'load', 'Load, 5 minutes', 'gauge', { healthcheck: '5_min' }],
    ['fifteen', 'load', 'Load, 15 minutes', 'gauge', { healthcheck: '15_min' }],
  ],
  memory: [
    ['total', 'bytes', 'Total'],
    ['used', 'bytes', 'Used (total − available)'],
    ['available', 'bytes', 'Available'],
    ['cached', 'bytes', 'Page cache'],
    ['buffers', 'bytes', 'Buffers'],
    ['usage', 'percent', 'Used', 'gauge', { healthcheck: 'usage_percent', hyperion: 'usage', perfanalysis: 'percent_used' }],
    ['swap_total', 'bytes', 'Swap, total'],
    ['swap_used', 'bytes', 'Swap, used'],
  ],
  filesystem: [
    ['total', 'bytes', 'Size'],
    ['used', 'bytes', 'Used'],
    ['available', 'bytes', 'Available to users'],
    ['usage', 'percent', 'Used'],
    ['inodes_total', 'count', 'Inodes'],
    ['inodes_used', 'count', 'Inodes used'],
  ],
  disk: [
    ['read_bytes', 'bytes', 'Read', 'counter'],
    ['write_bytes', 'bytes', 'Written', 'counter'],
    ['read_ops', 'count', 'Read operations', 'counter'],
    ['write_ops', 'count', 'Write operations', 'counter'],
    ['utilization', 'percent', 'Time busy'],
  ],
  network: [
    ['rx_bytes', 'bytes', 'Received', 'counter', { hyperion: 'received' }],
    ['tx_bytes', 'bytes', 'Sent', 'counter', { hyperion: 'sent' }],
    ['rx_packets', 'count', 'Packets received', 'counter'],
    ['tx_packets', 'count', 'Packets sent', 'counter'],
    ['rx_errors', 'count', 'Receive errors', 'counter'],
    ['tx_errors', 'count', 'Send errors', 'counter'],
    ['utilization', 'percent', 'Of the link speed, busier direction'],
  ],
  connections: [
    ['tcp', 'count', 'TCP sockets'],
    ['tcp_established', 'count', 'TCP connections established'],
    ['tcp_listen', 'count', 'TCP sockets listening'],
    ['udp', 'count', 'UDP sockets'],
  ],
  system: [['uptime', 'seconds', 'Uptime']],
  processes: [
    ['total', 'count', 'Processes', 'gauge', { healthcheck: 'total_processes' }],
    ['running', 'count', 'Running'],
    ['sleeping', 'count', 'Sleeping (idle and waiting included)'],
    ['stopped', 'count', 'Stopped or traced'],
    ['zombie', 'count', 'Zombie'],
  ],
  pressure: [
    ['cpu_some', 'percent', 'CPU: some tasks waited, 10 s'],
    ['memory_some', 'percent', 'Memory: some tasks waited, 10 s'],
    ['memory_full', 'percent', 'Memory: all tasks waited, 10 s'],
    ['io_some', 'percent', 'I/O: some tasks waited, 10 s'],
    ['io_full', 'percent', 'I/O: all tasks waited, 10 s'],
  ],
  temperature: [['celsius', 'celsius', 'Temperature']],
  container: [
    ['cpu', 'percent', 'CPU, one core is 100', 'gauge', { perfanalysis: 'cpu_percent' }],
    ['memory_used', 'bytes', 'Memory (inactive files left out)', 'gauge', { perfanalysis: 'memory_usage_mb' }],
    ['memory_limit', 'bytes', 'Memory limit'],
    ['memory_usage', 'percent', 'Memory, of the limit or else the host', 'gauge', { perfanalysis: 'memory_percent' }],
    ['rx_bytes', 'bytes', 'Received', 'counter', { perfanalysis: 'network_rx_bytes' }],
    ['tx_bytes', 'bytes', 'Sent', 'counter', { perfanalysis: 'network_tx_bytes' }],
    ['read_bytes', 'bytes', 'Read', 'counter'],
    ['write_bytes', 'bytes', 'Written', 'counter'],
    ['pids', 'count', 'Processes and threads'],
  ],
}

export const METRICS: readonly Metric[] = (Object.keys(ROWS) as GroupId[]).flatMap((group) =>
  ROWS[group].map(([name, unit, label, kind = 'gauge', names]) => ({
    id: `${group}.${name}`,
    group,
    unit,
    kind,
    label,
    ...(names && { names }),
  })),
)

const byGroup = Map.groupBy(METRICS, (metric) => metric.group)
const byId = new Map(METRICS.map((metric) => [metric.id, metric]))
const byNumber = new Map((Object.keys(GROUPS) as GroupId[]).map((id) => [GROUPS[id].number as number, id]))

/** The metrics of a group in column order. */
export function metricsOf(group: GroupId): readonly Metric[] {
  return byGroup.get(group) ?? []
}

export function findMetric(id: string): Metric | undefined {
  return byId.get(id)
}

/** The group with this stable number, or undefined for a number from a newer agent. */
export function groupByNumber(number: number): GroupId | undefined {
  return byNumber.get(number)
}

/** Position of a metric among its group's columns. */
export function columnOf(metric: Metric): number {
  return metricsOf(metric.group).indexOf(metric)
}
