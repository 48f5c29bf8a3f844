import { type Reading, reading } from '@hyperion/domain/metrics'
import type { ContainerFigures } from '../containers/figures.ts'
import { percent } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

interface Baseline {
  readonly figures: ContainerFigures
  readonly cpu: number | null
}

export const createContainerCollector: CollectorFactory = (sources) => {
  let before = new Map<string, Baseline>()
  return (now) => {
    const current = new Map<string, Baseline>()
    const readings: Reading[] = []
    for (const figures of sources.containers(now)) {
      const cpu = cpuSince(before.get(figures.id), figures)
      current.set(figures.id, { figures, cpu })
      readings.push(containerReading(figures, cpu, sources.memoryBytes()))
    }
    before = current
    return readings
  }
}

/** One core is 100. Figures that were not read again since leave the percentage as it was. */
function cpuSince(before: Baseline | undefined, { at, cpuNs }: ContainerFigures): number | null {
  if (!before || cpuNs === null || before.figures.cpuNs === null) return null
  if (at <= before.figures.at) return before.cpu
  const used = cpuNs - before.figures.cpuNs
  return used < 0 ? null : (used / ((at - before.figures.at) * 1e6)) * 100
}

function containerReading({ name, memoryUsed, memoryLimit, ...figures }: ContainerFigures, cpu: number | null, hostBytes: number): Reading {
  return reading('container', name, {
    cpu,
    memory_used: memoryUsed,
    memory_limit: memoryLimit,
    memory_usage: memoryUsed === null ? null : percent(memoryUsed, memoryLimit ?? hostBytes),
    rx_bytes: figures.rxBytes,
    tx_bytes: figures.txBytes,
    read_bytes: figures.readBytes,
    write_bytes: figures.writeBytes,
    pids: figures.pids,
  })
}
