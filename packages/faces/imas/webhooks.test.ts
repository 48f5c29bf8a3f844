import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IntegrationKind } from '@hyperion/domain/inbound'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'

let hub: TestApp
let admin: Record<string, string>

async function start(options: Parameters<typeof testApp>[0] = {}): Promise<void> {
  hub = await testApp(options)
  admin = { cookie: await hub.cookie('admin'), origin: 'http://localhost', host: 'localhost' }
}
beforeEach(async () => {
  await start()
  return () => hub.close()
})

const api = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
  hub.app.inject({ method, url: `/api/v1/${path}`, headers: admin, ...(payload && { payload }) })

function golden(kind: IntegrationKind): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../domain/inbound/golden/${kind}.json`, import.meta.url), 'utf8'))
}

async function integrate(kind: IntegrationKind = 'generic', settings = {}): Promise<{ id: string; token: string }> {
  const made = await api('POST', 'integrations/', { kind, name: `my ${kind}`, settings })
  expect(made.statusCode).toBe(201)
  return made.json()
}

const send = (kind: IntegrationKind, token: string, payload: object | string, headers: Record<string, string> = {}) =>
  hub.app.inject({
    method: 'POST',
    url: `/api/v1/webhooks/${kind}/`,
    headers: { authorization: `Token ${token}`, 'content-type': 'application/json', ...headers },
    payload,
  })
const deliveriesOf = async (id: string) => (await api('GET', `integrations/${id}/deliveries/?page_size=100`)).json().results
const incidentOf = async (ref: string) => (await api('GET', `incidents/${ref}/`)).json()
const alert = (name: string, more: object = {}) => ({ status: 'firing', labels: { alertname: name, severity: 'warning' }, ...more })

describe('the document’s payloads', () => {
  it.each([
    ['alertmanager', 'High latency on API Gateway', 'SEV1_CRITICAL', 'api-gateway'],
    ['datadog', 'High CPU on web-server-01', 'SEV1_CRITICAL', 'web-app'],
    ['grafana', 'Memory usage high', 'SEV3_MEDIUM', 'database'],
    ['generic', 'Custom Alert', 'SEV2_HIGH', 'my-service'],
    ['uptime-kuma', 'Shop is down', 'SEV2_HIGH', 'shop'],
  ] as const)('%s opens an incident of its service', async (kind, title, severity, service) => {
    const made = await hub.database.services.create({
      name: service,
      description: '',
      ownerTeam: null,
      criticality: 'TIER_1_CRITICAL',
      runbookUrl: null,
      escalationPolicyId: null,
      hosts: [],
      createdAt: hub.clock.now(),
    })
    const { token } = await integrate(kind)
    const answer = await send(kind, token, golden(kind))
    const { incidents, ...rest } = answer.json()
    expect([answer.statusCode, rest.status, incidents.length, incidents[0].outcome]).toEqual([201, 'processed', 1, 'created'])
    expect(await incidentOf(incidents[0].id)).toMatchObject({
      short_id: incidents[0].short_id,
      title,
      severity,
      source: kind,
      service: { id: made.id, name: service },
    })
    const again = await send(kind, token, golden(kind))
    expect([again.statusCode, again.json().incidents]).toEqual([200, [{ ...incidents[0], outcome: 'repeated' }]])
  })

  it('take the detection from startsAt', async () => {
    const { token } = await integrate('alertmanager')
    const at = new Date(hub.clock.now() - 300_000).toISOString()
    const { id } = (await send('alertmanager', token, { alerts: [alert('A', { startsAt: at })] })).json()
    expect((await incidentOf(id)).kpis.mttd_seconds).toBe(300)
  })
})

describe('who may send', () => {
  it.each([
    ['Token', (token: string) => ({ authorization: `Token ${token}` })],
    ['Bearer', (token: string) => ({ authorization: `Bearer ${token}` })],
    ['Basic', (token: string) => ({ authorization: `Basic ${Buffer.from(`hyperion:${token}`).toString('base64')}` })],
    ['a header', (token: string) => ({ 'x-hyperion-token': token })],
  ])('an integration by %s', async (_, headersFor) => {
    const { token } = await integrate()
    const headers = { 'content-type': 'application/json', ...headersFor(token) }
    const answer = await hub.app.inject({ method: 'POST', url: '/api/v1/webhooks/generic', headers, payload: { title: 'A' } })
    expect(answer.statusCode).toBe(201)
  })

  it('an integration by its address', async () => {
    const { token } = await integrate()
    const url = `/api/v1/webhooks/generic/?token=${token}`
    expect((await hub.app.inject({ method: 'POST', url, payload: { title: 'A' } })).statusCode).toBe(201)
  })

  it('a user who may execute, by the hub’s own integration', async () => {
    const sent = await send('grafana', await hub.permanentToken('technicien'), golden('grafana'))
    expect(sent.statusCode).toBe(201)
    const { results } = (await api('GET', 'integrations/')).json()
    expect(results.map((each: { name: string; kind: string; built_in: boolean }) => [each.name, each.kind, each.built_in])).toEqual([
      ['Grafana', 'grafana', true],
      ['Hyperion', 'hyperion', true],
    ])
    expect((await send('grafana', await hub.permanentToken('viewer'), golden('grafana'))).statusCode).toBe(403)
    expect((await send('grafana', await hub.permanentToken('newcomer'), golden('grafana'))).statusCode).toBe(403)
    const url = `/api/v1/webhooks/grafana/?token=${await hub.permanentToken('admin')}`
    expect((await hub.app.inject({ method: 'POST', url, payload: {} })).statusCode).toBe(401)
  })

  it('nobody else', async () => {
    const url = '/api/v1/webhooks/generic/'
    const missing = await hub.app.inject({ method: 'POST', url, payload: { title: 'A' } })
    expect([missing.statusCode, missing.json()]).toEqual([401, { error: 'Authentication credentials were not provided', details: {} }])
    expect((await send('generic', 'nonsense', {})).json().error).toBe('Invalid token')
    const { token } = await integrate('grafana')
    expect((await send('generic', token, { title: 'A' })).statusCode).toBe(403)
    expect((await send('generic', await hub.token('admin'), { title: 'A' })).statusCode).toBe(401)
  })

  it('who signs, where that is asked for', async () => {
    const { id, token } = await integrate('grafana')
    const secret = 'a secret of Grafana'
    expect((await api('PATCH', `integrations/${id}/`, { signature_secret: secret })).json().signed).toBe(true)
    const body = JSON.stringify(golden('grafana'))
    const sign = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
    expect((await send('grafana', token, body)).statusCode).toBe(401)
    expect((await send('grafana', token, body, { 'x-grafana-alerting-signature': sign('x') })).statusCode).toBe(401)
    expect((await send('grafana', token, body, { 'x-grafana-alerting-signature': sign(body) })).statusCode).toBe(201)
    const at = String(hub.clock.now() / 1000)
    const timed = { 'x-grafana-alerting-signature': sign(`${at}:${body}`), 'x-grafana-alerting-timestamp': at }
    expect((await send('grafana', token, body, timed)).statusCode).toBe(200)
  })
})

describe('what cannot be understood', () => {
  it('is kept, shown and answered without an error', async () => {
    const { id, token } = await integrate('alertmanager')
    const answer = await send('alertmanager', token, { hello: 'world' })
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { status: 'unreadable', delivery: expect.any(Number), incidents: [], reason: 'There is no list of alerts' },
    ])
    const [kept] = await deliveriesOf(id)
    expect(kept).toMatchObject({ state: 'unreadable', error: 'There is no list of alerts', size: 17 })
    expect((await api('GET', `integrations/${id}/deliveries/${kept.id}/`)).json()).toMatchObject({ body: '{"hello":"world"}', alerts: [] })
  })

  it.each(['{', '', 'plain text', '\u0000', '[1', '{"title": "\\ud800'])('is kept when it is no JSON: %j', async (payload) => {
    const { id, token } = await integrate()
    const answer = await send('generic', token, payload, { 'content-type': 'text/odd; charset=x' })
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'Malformed JSON', details: {} }])
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'unreadable', size: Buffer.byteLength(payload) }])
  })

  it('is taken whatever it is called, up to a megabyte', async () => {
    const { token } = await integrate()
    const typed = await send('generic', token, JSON.stringify({ title: 'A' }), { 'content-type': 'application/x-www-form-urlencoded' })
    expect(typed.statusCode).toBe(201)
    const large = await send('generic', token, { title: 'B', description: 'x'.repeat(1_000_000) })
    expect(large.statusCode).toBe(201)
    expect((await send('generic', token, { title: 'x'.repeat(1024 * 1024) })).statusCode).toBe(413)
    expect((await send('generic', token, '['.repeat(500_000))).statusCode).toBe(400)
  })
})

describe('the course of an alert', () => {
  it('is one incident from its beginning to its end, and again when it comes back', async () => {
    const { token } = await integrate()
    const say = async (status: string) => (await send('generic', token, { title: 'Disk', dedup_key: 'd', status })).json()
    const { id } = await say('firing')
    expect((await say('resolved')).incidents).toMatchObject([{ id, outcome: 'resolved' }])
    expect((await incidentOf(id)).status).toBe('RESOLVED')
    // The same as the first one, a moment later: no mere repeat.
    expect((await say('firing')).incidents).toMatchObject([{ id, outcome: 'reopened' }])
    expect((await incidentOf(id)).status).toBe('TRIGGERED')
  })

  it('goes on after somebody resolved it by hand', async () => {
    const { token } = await integrate()
    const { id } = (await send('generic', token, { title: 'A' })).json()
    await api('POST', `incidents/${id}/resolve/`, {})
    expect((await send('generic', token, { title: 'A' })).json().incidents[0].outcome).toBe('reopened')
  })

  it('stays with its service when the service becomes known later', async () => {
    const { token } = await integrate()
    const { id } = (await send('generic', token, { title: 'A', service: 'later' })).json()
    const service = {
      name: 'later',
      description: '',
      ownerTeam: null,
      criticality: 'TIER_1_CRITICAL',
      runbookUrl: null,
      escalationPolicyId: null,
      hosts: [],
      createdAt: 0,
    } as const
    await hub.database.services.create(service)
    const end = (await send('generic', token, { title: 'A', service: 'later', status: 'resolved' })).json()
    expect(end.incidents).toMatchObject([{ id, outcome: 'resolved' }])
  })

  it('takes the catch-all and the label of the integration', async () => {
    const service = {
      name: 'Rest',
      description: '',
      ownerTeam: null,
      criticality: 'TIER_1_CRITICAL',
      runbookUrl: null,
      escalationPolicyId: null,
      hosts: [],
      createdAt: 0,
    } as const
    const rest = await hub.database.services.create(service)
    const team = await hub.database.services.create({ ...service, name: 'Team A' })
    const { token } = await integrate('generic', { catch_all: rest.id, service_label: 'team', severities: { Loud: 'SEV1_CRITICAL' } })
    const { id } = (await send('generic', token, { title: 'A', severity: 'LOUD' })).json()
    expect(await incidentOf(id)).toMatchObject({ severity: 'SEV1_CRITICAL', service: { id: rest.id } })
    const second = (await send('generic', token, { title: 'B', labels: { team: 'team a' } })).json()
    expect((await incidentOf(second.id)).service.id).toBe(team.id)
  })

  it('waits where the integration is switched off, and is replayed', async () => {
    const { id, token } = await integrate()
    await api('PATCH', `integrations/${id}/`, { enabled: false })
    const answer = await send('generic', token, { title: 'A' })
    expect([answer.statusCode, answer.json().reason]).toEqual([202, 'The integration is switched off'])
    await api('PATCH', `integrations/${id}/`, { enabled: true })
    const replayed = (await api('POST', `integrations/${id}/deliveries/${answer.json().delivery}/replay/`)).json()
    expect(replayed).toMatchObject({ state: 'processed', outcomes: { created: 1 }, alerts: [{ title: 'A', outcome: 'created' }] })
  })
})

describe('limits', () => {
  beforeEach(async () => {
    await hub.close()
    await start({ rateLimit: true })
  })

  it('a hundred a minute for each token; what is the same does not count, what is refused is shown', async () => {
    const { id, token } = await integrate()
    const other = (await api('POST', 'integrations/', { kind: 'generic', name: 'other' })).json()
    const say = (n: number, by = token) => send('generic', by, { title: 'A', dedup_key: 'one', n })
    expect((await say(0)).headers).toMatchObject({ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '99' })
    for (let n = 1; n < 100; n++) expect((await say(n)).statusCode).toBe(200)
    for (let n = 0; n < 5; n++) expect((await say(7)).statusCode).toBe(200)
    const refused = await say(100)
    expect([refused.statusCode, refused.json(), refused.headers['retry-after']]).toEqual([
      429,
      { error: 'Rate limit exceeded', retry_after: 60 },
      '60',
    ])
    expect((await say(101, other.token)).statusCode).toBe(200)
    expect((await api('GET', `integrations/${id}/`)).json()).toMatchObject({ refused: 1, refused_at: expect.any(String) })
    const seventh = (await deliveriesOf(id)).find(({ repeats }: { repeats: number }) => repeats > 0)
    expect(seventh.repeats).toBe(5)
  })
})

describe('integrations', () => {
  it('are made, shown without their token, changed, given another token and removed', async () => {
    const { id, token } = await integrate('alertmanager')
    expect(token).toMatch(/^hypi_/)
    const shown = await api('GET', `integrations/${id}/`)
    expect(shown.body).not.toContain(token)
    expect(shown.json()).toMatchObject({
      kind: 'alertmanager',
      token_hint: token.slice(-4),
      url: 'http://localhost/api/v1/webhooks/alertmanager/',
      settings: { service_label: 'service', flood_limit: 200, page_limit: 10, own_alerts: null, catch_all: null },
      last_delivery: null,
    })
    const renewed = (await api('POST', `integrations/${id}/rotate/`)).json()
    expect((await send('alertmanager', token, { alerts: [] })).statusCode).toBe(401)
    expect((await send('alertmanager', renewed.token, { alerts: [] })).statusCode).toBe(200)
    expect((await api('GET', `integrations/${id}/`)).json().last_delivery.state).toBe('processed')
    expect((await api('DELETE', `integrations/${id}/`)).statusCode).toBe(204)
    expect((await api('GET', `integrations/${id}/`)).statusCode).toBe(404)
  })

  it('say what is wrong with them', async () => {
    const { id } = await integrate()
    const bad = async (payload: object) => (await api('PATCH', `integrations/${id}/`, payload)).json().details
    expect(await bad({ name: 'a\nb' })).toEqual({ name: ['The name must be one line of text.'] })
    expect(await bad({ settings: { catch_all: 'x' } })).toEqual({ 'settings.catch_all': ['Service with this ID does not exist.'] })
    expect(await bad({ settings: { own_alerts: 'all' } })).toEqual({ 'settings.own_alerts': ['This is for the hub’s own alerts only.'] })
    expect(await bad({ signature_secret: 'long enough' })).toEqual({ signature_secret: ['Only Grafana signs its requests.'] })
    expect((await api('POST', 'integrations/', { kind: 'generic', name: 'my generic' })).json().error).toBe(
      'There is an integration of this name',
    )
    expect((await api('POST', 'integrations/', { kind: 'hyperion', name: 'x' })).statusCode).toBe(400)
    const own = (await api('GET', 'integrations/')).json().results.find((each: { kind: string }) => each.kind === 'hyperion')
    expect((await api('DELETE', `integrations/${own.id}/`)).statusCode).toBe(409)
    expect((await api('POST', `integrations/${own.id}/rotate/`)).statusCode).toBe(409)
    for (const path of ['integrations/nope/', `integrations/${id}/deliveries/77/`, 'integrations/nope/deliveries/1/'])
      expect((await api('GET', path)).statusCode).toBe(404)
  })

  it('tell how each program is set up', async () => {
    const { results } = (await api('GET', 'integrations/kinds/')).json()
    expect(results.map(({ kind }: { kind: string }) => kind)).toEqual(['alertmanager', 'grafana', 'datadog', 'uptime-kuma', 'generic'])
    for (const { snippet, url } of results) expect([snippet.includes(url), snippet.includes('YOUR_TOKEN')]).toEqual([true, true])
  })
})

describe('floods', () => {
  it('10,000 alerts of 50 kinds are 50 incidents and one notice', async () => {
    const { token } = await integrate('alertmanager')
    const notices: string[] = []
    hub.bus.subscribe('notification', ({ message }) => notices.push(message))
    for (let batch = 0; batch < 100; batch++) {
      const alerts = Array.from({ length: 100 }, (_, i) => alert(`A${i % 50}`))
      const answer = await send('alertmanager', token, { alerts, groupKey: `g${batch}` })
      expect(answer.statusCode).toBeLessThan(203)
    }
    const { total } = (await api('GET', 'incidents/open/')).json()
    expect(total).toBe(50)
    expect(notices).toEqual([expect.stringContaining('more than 10 new incidents within a minute')])
    const { incidents } = await hub.incidents.find({ ordering: { by: 'created_at', descending: false }, offset: 0, limit: 100 })
    const flooded = await Promise.all(incidents.map((each) => hub.inbound.isFlooded(each)))
    expect(flooded.filter(Boolean)).toHaveLength(40)
  })

  it('beyond the limit alerts share one incident, which ends with the last of them', async () => {
    const { token } = await integrate('alertmanager', { flood_limit: 5 })
    const all = (status: string) => ({ alerts: Array.from({ length: 20 }, (_, i) => alert(`A${i}`, { status })) })
    const { incidents } = (await send('alertmanager', token, all('firing'))).json()
    const ids = [...new Set(incidents.map(({ id }: { id: string }) => id))] as string[]
    expect(ids).toHaveLength(6)
    const flood = await incidentOf(ids[5] as string)
    expect([flood.title, flood.alerts.length]).toEqual(['Flood of alerts from my alertmanager', 15])
    await send('alertmanager', token, all('resolved'))
    expect((await api('GET', 'incidents/open/')).json().total).toBe(0)
    await hub.clock.advance(61_000)
    const later = (await send('alertmanager', token, { alerts: [alert('B')] })).json()
    expect((await incidentOf(later.id)).title).toBe('B')
  })
})

describe('the hub’s own alerts', () => {
  const event = (kind: 'fired' | 'escalated' | 'resolved', rule: string, level: 'warning' | 'critical', at: number) => {
    const subject = { host: hub.hubHostId, rule, instance: '' }
    const told = { hostName: 'atlas', title: rule, unit: '%', value: 95, threshold: 90, message: `${rule} is at 95%` }
    const state = { phase: 'ok' } as never
    return { ...subject, state, event: { ...subject, ...told, kind, level, startedAt: hub.clock.now() - 9_000, at } as never }
  }
  const commit = async (...told: Parameters<typeof event>) => {
    await hub.database.alerts.commit(event(...told))
    hub.inbound.wake()
  }
  const open = async () => (await api('GET', 'incidents/')).json().results

  it('of one host share an incident, which gets worse with them and ends with the last', async () => {
    await hub.database.services.create({
      name: 'web',
      description: '',
      ownerTeam: null,
      criticality: 'TIER_1_CRITICAL',
      runbookUrl: null,
      escalationPolicyId: null,
      hosts: [hub.hubHostId],
      createdAt: 0,
    })
    const own = (await hub.inbound.integrations.list()).find(({ kind }) => kind === 'hyperion')
    await api('PATCH', `integrations/${own?.id}/`, { settings: { own_alerts: 'all' } })
    const at = hub.clock.now()
    await commit('fired', 'cpu', 'warning', at)
    await expect
      .poll(open)
      .toMatchObject([{ title: 'atlas: cpu is at 95%', severity: 'SEV4_LOW', service: { name: 'web' }, source: 'hyperion' }])
    await commit('fired', 'disk', 'warning', at + 1)
    await commit('escalated', 'cpu', 'critical', at + 2)
    await expect.poll(open).toMatchObject([{ severity: 'SEV2_HIGH' }])
    const [{ id }] = await open()
    expect((await incidentOf(id)).alerts.map((each: { labels: object }) => each.labels)).toMatchObject([
      { host: 'atlas', host_id: String(hub.hubHostId) },
      { host: 'atlas' },
    ])
    await commit('resolved', 'cpu', 'critical', at + 3)
    await commit('resolved', 'disk', 'warning', at + 4)
    await expect.poll(async () => (await incidentOf(id)).status).toBe('RESOLVED')
    expect(await open()).toHaveLength(1)
  })
})
