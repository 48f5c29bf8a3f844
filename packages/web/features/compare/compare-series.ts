import { findMetric } from '@hyperion/wire/metrics'
import { bucketFrame, type Frame, medianStep, type Values } from '../../charts/frame.ts'
import { ratesOf } from '../../live/rates.ts'

const NO_COUNTERS: ReadonlySet<string> = new Set()

export interface Aligned {
  readonly times: readonly number[]
  /** Of each frame, in their order. */
  readonly columns: readonly Readonly<Record<string, Values>>[]
}

/** Frames of several hosts on the same times: averages over buckets as wide as the coarsest of them needs. */
export function alignFrames(group: string, frames: readonly Frame[]): Aligned {
  // Reports of two hosts never come at the same instant, so that a bucket of one step would often be empty.
  const width = Math.max(1_000, ...frames.map((frame) => frame.bucket || medianStep(frame.times) * 2))
  const bucketed = frames.map((frame) => bucketFrame(withRates(group, frame), width, NO_COUNTERS))
  const known = [...new Set(bucketed.flatMap((frame) => frame.times))].sort((a, b) => a - b)
  // Where nobody has anything no line may cross.
  const times = known.flatMap((time, i) =>
    i > 0 && time - (known[i - 1] as number) > width * 1.5 ? [(known[i - 1] as number) + 1, time] : [time],
  )
  const index = new Map(times.map((time, i) => [time, i]))
  const columns = bucketed.map((frame) =>
    Object.fromEntries(
      Object.entries(frame.columns).map(([name, values]) => {
        const row: Values = new Array(times.length).fill(null)
        frame.times.forEach((time, i) => {
          row[index.get(time) as number] = values[i] ?? null
        })
        return [name, row]
      }),
    ),
  )
  return { times, columns }
}

function withRates(group: string, frame: Frame): Frame {
  const columns = Object.entries(frame.columns).map(([name, values]) => {
    const counter = findMetric(`${group}.${name}`)?.kind === 'counter'
    return [name, counter ? ratesOf(frame.times, values) : values] as const
  })
  return { ...frame, columns: Object.fromEntries(columns), min: {}, max: {} }
}

export interface Summary {
  readonly avg: number
  readonly p95: number
  readonly max: number
  readonly current: number
}

export const FIGURES = ['avg', 'p95', 'max', 'current'] as const satisfies (keyof Summary)[]

/** Of a column as drawn; null where it has no value. */
export function summaryOf(values: readonly (number | null)[]): Summary | null {
  const known = values.filter((value) => value !== null)
  const current = known.at(-1)
  if (current === undefined) return null
  const sorted = known.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * 0.95
  const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return {
    avg: known.reduce((sum, value) => sum + value, 0) / known.length,
    p95: low + (high - low) * (place - Math.floor(place)),
    max: sorted.at(-1) ?? 0,
    current,
  }
}

/** Which of several values is the lowest and which the highest; neither where all are alike. */
export function extremes(values: readonly (number | null)[]): { readonly lowest: number | null; readonly highest: number | null } {
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  if (known.length < 2 || low === high) return { lowest: null, highest: null }
  return { lowest: values.indexOf(low), highest: values.indexOf(high) }
}
