import { alertEvent } from '@hyperion/testkit/alerts'
import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import type { AlertAnswer, AlertsAnswer, MaintenanceRow, RuleRow, SilenceRow, TrialAnswer } from '@hyperion/wire/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
const RULE = { name: 'High load', kind: 'metric', metric: 'load.five', warning: 8, critical: 16, for_seconds: 300, margin: 1 } as const

let hub: TestApp
const cookies = new Map<TestUser, string>()
beforeAll(async () => {
  hub = await testApp()
  for (const user of ['admin', 'technicien', 'viewer'] as const) cookies.set(user, await hub.cookie(user))
})
afterAll(() => hub.close())

async function ask<T>(method: Method, url: string, payload?: object, user: TestUser = 'admin'): Promise<{ status: number; body: T }> {
  const headers = { cookie: cookies.get(user) ?? '' }
  const answer = await hub.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body === '' ? (undefined as T) : answer.json() }
}

async function fire(rule: string, at = hub.clock.now()): Promise<number> {
  const event = alertEvent({ host: hub.hubHostId, rule, startedAt: at, at })
  const state = { phase: 'firing', level: 'warning', since: at, criticalSince: null, calmSince: null } as const
  await hub.database.alerts.commit({ host: event.host, rule, instance: '', state, event })
  return (await hub.database.alerts.recent(1))[0]?.id ?? 0
}

const refused = (...fields: string[]) => ({ status: 422, body: { error: 'VALIDATION_ERROR', details: ofFields(fields) } })
const ofFields = (fields: string[]) => Object.fromEntries(fields.map((field) => [field, [expect.any(String)]]))

