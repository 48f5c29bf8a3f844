import { reading } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore, SeriesQuery } from '@hyperion/ports/metric-store'
import { expect } from 'vitest'
import { type Case, DAY, frame, KEEP, rowsOf, START, TICK } from './metric-store-reports.ts'

const EVERY = { host: 1, group: 'disk', instance: 'sda', metrics: ['disk.read_bytes', 'disk.utilization'], amounts: true } as const

/** Reads add 1, 2, 3 … bytes, so that every amount tells its own number. */
function reads(i: number): HostFrame {
  return frame(1, { at: START + i * TICK, readings: [reading('disk', 'sda', { read_bytes: (i * (i + 1)) / 2, utilization: i % 100 })] })
}

const reports = (count: number): HostFrame[] => Array.from({ length: count }, (_, i) => reads(i))

function between(store: MetricStore, from: number, to: number, fineness: Pick<SeriesQuery, 'maxPoints' | 'width'> = {}) {
  return store.read({ ...EVERY, from: START + from * TICK, to: START + to * TICK, ...fineness })
}

export const amounts: readonly Case[] = [
  {
    name: 'tells a counter as amounts, from the first report of the range on',
    async run(store) {
      await store.append(reports(1000))
      await store.maintain(START + DAY / 2, KEEP)
      const rows = rowsOf(await between(store, 500, 503))
      expect(rows.map(([, values]) => values)).toEqual([500, 501, 502].map((i) => [i, i % 100]))
      expect(rowsOf(await between(store, 0, 2)).map(([, values]) => values)).toEqual([
        [null, 0],
        [1, 1],
      ])
    },
  },
  {
    name: 'has no amount across a gap or a reset, in series as in statistics',
    async run(store) {
      const at = (i: number, read: number): HostFrame =>
        frame(1, { at: START + i * TICK, readings: [reading('disk', 'sda', { read_bytes: read })] })
      await store.append([at(0, 100), at(1, 150), at(2, 10), at(3, 20), at(43, 5000), at(44, 5005), at(45, 5006)])
      const series = await between(store, 0, 100)
      expect(rowsOf(series).map(([, [amount]]) => amount)).toEqual([null, 50, null, 10, null, 5, 1])
      const [figures, none] = await store.statistics({ ...EVERY, from: START, to: START + DAY })
      expect([figures, none]).toMatchObject([{ count: 4, min: 1, max: 50, avg: 16.5, current: 1 }, null])
    },
  },
  {
    name: 'gathers amounts into averages with their extremes, of the width asked for',
    async run(store) {
      await store.append(reports(1000))
      for (const fineness of [{ maxPoints: 60 }, { width: 300_000 }]) {
        const { times, columns, bucket } = await between(store, 100, 1000, fineness)
        expect(bucket).toBe(300_000)
        const [first, last] = [((times[1] as number) - START) / TICK, ((times[1] as number) - START + bucket) / TICK - 1]
        expect([columns[0]?.min?.[1], columns[0]?.values[1], columns[0]?.max?.[1]]).toEqual([first, (first + last) / 2, last])
      }
    },
  },
  {
    name: 'still knows the amounts altogether when values as reported are no longer kept',
    async run(store) {
      const count = 2000
      await store.append([...reports(count), frame(1, { at: START + 40 * DAY, readings: [reading('disk', 'sda', { read_bytes: 0 })] })])
      const figures = async () => (await store.statistics({ ...EVERY, from: START, to: START + DAY }))[0]
      const exact = await figures()
      expect(exact).toMatchObject({ count: count - 1, avg: count / 2 })
      for (const days of [40, 300]) {
        await store.maintain(START + days * DAY + DAY / 2, KEEP)
        expect(await figures()).toMatchObject({ count: count - 1, avg: count / 2 })
      }
    },
  },
]
