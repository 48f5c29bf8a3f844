import type { BusyProcess, BusyProgram, InterfaceInfo, ProcessInfo } from '@hyperion/domain/hosts'
import { type GroupId, metricsOf, metricValue, type Reading, type Report, readingsOf } from '@hyperion/domain/metrics'
import type { ProcessesAt } from '@hyperion/features/processes'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { BusiestAnswer, HostProcessesAnswer, UnitsAnswer } from '@hyperion/wire/web'
import { decimal, isoTime } from '../shared/index.ts'

/** Live use in percent, as `GET /api/metrics/cpu/` and `cpu.update` give it. */
export function usageView(report: Report, metric: 'cpu.usage' | 'memory.usage'): object {
  return { timestamp: isoTime(report.at), usage: decimal(metricValue(report, metric)) }
}

/** Cumulative bytes of each interface that is not virtual. */
export function trafficViews(report: Report, interfaces: readonly InterfaceInfo[]): readonly object[] {
  const left = new Set(interfaces.filter((each) => each.virtual).map((each) => each.name))
  return readingsOf(report, 'network')
    .filter(({ instance }) => !left.has(instance))
    .map(({ instance }) => ({
      timestamp: isoTime(report.at),
      interface: instance,
      received: metricValue(report, 'network.rx_bytes', instance),
      sent: metricValue(report, 'network.tx_bytes', instance),
    }))
}

/** Size and use of each file system, in bytes. */
export function storageViews(report: Report): readonly object[] {
  return readingsOf(report, 'filesystem').map(({ instance }) => {
    const total = metricValue(report, 'filesystem.total', instance)
    const used = metricValue(report, 'filesystem.used', instance)
    const free = total === null || used === null ? null : total - used
    return { timestamp: isoTime(report.at), mount_point: instance, total, used, free }
  })
}

/** A reading's values by the catalog's names. */
function named(reading: Reading): Record<string, number | null> {
  const names = metricsOf(reading.group).map((metric) => metric.id.slice(reading.group.length + 1))
  return Object.fromEntries(names.map((name, column) => [name, reading.values[column] ?? null]))
}

function single(report: Report, group: GroupId): Record<string, number | null> {
  return named(readingsOf(report, group)[0] ?? { group, instance: '', values: [] })
}

export function systemView(host: LiveHost): object {
  const report = host.report()
  const { info } = host
  return {
    timestamp: isoTime(report.at),
    hostname: info.hostname,
    os: info.os,
    booted_at: isoTime(info.bootedAt),
    uptime_seconds: metricValue(report, 'system.uptime'),
    cpu: {
      model: info.cpu.model,
      cores: info.cpu.cores,
      ...single(report, 'cpu'),
      per_core: readingsOf(report, 'core').map(({ values }) => values[0] ?? null),
    },
    load: single(report, 'load'),
    memory: single(report, 'memory'),
    storage: readingsOf(report, 'filesystem').map((reading) => ({ mount_point: reading.instance, ...named(reading) })),
    processes: single(report, 'processes'),
    pressure: single(report, 'pressure'),
    temperatures: readingsOf(report, 'temperature').map((reading) => ({ sensor: reading.instance, ...named(reading) })),
  }
}

export function networkView(host: LiveHost): object {
  const report = host.report()
  const measured = new Map(readingsOf(report, 'network').map((reading) => [reading.instance, reading]))
  return {
    timestamp: isoTime(report.at),
    interfaces: host
      .interfaces()
      .map((each) => ({ ...each, ...named(measured.get(each.name) ?? { group: 'network', instance: each.name, values: [] }) })),
    connections: single(report, 'connections'),
  }
}

export type ProcessOrder = 'cpu' | 'memory' | 'pid' | 'name'

const ORDERS: Record<ProcessOrder, (a: ProcessInfo, b: ProcessInfo) => number> = {
  cpu: (a, b) => b.cpuPercent - a.cpuPercent || b.memoryPercent - a.memoryPercent || a.pid - b.pid,
  memory: (a, b) => b.memoryPercent - a.memoryPercent || b.cpuPercent - a.cpuPercent || a.pid - b.pid,
  pid: (a, b) => a.pid - b.pid,
  name: (a, b) => a.name.localeCompare(b.name) || a.pid - b.pid,
}

export async function processesView(host: LiveHost, sort: ProcessOrder, limit: number): Promise<object> {
  const { at, counts, processes } = await host.processes()
  return {
    timestamp: isoTime(at),
    total: processes.length,
    ...counts,
    processes: processes.toSorted(ORDERS[sort]).slice(0, limit).map(processView),
  }
}

function processView(each: ProcessInfo): object {
  return {
    pid: each.pid,
    parent: each.parent,
    name: each.name,
    command: each.command,
    user: each.user,
    state: each.state,
    cpu_percent: decimal(each.cpuPercent),
    memory_percent: decimal(each.memoryPercent),
    memory_bytes: each.memoryBytes,
    threads: each.threads,
    started_at: isoTime(each.startedAt),
  }
}

export async function unitsView(host: LiveHost, now: number): Promise<UnitsAnswer> {
  const units = await host.units()
  const services = units.map(({ name, description, state, since, enabled }) => ({ name, description, status: state, since, enabled }))
  return { timestamp: isoTime(now), services }
}

const BUSY_ORDERS: Record<ProcessOrder, (a: BusyProcess, b: BusyProcess) => number> = {
  cpu: (a, b) => b.cpuPercent - a.cpuPercent || b.memoryBytes - a.memoryBytes || a.pid - b.pid,
  memory: (a, b) => b.memoryBytes - a.memoryBytes || b.cpuPercent - a.cpuPercent || a.pid - b.pid,
  pid: (a, b) => a.pid - b.pid,
  name: (a, b) => a.name.localeCompare(b.name) || a.pid - b.pid,
}

export function hostProcessesView(found: ProcessesAt, askedAt: number | null, sort: ProcessOrder, limit: number): HostProcessesAnswer {
  const { at, live, spanMs, total, processes, memoryBytes, before, after } = found
  return {
    asked_at: askedAt,
    at,
    distance_ms: at === null || askedAt === null ? null : askedAt - at,
    live,
    span_ms: spanMs,
    total,
    before,
    after,
    processes: processes
      .toSorted(BUSY_ORDERS[sort])
      .slice(0, limit)
      .map((each) => ({
        pid: each.pid,
        name: each.name,
        command: each.command,
        user: each.user,
        cpu_percent: tenths(each.cpuPercent),
        memory_percent: memoryBytes ? tenths((each.memoryBytes / memoryBytes) * 100) : null,
        memory_bytes: each.memoryBytes,
        threads: each.threads,
        started_at: each.startedAt,
        ended: each.ended,
      })),
  }
}

export function programView(program: BusyProgram): BusiestAnswer['programs'][number] {
  const { name, user, command, processes, cpuPercent, cpuPeak, cpuPeakAt, memoryBytes, memoryPeak, lastSeen } = program
  return {
    name,
    user,
    command,
    processes,
    cpu_percent: tenths(cpuPercent),
    cpu_peak: tenths(cpuPeak),
    cpu_peak_at: cpuPeakAt,
    memory_bytes: memoryBytes,
    memory_peak_bytes: memoryPeak,
    last_seen: lastSeen,
  }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
