import { encodeReport, type Report, reading } from '@hyperion/domain/metrics'
import type { MetricStore } from '@hyperion/ports/metric-store'
import { openTestMetrics } from '@hyperion/testkit/metrics'
import { afterEach, describe, expect, it } from 'vitest'
import { type HistoryQuery, RawHistory, readHistory, readStatistics } from './index.ts'

const DAY = 86_400_000
const TICK = 15_000
const START = Date.UTC(2026, 2, 10, 12)

let store: MetricStore
afterEach(() => store.close())

interface Disk {
  readonly name: string
  /** Ticks at which it reports. */
  readonly from: number
  readonly to: number
}

/** Reports of disks that come and go; each reads 10 bytes a tick and is busy by the number of the tick. */
function reports(count: number, disks: readonly Disk[], step = 1): Report[] {
  return Array.from({ length: Math.ceil(count / step) }, (_, row) => {
    const i = row * step
    const there = disks.filter(({ from, to }) => i >= from && i < to)
    return {
      at: START + i * TICK,
      readings: [
        reading('cpu', '', { user: i % 100 }),
        ...there.map(({ name }) => reading('disk', name, { read_bytes: i * 10, utilization: i % 100 })),
      ],
    }
  })
}

const query = (to: number, rest: Partial<HistoryQuery> = {}): HistoryQuery => ({
  host: 1,
  group: 'disk',
  metrics: ['disk.read_bytes', 'disk.utilization'],
  amounts: true,
  from: START,
  to: START + to * TICK,
  ...rest,
})

/** Values of a column, null where there is none. */
function shown({ values, present }: { values: Float64Array; present: Uint8Array }): (number | null)[] {
  return Array.from(values, (value, i) => (present[i] === 1 ? value : null))
}

describe('history of several devices', () => {
  it('has one list of times, and nulls where a device did not report', async () => {
    store = await openTestMetrics(
      1,
      reports(6, [
        { name: 'sdb', from: 2, to: 5 },
        { name: 'sda', from: 0, to: 4 },
      ]),
    )
    const { times, instances, bucket } = await readHistory(store, query(10), 6000)
    expect([[...times].map((time) => (time - START) / TICK), bucket]).toEqual([[0, 1, 2, 3, 4], 0])
    expect(instances.map(({ instance, columns }) => [instance, columns.map(shown)])).toEqual([
      [
        'sda',
        [
          [null, 10, 10, 10, null],
          [0, 1, 2, 3, null],
        ],
      ],
      [
        'sdb',
        [
          [null, null, null, 10, 10],
          [null, null, 2, 3, 4],
        ],
      ],
    ])
  })

  it('gathers all of them into the same buckets when one has too many points', async () => {
    store = await openTestMetrics(
      1,
      reports(1000, [
        { name: 'sda', from: 0, to: 1000 },
        { name: 'sdb', from: 990, to: 1000 },
      ]),
    )
    const { times, instances, bucket } = await readHistory(store, query(1000), 100)
    expect(bucket).toBeGreaterThanOrEqual(10 * TICK)
    expect([...times].every((time) => time % bucket === 0)).toBe(true)
    expect(times.length).toBeLessThanOrEqual(100)
    const busy = instances.map(({ columns }) => shown(columns[1] as never))
    expect(busy.map((values) => values.filter((value) => value !== null).length)).toEqual([times.length, 2])
    expect(instances.map(({ columns }) => columns[1]?.max?.at(-1))).toEqual([99, 99])
  })

  it('leaves out devices that are not wanted or did not report in the range, and sorts them by their numbers', async () => {
    const disks = ['sda', 'disk10', 'disk9', 'old'].map((name) => ({ name, from: name === 'old' ? 50 : 0, to: 60 }))
    store = await openTestMetrics(1, reports(60, [...disks, { name: 'gap', from: 0, to: 1 }, { name: 'gap', from: 55, to: 56 }]))
    const asked = query(20, { from: START + 2 * TICK, wanted: (name) => name !== 'sda' })
    expect((await readHistory(store, asked, 6000)).instances.map(({ instance }) => instance)).toEqual(['disk9', 'disk10'])
    expect((await readStatistics(store, asked)).map(({ instance }) => instance)).toEqual(['disk9', 'disk10'])
  })

  it('keeps the host’s own group where nothing was reported', async () => {
    store = await openTestMetrics(1, [])
    const nothing = query(10, { group: 'cpu', metrics: ['cpu.user'] })
    const { times, instances } = await readHistory(store, nothing, 6000)
    expect([times.length, instances.map(({ columns }) => columns.map(shown))]).toEqual([0, [[[]]]])
    expect(await readStatistics(store, nothing)).toEqual([{ instance: '', figures: [null] }])
  })
})

describe('history as stored, of any length', () => {
  const gathered = async (history: RawHistory, instance: string, metric: string): Promise<(number | null)[]> => {
    const values: (number | null)[] = []
    for await (const column of history.column(instance, metric)) values.push(...shown(column))
    return values
  }
  const timesOf = async (history: RawHistory): Promise<number[][]> => {
    const pieces: number[][] = []
    for await (const times of history.times()) pieces.push([...times])
    return pieces
  }

  it('comes in pieces of a day that together are what a single read gives', async () => {
    const all = reports(
      4 * 5760,
      [
        { name: 'sda', from: 0, to: 20_000 },
        { name: 'sdb', from: 9000, to: 23_040 },
      ],
      5,
    )
    store = await openTestMetrics(1, all)
    const asked = query(5 * 5760)
    const history = await RawHistory.open(store, asked)
    const pieces = await timesOf(history)
    expect(pieces.length).toBe(5)
    const whole = await readHistory(store, asked, 1e9)
    expect(pieces.flat()).toEqual([...whole.times])
    for (const { instance, columns } of whole.instances) {
      for (const column of columns) expect(await gathered(history, instance, column.metric)).toEqual(shown(column))
    }
  })

  it('holds every column to the times although reports come in meanwhile', async () => {
    store = await openTestMetrics(1, reports(200, [{ name: 'sda', from: 0, to: 200 }], 2))
    const history = await RawHistory.open(store, query(200))
    const times = (await timesOf(history)).flat()
    const late = reports(200, [{ name: 'sda', from: 0, to: 200 }]).map((report) => ({ host: 1, frame: encodeReport(report) }))
    await store.append(late)
    const busy = await gathered(history, 'sda', 'disk.utilization')
    expect(busy).toEqual(times.map((time) => ((time - START) / TICK) % 100))
  })

  it('has nothing of a host without history, nor of an empty range', async () => {
    store = await openTestMetrics(1, reports(10, [{ name: 'sda', from: 0, to: 10 }]))
    for (const asked of [query(10, { host: 2 }), query(10, { from: START + DAY, to: START + 2 * DAY }), query(0)]) {
      const history = await RawHistory.open(store, asked)
      expect([history.instances, await timesOf(history)]).toEqual([[], []])
    }
  })
})

it('statistics of counters are those of what was added', async () => {
  store = await openTestMetrics(1, reports(100, [{ name: 'sda', from: 0, to: 100 }]))
  const [sda] = await readStatistics(store, query(100))
  expect(sda).toMatchObject({
    instance: 'sda',
    figures: [
      { count: 99, min: 10, max: 10, current: 10 },
      { count: 100, max: 99 },
    ],
  })
})
