import { type Reading, reading } from '@hyperion/domain/metrics'
import { busyPercent, TicksBaseline } from '../linux/cpu-times.ts'
import type { CollectorFactory } from './collector.ts'

export const createCoreCollector: CollectorFactory = (sources) => {
  const cores = new Map<string, { baseline: TicksBaseline; usage: number | null }>()
  return (now) => {
    const times = sources.cpuTimes(now)
    if (!times) return []
    for (const name of cores.keys()) if (!times.cores.has(name)) cores.delete(name)
    const readings: Reading[] = []
    for (const [name, ticks] of times.cores) {
      let core = cores.get(name)
      if (!core) {
        core = { baseline: new TicksBaseline(), usage: null }
        cores.set(name, core)
      }
      const passed = core.baseline.since(ticks)
      if (passed) core.usage = busyPercent(passed)
      if (core.usage !== null) readings.push(reading('core', name, { usage: core.usage }))
    }
    return readings
  }
}
