import type { HostFrame, HostUsage, MetricStore } from '@hyperion/ports/metric-store'
import { expect } from 'vitest'
import { type Case, DAY, KEEP, keep, loadFrame, START, TICK, ticks } from './metric-store-reports.ts'

const SHORT = { rawDays: 1, fineDays: 2, totalDays: 3 }
const LONG = { rawDays: 400, fineDays: 400, totalDays: 0 }

/** Reports of several hosts at the same instants. */
function ofHosts(hosts: readonly number[], count: number, start = START): HostFrame[] {
  return ticks(count, start).flatMap((each) => hosts.map((host) => ({ ...each, host })))
}

async function usageOf(store: MetricStore, host: number): Promise<HostUsage | undefined> {
  return (await store.usage()).hosts.find((each) => each.host === host)
}

/** How many rows of a host there are, and whether they are as reported. */
async function rows(store: MetricStore, host: number): Promise<{ readonly count: number; readonly raw: boolean }> {
  const series = await store.read({ host, group: 'load', instance: '', metrics: ['load.one'], from: 0, to: START + 999 * DAY })
  return { count: series.times.length, raw: series.bucket === 0 }
}

export const space: readonly Case[] = [
  {
    name: 'keeps hosts as long as each of them is to be kept',
    async run(store, again) {
      await store.append(ofHosts([1, 2, 3], 200))
      const policy = keep({ rawDays: 30, fineDays: 90, totalDays: 0 }, { 2: SHORT, 3: LONG })
      await store.maintain(START + 2 * DAY + TICK, policy)
      expect(await rows(store, 1)).toEqual({ count: 200, raw: true })
      expect(await rows(store, 2)).toEqual({ count: 10, raw: false })
      await store.maintain(START + 5 * DAY, policy)
      expect(await rows(store, 1)).toEqual({ count: 200, raw: true })
      expect(await rows(store, 2)).toEqual({ count: 0, raw: true })
      await store.maintain(START + 40 * DAY, policy)
      expect(await rows(store, 1)).toEqual({ count: 10, raw: false })
      const reopened = await again()
      await reopened.maintain(START + 300 * DAY, policy)
      expect(await rows(reopened, 1)).toEqual({ count: 1, raw: false })
      expect(await rows(reopened, 3)).toEqual({ count: 200, raw: true })
    },
  },
  {
    name: 'tells what each host takes, alike before and after a restart',
    async run(store, again) {
      await store.append([...ofHosts([1, 2], 1000), ...ticks(500, START + DAY)])
      const open = await usageOf(store, 2)
      expect(open).toMatchObject({ values: 2800, first: START, last: START + 999 * TICK })
      expect((open?.journalBytes ?? 0) + (open?.bytes.raw ?? 0)).toBeGreaterThan(0)
      await store.maintain(START + 3 * DAY, KEEP)
      const settled = await store.usage()
      const [one, two] = settled.hosts as [HostUsage, HostUsage]
      expect([one.host, one.values, two.host, two.values]).toEqual([1, 4200, 2, 2800])
      expect(one).toMatchObject({ first: START, last: START + DAY + 499 * TICK, journalBytes: 0 })
      expect(one.bytes.raw).toBeGreaterThan(two.bytes.raw)
      expect(two).toMatchObject({ bytes: { fine: 0, coarse: 0 }, daily: { fine: null, coarse: null } })
      expect(settled.values).toBe(7000)
      const perDay = (2800 * DAY) / (999 * TICK)
      expect(two.daily.values).toBeCloseTo(perDay, 6)
      expect(two.daily.raw).toBeCloseTo((two.bytes.raw / two.values) * perDay, 6)
      const reopened = await again()
      expect((await reopened.usage()).hosts).toEqual(settled.hosts)
      await reopened.maintain(START + 40 * DAY, KEEP)
      const [coarser] = (await reopened.usage()).hosts
      expect(coarser).toMatchObject({ values: 0, bytes: { raw: 0, coarse: 0 } })
      expect(coarser?.bytes.fine).toBeGreaterThan(0)
      expect((await (await again()).usage()).hosts[0]).toEqual(coarser)
    },
  },
  {
    name: 'foresees what a policy takes away, and then nothing more',
    async run(store) {
      await store.append([...ofHosts([1, 2], 100), ...ofHosts([1, 2], 100, START + 9 * DAY)])
      await store.maintain(START + 10 * DAY, KEEP)
      const now = START + 10 * DAY
      expect(await store.foresee(now, KEEP)).toEqual([])
      const policy = keep({ rawDays: 30, fineDays: 90, totalDays: 0 }, { 2: { rawDays: 1, fineDays: 5, totalDays: 0 } })
      const [thinned, ...others] = await store.foresee(now, policy)
      expect(others).toEqual([])
      expect(thinned).toMatchObject({ host: 2, droppedBytes: 0, droppedDays: 0, thinnedValues: 280, thinnedDays: 1 })
      const [dropped] = await store.foresee(now, keep({ rawDays: 2, fineDays: 2, totalDays: 5 }))
      expect(dropped).toMatchObject({ host: 1, droppedDays: 5, thinnedValues: 0, thinnedDays: 0, thinnedBytes: 0 })
      const before = await usageOf(store, 2)
      expect(thinned?.thinnedBytes).toBeLessThan(before?.bytes.raw ?? 0)
      await store.maintain(now, policy)
      expect(await store.foresee(now, policy)).toEqual([])
      expect((await usageOf(store, 2))?.values).toBe(280)
      expect((await usageOf(store, 1))?.values).toBe(560)
    },
  },
  {
    name: 'shows nothing of a forgotten host, also after a restart in the middle of deleting it',
    async run(store, again) {
      await store.append(ofHosts([1, 2], 700))
      await store.maintain(START + 2 * DAY, KEEP)
      await store.append(ofHosts([1, 2], 20, START + DAY))
      await store.forget(1)
      expect(await rows(store, 1)).toEqual({ count: 0, raw: true })
      const reopened = await again()
      expect(await rows(reopened, 1)).toEqual({ count: 0, raw: true })
      expect(await rows(reopened, 2)).toEqual({ count: 720, raw: true })
      expect(await reopened.append([loadFrame(START, [1, 2, 3])])).toMatchObject({ appended: 1 })
      await reopened.maintain(START + 2 * DAY, KEEP)
      const usage = await reopened.usage()
      expect(usage.forgetting).toEqual([])
      expect(usage.hosts.map(({ host, values }) => [host, values])).toEqual([
        [1, 3],
        [2, 720 * 2 + 576],
      ])
      await reopened.forget(1)
      expect((await reopened.usage()).hosts.map(({ host }) => host)).toEqual([2])
    },
  },
  {
    name: 'forgets reports that were accepted just before, and takes new ones of the same host',
    async run(store, again) {
      const appending = store.append(ofHosts([1, 2], 50))
      await store.forget(1)
      await appending
      await store.append([loadFrame(START + DAY, [1, 1, 1])])
      await store.forget(1)
      await store.append([loadFrame(START + 2 * DAY, [2, 2, 2])])
      const check = async (from: MetricStore): Promise<void> => {
        expect(await rows(from, 1)).toEqual({ count: 1, raw: true })
        expect(await rows(from, 2)).toEqual({ count: 50, raw: true })
      }
      await check(store)
      await check(await again())
    },
  },
]
