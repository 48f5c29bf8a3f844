import { reading } from '@hyperion/domain/metrics'
import type { CollectorFactory } from './collector.ts'

export const createProcessesCollector: CollectorFactory = (sources) => () => {
  const counts = sources.processCounts()
  if (!counts) return []
  const { running, sleeping, stopped, zombie } = counts
  return [reading('processes', '', { total: running + sleeping + stopped + zombie, running, sleeping, stopped, zombie })]
}
