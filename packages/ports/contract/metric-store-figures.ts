import { reading } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore, Statistics } from '@hyperion/ports/metric-store'
import { expect } from 'vitest'
import { type Case, DAY, frame, KEEP, keep, LOAD, loadFrame, readLoad, rowsOf, START, TICK, ticks, wave } from './metric-store-reports.ts'

export const buckets: readonly Case[] = [
  {
    name: 'gathers points into buckets of equal width above maxPoints',
    async run(store) {
      await store.append(ticks(1000))
      await store.maintain(START + DAY / 2, KEEP)
      const points = await readLoad(store, START, START + DAY, 1000)
      expect(points.bucket).toBe(0)
      const answer = await readLoad(store, START, START + DAY, 60)
      expect(answer.bucket).toBeGreaterThan(0)
      expect(answer.times.length).toBeLessThanOrEqual(60)
      expect(answer.times.length).toBeGreaterThan(20)
      answer.times.forEach((time, row) => {
        const members = Array.from({ length: 1000 }, (_, i) => i).filter(
          (i) => START + i * TICK >= time && START + i * TICK < time + answer.bucket,
        )
        const values = members.map((i) => wave(i)[0] as number)
        expect(answer.columns[0]?.values[row]).toBeCloseTo(values.reduce((a, b) => a + b) / values.length, 9)
        expect(answer.columns[0]?.min?.[row]).toBe(Math.min(...values))
        expect(answer.columns[0]?.max?.[row]).toBe(Math.max(...values))
      })
    },
  },
  {
    name: 'keeps the last value of a counter in a bucket and leaves empty buckets out',
    async run(store) {
      const report = (i: number): HostFrame =>
        frame(1, { at: START + i * TICK, readings: [reading('network', 'eth0', { rx_bytes: i * 1000 })] })
      await store.append(Array.from({ length: 240 }, (_, i) => report(i)).concat(Array.from({ length: 240 }, (_, i) => report(2000 + i))))
      const query = { host: 1, group: 'network', instance: 'eth0', metrics: ['network.rx_bytes'], from: START, to: START + DAY } as const
      const { times, columns, bucket } = await store.read({ ...query, maxPoints: 50 })
      times.forEach((time, row) => {
        const last = Math.ceil((time + bucket - START) / TICK) - 1
        expect(columns[0]?.values[row]).toBe(1000 * (last > 239 && last < 2000 ? 239 : Math.min(last, 2239)))
      })
      expect(times.some((time) => time > START + 260 * TICK && time + bucket < START + 2000 * TICK)).toBe(false)
    },
  },
]

function naive(values: readonly number[]): Statistics {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number => {
    const position = share * (sorted.length - 1)
    const [low, high] = [sorted[Math.floor(position)] as number, sorted[Math.ceil(position)] as number]
    return low + (high - low) * (position % 1)
  }
  const avg = values.reduce((a, b) => a + b, 0) / values.length
  const stddev = Math.sqrt(values.reduce((sum, value) => sum + (value - avg) ** 2, 0) / values.length)
  const [p50, p75, p90, p95, p97_5, p99, p100] = [0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 1].map(at) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return {
    count: values.length,
    min: at(0),
    max: at(1),
    avg,
    stddev,
    p50,
    p75,
    p90,
    p95,
    p97_5,
    p99,
    p100,
    current: values.at(-1) as number,
  }
}

function expectClose(actual: Statistics | null | undefined, expected: Statistics): void {
  for (const [name, value] of Object.entries(expected)) expect(actual?.[name as keyof Statistics], name).toBeCloseTo(value, 8)
}

