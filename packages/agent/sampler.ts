import type { GroupId, Reading } from '@hyperion/domain/metrics'
import type { Collect } from './collectors/index.ts'

/** One consumer's readings: every group by a collector of its own, so that no consumer disturbs another's baselines. */
export interface Sampler {
  sample(now: number): Reading[]
}

/** A collector that throws is left out of that sample, and said to be failing once until it works again. */
export function createSampler(collectors: Readonly<Record<GroupId, Collect>>, log: (message: string) => void): Sampler {
  const failing = new Set<string>()
  const groups = Object.entries(collectors)
  return {
    sample(now) {
      const readings: Reading[] = []
      for (const [group, collect] of groups) {
        try {
          for (const each of collect(now)) readings.push(each)
          failing.delete(group)
        } catch (error) {
          if (!failing.has(group)) log(`${group} cannot be sampled: ${error instanceof Error ? error.message : String(error)}`)
          failing.add(group)
        }
      }
      return readings
    },
  }
}
