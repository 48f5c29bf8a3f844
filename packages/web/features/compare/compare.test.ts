import { describe, expect, it } from 'vitest'
import { EMPTY_FRAME, type Frame } from '../../charts/frame.ts'
import { parseCompare, writeCompare } from './compare-address.ts'
import { alignFrames, extremes, summaryOf } from './compare-series.ts'

const frame = (times: number[], columns: Record<string, (number | null)[]>, bucket = 0): Frame => ({
  ...EMPTY_FRAME,
  times,
  columns,
  bucket,
})

describe('alignFrames', () => {
  it('puts hosts that report at other instants on the same times', () => {
    const first = frame([0, 10_000, 20_000, 30_000], { usage: [10, 20, 30, 40] })
    const second = frame([3_000, 13_000, 23_000, 33_000], { usage: [1, 2, 3, 4] })
    expect(alignFrames('cpu', [first, second])).toEqual({
      times: [0, 20_000],
      columns: [{ usage: [15, 35] }, { usage: [1.5, 3.5] }],
    })
  })

  it('goes by the coarsest, and leaves gaps', () => {
    const coarse = frame([0, 60_000], { usage: [5, 7] }, 60_000)
    const fine = frame([0, 30_000, 120_000, 150_000], { usage: [1, 3, 9, 11] })
    expect(alignFrames('cpu', [coarse, fine])).toEqual({
      times: [0, 60_000, 120_000],
      columns: [{ usage: [5, 7, null] }, { usage: [2, null, 10] }],
    })
  })

  it('shows counters as amounts a second', () => {
    const { columns } = alignFrames('network', [frame([0, 60_000, 120_000], { rx_bytes: [0, 6_000, 18_000] }, 60_000)])
    expect(columns).toEqual([{ rx_bytes: [null, 100, 200] }])
  })

  it('does not join what is before and after a time without anything', () => {
    const holed = frame([0, 60_000, 600_000], { usage: [1, 2, 3] }, 60_000)
    expect(alignFrames('cpu', [holed])).toEqual({ times: [0, 60_000, 60_001, 600_000], columns: [{ usage: [1, 2, null, 3] }] })
  })

  it('has nothing of nothing', () => {
    expect(alignFrames('cpu', [EMPTY_FRAME, EMPTY_FRAME])).toEqual({ times: [], columns: [{}, {}] })
  })
})

describe('the table', () => {
  it('sums a column up', () => {
    expect(summaryOf([null, ...Array.from({ length: 101 }, (_, i) => i), null])).toEqual({ avg: 50, p95: 95, max: 100, current: 100 })
    expect(summaryOf([null])).toBeNull()
  })

  it.each([
    [[3, 1, null, 2], { lowest: 1, highest: 0 }],
    [[1, 1], { lowest: null, highest: null }],
    [[1, null], { lowest: null, highest: null }],
    [[], { lowest: null, highest: null }],
  ])('marks in %j %j', (values, expected) => {
    expect(extremes(values)).toEqual(expected)
  })
})

describe('the address', () => {
  it('keeps what is compared', () => {
    const state = { hosts: [3, 1], group: 'network', instance: 'eth0', range: '7d', zoom: { from: 1_000, to: 90_000 } } as const
    expect(parseCompare(writeCompare(state))).toEqual(state)
  })

  it('takes eight hosts, once each, and the defaults for what it does not know', () => {
    expect(parseCompare(new URLSearchParams('hosts=1,1,x,2,-3,4,5,6,7,8,9,10&metric=core&range=15m&from=5&to=6'))).toEqual({
      hosts: [1, 2, 4, 5, 6, 7, 8, 9],
      group: 'cpu',
      instance: '',
      range: '24h',
      zoom: null,
    })
  })
})
