import { alertEvent } from '@hyperion/testkit/alerts'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { type DiscordServer, startDiscord } from '@hyperion/testkit/discord'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

describe('alerts and channels', () => {
  let hub: TestApp
  let discord: DiscordServer
  let token: string

  beforeAll(async () => {
    discord = await startDiscord()
    hub = await testApp({ allowPrivate: [discord.address] })
    token = await hub.token('admin')
  })
  afterAll(async () => {
    await hub.close()
    await discord.close()
  })

  async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
    const answer = await hub.app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload && { payload }) })
    return [answer.statusCode, answer.body === '' ? null : answer.json()]
  }
  const channel = () => ({
    kind: 'discord',
    name: 'Operations',
    enabled: true,
    notify_on: ['critical'],
    settings: { webhook_url: discord.url },
  })

  it('adds, shows, tests, changes and removes a channel without ever showing its address', async () => {
    const { settings: _, ...rest } = channel()
    const ways = { notify_recovery: true, remind_after: 240, group_wait: 5, hosts: [], held_until: null }
    const shown = { ...rest, ...ways, id: expect.any(Number), settings: {}, secrets_set: ['webhook_url'] }
    const [created, body] = await ask('POST', '/api/channels', channel())
    expect([created, body]).toEqual([201, { ...shown, generated: {} }])
    const url = `/api/channels/${body.id}`
    expect(await ask('GET', '/api/channels')).toEqual([200, { channels: [{ ...shown, latest: null }] }])
    expect((await ask('POST', '/api/channels', channel()))[0]).toBe(409)

    expect(await ask('POST', `${url}/test`)).toEqual([200, { ok: true, error: null }])
    expect(discord.messages[0]?.embeds?.[0]?.title).toContain('(test)')
    discord.next({ status: 500 })
    expect(await ask('POST', `${url}/test`)).toEqual([200, { ok: false, error: 'answered 500' }])

    expect(await ask('PUT', url, { enabled: false })).toEqual([200, { ...shown, enabled: false, generated: {} }])
    expect(await ask('PUT', url, { settings: { webhook_url: 'http://10.0.0.1/' } })).toMatchObject([
      422,
      { details: { webhook_url: [expect.any(String)] } },
    ])
    expect(await ask('POST', `${url}/test`)).toEqual([200, { ok: true, error: null }])
    expect(await ask('DELETE', url)).toEqual([204, null])
    for (const answer of [await ask('DELETE', url), await ask('PUT', url, { enabled: true }), await ask('POST', `${url}/test`)]) {
      expect(answer).toMatchObject([404, { error: 'NOT_FOUND' }])
    }
  })

  it('refuses unknown kinds and fields', async () => {
    expect(await ask('POST', '/api/channels', { ...channel(), kind: 'pigeon' })).toMatchObject([
      422,
      { details: { kind: [expect.stringMatching(/^discord, email, /)] } },
    ])
    const settings = { ...channel().settings, extra: 'x' }
    expect(await ask('POST', '/api/channels', { ...channel(), settings })).toMatchObject([422, { details: { extra: ['webhook_url'] } }])
    expect((await ask('PUT', '/api/channels/77', {}))[0]).toBe(422)
    expect((await ask('GET', '/api/channels'))[1]).toEqual({ channels: [] })
  })

  it('offers the kinds with their fields', async () => {
    const [status, { kinds }] = await ask('GET', '/api/channels/kinds')
    const webhook = { name: 'webhook_url', type: 'url', secret: true, required: true, generated: false, hint: null }
    const label = { en: 'Webhook address', fr: 'Adresse du webhook' }
    expect([status, kinds[0]]).toMatchObject([200, { kind: 'discord', available: true, fields: [{ ...webhook, label }] }])
  })

  it('notes every change of a channel, without its secrets', async () => {
    const [, { id }] = await ask('POST', '/api/channels', { ...channel(), name: 'noted' })
    await ask('PUT', `/api/channels/${id}`, { remind_after: 0, settings: { webhook_url: discord.url } })
    await ask('POST', `/api/channels/${id}/test`)
    await ask('DELETE', `/api/channels/${id}`)
    const deeds = (await hub.audit.list({ limit: 4 })).map(({ action, target, details }) => [action, target, details])
    expect(deeds).toMatchObject([
      ['channel.delete', 'noted', {}],
      ['channel.test', 'noted', {}],
      ['channel.change', 'noted', { remind_after: 0, settings: ['webhook_url'] }],
      ['channel.create', 'noted', { kind: 'discord' }],
    ])
    expect(JSON.stringify(deeds)).not.toContain(discord.url)
  })

  it('lists alerts and deliveries', async () => {
    await ask('POST', '/api/channels', channel())
    const at = Date.UTC(2026, 0, 15, 12)
    const told = { host: hub.hubHostId, rule: 'disk', level: 'critical', value: 95.5, threshold: 90, startedAt: at, at } as const
    const { kind: _, hostName: __, startedAt: ___, at: ____, ...figures } = alertEvent(told)
    const firing = { phase: 'firing', level: 'critical', since: at, criticalSince: at, calmSince: null } as const
    await hub.database.alerts.commit({ host: told.host, rule: 'disk', instance: '', state: firing, event: alertEvent(told) })
    const times = { started_at: '2026-01-15T12:00:00.000Z', resolved_at: null, duration_seconds: 0 }
    const desk = { acknowledged_at: null, acknowledged_by: null, flapping: false, silenced: false, silenced_until: null }
    const alert = { ...figures, ...times, ...desk, id: expect.any(Number), host_name: 'atlas', state: 'firing' }
    expect(await ask('GET', '/api/alerts')).toEqual([200, { current: [alert], recent: [alert], next: null }])
    const waiting = { reason: 'grouping', until: '2026-01-15T12:00:01.000Z' }
    const about = { title: 'Disk', level: 'critical', host_name: 'atlas', text: expect.any(String), waiting }
    const delivery = { ...about, kind: 'fired', status: 'queued', attempts: 0, created_at: '2026-01-15T12:00:00.000Z', finished_at: null }
    expect(await ask('GET', '/api/deliveries?limit=5')).toMatchObject([200, { deliveries: [delivery], next: null }])
    expect((await ask('GET', '/api/deliveries?status=odd'))[0]).toBe(422)
  })

  it('sends a failed delivery again, and no other', async () => {
    const pace = { messageMs: 0, burstMs: 0 }
    const message = await hub.database.deliveries.lease({ now: hub.clock.now() + 9_000, leaseMs: 1, limit: 9, except: [], pace })
    if (!message) return expect.fail('nothing is due')
    await hub.database.deliveries.fail(message, { at: hub.clock.now(), error: 'answered 400', retryAt: null })
    const [, { deliveries }] = await ask('GET', '/api/deliveries?status=failed')
    const retry = `/api/deliveries/${deliveries[0].id}/retry`
    expect(await ask('POST', retry)).toMatchObject([200, { status: 'queued', error: 'answered 400' }])
    expect((await ask('POST', retry))[0]).toBe(409)
    expect((await ask('POST', '/api/deliveries/9999/retry'))[0]).toBe(404)
  })
})