describe('rules', () => {
  it('are added, changed and removed, and those that come with Hyperion are changed alone', async () => {
    const first = await ask<{ rules: RuleRow[] }>('GET', '/api/rules', undefined, 'viewer')
    expect(first.body.rules.map(({ kind, built_in, firing }) => [kind, built_in, firing])).toEqual([
      ['filling', true, 0],
      ['silent', true, 0],
      ['unit_failed', true, 0],
    ])
    const made = await ask<RuleRow>('POST', '/api/rules', RULE)
    expect(made).toMatchObject({ status: 201, body: { ...RULE, enabled: true, condition: 'above', instances: '*', updated_by: 'admin' } })
    const url = `/api/rules/${made.body.id}`
    await fire(`rule:${made.body.id}`)
    expect((await ask<RuleRow>('GET', url, undefined, 'viewer')).body).toEqual({ ...made.body, firing: 1 })
    expect(await ask('PUT', url, { ...RULE, name: 'Load', warning: 9 })).toMatchObject({ status: 200, body: { name: 'Load', warning: 9 } })
    expect((await ask('POST', '/api/rules', { ...RULE, name: 'Load' })).status).toBe(409)
    expect((await ask('DELETE', url)).status).toBe(204)
    expect((await ask('GET', url)).status).toBe(404)

    const [filling] = first.body.rules
    const { id, built_in: _, firing: __, updated_at: ___, updated_by: ____, ...fields } = filling ?? expect.fail('no rule')
    expect((await ask('DELETE', `/api/rules/${id}`)).status).toBe(409)
    expect((await ask('PUT', `/api/rules/${id}`, RULE)).status).toBe(409)
    expect(await ask('PUT', `/api/rules/${id}`, { ...fields, enabled: false, warning: 48 })).toMatchObject({
      body: { enabled: false, warning: 48 },
    })
    await hub.audit.flush()
    const entries = await hub.audit.list({ limit: 9, action: 'rule.update' })
    expect(entries.map(({ target, outcome }) => [target, outcome])).toContainEqual([String(id), 'success'])
  })

  it('say in words what will not do, by field, and keep nothing of it', async () => {
    expect(await ask('POST', '/api/rules', { ...RULE, warning: 20, hosts: [999] })).toMatchObject(refused('warning', 'hosts'))
    expect(await ask('POST', '/api/rules', { ...RULE, metric: 'gpu.usage', instances: ',' })).toMatchObject(refused('metric', 'instances'))
    expect(await ask('POST', '/api/rules', { ...RULE, for_seconds: -1 })).toMatchObject(refused('for_seconds'))
    expect(await ask('POST', '/api/rules', { ...RULE, margin: '1', name: 'x'.repeat(101) })).toMatchObject(refused('margin', 'name'))
    expect(await ask('POST', '/api/rules', { ...RULE, colour: 'red' })).toMatchObject(refused('colour'))
    expect(await ask('POST', '/api/rules', { kind: 'silent' })).toMatchObject(refused('name'))
    const schedule = { days: [8], from: '8:00', to: '9', zone: 'Mars' }
    expect((await ask('POST', '/api/rules', { ...RULE, schedule })).status).toBe(422)
    const french = await hub.app.inject({
      method: 'POST',
      url: '/api/rules',
      headers: { cookie: cookies.get('admin') ?? '', 'accept-language': 'fr' },
      payload: { ...RULE, critical: 1 },
    })
    expect(french.json().details).toEqual({ warning: ['Doit être atteint avant le seuil critique'] })
    expect((await ask<{ rules: RuleRow[] }>('GET', '/api/rules')).body.rules).toHaveLength(3)
  })

  it('offer every metric with the unit of its levels', async () => {
    await ask('PUT', `/api/hosts/${hub.hubHostId}/tags`, { tags: ['web', 'paris'] })
    const { body } = await ask<{ metrics: { id: string }[]; tags: string[] }>('GET', '/api/rules/metrics', undefined, 'viewer')
    expect(body.tags).toEqual(['paris', 'web'])
    expect(body.metrics.find(({ id }) => id === 'network.rx_bytes')).toMatchObject({
      unit: 'bytes_per_second',
      counter: true,
      instance: 'interface',
    })
    expect(body.metrics.find(({ id }) => id === 'cpu.usage')).toMatchObject({ unit: 'percent', least: 0, most: 100, instance: 'host' })
    expect(await ask('PUT', `/api/hosts/${hub.hubHostId}/tags`, { tags: ['a b'] })).toMatchObject(refused('tags'))
  })

  it('are tried on history', async () => {
    const rule = { name: '', kind: 'metric', metric: 'cpu.usage', warning: 40 }
    const { status, body } = await ask<TrialAnswer>('POST', '/api/rules/trial', { rule, host: hub.hubHostId, hours: 24 })
    expect([status, body.unit, body.thresholds, body.truncated]).toEqual([200, 'percent', { warning: 40, critical: null }, false])
    expect(body.totals).toMatchObject({ fired: 1, notifications: 1, flapped: 0 })
    expect(body.series[0]?.points.values.length).toBeGreaterThan(0)
    expect(await ask('POST', '/api/rules/trial', { rule: { ...rule, warning: 101 }, host: 999 })).toMatchObject(
      refused('rule.warning', 'host'),
    )
    expect(await ask('POST', '/api/rules/trial', { rule: { name: '', kind: 'unit_failed', warning: 1 } })).toMatchObject(
      refused('rule.kind'),
    )
    expect((await ask('POST', '/api/rules/trial', { rule, hours: 721 })).status).toBe(422)
  })
})

