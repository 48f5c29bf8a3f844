import { readFileSync } from 'node:fs'
import type { ContainerInfo } from '@hyperion/domain/hosts'
import { type Report, reading } from '@hyperion/domain/metrics'
import type { MetricStore } from '@hyperion/ports/metric-store'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestMetrics } from '@hyperion/testkit/metrics'
import { afterEach, describe, expect, it } from 'vitest'

/** One of the document's examples. */
const golden = (name: string) => JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))

const MIB = 1024 ** 2
const SERIES_START = Date.UTC(2026, 0, 11, 21)
const LIST_TIME = Date.UTC(2026, 0, 11, 22, 30)

function container(name: string, change: Partial<ContainerInfo> = {}): ContainerInfo {
  const run = { state: 'running', exitCode: null, health: null, createdAt: Date.UTC(2026, 0, 10), startedAt: null } as const
  return { engine: 'docker', id: 'abc123def456'.padEnd(64, '7'), name, image: 'nginx:latest', ...run, ...change }
}

type Values = Readonly<Record<string, number | null>>

const report = (at: number, containers: Readonly<Record<string, Values>>): Report => ({
  at,
  readings: [reading('cpu', '', { usage: 1 }), ...Object.entries(containers).map(([name, values]) => reading('container', name, values))],
})

let hub: TestApp
let store: MetricStore
let headers: Record<string, string>
afterEach(async () => {
  await hub.close()
  await store.close()
})

async function open(now: number, reports: readonly Report[], told: readonly ContainerInfo[]): Promise<void> {
  store = await openTestMetrics(1, reports)
  hub = await testApp({ clock: new TestClock(now), metrics: store })
  headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  await tell(told)
}

const tell = (told: readonly ContainerInfo[]): Promise<void> =>
  hub.database.containers.replace({ host: hub.hubHostId, engines: ['docker'], containers: told, now: hub.clock.now() })

