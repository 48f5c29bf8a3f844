import type { RuleSettings } from '@hyperion/domain/alerts'
import type { MetricStore, Series } from '@hyperion/ports/metric-store'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { beforeEach, describe, expect, it } from 'vitest'
import { Rules } from './rules.ts'
import { Trials } from './trial.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const LOAD: RuleSettings = {
  name: '',
  enabled: true,
  kind: 'metric',
  metric: 'load.one',
  condition: 'above',
  warning: 8,
  critical: 16,
  instances: '*',
  forSeconds: 60,
  margin: 2,
  noData: 'ignore',
  noDataMinutes: 10,
  hosts: [],
  tags: [],
  schedule: null,
}

let clock: TestClock
let database: TestDatabase
let host: number
let trials: Trials
let start: number
/** Values by metric, one a minute from the start on; null where no report came. */
let stored: Record<string, readonly (number | null)[]>

beforeEach(async () => {
  clock = new TestClock()
  start = clock.now() - 24 * HOUR
  database = await openTestDatabase()
  host = (await database.hosts.ensureHub('atlas', clock.now())).id
  stored = {}
  const metrics: Pick<MetricStore, 'read' | 'series'> = {
    read: async ({ metrics: ids, from, to }) => series(ids, from, to),
    series: async () =>
      [...new Set(Object.keys(stored).map((id) => id.split('.')[0]))].map((group) => ({
        group: group as 'load',
        instance: group === 'network' ? 'eth0' : group === 'filesystem' ? '/data' : '',
        first: start,
        last: clock.now(),
      })),
  }
  trials = new Trials({ rules: new Rules({ store: database.rules, hosts: database.hosts, clock }), hosts: database.hosts, metrics, clock })
  return () => database.close()
})

function series(ids: readonly string[], from: number, to: number): Series {
  const rows = (stored[ids[0] ?? ''] ?? []).map((_, i) => i).filter((i) => start + i * MINUTE >= from && start + i * MINUTE < to)
  const known = rows.filter((i) => ids.some((id) => (stored[id]?.[i] ?? null) !== null))
  return {
    times: Float64Array.from(known, (i) => start + i * MINUTE),
    columns: ids.map((metric) => ({
      metric,
      values: Float64Array.from(known, (i) => stored[metric]?.[i] ?? Number.NaN),
      present: Uint8Array.from(known, (i) => ((stored[metric]?.[i] ?? null) === null ? 0 : 1)),
    })),
    bucket: 0,
    damaged: false,
  }
}

/** A value a minute for a day: 1, apart from the spans given (from minute, minutes, value). */
function day(...spans: readonly (readonly [from: number, minutes: number, value: number | null])[]): (number | null)[] {
  const values: (number | null)[] = new Array(1440).fill(1)
  for (const [from, minutes, value] of spans) values.fill(value, from, from + minutes)
  return values
}

const attempt = (rule: Partial<RuleSettings>, hours = 24) => trials.run({ rule: { ...LOAD, ...rule }, hours })
const firings = async (rule: Partial<RuleSettings>) => {
  const [tried] = (await attempt(rule)).series
  return tried?.fired.map((each) => [(each.from - start) / MINUTE, each.to && (each.to - start) / MINUTE, each.level, each.peak])
}

describe('a trial', () => {
  it('tells when a metric would have fired, how badly and how loudly', async () => {
    stored = { 'load.one': day([60, 10, 9], [70, 5, 20], [300, 1, 50], [1435, 5, 9]) }
    const { series: all, truncated, unit } = await attempt({})
    expect([truncated, unit, all.length, all[0]?.host.name]).toEqual([false, 'load', 1, 'atlas'])
    expect(await firings({})).toEqual([
      [61, 75, 'critical', 20],
      [1436, null, 'warning', 9],
    ])
    expect(all[0]).toMatchObject({ notifications: 4, flapped: 0, gaps: [] })
    expect(await firings({ forSeconds: 0 })).toHaveLength(3)
    expect(await firings({ condition: 'below', warning: 0, critical: null })).toEqual([])
  })

  it('shows what was judged, thinned out, with its extremes and gaps', async () => {
    stored = { 'load.one': day([60, 1, 99], [600, 30, null]) }
    const [tried] = (await attempt({})).series
    expect(tried?.gaps).toEqual([{ from: start + 599 * MINUTE, to: start + 630 * MINUTE }])
    expect(tried?.points.times.length).toBe(1410)
    const [month] = (await attempt({}, 720)).series
    expect(month?.points.times.length).toBeLessThanOrEqual(2000)
    expect(Math.max(...(month?.points.max ?? []))).toBe(99)
    expect(month?.gaps[0]?.to).toBe(start)
  })

  it('counts what comes and goes', async () => {
    stored = { 'load.one': day(...[0, 1, 2, 3, 4, 5].map((i) => [60 + i * 4, 2, 9] as const)) }
    const [tried] = (await attempt({ margin: 0, forSeconds: 0 })).series
    expect(tried).toMatchObject({ flapped: 1, notifications: 6 })
  })

  it('judges counters by their rate', async () => {
    stored = { 'network.rx_bytes': day().map((_, i) => (i < 700 ? i * 6000 : (i - 700) * 600_000)) }
    const rate = { metric: 'network.rx_bytes', warning: 1000, critical: null, margin: 0, forSeconds: 0 }
    expect(await firings(rate)).toEqual([[701, null, 'warning', 10_000]])
  })

  it('replays hosts that fell silent, values that were missing and disks that filled', async () => {
    stored = { 'load.one': day([600, 30, null]) }
    expect(await firings({ kind: 'silent', metric: null, warning: 10, critical: null, margin: 0, forSeconds: 0 })).toEqual([
      [609, 630, 'warning', null],
    ])
    expect(await firings({ noData: 'alert' })).toEqual([[609, 630, 'warning', null]])
    const used = day().map((_, i) => 1000 + Math.max(0, i - 600))
    stored = { 'filesystem.used': used, 'filesystem.available': used.map((each) => 2000 - each) }
    const [filling] = (await firings({ kind: 'filling', metric: null, warning: 24, critical: null, margin: 6, forSeconds: 0 })) ?? []
    expect(filling?.slice(1, 3)).toEqual([null, 'warning'])
    expect(filling?.[0]).toBeGreaterThan(780)
    expect(filling?.[0]).toBeLessThan(960)
  })

  it('refuses what cannot be tried, by field', async () => {
    const failure = { code: 'validation_failed' }
    await expect(trials.run({ rule: { ...LOAD, warning: 20, margin: Number.NaN }, hours: 24, host: host + 1 })).rejects.toMatchObject({
      ...failure,
      info: { details: { host: ['unknown_host'], 'rule.warning': ['level_order'], 'rule.margin': ['range'] } },
    })
    await expect(attempt({ kind: 'unit_failed', metric: null, warning: 1, critical: null })).rejects.toMatchObject({
      ...failure,
      info: { details: { 'rule.kind': ['no_history'] } },
    })
  })

  it('takes a few at a time', async () => {
    stored = { 'load.one': day() }
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map(() => attempt({})))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(all.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'rate_limited' })
    expect((await attempt({})).series).toHaveLength(1)
  })
})
