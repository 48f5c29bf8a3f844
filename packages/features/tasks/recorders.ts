import { metricValue, type Report, readingsOf } from '@hyperion/domain/metrics'
import type { TaskDefinition, TaskMeans } from './task.ts'

/** The recording tasks of the Hyperion interfaces document. */
export const RECORDERS: readonly TaskDefinition[] = [
  { name: 'record_cpu_usage', description: 'Records the CPU usage of the whole machine', everySeconds: 60, run: recordCpu },
  { name: 'record_memory_usage', description: 'Records the memory usage', everySeconds: 60, run: recordMemory },
  { name: 'record_network_usage', description: 'Records the bytes received and sent by interface', everySeconds: 60, run: recordNetwork },
  { name: 'record_storage_usage', description: 'Records the size and use of every file system', everySeconds: null, run: recordStorage },
]

async function recordCpu({ host, usage: store }: TaskMeans): Promise<string> {
  const report = host.report()
  const usage = known(report, 'cpu.usage')
  await store.addCpu({ at: report.at, usage })
  return `CPU ${usage.toFixed(1)} %`
}

async function recordMemory({ host, usage: store }: TaskMeans): Promise<string> {
  const report = host.report()
  const usage = known(report, 'memory.usage')
  await store.addMemory({ at: report.at, usage })
  return `memory ${usage.toFixed(1)} %`
}

async function recordNetwork({ host, usage: store }: TaskMeans): Promise<string> {
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

async function recordStorage({ host, usage: store }: TaskMeans): Promise<string> {
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
