import { readFileSync } from 'node:fs'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { documentHost, SAMPLE_PROCESSES } from '@hyperion/testkit/live-host'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

describe("the document's routes", () => {
  let hub: TestApp
  let headers: Record<string, string>
  beforeAll(async () => {
    hub = await testApp({ host: documentHost() })
    headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  })
  afterAll(() => hub.close())

  it.each(['cpu', 'memory', 'network', 'storage'])('GET /api/metrics/%s/', async (name) => {
    const golden = JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))
    for (const url of [`/api/metrics/${name}/`, `/api/metrics/${name}`]) {
      const answer = await hub.app.inject({ url, headers })
      expect([answer.statusCode, answer.json()]).toEqual([200, golden])
    }
  })
})

describe('this machine', () => {
  let hub: TestApp
  let headers: Record<string, string>
  beforeAll(async () => {
    hub = await testApp()
    headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  })
  afterAll(() => hub.close())
  const get = async (url: string) => (await hub.app.inject({ url, headers })).json()

  it('is told by /api/system with the catalog’s names', async () => {
    expect(await get('/api/system')).toMatchObject({
      timestamp: '2026-01-15T12:00:00.000Z',
      hostname: 'atlas',
      uptime_seconds: 432_000,
      cpu: { cores: 4, usage: 42.5, idle: 57.5, per_core: [42.5, 42.5, 42.5, 42.5] },
      load: { one: 1.25, five: 0.75, fifteen: 0.5 },
      memory: { usage: 62.5, swap_total: 2 * 1024 ** 3 },
      storage: [{ mount_point: '/', usage: 55 }, { mount_point: '/data' }],
      processes: { total: 4, zombie: 1 },
      temperatures: [{ sensor: 'coretemp Package id 0', celsius: 47 }],
    })
  })

  it('lists its interfaces, virtual ones too, and its connections', async () => {
    const { interfaces, connections } = await get('/api/network')
    expect(interfaces).toMatchObject([
      { name: 'eth0', rx_bytes: 1_500_000_000, virtual: false },
      { name: 'lo', virtual: true },
    ])
    expect(connections).toEqual({ tcp: 48, tcp_established: 21, tcp_listen: 9, udp: 6 })
  })

  it.each([
    ['cpu', [1001, 1002, 1, 1003]],
    ['memory', [1002, 1001, 1, 1003]],
    ['pid', [1, 1001, 1002, 1003]],
    ['name', [1001, 1002, 1003, 1]],
  ])('sorts processes by %s', async (sort, pids) => {
    const answer = await get(`/api/processes?sort=${sort}`)
    expect(answer).toMatchObject({ total: 4, running: 1, sleeping: 2, stopped: 0, zombie: 1 })
    expect(answer.processes.map(({ pid }: { pid: number }) => pid)).toEqual(pids)
    expect((await get(`/api/processus?sort=${sort}&limit=2`)).processes).toEqual(answer.processes.slice(0, 2))
  })

  it('gives a process all its columns', async () => {
    const [node] = (await get('/api/processes?limit=1')).processes
    const { memoryBytes } = SAMPLE_PROCESSES.processes[1] ?? {}
    expect(node).toEqual({
      pid: 1001,
      parent: 1,
      name: 'node',
      command: 'node server.js',
      user: 'app',
      state: 'running',
      cpu_percent: 150,
      memory_percent: 12.5,
      memory_bytes: memoryBytes,
      threads: 4,
      started_at: '2026-01-15T11:00:00.000Z',
    })
  })

  it('lists every unit', async () => {
    const { services } = await get('/api/services')
    expect(services.map(({ name, status }: { name: string; status: string }) => [name, status])).toEqual([
      ['nginx', 'running'],
      ['ssh', 'running'],
      ['mysql', 'stopped'],
      ['backup', 'failed'],
    ])
  })
})

describe('tasks', () => {
  it('are listed, and run by hand by those who may', async () => {
    const hub = await testApp()
    const headers = { authorization: `Bearer ${await hub.token('technicien')}` }
    const post = (url: string, payload?: object) => hub.app.inject({ method: 'POST', url, headers, ...(payload && { payload }) })
    const recorders = ['record_cpu_usage', 'record_memory_usage', 'record_network_usage', 'record_storage_usage']
    const names = [...recorders, 'send_email_notification', 'send_slack_notification']

    const before = (await hub.app.inject({ url: '/api/tasks/', headers })).json().tasks
    expect(before.map(({ name }: { name: string }) => name).sort()).toEqual(names)
    expect(before[0]).toMatchObject({ every_seconds: 60, running: false, last_run: null })

    const done = { task: 'record_storage_usage', trigger: 'manual', started_by: 'technicien', duration_ms: 0, result: 'success' }
    const first = await post('/api/tasks/', { name: 'record_storage_usage' })
    expect([first.statusCode, first.json()]).toMatchObject([200, { ...done, started_at: '2026-01-15T12:00:00.000Z' }])
    const second = await post('/api/tasks/record_storage_usage/run')
    expect([second.statusCode, second.json()]).toMatchObject([200, done])
    const after = (await hub.app.inject({ url: '/api/tasks/record_storage_usage', headers })).json()
    expect(after).toMatchObject({ name: 'record_storage_usage', every_seconds: null, next_run: null, last_run: second.json() })
    expect(await hub.database.usage.storage(10)).toHaveLength(4)
    await hub.close()
  })
})
