import type { Column, Series, SeriesQuery } from '@hyperion/ports/metric-store'
import type { ColumnValues } from './codec/scale.ts'
import type { Collected } from './collect.ts'
import { DAY, HOUR, MINUTE, TIER_WIDTH } from './context.ts'
import type { TierCell } from './tier-cell.ts'
import type { TierRows } from './tiers.ts'

const SECOND = 1000
/** Bucket widths to choose from; beyond, whole days. */
const WIDTHS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 20, 30].map((each) => each * SECOND),
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((each) => each * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((each) => each * HOUR),
]

export interface Wanted {
  readonly metric: string
  /** A counter's bucket keeps its last value instead of the average. */
  readonly counter: boolean
}

/** How fine a series is asked for. */
export type Fineness = Pick<SeriesQuery, 'maxPoints' | 'width'>

/** The answer of a read: points as stored when they are few enough, else buckets. */
export function toSeries({ raw, tiers, damaged }: Collected, wanted: readonly Wanted[], { maxPoints, width: least }: Fineness): Series {
  const coarsest = tiers.reduce((width, { tier, times }) => (times.length > 0 ? Math.max(width, TIER_WIDTH[tier]) : width), 0)
  if (coarsest === 0 && least === undefined && (maxPoints === undefined || raw.times.length <= maxPoints)) {
    const columns = wanted.map(({ metric }, i) => ({ metric, ...asStored(raw.columns[i] as ColumnValues) }))
    return { times: raw.times, columns, bucket: 0, damaged }
  }
  const times = [raw.times, ...tiers.map((tier) => tier.times)].filter((each) => each.length > 0)
  const first = Math.min(...times.map((each) => each[0] as number))
  const last = Math.max(...times.map((each) => each[each.length - 1] as number))
  const width = least === undefined ? bucketWidth(first, last, coarsest || 1, maxPoints) : Math.max(least, coarsest)
  const buckets = new Buckets(width, wanted.length)
  for (const tier of tiers) buckets.addTier(tier)
  buckets.addRaw(raw.times, raw.columns)
  return { ...buckets.result(wanted), bucket: width, damaged }
}

function asStored({ values, present }: ColumnValues): { values: Float64Array; present: Uint8Array } {
  for (let i = 0; i < values.length; i++) if (present[i] === 0) values[i] = Number.NaN
  return { values, present }
}

/** The smallest pleasant width, a multiple of `unit`, with which the range needs no more than `maxPoints` buckets. */
function bucketWidth(first: number, last: number, unit: number, maxPoints = Number.POSITIVE_INFINITY): number {
  const fits = (width: number): boolean => Math.floor(last / width) - Math.floor(first / width) + 1 <= Math.max(1, maxPoints)
  const pleasant = WIDTHS.find((width) => width % unit === 0 && fits(width))
  if (pleasant !== undefined) return pleasant
  let days = Math.max(1, Math.ceil((last - first) / DAY / Math.max(1, maxPoints)))
  while (!fits(days * DAY) && days * DAY <= last) days = Math.ceil(days * 1.1)
  return days * DAY
}

const [COUNT, SUM, MIN, MAX, LAST, LAST_TIME] = [0, 1, 2, 3, 4, 5]
/** Stored NaNs: values, but not for averages. */
const NANS = 6
/** What a bucket begins with, in this order. */
const EMPTY = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, 0]
const FIGURES = EMPTY.length
const FIRST_BUCKETS = 64

/** Figures of one column, bucket by bucket in an array: an object for each bucket would take four times as much. */
class Cells {
  #figures = new Float64Array(FIRST_BUCKETS * FIGURES)
  #buckets = 0

