import type { Column, MetricStore, TimeRange } from '@hyperion/ports/metric-store'
import { alignedColumn, unionOf } from './alignment.ts'
import { type HistoryQuery, instancesOf, seriesQuery } from './history.ts'

const DAY = 86_400_000

type Store = Pick<MetricStore, 'read' | 'series'>

interface Window extends TimeRange {
  readonly times: Float64Array
}

/**
 * A range as stored, however long, read a day and a column at a time. Only the times are kept, so that every column has
 * exactly theirs whatever is stored or thinned out meanwhile.
 */
export class RawHistory {
  readonly #store: Store
  readonly #query: HistoryQuery
  readonly instances: readonly string[]
  readonly #windows: Window[] = []

  private constructor(store: Store, query: HistoryQuery, instances: readonly string[]) {
    this.#store = store
    this.#query = query
    this.instances = instances
  }

  static async open(store: Store, query: HistoryQuery): Promise<RawHistory> {
    const [known, instances] = await Promise.all([store.series(query.host), instancesOf(store, query)])
    const own = known.filter(({ group, instance }) => group === query.group && instances.includes(instance))
    const from = Math.max(query.from, Math.min(...own.map(({ first }) => first)))
    const to = Math.min(query.to, Math.max(...own.map(({ last }) => last)) + 1)
    return new RawHistory(store, { ...query, from, to }, instances)
  }

  /** The times, piece by piece; to be gone through before any column. */
  async *times(): AsyncGenerator<Float64Array> {
    const { from, to, metrics } = this.#query
    for (let start = from; start < to; start = (Math.floor(start / DAY) + 1) * DAY) {
      const range = { from: start, to: Math.min(to, (Math.floor(start / DAY) + 1) * DAY) }
      const read = this.instances.map((each) => this.#read(each, metrics.slice(0, 1), range))
      const all = await Promise.all(read)
      const times = unionOf(all.map((series) => series.times)).slice()
      if (times.length === 0) continue
      this.#windows.push({ ...range, times })
      yield times
    }
  }

  /** One metric of an instance, in the same pieces as the times. */
  async *column(instance: string, metric: string): AsyncGenerator<Column> {
    for (const window of this.#windows) {
      const series = await this.#read(instance, [metric], window)
      yield alignedColumn(series.columns[0] as Column, series.times, window.times)
    }
  }

  #read(instance: string, metrics: readonly string[], { from, to }: TimeRange): ReturnType<Store['read']> {
    return this.#store.read({ ...seriesQuery({ ...this.#query, metrics }, instance), from, to })
  }
}
