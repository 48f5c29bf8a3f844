import { GROUPS, type GroupId } from '@hyperion/domain/metrics'
import type { MetricStore, Statistics } from '@hyperion/ports/metric-store'
import { type HistoryQuery, instancesOf, seriesQuery } from './history.ts'

export interface InstanceStatistics {
  readonly instance: string
  /** In the order of the query's metrics, null without values. */
  readonly figures: readonly (Statistics | null)[]
}

/** Statistics of a range by instance; instances of devices without any value are left out. */
export async function readStatistics(
  store: Pick<MetricStore, 'series' | 'statistics'>,
  query: HistoryQuery,
): Promise<readonly InstanceStatistics[]> {
  const instances = await instancesOf(store, query)
  const all = await Promise.all(
    instances.map(async (instance) => ({ instance, figures: await store.statistics(seriesQuery(query, instance)) })),
  )
  return isOfHost(query.group) ? all : all.filter(({ figures }) => figures.some((each) => each !== null))
}

function isOfHost(group: GroupId): boolean {
  return GROUPS[group].instance === 'host'
}
