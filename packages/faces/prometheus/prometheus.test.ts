import { DomainError } from '@hyperion/domain/errors'
import type { Report } from '@hyperion/domain/metrics'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { fakeLiveHost, sampleReport } from '@hyperion/testkit/live-host'
import { checkMetrics, compressed, type Prometheus, startPrometheus, writeRequest } from '@hyperion/testkit/prometheus'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const URL = '/api/prometheus/write'
const PROTOBUF = { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy', 'x-prometheus-remote-write-version': '0.1.0' }

describe('remote write', () => {
  let hub: TestApp
  let authorization: string
  beforeAll(async () => {
    hub = await testApp()
    const { token } = await hub.prometheus.receivers.create({ name: 'paris', newHosts: true, createdBy: 'admin' })
    authorization = `Bearer ${token}`
  })
  afterAll(() => hub.close())

  const series = () =>
    ['node_load1', 'node_load5', 'node_load15'].map((name) => ({
      name,
      labels: { job: 'node', instance: 'web-01:9100' },
      samples: [{ at: hub.clock.now(), value: 1 }],
    }))
  const write = (payload: Buffer, headers: Record<string, string> = {}) =>
    hub.app.inject({ method: 'POST', url: URL, payload, headers: { ...PROTOBUF, authorization, ...headers } })

  it('takes a request of a receiver', async () => {
    const answer = await write(await writeRequest(series()))
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    expect(await hub.database.hosts.list()).toMatchObject([{}, { name: 'web-01', kind: 'prometheus' }])
  })

  it('asks for a receiver’s token, and for nobody else’s', async () => {
    const body = await writeRequest(series())
    expect((await hub.app.inject({ method: 'POST', url: URL, payload: body, headers: PROTOBUF })).statusCode).toBe(401)
    expect((await write(body, { authorization: 'Bearer hypw_x' })).statusCode).toBe(401)
    expect((await write(body, { authorization: `Bearer ${await hub.token('admin')}` })).statusCode).toBe(401)
    expect((await write(body, { authorization: 'Bearer hyp_key' })).json()).toMatchObject({ error: 'FORBIDDEN' })
    expect((await hub.app.inject({ url: '/api/hosts', headers: { authorization } })).statusCode).toBe(401)
  })

  it.each([
    ['what is no snappy', async () => Buffer.from('up 1'), {}, 400],
    ['nothing', async () => Buffer.alloc(0), {}, 400],
    ['what is no protobuf', async () => compressed(Buffer.from('<html>')), {}, 400],
    ['what would swell', async () => compressed(Buffer.alloc(40 * 1024 * 1024)), {}, 413],
    ['what is too large', async () => Buffer.alloc(5 * 1024 * 1024), {}, 413],
    [
      'remote write 2.0',
      async () => Buffer.alloc(9),
      { 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' },
      415,
    ],
    ['another compression', async () => Buffer.alloc(9), { 'content-encoding': 'zstd' }, 415],
    ['JSON', async () => Buffer.from('{}'), { 'content-type': 'application/json' }, 415],
  ])('refuses %s', async (_, payload, headers, status) => {
    const answer = await write(await payload(), headers)
    expect([answer.statusCode, Object.keys(answer.json())]).toEqual([status, ['error', 'message', 'details']])
  })

  it('takes 1.0 when it is named', async () => {
    const answer = await write(await writeRequest(series()), { 'content-type': 'application/x-protobuf;proto=prometheus.WriteRequest' })
    expect(answer.statusCode).toBe(204)
  })

  it('asks to come again while the storage fails', async () => {
    const failing = await testApp({
      append: async () => {
        throw new DomainError('storage_unavailable', 'disk full')
      },
    })
    const { token } = await failing.prometheus.receivers.create({ name: 'paris', newHosts: true, createdBy: 'admin' })
    const headers = { ...PROTOBUF, authorization: `Bearer ${token}` }
    const send = async () => failing.app.inject({ method: 'POST', url: URL, payload: await writeRequest(series()), headers })
    expect((await send()).statusCode).toBe(204)
    await failing.clock.advance(12_000)
    const answer = await send()
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1'])
    await failing.close()
  })
})

/** The sample report as that of this host, at this instant. */
const reportAt = (at: number): Report => sampleReport({ at })

describe('GET /metrics', () => {
  let hub: TestApp
  let text: string
  beforeAll(async () => {
    hub = await testApp({ host: fakeLiveHost() })
    hub.latest.note(hub.hubHostId, reportAt(hub.clock.now()))
    await hub.app.inject({ url: '/health' })
    const answer = await hub.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${await hub.token('viewer')}` } })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    text = answer.body
  })
  afterAll(() => hub.close())

  it('is what promtool accepts without a word', () => {
    expect(checkMetrics(text)).toBe('')
  })

  it('has the figures of a host in base units', () => {
    const of = (name: string) => text.split('\n').filter((line) => line.startsWith(`${name}{`))
    const host = `host="atlas",host_id="${hub.hubHostId}"`
    expect(of('hyperion_host_up')).toEqual([`hyperion_host_up{${host},kind="hub"} 1`])
    expect(of('hyperion_host_cpu_usage_ratio')).toEqual([`hyperion_host_cpu_usage_ratio{${host}} 0.425`])
    expect(of('hyperion_host_filesystem_usage_ratio')).toContain(`hyperion_host_filesystem_usage_ratio{${host},mount="/"} 0.55`)
    expect(of('hyperion_host_disk_read_bytes_total')).toEqual([`hyperion_host_disk_read_bytes_total{${host},device="sda"} 5000000000`])
    expect(of('hyperion_host_processes')).toHaveLength(1)
    expect(of('hyperion_http_requests_total')).toEqual(['hyperion_http_requests_total{face="healthcheck",status="2xx"} 1'])
    expect(text).toContain('# TYPE hyperion_host_network_rx_bytes_total counter\n')
  })

  it('leaves out figures that are too old to stand for now', async () => {
    const stale = await testApp({ publicMetrics: 'all' })
    stale.latest.note(stale.hubHostId, reportAt(stale.clock.now() - 61_000))
    const { body } = await stale.app.inject({ url: '/metrics' })
    expect(body).toContain('hyperion_host_up')
    expect(body).not.toContain('hyperion_host_cpu')
    await stale.close()
  })

  it('is open to all only where all figures are', async () => {
    for (const [publicMetrics, status] of [
      ['all', 200],
      ['level1', 401],
      ['none', 401],
    ] as const) {
      const open = await testApp({ publicMetrics })
      expect((await open.app.inject({ url: '/metrics' })).statusCode).toBe(status)
      await open.close()
    }
  })
})

describe('a Prometheus that scrapes the hub', () => {
  let hub: TestApp
  let prometheus: Prometheus
  beforeAll(async () => {
    hub = await testApp()
    hub.latest.note(hub.hubHostId, reportAt(hub.clock.now()))
    const { port } = new globalThis.URL(await hub.app.listen({ host: '127.0.0.1', port: 0 }))
    prometheus = await startPrometheus(`
global: { scrape_interval: 1s }
scrape_configs:
  - job_name: hyperion
    authorization: { credentials: ${await hub.token('viewer')} }
    static_configs: [{ targets: ['127.0.0.1:${port}'] }]
`)
  })
  afterAll(async () => {
    await prometheus?.stop()
    await hub?.close()
  })

  it('has the hub and its hosts', async () => {
    await expect.poll(() => prometheus.query('hyperion_host_cpu_usage_ratio')).toHaveLength(1)
    const [cpu] = await prometheus.query('hyperion_host_cpu_usage_ratio')
    expect([cpu?.metric.host, cpu?.value[1]]).toEqual(['atlas', '0.425'])
    expect((await prometheus.query('up'))[0]?.value[1]).toBe('1')
    expect(Number((await prometheus.query('process_resident_memory_bytes'))[0]?.value[1])).toBeGreaterThan(1e7)
  })
})