describe('the desk', () => {
  it('is where alerts are found, taken on and silenced', async () => {
    const id = await fire('cpu', hub.clock.now() - 60_000)
    const list = await ask<AlertsAnswer>('GET', '/api/alerts?state=firing&rule=cpu&search=ATLAS', undefined, 'viewer')
    expect(list.body.recent).toMatchObject([{ id, host_name: 'atlas', duration_seconds: 60, silenced: false, acknowledged_by: null }])
    expect((await ask<AlertsAnswer>('GET', '/api/alerts?limit=1')).body.next).toBe(id)
    expect((await ask('GET', '/api/alerts?state=odd&limit=0')).status).toBe(422)

    const url = `/api/alerts/${id}`
    expect((await ask('POST', `${url}/acknowledge`, undefined, 'viewer')).status).toBe(403)
    expect(await ask('POST', `${url}/acknowledge`, undefined, 'technicien')).toMatchObject({ body: { acknowledged_by: 'technicien' } })
    expect(await ask('DELETE', `${url}/acknowledge`, undefined, 'technicien')).toMatchObject({ body: { acknowledged_by: null } })
    const to = new Date(hub.clock.now() + 3_600_000).toISOString()
    const silence = await ask<SilenceRow>('POST', `${url}/silence`, { to, reason: 'known' }, 'technicien')
    expect(silence).toMatchObject({ status: 201, body: { rules: ['cpu'], instances: '*', to, author: 'technicien', state: 'active' } })
    const story = await ask<AlertAnswer>('GET', url, undefined, 'viewer')
    expect(story.body).toMatchObject({ silenced: true, silenced_until: to, deliveries: [] })
    expect(story.body.events.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['fired', null],
      ['acknowledged', 'technicien'],
      ['unacknowledged', 'technicien'],
    ])
    expect((await ask('DELETE', `/api/silences/${silence.body.id}`)).status).toBe(204)
    expect((await ask<AlertAnswer>('GET', url)).body.silenced).toBe(false)
    expect((await ask('GET', '/api/alerts/999999')).status).toBe(404)
    expect(await ask('POST', `${url}/silence`, { to: 'tomorrow' })).toMatchObject(refused('to'))
  })
})

describe('silences and maintenance', () => {
  it('are planned, listed and ended', async () => {
    const to = new Date(hub.clock.now() + 3_600_000).toISOString()
    expect(await ask('POST', '/api/silences', { to }, 'viewer')).toMatchObject({ status: 403 })
    expect(await ask('POST', '/api/silences', { to, tags: ['web'] }, 'technicien')).toMatchObject({
      status: 201,
      body: { tags: ['web'], reason: '' },
    })
    expect(await ask('POST', '/api/silences', { to: '2020-01-01T00:00:00Z', hosts: [999] })).toMatchObject(refused('to', 'hosts'))
    const { body } = await ask<{ silences: SilenceRow[] }>('GET', '/api/silences', undefined, 'viewer')
    expect(body.silences.map(({ state }) => state)).toEqual(['active'])

    const recurrence = { every: 'week', days: [4], start: '11:30', minutes: 60, zone: 'UTC' }
    const made = await ask<MaintenanceRow>('POST', '/api/maintenance', { name: 'Backups', recurrence })
    expect(made).toMatchObject({
      status: 201,
      body: {
        current: { from: '2026-01-15T11:30:00.000Z', to: '2026-01-15T12:30:00.000Z' },
        next: { from: '2026-01-22T11:30:00.000Z', to: '2026-01-22T12:30:00.000Z' },
      },
    })
    const url = `/api/maintenance/${made.body.id}`
    const once = { name: 'Move', from: to, to: new Date(hub.clock.now() + 7_200_000).toISOString() }
    expect(await ask('PUT', url, once)).toMatchObject({
      status: 200,
      body: { name: 'Move', recurrence: null, current: null, next: { from: to } },
    })
    expect(await ask('PUT', url, { ...once, recurrence })).toMatchObject(refused('from', 'to'))
    expect(await ask('POST', '/api/maintenance', { name: '', recurrence: { ...recurrence, days: [], minutes: 0 } })).toMatchObject(
      refused('name', 'recurrence.days', 'recurrence.minutes'),
    )
    expect((await ask('DELETE', url, undefined, 'technicien')).status).toBe(403)
    expect((await ask('DELETE', url)).status).toBe(204)
    expect((await ask('DELETE', url)).status).toBe(404)
  })
})
