import { isVirtualName } from '@hyperion/domain/hosts'
import type { HistoryQuery } from '@hyperion/features/performance'
import type { TimeRange } from '@hyperion/ports/metric-store'
import { type Field, isPerInterval, type Resource } from './fields.ts'

/** What to read of a host for a document's series: disks count between samples, interfaces since boot. */
export function seriesQueryOf(host: number, resource: Resource, fields: readonly Field[], range: TimeRange): HistoryQuery {
  const metrics = fields.map(({ metric }) => metric)
  return { ...range, host, group: resource, metrics, amounts: isPerInterval(resource), ...(resource === 'network' && { wanted: isReal }) }
}

/** What to read of a host's containers, all of them unless told otherwise. */
export function containerQueryOf(host: number, fields: readonly Field[], range: TimeRange): HistoryQuery {
  return { ...range, host, group: 'container', metrics: fields.map(({ metric }) => metric) }
}

/** The same for its statistics, where everything that counts does so between samples. */
export function statisticsQueryOf(host: number, resource: Resource, fields: readonly Field[], range: TimeRange): HistoryQuery {
  return { ...seriesQueryOf(host, resource, fields, range), amounts: true }
}

/** Loopback and virtual interfaces repeat what others carry, and there may be hundreds that came and went. */
function isReal(name: string): boolean {
  return !isVirtualName(name)
}
