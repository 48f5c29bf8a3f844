import { encodeReport, type GroupId, type Report, reading } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore, Retention, Series, Statistics } from '@hyperion/ports/metric-store'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'

/** Somewhere that a store keeps its data: it can be closed and opened again with what it held. */
export interface MetricStorePlace {
  open(): Promise<MetricStore>
  dispose(): Promise<void>
}

export interface MetricStoreContractOptions {
  /** Cases that an implementation cannot pass, by name, each with the reason. */
  readonly skip?: Readonly<Record<string, string>>
}

const DAY = 86_400_000
const TICK = 15_000
const START = Date.UTC(2026, 2, 10)
const KEEP: Retention = { rawDays: 30, totalDays: 0 }
const LOAD = ['load.one', 'load.five', 'load.fifteen'] as const

type Triple = readonly [number | null, number | null, number | null]

function frame(host: number, report: Report): HostFrame {
  return { host, frame: encodeReport(report) }
}

function loadFrame(at: number, values: Triple, host = 1): HostFrame {
  return frame(host, { at, readings: [{ group: 'load', instance: '', values }] })
}

function bits(values: Iterable<number>): string[] {
  return Array.from(values, (value) => new BigUint64Array(Float64Array.of(value).buffer)[0]?.toString(16) ?? '')
}

function readLoad(store: MetricStore, from: number, to: number, maxPoints?: number): Promise<Series> {
  const query = { host: 1, group: 'load', instance: '', metrics: LOAD, from, to } as const
  return store.read(maxPoints === undefined ? query : { ...query, maxPoints })
}

/** Rows of a series as `[time, [values]]`, null where nothing is present. */
function rowsOf({ times, columns }: Series): [number, (number | null)[]][] {
  return Array.from(times, (time, row) => [time, columns.map(({ values, present }) => (present[row] ? (values[row] as number) : null))])
}

interface Case {
  readonly name: string
  run(store: MetricStore, again: () => Promise<MetricStore>): Promise<void>
}

/** Deterministic readings with two decimals, different from one to the next. */
function wave(i: number): Triple {
  return [Math.round(500 + 300 * Math.sin(i / 7)) / 100, ((i * 37) % 211) / 100, i % 5 === 0 ? null : 1]
}

function ticks(count: number, start = START): HostFrame[] {
  return Array.from({ length: count }, (_, i) => loadFrame(start + i * TICK, wave(i)))
}

const ODD = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1e308, -1e308, 5e-324, -5e-324, 2 ** 53, -(2 ** 53)],
  ...[2 ** 53 + 2, 0.1 + 0.2, 1 / 3, 1e15 + 0.5, 123456.789, 1e-7, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 31, 2 ** 32],
]

const asStored: Case[] = [
  {
    name: 'reads back what was appended, columns in the order asked',
    async run(store) {
      expect(await store.append(ticks(40))).toEqual({ appended: 40, duplicates: 0, malformed: 0 })
      const answer = await readLoad(store, START, START + DAY)
      expect(answer.bucket).toBe(0)
      expect(answer.damaged).toBe(false)
      expect(rowsOf(answer)).toEqual(Array.from({ length: 40 }, (_, i) => [START + i * TICK, wave(i)]))
      const swapped = await store.read({
        host: 1,
        group: 'load',
        instance: '',
        metrics: ['load.fifteen', 'load.one'],
        from: START,
        to: START + 1,
      })
      expect(swapped.columns.map(({ metric }) => metric)).toEqual(['load.fifteen', 'load.one'])
      expect(rowsOf(swapped)).toEqual([[START, [wave(0)[2], wave(0)[0]]]])
    },
  },
  {
    name: 'takes the start of a range in and its end out',
    async run(store) {
      await store.append(ticks(10))
      const answer = await readLoad(store, START + 2 * TICK, START + 5 * TICK)
      expect([...answer.times]).toEqual([2, 3, 4].map((i) => START + i * TICK))
      expect((await readLoad(store, START + 5, START + 5)).times).toHaveLength(0)
      expect((await readLoad(store, START + DAY, START)).times).toHaveLength(0)
    },
  },
  {
    name: 'answers an empty series for an unknown host, group or instance',
    async run(store) {
      await store.append(ticks(3))
      const known = { host: 1, from: 0, to: START + DAY, instance: '', metrics: ['load.one'], group: 'load' as GroupId }
      for (const unknown of [{ host: 2 }, { instance: 'x' }, { group: 'memory' as GroupId, metrics: ['memory.used'] }]) {
        const query = { ...known, ...unknown }
        const answer = await store.read(query)
        expect(answer.times).toHaveLength(0)
        expect(answer.columns.map(({ values }) => values.length)).toEqual([0])
        expect(await store.statistics(query)).toEqual([null])
      }
      expect(await store.series(2)).toEqual([])
    },
  },
  {
    name: 'keeps hosts and instances apart and lists them',
    async run(store) {
      const report = (host: number, at: number, instance: string, value: number): HostFrame =>
        frame(host, { at, readings: [reading('network', instance, { rx_bytes: value }), reading('system', '', { uptime: value })] })
      await store.append([report(1, START, 'eth0', 1), report(2, START, 'eth0', 2), report(1, START + TICK, 'wlan0 é', 3)])
      const read = async (host: number, instance: string) =>
        rowsOf(await store.read({ host, group: 'network', instance, metrics: ['network.rx_bytes'], from: 0, to: START + DAY }))
      expect(await read(1, 'eth0')).toEqual([[START, [1]]])
      expect(await read(2, 'eth0')).toEqual([[START, [2]]])
      expect(await read(1, 'wlan0 é')).toEqual([[START + TICK, [3]]])
      const listed = [...(await store.series(1))].sort((a, b) => a.first - b.first || a.group.localeCompare(b.group))
      expect(listed).toEqual([
        { group: 'network', instance: 'eth0', first: START, last: START },
        { group: 'system', instance: '', first: START, last: START + TICK },
        { group: 'network', instance: 'wlan0 é', first: START + TICK, last: START + TICK },
      ])
    },
  },
]

