import { type TestApp, testApp } from '@hyperion/testkit/app'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const BODY = {
  webhook_url: 'https://discord.com/api/webhooks/1234567890/abcdefghijklmnop',
  enabled: true,
  notify_on: ['critical', 'warning'],
}

describe('POST /config/discord', () => {
  let hub: TestApp
  let token: string
  beforeAll(async () => {
    hub = await testApp()
    token = await hub.token('admin')
  })
  afterAll(() => hub.close())
  const post = (payload: object, bearer = token) =>
    hub.app.inject({ method: 'POST', url: '/config/discord', payload, headers: { authorization: `Bearer ${bearer}` } })

  it("answers the document's example, keeps one channel and seals the address", async () => {
    const answer = await post(BODY)
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { message: 'Configuration Discord sauvegardée', webhook_configured: true, notify_on: ['critical', 'warning'] },
    ])
    expect((await post({ ...BODY, enabled: false, notify_on: ['critical'] })).json().notify_on).toEqual(['critical'])
    const channels = await hub.database.channels.list()
    expect(channels).toMatchObject([{ kind: 'discord', name: 'Discord', enabled: false, notifyOn: ['critical'] }])
    expect(JSON.stringify(channels)).not.toMatch(/abcdefghijklmnop|webhook/)
  })

  it('is for administrators', async () => {
    const answer = await post(BODY, await hub.token('technicien'))
    expect([answer.statusCode, answer.json().message]).toEqual([403, "Permission 'admin' requise pour cette action"])
  })

  it.each([
    'not an address',
    'http://discord.com/api/webhooks/1234567890/abcdefghijklmnop',
    'https://discord.com.evil.example/api/webhooks/1234567890/abcdefghijklmnop',
    'https://evil.example/api/webhooks/1234567890/abcdefghijklmnop',
    'https://user@discord.com/api/webhooks/1234567890/abcdefghijklmnop',
    'https://discord.com/api/webhooks/1234567890/abcdefghijklmnop?thread_id=1',
    'https://discord.com/api/webhooks/abc/def',
    'http://127.0.0.1:9/api/webhooks/1234567890/abcdefghijklmnop',
  ])('refuses %s and keeps what was there', async (webhook_url) => {
    const before = await hub.database.channels.list()
    const answer = await post({ ...BODY, webhook_url })
    expect([answer.statusCode, Object.keys(answer.json().details)]).toEqual([400, ['webhook_url']])
    expect(await hub.database.channels.list()).toEqual(before)
  })

  it.each([{ notify_on: ['info'] }, { notify_on: [] }, { notify_on: ['critical', 'critical'] }, { enabled: 'yes' }, { admin: true }])(
    'refuses %j',
    async (change) => {
      expect((await post({ ...BODY, ...change })).statusCode).toBe(400)
    },
  )
})
