import { GROUPS, type GroupId } from '@hyperion/domain/metrics'
import type { Column, MetricStore, Series, SeriesQuery, TimeRange } from '@hyperion/ports/metric-store'
import { alignedColumn, unionOf } from './alignment.ts'

export interface HistoryQuery extends TimeRange {
  readonly host: number
  readonly group: GroupId
  /** Catalog ids, all of `group`. */
  readonly metrics: readonly string[]
  /** Counters as what was added since the report before instead of as they stand. */
  readonly amounts?: boolean
  /** Which instances of the group to read; all when left out. */
  readonly wanted?: (instance: string) => boolean
}

export interface InstanceHistory {
  /** Device, interface …; empty for a group of the host itself. */
  readonly instance: string
  /** In the order of the query's metrics. */
  readonly columns: readonly Column[]
}

/** The instances of a metric group over one list of times. */
export interface History {
  readonly times: Float64Array
  readonly instances: readonly InstanceHistory[]
  /** Bucket width in ms, or 0 when the points are as stored. */
  readonly bucket: number
  /** True when damaged blocks were skipped. */
  readonly damaged: boolean
}

type Store = Pick<MetricStore, 'read' | 'series'>

/** Reads a range, as stored up to `maxPoints` points a series and in buckets beyond. */
export async function readHistory(store: Store, query: HistoryQuery, maxPoints: number): Promise<History> {
  const names = await instancesOf(store, query)
  const all = await Promise.all(names.map((name) => store.read({ ...seriesQuery(query, name), maxPoints })))
  const bucket = Math.max(0, ...all.map((series) => series.bucket))
  const read = (series: Series, i: number): Series | Promise<Series> =>
    series.bucket === bucket ? series : store.read({ ...seriesQuery(query, names[i] as string), width: bucket })
  const alike = await Promise.all(all.map(read))
  const times = unionOf(alike.map((series) => series.times))
  const instances = alike.map(({ times: own, columns }, i) => ({
    instance: names[i] as string,
    columns: columns.map((column) => alignedColumn(column, own, times)),
  }))
  const damaged = alike.some((series) => series.damaged)
  return { times, bucket, damaged, instances: GROUPS[query.group].instance === 'host' ? instances : instances.filter(hasValue) }
}

/** The instances of a query's group with reports in its range, by name; the one of a group of the host itself in any case. */
export async function instancesOf(store: Pick<MetricStore, 'series'>, query: HistoryQuery): Promise<string[]> {
  if (GROUPS[query.group].instance === 'host') return ['']
  const known = await store.series(query.host)
  return known
    .filter(({ group, first, last }) => group === query.group && first < query.to && last >= query.from)
    .map(({ instance }) => instance)
    .filter(query.wanted ?? (() => true))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

export function seriesQuery({ host, group, metrics, from, to, amounts = false }: HistoryQuery, instance: string): SeriesQuery {
  return { host, group, instance, metrics, from, to, amounts }
}

/** An instance may have reports before and after the range and none within. */
function hasValue({ columns }: InstanceHistory): boolean {
  return columns.some(({ present }) => present.includes(1))
}