export const figures: readonly Case[] = [
  {
    name: 'computes statistics exactly over reported values',
    async run(store) {
      await store.append(ticks(1000))
      const query = { host: 1, group: 'load', instance: '', metrics: LOAD, from: START, to: START + DAY } as const
      const values = (column: 0 | 1 | 2): number[] =>
        Array.from({ length: 1000 }, (_, i) => wave(i)[column]).filter((each) => each !== null)
      const check = async (): Promise<void> => {
        const answer = await store.statistics(query)
        for (const column of [0, 1, 2] as const) expectClose(answer[column], naive(values(column)))
      }
      await check()
      await store.maintain(START + 2 * DAY, KEEP)
      await check()
      const one = await store.statistics({ ...query, to: START + 1 })
      expectClose(one[0], naive([wave(0)[0] as number]))
      expect(one[2]).toBeNull()
    },
  },
  {
    name: 'keeps count, average and extremes when values as reported are no longer kept',
    async run(store, again) {
      await store.append(ticks(2000))
      await store.append(ticks(100, START + 40 * DAY))
      const before = await store.usage()
      await store.maintain(START + 40 * DAY + DAY / 2, KEEP)
      expect((await store.usage()).values).toBeLessThan(before.values)
      const values = Array.from({ length: 2000 }, (_, i) => wave(i)[0] as number)
      const query = { host: 1, group: 'load', instance: '', metrics: ['load.one'], from: START, to: START + DAY } as const
      const check = async (from: MetricStore): Promise<void> => {
        const [answer] = await from.statistics(query)
        const exact = naive(values)
        for (const name of ['count', 'min', 'max', 'avg', 'p100', 'current'] as const)
          expect(answer?.[name], name).toBeCloseTo(exact[name], 8)
        expect(Math.abs((answer?.stddev ?? 0) / exact.stddev - 1)).toBeLessThan(0.05)
        expect(Math.abs((answer?.p50 ?? 0) - exact.p50)).toBeLessThan((exact.max - exact.min) / 10)
        const series = await from.read(query)
        expect(series.bucket).toBeGreaterThanOrEqual(60_000)
        expect(Math.min(...(series.columns[0]?.min ?? []))).toBe(exact.min)
        expect(Math.max(...(series.columns[0]?.max ?? []))).toBe(exact.max)
        const whole = await from.read({ ...query, to: START + 41 * DAY })
        expect([...whole.times].some((time) => time >= START + 40 * DAY)).toBe(true)
      }
      await check(store)
      await store.maintain(START + 300 * DAY, KEEP)
      await check(store)
      await check(await again())
    },
  },
  {
    name: 'drops what is older than it may keep',
    async run(store) {
      await store.append(ticks(100))
      await store.append(ticks(100, START + 95 * DAY))
      await store.maintain(START + 96 * DAY, keep({ rawDays: 30, fineDays: 90, totalDays: 90 }))
      expect(await readLoad(store, 0, START + 90 * DAY)).toMatchObject({ times: new Float64Array() })
      expect((await readLoad(store, 0, START + 96 * DAY)).times).toHaveLength(100)
      expect(await store.series(1)).toMatchObject([{ first: START + 95 * DAY }])
    },
  },
  {
    name: 'forgets a host for good and leaves the others alone',
    async run(store, again) {
      const all = ticks(50).flatMap((each) => [each, { ...each, host: 2 }])
      await store.append(all)
      await store.maintain(START + 2 * DAY, KEEP)
      await store.append([loadFrame(START + DAY, [1, 1, 1]), loadFrame(START + DAY, [2, 2, 2], 2)])
      await store.forget(1)
      await store.forget(3)
      const check = async (from: MetricStore): Promise<void> => {
        expect(await from.series(1)).toEqual([])
        expect((await readLoad(from, 0, START + 2 * DAY)).times).toHaveLength(0)
        const other = await from.read({ host: 2, group: 'load', instance: '', metrics: LOAD, from: 0, to: START + 2 * DAY })
        expect(other.times).toHaveLength(51)
      }
      await check(store)
      const reopened = await again()
      await check(reopened)
      expect(await reopened.append([loadFrame(START, [1, 2, 3])])).toMatchObject({ appended: 1 })
      expect(rowsOf(await readLoad(reopened, 0, START + DAY))).toEqual([[START, [1, 2, 3]]])
    },
  },
]
