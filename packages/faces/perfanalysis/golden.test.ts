import { readFileSync } from 'node:fs'
import { type Reading, type Report, reading } from '@hyperion/domain/metrics'
import type { CollectorFacts } from '@hyperion/features/performance'
import type { Host } from '@hyperion/ports/hosts'
import type { MetricStore, Statistics } from '@hyperion/ports/metric-store'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestMetrics } from '@hyperion/testkit/metrics'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** One of the document's examples. */
const golden = (name: string) => JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))

const MIB = 1024 ** 2
const GIB = 1024 ** 3
const COLLECTORS = golden('collectors')

const HOSTS: readonly Host[] = COLLECTORS.map(({ id, name, created_at }: { id: number; name: string; created_at: string }) => ({
  id,
  name,
  kind: 'agent',
  createdAt: Date.parse(created_at),
}))

/** What the document's collectors told of themselves. */
function factsOf(id: number): CollectorFacts | null {
  const told = COLLECTORS[id - 1]
  const [name, ...version] = told.os_info.split(/ (?=\d)/)
  const link = { name: 'eth0', ipv4: [told.ip_address], ipv6: [], mac: null, speed: null, up: true, virtual: false }
  return {
    info: {
      hostname: told.hostname,
      os: { name, version: version.join(' '), architecture: 'x86_64', kernel: '' },
      cpu: { model: told.cpu_model, cores: told.cpu_count },
      memoryBytes: told.memory_total_gb * GIB,
      bootedAt: 0,
    },
    interfaces: [{ ...link, name: 'docker0', ipv4: ['172.17.0.1'], virtual: true }, link],
    cloud: { provider: told.cloud_provider, region: told.region, instanceType: told.instance_type },
    lastSeen: Date.parse(told.last_seen),
    online: true,
  }
}

type Columns = Readonly<Record<string, readonly number[]>>

/** The reading of one row of an example's columns. */
function row(group: 'cpu' | 'memory' | 'disk' | 'network', instance: string, columns: Columns, i: number): Reading {
  const { percent_used, ...named } = columns
  const values = Object.entries({ ...named, ...(percent_used && { usage: percent_used }) }).map(([name, all]) => {
    const value = all[i] as number
    return [name, group === 'memory' && name !== 'usage' ? value * MIB : value]
  })
  return reading(group, instance, Object.fromEntries(values))
}

/** Counters that stand at what was added so far, as a disk's do. */
function counted({ utilization, ...amounts }: Columns): Columns {
  const sums = Object.entries(amounts).map(([name, values]) => {
    let sum = 1000
    return [name, [sum, ...values.map((value) => (sum += value))]] as const
  })
  return { ...Object.fromEntries(sums), utilization: [0, ...(utilization ?? [])] }
}

interface Device {
  readonly name: string
}

/** The reports behind the document's four series: one before the range, for the disks' first amounts, and three in it. */
function reports(): Report[] {
  const { timestamps, ...cpu } = golden('cpu')
  const { timestamps: _, total_gb, ...memory } = golden('memory')
  const disks: (Device & Columns)[] = golden('disk').devices
  const links: (Device & Columns)[] = golden('network').interfaces
  const first = Date.parse(timestamps[0])
  return [-1, 0, 1, 2].map((i) => ({
    at: first + i * 15_000,
    readings: [
      ...disks.map(({ name, ...columns }) => row('disk', name, counted(columns as Columns), i + 1)),
      ...(i < 0 ? [] : [row('cpu', '', cpu, i), row('memory', '', memory, i)]),
      ...(i < 0 ? [] : links.map(({ name, ...columns }) => row('network', name, columns as Columns, i))),
      reading('network', 'lo', { rx_bytes: 1, tx_bytes: 1 }),
    ],
  }))
}

