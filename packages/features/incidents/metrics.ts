import type { Incident } from '@hyperion/domain/incidents'
import type { Clock } from '@hyperion/ports/clock'
import type { Average, IncidentFigures, IncidentMetricsStore, IncidentRange } from '@hyperion/ports/incidents'

const DAY = 86_400_000
const WEEK_MS = 7 * DAY

/** Periods that end now, in days. */
export const METRIC_PERIODS = { '7d': 7, '30d': 30, '90d': 90, '1y': 365 } as const
export type MetricPeriod = keyof typeof METRIC_PERIODS

/** Seven days, or what the period has of them. */
export interface TrendBucket {
  /** Epoch ms of its beginning. */
  readonly from: number
  readonly incidents: number
  readonly mttr: Average
}

const NOTHING: Average = { seconds: null, of: 0 }
const PAGE = 500

/** How many incidents there were and how quick one was with them. */
export class IncidentMetrics {
  readonly #store: IncidentMetricsStore
  readonly #clock: Clock

  constructor({ store, clock }: { readonly store: IncidentMetricsStore; readonly clock: Clock }) {
    this.#store = store
    this.#clock = clock
  }

  summary(period: MetricPeriod): Promise<IncidentFigures> {
    return this.#store.figures(this.#range(period))
  }

  /** Rolling buckets of seven days that end now, oldest first. */
  async trends(period: MetricPeriod): Promise<readonly TrendBucket[]> {
    const range = this.#range(period)
    const found = new Map((await this.#store.buckets(range, WEEK_MS)).map((each) => [each.bucket, each]))
    const buckets = Math.ceil((range.to - range.from) / WEEK_MS)
    return Array.from({ length: buckets }, (_, i) => {
      const bucket = buckets - 1 - i
      const { incidents = 0, mttr = NOTHING } = found.get(bucket) ?? {}
      return { from: Math.max(range.from, range.to - (bucket + 1) * WEEK_MS), incidents, mttr }
    })
  }

  /** Most incidents first. */
  byService(period: MetricPeriod): ReturnType<IncidentMetricsStore['byService']> {
    return this.#store.byService(this.#range(period))
  }

  /** Every incident of the period, oldest first, some at a time. */
  async *incidents(period: MetricPeriod): AsyncGenerator<readonly Incident[]> {
    const range = this.#range(period)
    let last: Incident | null = null
    for (;;) {
      const page: readonly Incident[] = await this.#store.page(range, last, PAGE)
      if (page.length > 0) yield page
      last = page.at(-1) ?? null
      if (page.length < PAGE) return
    }
  }

  #range(period: MetricPeriod): IncidentRange {
    // What was created at this very moment counts.
    const to = this.#clock.now() + 1
    return { from: to - METRIC_PERIODS[period] * DAY, to }
  }
}
