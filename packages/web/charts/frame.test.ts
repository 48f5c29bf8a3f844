import { describe, expect, it } from 'vitest'
import { bucketFrame, EMPTY_FRAME, type Frame, frameOfAnswer, medianStep, mergeFrames } from './frame.ts'

const frame = (times: number[], values: (number | null)[], bucket = 0): Frame => ({
  ...EMPTY_FRAME,
  times,
  columns: { usage: values },
  bucket,
})
const every = (step: number, from: number, count: number) => Array.from({ length: count }, (_, i) => from + i * step)

describe('frameOfAnswer', () => {
  it('names columns without their group and keeps bounds apart', () => {
    const answer = {
      group: 'cpu',
      instance: '',
      bucket: 60_000,
      damaged: false,
      times: [0],
      columns: [{ metric: 'cpu.usage', values: [5], min: [1], max: [9] }],
    } as const
    expect(frameOfAnswer(answer)).toEqual({ times: [0], columns: { usage: [5] }, min: { usage: [1] }, max: { usage: [9] }, bucket: 60_000 })
  })
})

describe('mergeFrames', () => {
  it('goes from stored rows on to live rows', () => {
    const history = frame(every(15_000, 0, 4), [1, 2, 3, 4])
    const live = frame(every(1_000, 46_000, 3), [5, 6, 7])
    expect(mergeFrames(history, live)).toMatchObject({
      times: [0, 15_000, 30_000, 45_000, 46_000, 47_000, 48_000],
      columns: { usage: [1, 2, 3, 4, 5, 6, 7] },
    })
  })

  it('prefers live rows where both are', () => {
    const merged = mergeFrames(frame([0, 1_000, 2_000], [1, 1, 1]), frame([1_000, 2_000], [2, 2]))
    expect(merged.columns.usage).toEqual([1, 2, 2])
  })

  it('leaves a gap as a row of nulls', () => {
    const merged = mergeFrames(frame([0, 15_000, 30_000, 300_000, 315_000], [1, 1, 1, 1, 1]), EMPTY_FRAME)
    expect(merged.times).toEqual([0, 15_000, 30_000, 30_001, 300_000, 315_000])
    expect(merged.columns.usage).toEqual([1, 1, 1, null, 1, 1])
  })

  it('fills a hole of the live rows from history', () => {
    const live = frame([1_000, 2_000, 40_000, 41_000], [1, 1, 1, 1])
    const history = frame([15_000, 30_000], [7, 7])
    expect(mergeFrames(history, live).columns.usage).toEqual([1, 1, 7, 7, 1, 1])
  })

  it('leaves a missing bucket as a gap', () => {
    const merged = mergeFrames(frame([0, 60_000, 180_000], [1, 2, 3], 60_000), EMPTY_FRAME)
    expect(merged.columns.usage).toEqual([1, 2, null, 3])
  })

  it('goes on from stored buckets to live buckets', () => {
    const history = { ...frame([0, 60_000], [1, 2], 60_000), min: { usage: [0, 1] }, max: { usage: [2, 3] } }
    const live = bucketFrame(frame(every(1_000, 120_000, 60), every(1, 0, 60)), 60_000, new Set())
    const merged = mergeFrames(history, live)
    expect(merged.times).toEqual([0, 60_000, 120_000])
    expect([merged.columns.usage?.[2], merged.min.usage?.[2], merged.max.usage?.[2]]).toEqual([29.5, 0, 59])
  })
})

describe('bucketFrame', () => {
  it('averages gauges with their bounds, unknown values left out', () => {
    const bucketed = bucketFrame(frame([0, 1_000, 2_000, 10_000], [1, null, 3, null]), 10_000, new Set())
    expect(bucketed).toMatchObject({
      times: [0, 10_000],
      columns: { usage: [2, null] },
      min: { usage: [1, null] },
      max: { usage: [3, null] },
    })
  })

  it('keeps the last value of a counter, without bounds', () => {
    const bucketed = bucketFrame(frame([0, 1_000, 2_000], [10, 20, 30]), 10_000, new Set(['usage']))
    expect(bucketed.columns.usage).toEqual([30])
    expect(bucketed.min.usage).toBeUndefined()
  })
})

it('takes the usual step, not the mean', () => {
  expect(medianStep([0, 15, 30, 45, 1_000])).toBe(15)
  expect(medianStep([7])).toBe(0)
})
