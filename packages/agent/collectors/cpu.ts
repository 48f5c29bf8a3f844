import { type Reading, reading } from '@hyperion/domain/metrics'
import { busyPercent, sum, type Ticks, TicksBaseline } from '../linux/cpu-times.ts'
import type { CollectorFactory } from './collector.ts'

export const createCpuCollector: CollectorFactory = (sources) => {
  const baseline = new TicksBaseline()
  let last: readonly Reading[] = []
  return (now) => {
    const times = sources.cpuTimes(now)
    if (!times) return []
    const passed = baseline.since(times.total)
    // No tick since the last call, or a new baseline: the figures before it stand for one sample more.
    if (passed) last = [reading('cpu', '', cpuPercentages(passed))]
    return last
  }
}

/** Percentages of the whole machine's time; user includes nice. A mode this kernel does not count is null. */
export function cpuPercentages(passed: Ticks): Record<string, number | null> {
  const total = sum(passed)
  const share = (mode: number): number | null => {
    const ticks = passed[mode]
    return ticks === undefined ? null : (ticks / total) * 100
  }
  return {
    user: (((passed[0] ?? 0) + (passed[1] ?? 0)) / total) * 100,
    system: share(2),
    idle: share(3),
    iowait: share(4),
    irq: share(5),
    softirq: share(6),
    steal: share(7),
    usage: busyPercent(passed),
  }
}
