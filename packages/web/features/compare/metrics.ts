import { findMetric, GROUPS, type GroupId, type Metric } from '@hyperion/wire/metrics'
import type { Formats } from '../../app/format.ts'

/** What is worth comparing of each group, the most telling first. */
export const COMPARED = {
  cpu: ['usage', 'user', 'system', 'iowait'],
  memory: ['usage', 'swap_used'],
  load: ['one', 'fifteen'],
  filesystem: ['usage'],
  disk: ['read_bytes', 'write_bytes', 'utilization'],
  network: ['rx_bytes', 'tx_bytes'],
  pressure: ['cpu_some', 'memory_some', 'io_some'],
  processes: ['total'],
  connections: ['tcp_established'],
} as const satisfies Partial<Record<GroupId, readonly string[]>>

export type ComparedGroup = keyof typeof COMPARED
export const COMPARED_GROUPS = Object.keys(COMPARED) as ComparedGroup[]

/** Keys of words that the pages have for them. */
export const GROUP_TITLES: Readonly<Record<ComparedGroup, string>> = {
  cpu: 'section.cpu',
  memory: 'section.memory',
  load: 'section.load',
  filesystem: 'section.filesystems',
  disk: 'section.disk',
  network: 'section.network',
  pressure: 'section.pressure',
  processes: 'section.processCount',
  connections: 'section.connections',
}

export function isCompared(group: string): group is ComparedGroup {
  return group in COMPARED
}

export function comparedMetrics(group: ComparedGroup): readonly Metric[] {
  return COMPARED[group].map((name) => findMetric(`${group}.${name}`) as Metric)
}

/** Whether a host has several of it: mounts, devices, interfaces. */
export function hasInstances(group: ComparedGroup): boolean {
  return GROUPS[group].instance !== 'host'
}

/** A value as people read it; counters are shown as amounts a second. */
export function formatOf({ unit, kind }: Metric, formats: Formats): (value: number | null) => string {
  if (kind === 'counter') return unit === 'bytes' ? formats.rate : formats.perSecond
  if (unit === 'percent') return formats.percent
  if (unit === 'bytes') return formats.bytes
  return unit === 'load' ? formats.load : (value) => formats.number(value)
}