describe("the document's series", () => {
  let hub: TestApp
  let store: MetricStore
  let headers: Record<string, string>
  beforeAll(async () => {
    store = await openTestMetrics(1, reports())
    hub = await testApp({ clock: new TestClock(Date.UTC(2026, 0, 11, 22)), metrics: store, hosts: hostsOf(HOSTS), factsOf })
    headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  })
  afterAll(async () => {
    await hub.close()
    await store.close()
  })

  it.each(['cpu', 'memory', 'disk', 'network'])('GET /dashboard/api/collectors/{id}/%s/', async (name) => {
    for (const query of ['/?hours=1', '?hours=1&resolution=raw', '/?hours=1&points=3']) {
      const answer = await hub.app.inject({ url: `/dashboard/api/collectors/1/${name}${query}`, headers })
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
      expect(answer.json()).toEqual(golden(name))
    }
  })

  it('prints decimals and whole numbers as the document does', async () => {
    const cpu = await hub.app.inject({ url: '/dashboard/api/collectors/1/cpu/?hours=1', headers })
    expect(cpu.body).toContain('"idle":[64.3,63.4,65.1],"iowait":[0.0,0.0,0.0]')
    const memory = await hub.app.inject({ url: '/dashboard/api/collectors/1/memory/?hours=1', headers })
    expect(memory.body).toContain('"percent_used":[50.0,50.4,50.1],"total_gb":16.0}')
  })
})

function hostsOf(hosts: readonly Host[]) {
  return { list: async () => hosts, byId: async (id: number) => hosts.find((host) => host.id === id) }
}

/** A store that answers every question with the document's own figures. */
function documentStatistics(): Pick<MetricStore, 'read' | 'statistics' | 'series'> {
  const { cpu, memory, disk, network } = golden('stats')
  const flat = { cpu, memory: { usage: memory.percent_used }, ...disk, ...network }
  const series = async () => [
    { group: 'disk' as const, instance: 'sda', first: 0, last: Number.MAX_SAFE_INTEGER },
    { group: 'network' as const, instance: 'eth0', first: 0, last: Number.MAX_SAFE_INTEGER },
  ]
  const statistics: MetricStore['statistics'] = async ({ group, instance, metrics }) =>
    metrics.map((id): Statistics => ({ count: 1, ...flat[instance || group][id.slice(group.length + 1)] }))
  const rows: Readonly<Record<string, readonly [number, number]>> = { 1: [25.5, 10.2], 2: [45.2, 15.5] }
  const read: MetricStore['read'] = async ({ host, metrics }) => ({
    times: Float64Array.of(Date.UTC(2026, 0, 11, 21)),
    columns: metrics.map((metric, i) => ({ metric, values: Float64Array.of(rows[host]?.[i] ?? 0), present: Uint8Array.of(1) })),
    bucket: 0,
    damaged: false,
  })
  return { series, statistics, read }
}

describe("the document's collectors, statistics and preferences", () => {
  let hub: TestApp
  let headers: Record<string, string>
  beforeAll(async () => {
    hub = await testApp({ clock: new TestClock(Date.UTC(2026, 0, 11, 22)), metrics: documentStatistics(), hosts: hostsOf(HOSTS), factsOf })
    headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  })
  afterAll(() => hub.close())
  const get = async (url: string) => {
    const answers = await Promise.all([url, url.replace(/\/(?=$|\?)/, '')].map((each) => hub.app.inject({ url: each, headers })))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(answers[1]?.body).toBe(answers[0]?.body)
    return answers[0]?.json()
  }

  it('GET /dashboard/api/collectors/', async () => {
    expect(await get('/dashboard/api/collectors/')).toEqual(COLLECTORS)
  })

  it('GET /dashboard/api/collectors/{id}/', async () => {
    expect(await get('/dashboard/api/collectors/1/')).toEqual(golden('collector'))
  })

  it('GET /dashboard/api/collectors/{id}/stats/', async () => {
    expect(await get('/dashboard/api/collectors/1/stats/')).toEqual(golden('stats'))
  })

  it('GET /dashboard/api/compare/', async () => {
    const { collectors, metrics, stats } = await get('/dashboard/api/compare/?collectors=1,2')
    const document = golden('compare')
    expect(collectors).toEqual(document.collectors)
    expect(metrics.cpu).toEqual(document.metrics.cpu)
    expect(stats).toMatchObject({ 1: document.stats['1'], 2: { cpu: { user: { avg: 25.5 } } } })
  })

  it('GET and POST /dashboard/preferences/', async () => {
    expect(await get('/dashboard/preferences/')).toEqual(golden('preferences'))
    // The one host of the database stands for the document's second.
    const there = { default_collector_id: hub.hubHostId }
    const payload = { ...golden('preferences-change'), ...there }
    const answer = await hub.app.inject({ method: 'POST', url: '/dashboard/preferences/', headers, payload })
    const changed = { ...golden('preferences-changed'), ...there }
    expect([answer.statusCode, answer.json()]).toEqual([200, changed])
    expect(await get('/dashboard/preferences/')).toEqual(changed)
  })
})
