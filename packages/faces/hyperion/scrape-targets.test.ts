import { type TestApp, testApp } from '@hyperion/testkit/app'
import { type Program, startNodeExporter } from '@hyperion/testkit/prometheus'
import { testCertificate } from '@hyperion/testkit/tls'
import type { ReceiverRow, ScrapeTargetRow } from '@hyperion/wire/web'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

let exporter: Program
let hub: TestApp
let headers: Record<string, string>

beforeAll(async () => {
  exporter = await startNodeExporter()
})
afterAll(() => exporter?.stop())
beforeEach(async () => {
  hub = await testApp()
  headers = { authorization: `Bearer ${await hub.token('admin')}` }
  return () => hub.close()
})

const send = (method: 'POST' | 'PUT' | 'DELETE' | 'GET', url: string, payload?: object) =>
  hub.app.inject({ method, url, headers, ...(payload && { payload }) })
const add = (payload: object) => send('POST', '/api/scrape-targets', payload)

describe('scrape targets', () => {
  it('are tried, and answer what was found', async () => {
    const answer = await add({ url: exporter.base })
    expect(answer.statusCode).toBe(201)
    const target = answer.json<ScrapeTargetRow>()
    expect(target).toMatchObject({
      url: `${exporter.base}/metrics`,
      auth: 'none',
      failure: null,
      timeout_seconds: 10,
      interval_seconds: null,
    })
    expect(target.machine?.hostname).toBe(target.name)
    expect((await send('GET', `/api/hosts/${target.host}`)).json()).toMatchObject({ kind: 'prometheus', name: target.name, online: true })
    expect((await add({ url: exporter.base })).statusCode).toBe(409)
    expect((await send('GET', '/api/scrape-targets')).json()).toEqual({ targets: [target] })
  })

  it.each([
    ['an address that is none', { url: 'web-01' }, 'url'],
    ['another scheme', { url: 'ftp://web-01/metrics' }, 'url'],
    ['credentials in the address', { url: 'https://ada:secret@web-01/metrics' }, 'url'],
    ['an address where nothing listens', { url: 'http://127.0.0.1:1/metrics' }, 'url'],
    ['a metadata service', { url: 'http://169.254.169.254/metrics' }, 'url'],
    ['a password in the clear', { url: 'http://192.0.2.1/metrics', auth: { username: 'a', password: 'b' } }, 'auth'],
    ['a colon in a user name', { url: 'https://web-01/', auth: { username: 'a:b', password: 'b' } }, 'auth'],
    ['both kinds of credentials', { url: 'https://web-01/', auth: { username: 'a', password: 'b', bearer: 'c' } }, 'auth'],
    ['a certificate that is none', { url: 'https://web-01/', ca: 'PEM' }, 'ca'],
    ['a certificate without TLS', { url: 'http://127.0.0.1/', ca: testCertificate('hub').cert }, 'ca'],
    ['an interval of none', { url: 'http://127.0.0.1/', interval_seconds: 0 }, 'interval_seconds'],
    ['more than is known', { url: 'http://127.0.0.1/', verify: false }, 'verify'],
  ])('refuse %s', async (_, body, field) => {
    const answer = await add(body)
    expect(answer.statusCode).toBe(422)
    expect(Object.keys(answer.json<{ details: object }>().details)[0]?.split('.')[0]).toBe(field)
    expect(await hub.database.hosts.list()).toHaveLength(1)
  })

  it('tell the web app in its language', async () => {
    const asked = { cookie: await hub.cookie('admin'), 'accept-language': 'fr', origin: 'http://localhost:8000', host: 'localhost:8000' }
    const answer = await hub.app.inject({
      method: 'POST',
      url: '/api/scrape-targets',
      headers: asked,
      payload: { url: 'http://127.0.0.1:1/' },
    })
    expect(answer.json()).toMatchObject({ details: { url: [expect.stringContaining('Rien n’écoute à cette adresse')] } })
  })

  it('may be added though they do not answer, and are said not to', async () => {
    const { host } = (await add({ url: 'http://127.0.0.1:1', name: 'later', unchecked: true })).json<ScrapeTargetRow>()
    await hub.clock.advance(40_000)
    await expect.poll(() => hub.prometheus.targets.status(host)?.troubles).toHaveLength(1)
    expect((await send('GET', `/api/hosts`)).json()).toMatchObject({ hosts: [{}, { name: 'later', online: false }] })
  })

  it('never show their credentials, nor write them down', async () => {
    const auth = { username: 'ada', password: 'correct horse' }
    const made = await add({ url: exporter.base, auth })
    const { host } = made.json<ScrapeTargetRow>()
    expect(made.json()).toMatchObject({ auth: 'basic', username: 'ada' })
    const changed = await send('PUT', `/api/scrape-targets/${host}`, { name: 'shop' })
    expect(changed.json()).toMatchObject({ name: 'shop', auth: 'basic' })
    const everything = JSON.stringify([
      made.json(),
      changed.json(),
      await hub.database.scrapeTargets.list(),
      await hub.audit.list({ limit: 50 }),
    ])
    expect(everything).not.toContain('correct horse')
    expect((await send('PUT', `/api/scrape-targets/${host}`, { auth: null })).json()).toMatchObject({ auth: 'none' })
  })

  it('are tried again when they are changed', async () => {
    const { host } = (await add({ url: exporter.base })).json<ScrapeTargetRow>()
    expect((await send('PUT', `/api/scrape-targets/${host}`, { url: 'http://127.0.0.1:1/' })).statusCode).toBe(422)
    expect((await send('PUT', `/api/scrape-targets/${host}`, { interval_seconds: 5 })).json()).toMatchObject({ interval_seconds: 5 })
    expect((await send('PUT', `/api/hosts/${host}`, { interval_seconds: 7 })).json()).toMatchObject({ interval_seconds: 7 })
    expect((await send('PUT', '/api/scrape-targets/999', { interval_seconds: 5 })).statusCode).toBe(404)
  })

  it('go with their host, whose name has to be given', async () => {
    const { host, name } = (await add({ url: exporter.base })).json<ScrapeTargetRow>()
    expect((await send('DELETE', `/api/scrape-targets/${host}?confirm=other`)).statusCode).toBe(422)
    expect((await send('DELETE', `/api/scrape-targets/${host}?confirm=${encodeURIComponent(name)}`)).statusCode).toBe(204)
    expect((await send('GET', '/api/scrape-targets')).json()).toEqual({ targets: [] })
    expect(await hub.database.hosts.list()).toHaveLength(1)
  })

  it('are scraped at their interval, and live while they are watched', async () => {
    const seen: number[] = []
    hub.bus.subscribe('live', ({ host }) => seen.push(host))
    const { host } = (await add({ url: exporter.base })).json<ScrapeTargetRow>()
    await hub.clock.advance(15_000)
    await expect.poll(() => hub.latest.get(host)?.readings.length).toBeGreaterThan(5)
    expect(seen).toEqual([])
    const stop = hub.prometheus.source.watch?.(host)
    await hub.clock.advance(0)
    await expect.poll(() => seen).toEqual([host])
    stop?.()
  })
})

