import type { RetentionPolicy } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore, SeriesQuery, StatisticsQuery } from '@hyperion/ports/metric-store'

/** Reports since the hub started, by what became of them. */
export interface AppendCounts {
  readonly appended: number
  readonly duplicates: number
  readonly malformed: number
}

/** A metric store that counts what is appended to it. */
export class CountedMetricStore implements MetricStore {
  readonly #store: MetricStore
  #counts: AppendCounts = { appended: 0, duplicates: 0, malformed: 0 }

  constructor(store: MetricStore) {
    this.#store = store
  }

  get counts(): AppendCounts {
    return this.#counts
  }

  async append(frames: readonly HostFrame[]): ReturnType<MetricStore['append']> {
    const result = await this.#store.append(frames)
    const { appended, duplicates, malformed } = this.#counts
    this.#counts = {
      appended: appended + result.appended,
      duplicates: duplicates + result.duplicates,
      malformed: malformed + result.malformed,
    }
    return result
  }

  read(query: SeriesQuery): ReturnType<MetricStore['read']> {
    return this.#store.read(query)
  }

  statistics(query: StatisticsQuery): ReturnType<MetricStore['statistics']> {
    return this.#store.statistics(query)
  }

  series(host: number): ReturnType<MetricStore['series']> {
    return this.#store.series(host)
  }

  usage(): ReturnType<MetricStore['usage']> {
    return this.#store.usage()
  }

  foresee(now: number, policy: RetentionPolicy): ReturnType<MetricStore['foresee']> {
    return this.#store.foresee(now, policy)
  }

  maintain(now: number, policy: RetentionPolicy): Promise<void> {
    return this.#store.maintain(now, policy)
  }

  forget(host: number): Promise<void> {
    return this.#store.forget(host)
  }

  close(): Promise<void> {
    return this.#store.close()
  }
}
