import type { GroupId } from '@hyperion/domain/metrics'
import type { MetricStore, Series, SeriesInfo, Statistics, TimeRange } from '@hyperion/ports/metric-store'
import type { ChartSeries } from './document.ts'

type Store = Pick<MetricStore, 'read' | 'statistics' | 'series'>
type Points = ChartSeries['points']

/** As many as a chart on paper can show. */
const CHART_POINTS = 480

/** What one host measured in the range of a report and in the equally long one before it. */
export class History {
  readonly range: TimeRange
  readonly #store: Store
  readonly #host: number
  readonly #series: readonly SeriesInfo[]

  private constructor(store: Store, host: number, range: TimeRange, series: readonly SeriesInfo[]) {
    this.#store = store
    this.#host = host
    this.range = range
    this.#series = series
  }

  /** Null `hours` takes everything there is. */
  static async open(store: Store, host: number, hours: number | null, to: number): Promise<History> {
    const all = await store.series(host)
    const from = hours === null ? Math.min(to, ...all.map(({ first }) => first)) : to - hours * 3_600_000
    const within = all.filter(({ first, last }) => last >= from && first < to)
    return new History(store, host, { from, to }, within)
  }

  get empty(): boolean {
    return this.#series.length === 0
  }

  /** Instances of a group with history in the range, by name. */
  instances(group: GroupId): readonly string[] {
    const found = this.#series.filter((each) => each.group === group).map(({ instance }) => instance)
    return found.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  }

  /** Metrics are named without their group. */
  points(group: GroupId, instance: string, names: readonly string[]): Promise<readonly Points[]> {
    return this.#drawn(group, instance, names, (series, { values, present }) => {
      const value = (i: number) => (present[i] === 1 && Number.isFinite(values[i]) ? (values[i] as number) : null)
      return withGaps(series, usualStep(series), value)
    })
  }

  /** Of counters: their growth per second, nothing over a gap or after a restart. */
  rates(group: GroupId, instance: string, names: readonly string[]): Promise<readonly Points[]> {
    return this.#drawn(group, instance, names, (series, { values, present }) => {
      const step = usualStep(series)
      return withGaps(series, step, (i) => {
        const grown = (values[i] as number) - (values[i - 1] as number)
        const seconds = ((series.times[i] as number) - (series.times[i - 1] as number)) / 1000
        const known = i > 0 && present[i] === 1 && present[i - 1] === 1 && grown >= 0 && seconds * 1000 <= GAP * step
        return known ? grown / seconds : null
      })
    })
  }

  statistics(group: GroupId, instance: string, names: readonly string[]): Promise<readonly (Statistics | null)[]> {
    return this.#statistics(group, instance, names, this.range)
  }

  /** Of the equally long time before the range. */
  previous(group: GroupId, instance: string, names: readonly string[]): Promise<readonly (Statistics | null)[]> {
    const { from, to } = this.range
    return this.#statistics(group, instance, names, { from: from - (to - from), to: from })
  }

  /** A metric at a time: a month of one, as stored, is all that the store has in memory then. */
  #drawn(
    group: GroupId,
    instance: string,
    names: readonly string[],
    draw: (series: Series, column: Series['columns'][number]) => Points,
  ): Promise<readonly Points[]> {
    const query = { ...this.range, host: this.#host, group, instance, maxPoints: CHART_POINTS }
    return oneByOne(ids(group, names), async (metric) => {
      const series = await this.#store.read({ ...query, metrics: [metric] })
      const [column] = series.columns
      return column ? draw(series, column) : []
    })
  }

  async #statistics(group: GroupId, instance: string, names: readonly string[], range: TimeRange): Promise<readonly (Statistics | null)[]> {
    const query = { ...range, host: this.#host, group, instance }
    const found = await oneByOne(ids(group, names), (metric) => this.#store.statistics({ ...query, metrics: [metric] }))
    return found.map(([statistics]) => statistics ?? null)
  }
}

async function oneByOne<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (const each of all) results.push(await work(each))
  return results
}

/** So many usual steps without a point are a gap. */
const GAP = 3

function ids(group: GroupId, names: readonly string[]): readonly string[] {
  return names.map((name) => `${group}.${name}`)
}

function usualStep({ times, bucket }: Series): number {
  if (bucket > 0) return bucket
  const steps = Array.from(times.subarray(1), (at, i) => at - (times[i] as number)).sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 2)] ?? 0
}

function withGaps({ times }: Series, step: number, valueAt: (i: number) => number | null): Points {
  const points: (readonly [number, number | null])[] = []
  for (let i = 0; i < times.length; i++) {
    const at = times[i] as number
    const before = times[i - 1]
    if (before !== undefined && at - before > GAP * step) points.push([before + step, null])
    points.push([at, valueAt(i)])
  }
  return points
}