describe('receivers of remote write', () => {
  const url = '/api/remote-write-receivers'

  it('tell their token once', async () => {
    const answer = await send('POST', url, { name: 'paris' })
    const { token, ...row } = answer.json<ReceiverRow & { token: string }>()
    expect(answer.statusCode).toBe(201)
    expect(token).toMatch(/^hypw_[\w-]{43}$/)
    expect(row).toMatchObject({ name: 'paris', new_hosts: true, hint: token.slice(-4), instances: [] })
    expect((await send('GET', url)).json()).toEqual({ receivers: [row] })
    expect(JSON.stringify(await hub.audit.list({ limit: 50 }))).not.toContain(token)
    expect((await send('POST', url, { name: 'paris' })).statusCode).toBe(409)
  })

  it('are changed, given another token and removed', async () => {
    const { id } = (await send('POST', url, { name: 'paris', new_hosts: false })).json<ReceiverRow>()
    expect((await send('PUT', `${url}/${id}`, { new_hosts: true })).json()).toMatchObject({ name: 'paris', new_hosts: true })
    expect((await send('PUT', `${url}/${id}`, {})).statusCode).toBe(422)
    const renewed = await send('POST', `${url}/${id}/token`)
    expect([renewed.statusCode, renewed.json<{ token: string }>().token.startsWith('hypw_')]).toEqual([201, true])
    expect((await send('DELETE', `${url}/${id}`)).statusCode).toBe(204)
    for (const [method, path] of [
      ['DELETE', `${url}/${id}`],
      ['POST', `${url}/${id}/token`],
      ['DELETE', `${url}/instances/7`],
    ] as const)
      expect((await send(method, path)).statusCode).toBe(404)
  })

  it('list what they do not take', async () => {
    const { id } = (await send('POST', url, { name: 'paris', new_hosts: false })).json<ReceiverRow>()
    await hub.prometheus.instances.hostFor({ id, newHosts: false }, 'node', 'web-01:9100')
    const { host } = { host: await hub.prometheus.instances.hostFor({ id, newHosts: true }, 'node', 'web-02:9100') }
    await hub.prometheus.source.remove(host ?? 0)
    const { receivers } = (await send('GET', url)).json<{ receivers: ReceiverRow[] }>()
    expect(receivers[0]?.instances).toMatchObject([
      { instance: 'web-02:9100', state: 'refused', host: null },
      { instance: 'web-01:9100', state: 'unknown', host: null },
    ])
    expect((await send('DELETE', `${url}/instances/${receivers[0]?.instances[0]?.id}`)).statusCode).toBe(204)
  })
})
