import { type InstanceStatistics, readStatistics } from '@hyperion/features/performance'
import type { MetricStore, TimeRange } from '@hyperion/ports/metric-store'
import { type Field, figuresView, type Resource, STATISTICS_FIELDS } from './fields.ts'
import { statisticsQueryOf } from './queries.ts'

type Store = Pick<MetricStore, 'series' | 'statistics'>

/** The document's statistics of some resources: by metric for those of the host, by device and metric for the others. */
export async function statisticsView(store: Store, host: number, resources: readonly Resource[], range: TimeRange): Promise<object> {
  const read = async (resource: Resource): Promise<[Resource, object]> => {
    const fields = STATISTICS_FIELDS[resource]
    const found = await readStatistics(store, statisticsQueryOf(host, resource, fields, range))
    const views = found.map((each) => [each.instance, metricsView(fields, each)] as const)
    return [resource, views.length === 1 && views[0]?.[0] === '' ? views[0][1] : Object.fromEntries(views)]
  }
  return Object.fromEntries(await Promise.all(resources.map(read)))
}

function metricsView(fields: readonly Field[], { figures }: InstanceStatistics): object {
  return Object.fromEntries(fields.map((field, i) => [field.name, figuresView(field, figures[i] ?? null)]))
}