const keeping: Case[] = [
  {
    name: 'keeps NaN and −0 and tells a missing value from a stored NaN',
    async run(store, again) {
      await store.append([loadFrame(START, [Number.NaN, null, -0]), loadFrame(START + TICK, [1, -0, Number.NaN])])
      const expected = [bits([Number.NaN, 1]), bits([Number.NaN, -0]), bits([-0, Number.NaN])]
      const present = [
        [1, 1],
        [0, 1],
        [1, 1],
      ]
      const check = async (from: MetricStore): Promise<void> => {
        const { columns } = await readLoad(from, START, START + DAY)
        expect(columns.map((column) => bits(column.values))).toEqual(expected)
        expect(columns.map((column) => [...column.present])).toEqual(present)
      }
      await check(store)
      await store.maintain(START + 2 * DAY, KEEP)
      await check(store)
      await check(await again())
    },
  },
  {
    name: 'keeps every bit of odd numbers, before and after sealing and a restart',
    async run(store, again) {
      const frames = ODD.map((value, i) => loadFrame(START + i * TICK, [value, i, ODD[ODD.length - 1 - i] ?? null]))
      await store.append(frames)
      const check = async (from: MetricStore): Promise<void> => {
        const { columns } = await readLoad(from, START, START + DAY)
        expect(bits(columns[0]?.values ?? [])).toEqual(bits(ODD))
        expect(bits(columns[2]?.values ?? [])).toEqual(bits([...ODD].reverse()))
      }
      await check(store)
      await store.maintain(START + 2 * DAY, KEEP)
      await check(store)
      await check(await again())
    },
  },
  {
    name: 'keeps the first report of an instant, however often and late it comes again',
    async run(store, again) {
      const first = [loadFrame(START, [1, 1, 1]), loadFrame(START, [2, 2, 2]), loadFrame(START + TICK, [3, 3, 3])]
      expect(await store.append(first)).toEqual({ appended: 2, duplicates: 1, malformed: 0 })
      const other = frame(1, { at: START, readings: [reading('system', '', { uptime: 5 })] })
      expect(await store.append([loadFrame(START, [4, 4, 4]), other])).toEqual({ appended: 0, duplicates: 2, malformed: 0 })
      await store.maintain(START + 2 * DAY, KEEP)
      expect((await store.append([loadFrame(START, [5, 5, 5])])).duplicates).toBe(1)
      const reopened = await again()
      expect(await reopened.append([loadFrame(START + TICK, [6, 6, 6]), loadFrame(START + 1, [7, 7, 7])])).toMatchObject({
        appended: 1,
        duplicates: 1,
      })
      expect(rowsOf(await readLoad(reopened, START, START + DAY))).toEqual([
        [START, [1, 1, 1]],
        [START + 1, [7, 7, 7]],
        [START + TICK, [3, 3, 3]],
      ])
      expect(await reopened.series(1)).toHaveLength(1)
    },
  },
  {
    name: 'takes reports out of order, also into days already sealed',
    async run(store, again) {
      const frames = ticks(200)
      const shuffled = frames.map((_, i) => frames[(i * 77) % 200] as HostFrame)
      await store.append(shuffled.slice(0, 90))
      await store.maintain(START + 2 * DAY, KEEP)
      await store.append(shuffled.slice(90, 150))
      await store.append(shuffled.slice(150))
      const expected = Array.from({ length: 200 }, (_, i) => [START + i * TICK, wave(i)])
      expect(rowsOf(await readLoad(store, START, START + DAY))).toEqual(expected)
      await store.maintain(START + 3 * DAY, KEEP)
      expect(rowsOf(await readLoad(store, START, START + DAY))).toEqual(expected)
      expect(rowsOf(await readLoad(await again(), START, START + DAY))).toEqual(expected)
    },
  },
  {
    name: 'leaves out frames that cannot be decoded and keeps the others',
    async run(store) {
      const good = loadFrame(START, [1, 2, 3])
      const cut = { host: 1, frame: good.frame.slice(0, -3) }
      const answer = await store.append([cut, { host: 1, frame: new Uint8Array() }, good, { host: 1, frame: new Uint8Array(40).fill(255) }])
      expect(answer).toEqual({ appended: 1, duplicates: 0, malformed: 3 })
      expect(rowsOf(await readLoad(store, 0, START + DAY))).toEqual([[START, [1, 2, 3]]])
      expect(await store.append([])).toEqual({ appended: 0, duplicates: 0, malformed: 0 })
    },
  },
  {
    name: 'bears times from the beginning to the end of time',
    async run(store, again) {
      const times = [1, 1000, START, START + 1, 8.64e15, Number.MAX_SAFE_INTEGER]
      await store.append(times.map((at, i) => loadFrame(at, [i, i, i])))
      await store.maintain(START, KEEP)
      await store.append([loadFrame(8.64e15 - 1, [9, 9, 9])])
      await store.maintain(START, { rawDays: 30, totalDays: 90 })
      const reopened = await again()
      const kept = rowsOf(await readLoad(reopened, START, Number.MAX_SAFE_INTEGER))
      expect(kept.map(([at]) => at)).toEqual([START, START + 1, 8.64e15 - 1, 8.64e15])
      const buckets = await readLoad(reopened, 0, Number.MAX_SAFE_INTEGER, 3)
      expect(buckets.times.length).toBeLessThanOrEqual(3)
    },
  },
  {
    name: 'holds what it acknowledged after it is closed and opened again',
    async run(store, again) {
      await Promise.all(ticks(300).map((each) => store.append([each])))
      const reopened = await again()
      expect(rowsOf(await readLoad(reopened, START, START + DAY))).toEqual(
        Array.from({ length: 300 }, (_, i) => [START + i * TICK, wave(i)]),
      )
      expect((await reopened.usage()).values).toBe(300 * 2 + 240)
      await expect(store.append(ticks(1))).rejects.toMatchObject({ code: 'storage_unavailable' })
      await expect(readLoad(store, 0, 1)).rejects.toMatchObject({ code: 'storage_unavailable' })
    },
  },
]

