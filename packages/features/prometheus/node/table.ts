import { type GroupId, metricsOf, type Reading, type Report } from '@hyperion/domain/metrics'
import type { Snapshot } from '../snapshot.ts'
import { coreReadings, cpuReadings } from './cpu.ts'
import {
  connectionReadings,
  loadReadings,
  memoryReadings,
  pressureReadings,
  processReadings,
  systemReadings,
  temperatureReadings,
} from './figures.ts'
import { networkReadings } from './network.ts'
import { diskReadings, filesystemReadings } from './storage.ts'

interface Row {
  /** Names of the metrics that it is made of. */
  readonly from: readonly string[]
  /** `before` is the snapshot that figures per interval count from; null when there is none. */
  readonly read: (now: Snapshot, before: Snapshot | null) => readonly Reading[]
}

const named = (prefix: string, names: string, suffix = ''): readonly string[] => names.split(' ').map((name) => prefix + name + suffix)

const CPU = ['node_cpu_seconds_total']
const MEMORY = named('node_memory_', 'MemTotal MemAvailable MemFree Buffers Cached Shmem SReclaimable SwapTotal SwapFree', '_bytes')
const TRAFFIC = named('node_network_', 'receive_bytes transmit_bytes receive_packets transmit_packets receive_errs transmit_errs', '_total')

/** What becomes of node_exporter's metrics: every group of the catalog has its row, one without does not compile. */
const TABLE: Readonly<Record<GroupId, Row>> = {
  cpu: { from: CPU, read: cpuReadings },
  core: { from: CPU, read: coreReadings },
  load: { from: named('node_load', '1 5 15'), read: loadReadings },
  memory: { from: [...MEMORY, ...named('node_zfs_arc_', 'size c_min')], read: memoryReadings },
  filesystem: {
    from: named('node_filesystem_', 'size_bytes free_bytes avail_bytes files files_free readonly device_error'),
    read: filesystemReadings,
  },
  disk: {
    from: named('node_disk_', 'read_bytes written_bytes reads_completed writes_completed io_time_seconds', '_total'),
    read: diskReadings,
  },
  network: { from: [...TRAFFIC, 'node_network_speed_bytes'], read: networkReadings },
  connections: {
    from: [...named('node_sockstat_', 'TCP TCP6 UDP UDP6', '_inuse'), 'node_netstat_Tcp_CurrEstab', 'node_tcp_connection_states'],
    read: connectionReadings,
  },
  system: { from: ['node_boot_time_seconds', 'node_time_seconds'], read: systemReadings },
  processes: { from: ['node_processes_state'], read: processReadings },
  pressure: {
    from: named('node_pressure_', 'cpu_waiting memory_waiting memory_stalled io_waiting io_stalled', '_seconds_total'),
    read: pressureReadings,
  },
  // node_exporter does not see them.
  container: { from: [], read: () => [] },
  temperature: {
    from: ['node_hwmon_temp_celsius', 'node_hwmon_chip_names', 'node_hwmon_sensor_label', 'node_thermal_zone_temp'],
    read: temperatureReadings,
  },
}

const INVENTORY = named('node_', 'uname_info os_info cpu_info dmi_info network_info network_address_info')

const WANTED: ReadonlySet<string> = new Set([...Object.values(TABLE).flatMap(({ from }) => from), ...INVENTORY])

/** Whether anything is made of a metric. */
export function isWanted(name: string): boolean {
  return WANTED.has(name)
}

/** A machine with more of one kind is none that this is for, or lies. */
const INSTANCES = 512

/** What a target showed as a report for the history: percentages to two decimals. */
export function reportOf(now: Snapshot, before: Snapshot | null): Report {
  const groups = Object.values(TABLE).map(({ read }) => read(now, before).slice(0, INSTANCES))
  return { at: now.at, readings: groups.flat().map(kept) }
}

function kept({ group, instance, values }: Reading): Reading {
  const metrics = metricsOf(group)
  return {
    group,
    instance: instanceName(instance),
    values: values.map((value, i) => (value !== null && metrics[i]?.unit === 'percent' ? Math.round(value * 100) / 100 : value)),
  }
}

const NAME_BYTES = 255

/** Cut at a character's boundary when it is longer than a report can hold. */
function instanceName(name: string): string {
  let whole = name.toWellFormed()
  while (Buffer.byteLength(whole) > NAME_BYTES) whole = [...whole].slice(0, -1).join('')
  return whole
}