  /** Makes room for one more bucket. */
  add(): void {
    const at = this.#buckets++ * FIGURES
    if (at === this.#figures.length) {
      const grown = new Float64Array(at * 2)
      grown.set(this.#figures)
      this.#figures = grown
    }
    this.#figures.set(EMPTY, at)
  }

  figure(bucket: number, figure: number): number {
    return this.#figures[bucket * FIGURES + figure] as number
  }

  holds(bucket: number): boolean {
    return this.figure(bucket, COUNT) + this.figure(bucket, NANS) > 0
  }

  addValues(bucket: number, times: Float64Array, { values, present }: ColumnValues, start: number, end: number): void {
    let [count, nans, sum, last] = [0, 0, this.figure(bucket, SUM), this.figure(bucket, LAST)]
    let [min, max, lastTime] = [this.figure(bucket, MIN), this.figure(bucket, MAX), this.figure(bucket, LAST_TIME)]
    for (let row = start; row < end; row++) {
      if (present[row] !== 1) continue
      const value = values[row] as number
      if (Number.isNaN(value)) {
        nans++
        continue
      }
      count++
      sum += value
      if (value < min) min = value
      if (value > max) max = value
      if ((times[row] as number) < lastTime) continue
      last = value
      lastTime = times[row] as number
    }
    this.#put(bucket, COUNT, this.figure(bucket, COUNT) + count)
    this.#put(bucket, NANS, this.figure(bucket, NANS) + nans)
    this.#put(bucket, SUM, sum)
    this.#put(bucket, MIN, min)
    this.#put(bucket, MAX, max)
    this.#put(bucket, LAST, last)
    this.#put(bucket, LAST_TIME, lastTime)
  }

  addCell(bucket: number, { count, sum, min, max, last }: TierCell, time: number): void {
    this.#put(bucket, COUNT, this.figure(bucket, COUNT) + count)
    this.#put(bucket, SUM, this.figure(bucket, SUM) + sum)
    this.#put(bucket, MIN, Math.min(this.figure(bucket, MIN), min))
    this.#put(bucket, MAX, Math.max(this.figure(bucket, MAX), max))
    if (time < this.figure(bucket, LAST_TIME)) return
    this.#put(bucket, LAST, last)
    this.#put(bucket, LAST_TIME, time)
  }

  #put(bucket: number, figure: number, value: number): void {
    this.#figures[bucket * FIGURES + figure] = value
  }
}

class Buckets {
  readonly #width: number
  /** Numbers of the buckets by their start. */
  readonly #numbers = new Map<number, number>()
  readonly #cells: readonly Cells[]

  constructor(width: number, columns: number) {
    this.#width = width
    this.#cells = Array.from({ length: columns }, () => new Cells())
  }

  addRaw(times: Float64Array, columns: readonly ColumnValues[]): void {
    this.#eachRun(times, (bucket, start, end) => {
      columns.forEach((column, i) => {
        ;(this.#cells[i] as Cells).addValues(bucket, times, column, start, end)
      })
    })
  }

  addTier({ times, cells }: TierRows): void {
    this.#eachRun(times, (bucket, start, end) => {
      cells.forEach((rows, i) => {
        for (let row = start; row < end; row++) {
          const cell = rows[row]
          if (cell) this.#cells[i]?.addCell(bucket, cell, times[row] as number)
        }
      })
    })
  }

  result(wanted: readonly Wanted[]): { times: Float64Array; columns: Column[] } {
    const kept = [...this.#numbers].filter(([, bucket]) => this.#cells.some((cells) => cells.holds(bucket))).sort(([a], [b]) => a - b)
    const columns = wanted.map(({ metric, counter }, i) => {
      const cells = this.#cells[i] as Cells
      const figures = (pick: (bucket: number) => number): Float64Array =>
        Float64Array.from(kept, ([, bucket]) => (cells.figure(bucket, COUNT) === 0 ? Number.NaN : pick(bucket)))
      return {
        metric,
        values: figures((bucket) => (counter ? cells.figure(bucket, LAST) : cells.figure(bucket, SUM) / cells.figure(bucket, COUNT))),
        present: Uint8Array.from(kept, ([, bucket]) => (cells.holds(bucket) ? 1 : 0)),
        min: figures((bucket) => cells.figure(bucket, MIN)),
        max: figures((bucket) => cells.figure(bucket, MAX)),
      }
    })
    return { times: Float64Array.from(kept, ([start]) => start), columns }
  }

  /** Calls `visit` with each run of rows that share a bucket. */
  #eachRun(times: Float64Array, visit: (bucket: number, start: number, end: number) => void): void {
    let start = 0
    while (start < times.length) {
      const begin = Math.floor((times[start] as number) / this.#width) * this.#width
      let end = start + 1
      while (end < times.length && (times[end] as number) < begin + this.#width) end++
      visit(this.#number(begin), start, end)
      start = end
    }
  }

  #number(start: number): number {
    const known = this.#numbers.get(start)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(start, number)
    for (const cells of this.#cells) cells.add()
    return number
  }
}
