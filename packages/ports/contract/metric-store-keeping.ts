import { type GroupId, reading } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore } from '@hyperion/ports/metric-store'
import { expect } from 'vitest'
import { bits, type Case, DAY, frame, KEEP, keep, loadFrame, readLoad, rowsOf, START, TICK, ticks, wave } from './metric-store-reports.ts'

const ODD = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1e308, -1e308, 5e-324, -5e-324, 2 ** 53, -(2 ** 53)],
  ...[2 ** 53 + 2, 0.1 + 0.2, 1 / 3, 1e15 + 0.5, 123456.789, 1e-7, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 31, 2 ** 32],
]

export const asStored: readonly Case[] = [
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

export const keeping: readonly Case[] = [
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
      await store.maintain(START, keep({ rawDays: 30, fineDays: 90, totalDays: 90 }))
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
