import { metricValue, type Report, readingsOf } from '@hyperion/domain/metrics'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { UsageStore } from '@hyperion/ports/usage'

/** Something that can be run: writes rows and answers in one line what it did. */
export interface TaskDefinition {
  readonly name: string
  readonly description: string
  /** Seconds between runs; null for a task run on demand only. */
  readonly everySeconds: number | null
  readonly run: (host: LiveHost, usage: UsageStore) => Promise<string>
}

/** The tasks of the Hyperion interfaces document. */
export const TASKS: readonly TaskDefinition[] = [
  { name: 'record_cpu_usage', description: 'Records the CPU usage of the whole machine', everySeconds: 60, run: recordCpu },
  { name: 'record_memory_usage', description: 'Records the memory usage', everySeconds: 60, run: recordMemory },
  { name: 'record_network_usage', description: 'Records the bytes received and sent by interface', everySeconds: 60, run: recordNetwork },
  { name: 'record_storage_usage', description: 'Records the size and use of every file system', everySeconds: null, run: recordStorage },
]

async function recordCpu(host: LiveHost, store: UsageStore): Promise<string> {
  const report = host.report()
  const usage = known(report, 'cpu.usage')
  await store.addCpu({ at: report.at, usage })
  return `CPU ${usage.toFixed(1)} %`
}

async function recordMemory(host: LiveHost, store: UsageStore): Promise<string> {
  const report = host.report()
  const usage = known(report, 'memory.usage')
  await store.addMemory({ at: report.at, usage })
  return `memory ${usage.toFixed(1)} %`
}

async function recordNetwork(host: LiveHost, store: UsageStore): Promise<string> {
  const report = host.report()
  const virtual = new Set(host.interfaces().flatMap((each) => (each.virtual ? [each.name] : [])))
  const rows = readingsOf(report, 'network').flatMap(({ instance }) => {
    const received = metricValue(report, 'network.rx_bytes', instance)
    const sent = metricValue(report, 'network.tx_bytes', instance)
    if (virtual.has(instance) || received === null || sent === null) return []
    return [{ at: report.at, interface: instance, received: Math.round(received), sent: Math.round(sent) }]
  })
  await store.addNetwork(rows)
  return `interfaces: ${rows.map((row) => row.interface).join(', ') || 'none'}`
}

async function recordStorage(host: LiveHost, store: UsageStore): Promise<string> {
  const report = host.report()
  const rows = readingsOf(report, 'filesystem').flatMap(({ instance }) => {
    const total = metricValue(report, 'filesystem.total', instance)
    const used = metricValue(report, 'filesystem.used', instance)
    if (total === null || used === null) return []
    const size = { total: Math.round(total), used: Math.round(used) }
    return [{ at: report.at, mountPoint: instance, ...size, free: size.total - size.used }]
  })
  await store.addStorage(rows)
  return `file systems: ${rows.map((row) => row.mountPoint).join(', ') || 'none'}`
}

function known(report: Report, id: string): number {
  const value = metricValue(report, id)
  if (value === null) throw new Error(`${id} is not known on this host`)
  return value
}
