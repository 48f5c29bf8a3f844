import { type GroupId, metricsOf } from '@hyperion/wire/metrics'
import type { SeriesAnswer } from '@hyperion/wire/web'
import type { SeriesRing } from '../live/ring.ts'
import { LIVE_GAP } from '../live/store.ts'

export type Values = (number | null)[]

/** Rows of one series over time, by metric name without its group. Counters are still cumulative. */
export interface Frame {
  readonly times: number[]
  readonly columns: Readonly<Record<string, Values>>
  readonly min: Readonly<Record<string, Values>>
  readonly max: Readonly<Record<string, Values>>
  /** Width of a bucket in ms; 0 when the rows are as stored. */
  readonly bucket: number
}

export const EMPTY_FRAME: Frame = { times: [], columns: {}, min: {}, max: {}, bucket: 0 }

const nameOf = (metricId: string) => metricId.slice(metricId.indexOf('.') + 1)

export function frameOfAnswer(answer: SeriesAnswer): Frame {
  const part = (pick: (column: SeriesAnswer['columns'][number]) => readonly (number | null)[] | undefined) =>
    Object.fromEntries(
      answer.columns.flatMap((column) => {
        const values = pick(column)
        return values ? [[nameOf(column.metric), values as Values]] : []
      }),
    )
  return {
    times: answer.times as number[],
    columns: part((column) => column.values),
    min: part((column) => column.min),
    max: part((column) => column.max),
    bucket: answer.bucket,
  }
}

export function frameOfRing(ring: SeriesRing, group: GroupId, from: number): Frame {
  const start = ring.indexFrom(from)
  const size = ring.length - start
  const times: number[] = new Array(size)
  for (let i = 0; i < size; i++) times[i] = ring.time(start + i)
  const columns: Record<string, Values> = {}
  metricsOf(group).forEach((metric, column) => {
    const values: Values = new Array(size)
    for (let i = 0; i < size; i++) values[i] = ring.value(start + i, column)
    columns[nameOf(metric.id)] = values
  })
  return { ...EMPTY_FRAME, times, columns }
}

/** Averages (counters: last value) over whole buckets of `width` ms, with the lowest and highest of gauges. */
export function bucketFrame(frame: Frame, width: number, counters: ReadonlySet<string>): Frame {
  const bounds = bucketBounds(frame.times, width)
  const times = bounds.map(([start]) => Math.floor((frame.times[start] as number) / width) * width)
  const columns: Record<string, Values> = {}
  const min: Record<string, Values> = {}
  const max: Record<string, Values> = {}
  for (const [name, values] of Object.entries(frame.columns)) {
    const slices = bounds.map(([start, end]) => values.slice(start, end).filter((value) => value !== null))
    if (counters.has(name)) {
      columns[name] = slices.map((slice) => slice.at(-1) ?? null)
      continue
    }
    columns[name] = slices.map((slice) => (slice.length === 0 ? null : slice.reduce((sum, value) => sum + value, 0) / slice.length))
    min[name] = slices.map((slice) => (slice.length === 0 ? null : Math.min(...slice)))
    max[name] = slices.map((slice) => (slice.length === 0 ? null : Math.max(...slice)))
  }
  return { times, columns, min, max, bucket: width }
}

function bucketBounds(times: readonly number[], width: number): [number, number][] {
  const bounds: [number, number][] = []
  let current = Number.NaN
  times.forEach((time, i) => {
    const bucket = Math.floor(time / width)
    const last = bounds.at(-1)
    if (bucket === current && last) last[1] = i + 1
    else bounds.push([i, i + 1])
    current = bucket
  })
  return bounds
}

/**
 * History with live rows: live wins where both have rows, history fills what is before, after and inside holes of the
 * live rows. A row of nulls stands in every gap, so that no line crosses it.
 */
export function mergeFrames(history: Frame, live: Frame): Frame {
  const rows = pickRows(history, live)
  const pick = (part: 'columns' | 'min' | 'max', name: string): Values => {
    const stored = history[part][name]
    const fresh = live[part][name]
    return rows.sources.map((source) => (source === GAP ? null : ((source >= 0 ? fresh?.[source] : stored?.[-source - 1]) ?? null)))
  }
  const build = (part: 'columns' | 'min' | 'max', names: Iterable<string>) =>
    Object.fromEntries([...names].map((name) => [name, pick(part, name)]))
  return {
    times: rows.times,
    columns: build('columns', new Set([...Object.keys(history.columns), ...Object.keys(live.columns)])),
    min: build('min', Object.keys(history.min)),
    max: build('max', Object.keys(history.max)),
    bucket: history.bucket,
  }
}

const GAP = Number.MAX_SAFE_INTEGER

/** Where each merged row comes from: `i` is live row i, `-1 - i` stored row i, {@link GAP} a row of nulls. */
interface PickedRows {
  readonly times: number[]
  readonly sources: number[]
}

function pickRows(history: Frame, live: Frame): PickedRows {
  const storedGap = history.bucket > 0 ? history.bucket * 1.5 : Math.max(medianStep(history.times) * 2.5, LIVE_GAP)
  const liveGap = live.bucket > 0 ? live.bucket * 1.5 : LIVE_GAP
  const times: number[] = []
  const sources: number[] = []
  let gapBefore = 0
  let stored = 0

  const add = (time: number, source: number, gap: number) => {
    const previous = times.at(-1)
    if (previous !== undefined && time - previous > Math.max(gap, gapBefore)) {
      times.push(previous + 1)
      sources.push(GAP)
    }
    times.push(time)
    sources.push(source)
    gapBefore = gap
  }
  const addStored = (after: number, before: number) => {
    while (stored < history.times.length && (history.times[stored] as number) <= after) stored++
    for (; stored < history.times.length && (history.times[stored] as number) < before; stored++) {
      add(history.times[stored] as number, -1 - stored, storedGap)
    }
  }

  let previous = Number.NEGATIVE_INFINITY
  live.times.forEach((time, row) => {
    if (time - previous > liveGap) addStored(previous, time)
    add(time, row, liveGap)
    previous = time
  })
  addStored(previous, Number.POSITIVE_INFINITY)
  return { times, sources }
}

/** The usual distance between rows; a stored series has one interval with few exceptions. */
export function medianStep(times: readonly number[]): number {
  if (times.length < 2) return 0
  const steps = times.slice(1).map((time, i) => time - (times[i] as number))
  steps.sort((a, b) => a - b)
  return steps[steps.length >> 1] as number
}
