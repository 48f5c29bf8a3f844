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

interface Slot {
  readonly start: number
  readonly cells: Cell[]
}

interface Cell {
  count: number
  sum: number
  min: number
  max: number
  last: number
  lastTime: number
  /** Stored NaNs: values, but not for averages. */
  nans: number
}

class Buckets {
  readonly #width: number
  readonly #columns: number
  readonly #slots = new Map<number, Slot>()

  constructor(width: number, columns: number) {
    this.#width = width
    this.#columns = columns
  }

  addRaw(times: Float64Array, columns: readonly ColumnValues[]): void {
    this.#eachRun(times, (slot, start, end) => {
      columns.forEach(({ values, present }, i) => {
        const cell = slot.cells[i] as Cell
        for (let row = start; row < end; row++) if (present[row] === 1) addValue(cell, values[row] as number, times[row] as number)
      })
    })
  }

  addTier({ times, cells }: TierRows): void {
    this.#eachRun(times, (slot, start, end) => {
      cells.forEach((rows, i) => {
        for (let row = start; row < end; row++) addCell(slot.cells[i] as Cell, rows[row] ?? null, times[row] as number)
      })
    })
  }

  result(wanted: readonly Wanted[]): { times: Float64Array; columns: Column[] } {
    const slots = [...this.#slots.values()]
      .filter(({ cells }) => cells.some(({ count, nans }) => count + nans > 0))
      .sort((a, b) => a.start - b.start)
    const columns = wanted.map(({ metric, counter }, i) => {
      const cells = slots.map((slot) => slot.cells[i] as Cell)
      return {
        metric,
        values: Float64Array.from(cells, (cell) => (cell.count === 0 ? Number.NaN : counter ? cell.last : cell.sum / cell.count)),
        present: Uint8Array.from(cells, ({ count, nans }) => (count + nans > 0 ? 1 : 0)),
        min: Float64Array.from(cells, ({ count, min }) => (count > 0 ? min : Number.NaN)),
        max: Float64Array.from(cells, ({ count, max }) => (count > 0 ? max : Number.NaN)),
      }
    })
    return { times: Float64Array.from(slots, ({ start }) => start), columns }
  }

  /** Calls `visit` with each run of rows that share a bucket. */
  #eachRun(times: Float64Array, visit: (slot: Slot, start: number, end: number) => void): void {
    let start = 0
    while (start < times.length) {
      const bucket = Math.floor((times[start] as number) / this.#width) * this.#width
      let end = start + 1
      while (end < times.length && (times[end] as number) < bucket + this.#width) end++
      visit(this.#slot(bucket), start, end)
      start = end
    }
  }

  #slot(start: number): Slot {
    let slot = this.#slots.get(start)
    if (!slot) {
      const cells = Array.from(
        { length: this.#columns },
        (): Cell => ({ count: 0, sum: 0, min: Infinity, max: -Infinity, last: 0, lastTime: -1, nans: 0 }),
      )
      slot = { start, cells }
      this.#slots.set(start, slot)
    }
    return slot
  }
}

function addValue(cell: Cell, value: number, time: number): void {
  if (Number.isNaN(value)) {
    cell.nans++
    return
  }
  cell.count++
  cell.sum += value
  if (value < cell.min) cell.min = value
  if (value > cell.max) cell.max = value
  if (time >= cell.lastTime) {
    cell.last = value
    cell.lastTime = time
  }
}

function addCell(cell: Cell, row: TierCell | null, time: number): void {
  if (!row) return
  cell.count += row.count
  cell.sum += row.sum
  cell.min = Math.min(cell.min, row.min)
  cell.max = Math.max(cell.max, row.max)
  if (time >= cell.lastTime) {
    cell.last = row.last
    cell.lastTime = time
  }
}