const call = (path: string) => hub.app.inject({ url: `/dashboard/api/collectors/1/containers${path}`, headers })
const get = async (path: string) => {
  const answer = await call(path)
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

describe("the document's containers", () => {
  it('GET /dashboard/api/collectors/{id}/containers/', async () => {
    const figures = { cpu: 5.2, memory_usage: 12.5, memory_used: 256 * MIB, rx_bytes: 1_048_576, tx_bytes: 524_288 }
    await open(LIST_TIME, [report(LIST_TIME, { 'nginx-proxy': figures })], [container('nginx-proxy')])
    for (const path of ['/', '']) expect(await get(path)).toEqual(golden('containers'))
    expect((await call('/')).body).toContain('"cpu_percent":5.2,"memory_percent":12.5,"memory_usage_mb":256')
  })

  it('GET /dashboard/api/collectors/{id}/containers/{container_id}/cpu/', async () => {
    const example = golden('container-cpu')
    const reports = [0, 1].map((i) =>
      report(SERIES_START + i * 15_000, {
        'nginx-proxy': {
          cpu: example.cpu_percent[i],
          memory_usage: example.memory_percent[i],
          memory_used: example.memory_usage_mb[i] * MIB,
          rx_bytes: example.network_rx_bytes[i],
          tx_bytes: example.network_tx_bytes[i],
        },
        other: { cpu: 1, memory_used: 1 },
      }),
    )
    const full = container('nginx-proxy').id
    await open(SERIES_START + 3_600_000, reports, [container('nginx-proxy')])
    for (const reference of ['1', 'abc123def456', full, full.slice(0, 20)])
      for (const query of ['/?hours=1', '?hours=24', '/?resolution=raw', '/?hours=all&points=2']) {
        expect(await get(`/${reference}/cpu${query}`)).toEqual(example)
      }
    const bucketed = await get('/1/cpu/?points=1')
    expect(bucketed).toMatchObject({ cpu_percent: [5.4], min: { cpu_percent: [5.2] }, network_rx_bytes: [1_097_152] })
    expect(bucketed.max).not.toHaveProperty('network_rx_bytes')
  })

  it('GET /dashboard/api/collectors/{id}/containers/aggregate/', async () => {
    const cpu = [
      { a: 20.5, b: 5 },
      { a: 20.2, b: 6 },
    ]
    const memory = [
      { a: 1024 * MIB, b: 256 * MIB },
      { a: 1048 * MIB, b: 262 * MIB },
    ]
    const reports = [0, 1].map((i) =>
      report(SERIES_START + i * 15_000, {
        a: { cpu: cpu[i]?.a ?? 0, memory_used: memory[i]?.a ?? 0 },
        b: { cpu: cpu[i]?.b ?? 0, memory_used: memory[i]?.b ?? 0 },
      }),
    )
    const id = (letter: string) => ({ id: letter.repeat(64) })
    const told = ['a', 'b', 'c', 'd'].map((name) => container(name, id(name)))
    await open(SERIES_START + 3_600_000, reports, [...told, container('e', { ...id('e'), state: 'exited' }), container('f', id('f'))])
    await tell([...told, container('e', { ...id('e'), state: 'exited' })])
    for (const query of ['/', '?hours=1', '/?resolution=raw', '/?hours=all&points=2'])
      expect(await get(`/aggregate${query}`)).toEqual(golden('containers-aggregate'))
  })
})

describe('containers', () => {
  it('have no figures while they do not run, and none before the first sample', async () => {
    const reports = [
      report(LIST_TIME - 15_000, { job: { cpu: 3, memory_used: MIB } }),
      report(LIST_TIME, { fresh: { cpu: null, memory_used: MIB } }),
    ]
    const ids = [container('fresh'), container('job', { id: 'b'.repeat(64), state: 'exited' }), container('new', { id: 'c'.repeat(64) })]
    await open(LIST_TIME, reports, ids)
    const none = { cpu_percent: null, memory_percent: null, memory_usage_mb: null, network_rx_bytes: null, network_tx_bytes: null }
    expect(await get('/')).toMatchObject([
      { name: 'fresh', status: 'running', cpu_percent: null, memory_usage_mb: 1, network_rx_bytes: null },
      { name: 'job', status: 'exited', ...none },
      { name: 'new', status: 'running', ...none },
    ])
    expect(await get('/new/cpu/'.replace('new', 'c'.repeat(12)))).toEqual({
      timestamps: [],
      cpu_percent: [],
      memory_percent: [],
      memory_usage_mb: [],
      network_rx_bytes: [],
      network_tx_bytes: [],
    })
    expect(await get(`/${'c'.repeat(12)}/cpu/?resolution=raw`)).toMatchObject({ timestamps: [], cpu_percent: [] })
  })

  it('are sums of what has a value, and nothing where none has', async () => {
    const reports = [
      report(SERIES_START, { a: { cpu: null, memory_used: MIB }, b: { cpu: null, memory_used: MIB } }),
      report(SERIES_START + 15_000, { a: { cpu: 5, memory_used: MIB } }),
    ]
    await open(SERIES_START + 60_000, reports, [container('a')])
    for (const query of ['', '?resolution=raw'])
      expect(await get(`/aggregate${query}`)).toMatchObject({ total_cpu_percent: [null, 5], total_memory_mb: [2, 1] })
  })

  it('are none on a machine without any', async () => {
    await open(LIST_TIME, [report(LIST_TIME, {})], [])
    expect(await get('/')).toEqual([])
    const empty = { timestamps: [], total_cpu_percent: [], total_memory_mb: [], total_containers: 0, running_containers: 0 }
    for (const query of ['', '?resolution=raw']) expect(await get(`/aggregate${query}`)).toEqual(empty)
  })

  it('leave the list with their engine, and keep their history', async () => {
    await open(LIST_TIME, [report(LIST_TIME, { web: { cpu: 5, memory_used: MIB } })], [container('web')])
    await tell([])
    expect(await get('/')).toEqual([])
    expect(await get('/1/cpu/')).toMatchObject({ cpu_percent: [5] })
    expect(await get('/aggregate/')).toMatchObject({ total_containers: 0, total_cpu_percent: [5] })
  })

  it.each([
    ['/9/cpu/', 404],
    ['/9999999999/cpu/', 404],
    ['/2147483648/cpu/', 404],
    ['/0/cpu/', 404],
    ['/abc123/cpu/', 404],
    [`/${'f'.repeat(64)}/cpu/`, 404],
    ['/nginx-proxy/cpu/', 404],
    ['/%00/cpu/', 404],
    ['/%E2%82%AC/cpu/', 404],
    ['/1/cpu/?hours=abc', 422],
    ['/1/cpu/?points=0', 422],
    ['/1/cpu/?resolution=fine', 422],
    ['/aggregate/?hours=0', 422],
    ['/?hours=24', 422],
    ['/1/', 404],
  ])('%s answers %i', async (path, status) => {
    await open(LIST_TIME, [], [container('nginx-proxy')])
    const answer = await call(path)
    expect([answer.statusCode, answer.json().error]).toEqual([status, status === 404 ? 'NOT_FOUND' : 'VALIDATION_ERROR'])
  })

  it('of a collector that is not there are not found', async () => {
    await open(LIST_TIME, [], [container('nginx-proxy')])
    for (const path of ['', '/1/cpu', '/aggregate']) {
      const answer = await hub.app.inject({ url: `/dashboard/api/collectors/77/containers${path}/`, headers })
      expect([answer.statusCode, answer.json().error]).toEqual([404, 'NOT_FOUND'])
    }
  })
})
