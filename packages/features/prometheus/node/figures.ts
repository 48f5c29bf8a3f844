import { type Reading, reading } from '@hyperion/domain/metrics'
import type { Snapshot } from '../snapshot.ts'
import { busyPercent, percent } from './rates.ts'

/** Groups that are of the host itself. */

export function loadReadings(now: Snapshot): readonly Reading[] {
  const [one, five, fifteen] = ['node_load1', 'node_load5', 'node_load15'].map((name) => now.value(name))
  return one == null || five == null || fifteen == null ? [] : [reading('load', '', { one, five, fifteen })]
}

const memory = (snapshot: Snapshot, name: string): number | null => snapshot.value(`node_memory_${name}_bytes`)

export function memoryReadings(now: Snapshot): readonly Reading[] {
  const total = memory(now, 'MemTotal')
  if (!total) return []
  const available = Math.min(total, (memory(now, 'MemAvailable') ?? estimateAvailable(now)) + shrinkableArc(now))
  const used = total - available
  const swapTotal = memory(now, 'SwapTotal')
  const swapFree = memory(now, 'SwapFree')
  return [
    reading('memory', '', {
      total,
      used,
      available,
      cached: memory(now, 'Cached'),
      buffers: memory(now, 'Buffers'),
      usage: percent(used, total),
      swap_total: swapTotal,
      swap_used: swapTotal === null || swapFree === null ? null : Math.max(0, swapTotal - swapFree),
    }),
  ]
}

/** Kernels before 3.14 leave the estimate to us. */
function estimateAvailable(now: Snapshot): number {
  const of = (name: string): number => memory(now, name) ?? 0
  return of('MemFree') + of('Buffers') + Math.max(0, of('Cached') - of('Shmem')) + of('SReclaimable')
}

/** What of ZFS's cache the kernel does not count as available although ZFS would give it back. */
function shrinkableArc(now: Snapshot): number {
  return Math.max(0, (now.value('node_zfs_arc_size') ?? 0) - (now.value('node_zfs_arc_c_min') ?? 0))
}

export function connectionReadings(now: Snapshot): readonly Reading[] {
  const tcp = sockets(now, 'TCP')
  if (tcp === null) return []
  return [
    reading('connections', '', {
      tcp,
      tcp_established: now.value('node_netstat_Tcp_CurrEstab'),
      // Only with --collector.tcpstat.
      tcp_listen: now.valueOf('node_tcp_connection_states', 'state', 'listen'),
      udp: sockets(now, 'UDP'),
    }),
  ]
}

function sockets(now: Snapshot, protocol: string): number | null {
  const four = now.value(`node_sockstat_${protocol}_inuse`)
  const six = now.value(`node_sockstat_${protocol}6_inuse`)
  return four === null && six === null ? null : (four ?? 0) + (six ?? 0)
}

export function systemReadings(now: Snapshot): readonly Reading[] {
  const booted = now.value('node_boot_time_seconds')
  if (booted === null) return []
  return [reading('system', '', { uptime: Math.max(0, (now.value('node_time_seconds') ?? now.at / 1000) - booted) })]
}

const STATES: Readonly<Record<string, 'running' | 'stopped' | 'zombie'>> = { R: 'running', T: 'stopped', t: 'stopped', Z: 'zombie' }

/** Only with --collector.processes; `node_procs_running` counts threads and is another figure. */
export function processReadings(now: Snapshot): readonly Reading[] {
  const states = now.by('node_processes_state', 'state')
  if (states.size === 0) return []
  const counts = { running: 0, sleeping: 0, stopped: 0, zombie: 0 }
  for (const [state, count] of states) counts[STATES[state] ?? 'sleeping'] += count
  return [reading('processes', '', { total: counts.running + counts.sleeping + counts.stopped + counts.zombie, ...counts })]
}

const PRESSURES = {
  cpu_some: 'node_pressure_cpu_waiting_seconds_total',
  memory_some: 'node_pressure_memory_waiting_seconds_total',
  memory_full: 'node_pressure_memory_stalled_seconds_total',
  io_some: 'node_pressure_io_waiting_seconds_total',
  io_full: 'node_pressure_io_stalled_seconds_total',
} as const

/** Over the interval between two samples, where an agent tells the kernel's average over the last ten seconds. */
export function pressureReadings(now: Snapshot, before: Snapshot | null): readonly Reading[] {
  const entries = Object.entries(PRESSURES).map(([metric, name]) => [metric, busyPercent(now, before, (each) => each.value(name))] as const)
  return entries.every(([, value]) => value === null) ? [] : [reading('pressure', '', Object.fromEntries(entries))]
}

const COLDEST = -100
const HOTTEST = 250

/** Named as agents name them: chip and label, and no thermal zone that is a chip too. */
export function temperatureReadings(now: Snapshot): readonly Reading[] {
  const names = new Map(now.samples('node_hwmon_chip_names').map(({ labels }) => [labels.chip, labels.chip_name]))
  const labels = new Map(
    now.samples('node_hwmon_sensor_label').map((each) => [`${each.labels.chip} ${each.labels.sensor}`, each.labels.label]),
  )
  const chips = now.samples('node_hwmon_temp_celsius')
  const perChip = Map.groupBy(chips, (each) => each.labels.chip)
  const sensors = chips.map(({ labels: { chip = '', sensor = '' }, value }) => {
    const alone = perChip.get(chip)?.length === 1
    return { name: `${names.get(chip) ?? chip} ${labels.get(`${chip} ${sensor}`) ?? (alone ? '' : sensor)}`.trim(), celsius: value }
  })
  const known = new Set(chips.map((each) => names.get(each.labels.chip ?? '') ?? each.labels.chip))
  const zones = now
    .samples('node_thermal_zone_temp')
    .map(({ labels: { type = '', zone = '' }, value }) => ({ name: type || `zone ${zone}`, celsius: value }))
    .filter(({ name }) => !known.has(name) && !known.has(name.replaceAll('-', '_')))
  return distinct([...sensors, ...zones])
    .filter(({ celsius }) => celsius > COLDEST && celsius < HOTTEST)
    .map(({ name, celsius }) => reading('temperature', name, { celsius }))
}

/** The second sensor of a name becomes `name #2`, and so on. */
function distinct<T extends { readonly name: string }>(sensors: readonly T[]): T[] {
  const seen = new Map<string, number>()
  return sensors.map((sensor) => {
    const nth = (seen.get(sensor.name) ?? 0) + 1
    seen.set(sensor.name, nth)
    return nth === 1 ? sensor : { ...sensor, name: `${sensor.name} #${nth}` }
  })
}
