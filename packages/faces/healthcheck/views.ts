import type { Breach, Resource, Thresholds } from '@hyperion/domain/alerts'
import type { InterfaceInfo, ProcessInfo } from '@hyperion/domain/hosts'
import { metricValue, type Report, readingsOf } from '@hyperion/domain/metrics'
import { currentBreaches } from '@hyperion/features/alerts'
import type { LiveHost } from '@hyperion/ports/live-host'
import { decimal, gibibytes, isoSeconds, mebibytes, rounded } from '../shared/index.ts'
import { uptimeOf } from './uptime.ts'

export function cpuView(host: LiveHost, report: Report): object {
  return { usage_percent: decimal(metricValue(report, 'cpu.usage')), cores: host.info.cpu.cores }
}

export function memoryView(report: Report): object {
  return amounts(metricValue(report, 'memory.total'), metricValue(report, 'memory.used'))
}

export function diskView(report: Report, mount: string): object {
  return amounts(metricValue(report, 'filesystem.total', mount), metricValue(report, 'filesystem.used', mount))
}

function amounts(total: number | null, used: number | null): object {
  return {
    total_gb: gibibytes(total),
    used_gb: gibibytes(used),
    free_gb: gibibytes(total === null || used === null ? null : total - used),
    usage_percent: decimal(percentage(total, used)),
  }
}

function percentage(total: number | null, used: number | null): number | null {
  return total === null || used === null || total <= 0 ? null : (100 * used) / total
}

export function systemView(host: LiveHost, report: Report, mount: string): object {
  const seconds = metricValue(report, 'system.uptime') ?? (report.at - host.info.bootedAt) / 1000
  return {
    checked_at: isoSeconds(report.at),
    hostname: host.info.hostname,
    status: 'UP',
    cpu: cpuView(host, report),
    memory: memoryView(report),
    disk: diskView(report, mount),
    uptime: uptimeOf(seconds),
  }
}

export function loadView(report: Report): object {
  return {
    '1_min': decimal(metricValue(report, 'load.one'), 2),
    '5_min': decimal(metricValue(report, 'load.five'), 2),
    '15_min': decimal(metricValue(report, 'load.fifteen'), 2),
  }
}

export function networkView(report: Report, interfaces: readonly InterfaceInfo[], all: boolean): object {
  const measured = new Set(readingsOf(report, 'network').map(({ instance }) => instance))
  return {
    interfaces: interfaces
      .filter((each) => measured.has(each.name) && (all || !each.virtual))
      .map((each) => ({
        name: each.name,
        ip_address: each.ipv4[0] ?? each.ipv6[0] ?? null,
        mac_address: each.mac?.toUpperCase() ?? null,
        bytes_sent_mb: mebibytes(metricValue(report, 'network.tx_bytes', each.name)),
        bytes_recv_mb: mebibytes(metricValue(report, 'network.rx_bytes', each.name)),
      })),
    total_connections: sum(metricValue(report, 'connections.tcp'), metricValue(report, 'connections.udp')),
  }
}

function sum(first: number | null, second: number | null): number | null {
  return first === null && second === null ? null : (first ?? 0) + (second ?? 0)
}

export function processCounts(report: Report): object {
  return {
    total_processes: metricValue(report, 'processes.total'),
    running: metricValue(report, 'processes.running'),
    sleeping: metricValue(report, 'processes.sleeping'),
    stopped: metricValue(report, 'processes.stopped'),
    zombie: metricValue(report, 'processes.zombie'),
  }
}

export type TopBy = 'cpu' | 'memory'

const ORDERS: Record<TopBy, (a: ProcessInfo, b: ProcessInfo) => number> = {
  cpu: (a, b) => b.cpuPercent - a.cpuPercent || b.memoryPercent - a.memoryPercent || a.pid - b.pid,
  memory: (a, b) => b.memoryPercent - a.memoryPercent || b.cpuPercent - a.cpuPercent || a.pid - b.pid,
}

export function topProcesses(processes: readonly ProcessInfo[], by: TopBy, count: number): readonly object[] {
  return processes
    .toSorted(ORDERS[by])
    .slice(0, count)
    .map(({ pid, name, cpuPercent, memoryPercent }) => ({
      pid,
      name,
      cpu_percent: decimal(cpuPercent),
      memory_percent: decimal(memoryPercent),
    }))
}

const ALERT_LABELS: Record<Resource, string> = { cpu: 'CPU', memory: 'Memory', disk: 'Disk' }

/** What breaches its threshold at this instant, the worse level of each resource. */
export function alertsView(report: Report, thresholds: Thresholds, mount: string): readonly object[] {
  return currentBreaches(report, mount, thresholds).map(alertView)
}

function alertView({ resource, level, value, threshold }: Breach): object {
  const shown = rounded(value)
  const message = `${ALERT_LABELS[resource]} usage is at ${shown}%`
  return { type: resource.toUpperCase(), level, message, value: shown, threshold }
}
