import type { SeriesQuery } from '@hyperion/ports/metric-store'
import { sampleMetrics, type TestApp, testApp } from '@hyperion/testkit/app'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriesJson } from './series-json.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const HOUR = 3_600_000

describe('history', () => {
  const asked: Omit<SeriesQuery, 'maxPoints'>[] = []
  let hub: TestApp
  let headers: Record<string, string>
  beforeAll(async () => {
    const metrics = sampleMetrics(NOW)
    hub = await testApp({
      metrics: {
        ...metrics,
        read: (query) => {
          asked.push(query)
          return metrics.read(query)
        },
      },
    })
    headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  })
  afterAll(() => hub.close())
  const get = async (query: string) => (await hub.app.inject({ url: `/api/hosts/${hub.hubHostId}/${query}`, headers })).json()

  it('names the hosts and what each has', async () => {
    const { hosts } = (await hub.app.inject({ url: '/api/hosts', headers })).json()
    const seen = { online: true, last_seen: NOW, interval_seconds: 15, own_interval: false, down: null, lacks: [], degraded: [] }
    expect(hosts).toEqual([{ id: hub.hubHostId, name: 'atlas', kind: 'hub', tags: [], agent: null, ...seen }])
    expect(await get('')).toMatchObject({
      ...hosts[0],
      info: { hostname: 'atlas', cpu: { cores: 4 }, memory_bytes: 16 * 1024 ** 3 },
      interfaces: [{ name: 'eth0' }, { name: 'lo' }],
      mounts: [{ mount: '/', stuck: false }, { mount: '/data' }],
      series: expect.arrayContaining([{ group: 'cpu', instance: '', first: NOW - 60_000, last: NOW - 15_000 }]),
      degraded: [],
    })
  })

  it('gives values, null for what is missing or no number', async () => {
    expect(await get('series?group=load')).toEqual({
      group: 'load',
      instance: '',
      bucket: 0,
      damaged: false,
      times: [NOW - 60_000, NOW - 45_000, NOW - 30_000, NOW - 15_000],
      columns: ['load.one', 'load.five', 'load.fifteen'].map((metric) => ({ metric, values: [12.5, null, null, 50] })),
    })
  })

  it.each([
    { query: 'group=cpu', from: NOW - HOUR, to: NOW, maxPoints: 1000 },
    { query: `group=cpu&points=7&from=${NOW - 5000}`, from: NOW - 5000, to: NOW, maxPoints: 7 },
    { query: `group=cpu&to=${NOW - HOUR}`, from: NOW - 2 * HOUR, to: NOW - HOUR, maxPoints: 1000 },
    {
      query: 'group=cpu&from=2026-01-01&to=2026-01-02T00:00:00%2B01:00',
      from: Date.UTC(2026, 0, 1),
      to: Date.UTC(2026, 0, 1, 23),
      maxPoints: 1000,
    },
  ])('reads the range of $query', async ({ query, ...range }) => {
    await get(`series?${query}`)
    expect(asked.at(-1)).toMatchObject({ host: hub.hubHostId, group: 'cpu', instance: '', ...range })
  })

  it('reads the metrics asked for, once each and in their order', async () => {
    await get('series?group=core&instance=3&metrics=core.usage,core.usage')
    expect(asked.at(-1)).toMatchObject({ group: 'core', instance: '3', metrics: ['core.usage'] })
  })

  it('gives all thirteen statistics', async () => {
    const { metrics } = await get('statistics?group=memory&metrics=memory.used,memory.usage')
    expect(Object.keys(metrics[0].statistics)).toEqual([
      'count',
      'min',
      'max',
      'avg',
      'stddev',
      'p50',
      'p75',
      'p90',
      'p95',
      'p97_5',
      'p99',
      'p100',
      'current',
    ])
    expect(metrics).toMatchObject([
      { metric: 'memory.used', unit: 'bytes', statistics: { count: 3, p97_5: 49.0625 } },
      { metric: 'memory.usage', unit: 'percent', statistics: null },
    ])
  })
})

it('a series reads back from its JSON, value by value', () => {
  const column = fc.record({
    values: fc.array(fc.double(), { minLength: 5, maxLength: 5 }),
    present: fc.array(fc.nat(1), { minLength: 5, maxLength: 5 }),
  })
  fc.assert(
    fc.property(fc.array(column, { maxLength: 3 }), fc.string(), (columns, instance) => {
      const made = columns.map(({ values, present }, i) => ({
        metric: `m${i}`,
        values: Float64Array.from(values),
        present: Uint8Array.from(present),
        min: Float64Array.from(values),
      }))
      const text = seriesJson(
        { group: 'cpu', instance },
        { times: Float64Array.of(1, 2, 3, 4, 5), columns: made, bucket: 1, damaged: true },
      )
      const read = columns.map(({ values, present }, i) => {
        const expected = values.map((value, at) => (present[at] === 1 && Number.isFinite(value) ? value + 0 : null))
        return { metric: `m${i}`, values: expected, min: expected }
      })
      expect(JSON.parse(text)).toEqual({ group: 'cpu', instance, bucket: 1, damaged: true, times: [1, 2, 3, 4, 5], columns: read })
    }),
  )
})
