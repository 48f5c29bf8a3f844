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
  const step = history.bucket > 0 ? history.bucket : medianStep(history.times)
  const historyGap = history.bucket > 0 ? history.bucket * 1.5 : Math.max(step * 2.5, LIVE_GAP)
  const liveGap = live.bucket > 0 ? live.bucket * 1.5 : LIVE_GAP
  const picks = pickRows(history, live, liveGap)
  const rows: { frame: Frame; index: number; time: number }[] = []
  let gapBefore = 0
  for (const pick of picks) {
    const previous = rows.at(-1)
    const gap = pick.frame === live ? liveGap : historyGap
    if (previous && pick.time - previous.time > Math.max(gap, gapBefore)) {
      rows.push({ frame: EMPTY_FRAME, index: 0, time: previous.time + 1 })
    }
    rows.push(pick)
    gapBefore = gap
  }
  const names = new Set([...Object.keys(history.columns), ...Object.keys(live.columns)])
  const build = (part: 'columns' | 'min' | 'max', has: (name: string) => boolean) =>
    Object.fromEntries([...names].filter(has).map((name) => [name, rows.map(({ frame, index }) => frame[part][name]?.[index] ?? null)]))
  return {
    times: rows.map(({ time }) => time),
    columns: build('columns', () => true),
    min: build('min', (name) => history.min[name] !== undefined),
    max: build('max', (name) => history.max[name] !== undefined),
    bucket: history.bucket,
  }
}

type Pick = { frame: Frame; index: number; time: number }

function pickRows(history: Frame, live: Frame, liveGap: number): Pick[] {
  const picks: Pick[] = []
  let h = 0
  const takeHistory = (after: number, before: number) => {
    while (h < history.times.length && (history.times[h] as number) <= after) h++
    while (h < history.times.length && (history.times[h] as number) < before) {
      picks.push({ frame: history, index: h, time: history.times[h] as number })
      h++
    }
  }
  let previous = Number.NEGATIVE_INFINITY
  live.times.forEach((time, index) => {
    if (time - previous > liveGap) takeHistory(previous, time)
    picks.push({ frame: live, index, time })
    previous = time
  })
  takeHistory(previous, Number.POSITIVE_INFINITY)
  return picks
}

/** The usual distance between rows; a stored series has one interval with few exceptions. */
export function medianStep(times: readonly number[]): number {
  if (times.length < 2) return 0
  const steps = times.slice(1).map((time, i) => time - (times[i] as number))
  steps.sort((a, b) => a - b)
  return steps[steps.length >> 1] as number
}