const buckets: Case[] = [
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

const figures: Case[] = [
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
      await store.maintain(START + 96 * DAY, { rawDays: 30, totalDays: 90 })
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

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -1000, max: 100_000 }).map((each) => each / 10) },
  { weight: 2, arbitrary: fc.double({ noNaN: true }).map((each) => (Object.is(each, -0) ? 0 : each)) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.tuple(fc.integer({ min: 0, max: 3 * 5760 }), value, value, value), { minLength: 1, maxLength: 120 })
      .map((rows) => ({ rows })),
  },
  { weight: 1, arbitrary: fc.constant({ rows: null, maintain: true }) },
  { weight: 1, arbitrary: fc.constant({ rows: null, maintain: false }) },
)

const model: Case = {
  name: 'answers like a simple model under appends, upkeep and restarts in any order',
  async run(first, again) {
    let store = first
    let host = 100
    const history = fc.array(step, { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        host++
        const expected = new Map<number, Triple>()
        for (const each of steps) {
          if (each.rows) {
            const rows = each.rows.map(([i, ...values]) => ({ at: START + i * TICK, values }))
            await store.append(rows.map(({ at, values }) => loadFrame(at, values, host)))
            for (const { at, values } of rows) if (!expected.has(at)) expected.set(at, values)
          } else if ('maintain' in each && each.maintain) await store.maintain(START + 2 * DAY, KEEP)
          else store = await again()
        }
        const answer = await store.read({ host, group: 'load', instance: '', metrics: LOAD, from: 0, to: START + 9 * DAY })
        expect(rowsOf(answer)).toEqual([...expected].sort(([a], [b]) => a - b))
      }),
      { numRuns: 8 },
    )
  },
}

/** What every metric store does; `make` gives a new, empty place each time. */
export function metricStoreContract(
  name: string,
  make: () => Promise<MetricStorePlace>,
  { skip = {} }: MetricStoreContractOptions = {},
): void {
  const cases = [...asStored, ...keeping, ...buckets, ...figures, model]
  const unknown = Object.keys(skip).filter((each) => !cases.some((known) => known.name === each))
  if (unknown.length > 0) throw new Error(`the metric store contract has no case named ${unknown.join(', ')}`)

  describe(`${name} as MetricStore`, () => {
    let place: MetricStorePlace
    let store: MetricStore

    beforeEach(async () => {
      place = await make()
      store = await place.open()
      return async () => {
        await store.close()
        await place.dispose()
      }
    })

    const again = async (): Promise<MetricStore> => {
      await store.close()
      store = await place.open()
      return store
    }

    for (const { name: title, run } of cases) {
      const reason = skip[title]
      it.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (${reason})`, () => run(store, again), 60_000)
    }
  })
}
