import { PASSWORD, type TestApp, testApp } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'

const SECOND = 1000

let hub: TestApp
beforeEach(async () => {
  hub = await testApp({ rateLimit: true, trustedProxies: ['127.0.0.1'] })
  return () => hub.close()
})

const signIn = (url: string, username: string, password: string, address = '192.0.2.1') =>
  hub.app.inject({ method: 'POST', url, payload: { username, password }, headers: { 'x-forwarded-for': address } })

describe('signing in', () => {
  it.each([
    {
      url: '/login',
      body: {
        error: 'Trop de requêtes',
        message: 'Limite de requêtes dépassée. Réessayez dans 50 secondes.',
        retry_after: 50,
      },
    },
    {
      url: '/api/session',
      body: { error: 'RATE_LIMITED', message: 'Rate limit exceeded. Please retry after 50 seconds.', details: { retry_after: 50 } },
    },
  ])('answers the sixth attempt within a minute 429: POST $url', async ({ url, body }) => {
    const begin = hub.clock.now()
    const reset = String(begin / SECOND + 60)
    for (const remaining of ['4', '3', '2', '1', '0']) {
      const answer = await signIn(url, 'viewer', remaining === '0' ? PASSWORD : 'wrong')
      expect(answer.statusCode).toBe(remaining === '0' ? 200 : 401)
      expect(answer.headers).toMatchObject({ 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset })
      expect(answer.headers['retry-after']).toBeUndefined()
    }
    await hub.clock.advance(10 * SECOND)
    const refused = await signIn(url, 'viewer', PASSWORD)
    expect(refused.statusCode).toBe(429)
    expect(refused.json()).toEqual(body)
    expect(refused.headers).toMatchObject({ 'retry-after': '50', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })
    expect(refused.headers['set-cookie']).toBeUndefined()
    await hub.clock.advance(50 * SECOND)
    expect((await signIn(url, 'viewer', PASSWORD)).statusCode).toBe(200)
  })

  it('counts both faces together, by the address that a trusted proxy tells', async () => {
    for (let i = 0; i < 5; i++) await signIn(i % 2 ? '/login' : '/api/session', `nobody${i}`, 'wrong')
    expect((await signIn('/login', 'viewer', PASSWORD)).statusCode).toBe(429)
    expect((await signIn('/login', 'viewer', PASSWORD, '192.0.2.2')).statusCode).toBe(200)
  })

  it('lets a user in where he has been in before, whoever guesses beside him', async () => {
    expect((await signIn('/login', 'viewer', PASSWORD)).statusCode).toBe(200)
    await hub.clock.advance(60 * SECOND)
    for (let i = 0; i < 9; i++) await signIn('/login', 'nobody', 'wrong')
    for (let i = 0; i < 9; i++) await signIn('/login', 'viewer', 'wrong', `198.51.100.${i}`)
    expect((await signIn('/login', 'viewer', PASSWORD)).statusCode).toBe(200)
    expect((await signIn('/login', 'admin', PASSWORD)).statusCode).toBe(429)
  })

  it('counts neither what is no attempt nor what comes from another site', async () => {
    for (let i = 0; i < 9; i++) expect((await signIn('/login', '', '')).statusCode).toBe(400)
    const headers = { origin: 'https://evil.example', 'x-forwarded-for': '192.0.2.1' }
    const payload = { username: 'viewer', password: 'wrong' }
    for (let i = 0; i < 9; i++) {
      expect((await hub.app.inject({ method: 'POST', url: '/api/session', payload, headers })).statusCode).toBe(403)
    }
    expect((await signIn('/login', 'viewer', PASSWORD)).statusCode).toBe(200)
  })
})

describe('requests of the Hyperion API', () => {
  it.each([
    { name: 'reads', limit: 100, ask: { method: 'GET', url: '/api/metrics/cpu/' }, status: 200 },
    { name: 'writes', limit: 20, ask: { method: 'POST', url: '/api/tasks/', payload: { name: 'no_such_task' } }, status: 404 },
  ] as const)('$name: $limit a minute for a token, and no other', async ({ limit, ask, status }) => {
    const headers = { authorization: `Bearer ${await hub.token('admin')}` }
    for (let i = 1; i <= limit; i++) {
      const answer = await hub.app.inject({ ...ask, headers })
      expect([answer.statusCode, answer.headers['x-ratelimit-remaining']]).toEqual([status, String(limit - i)])
    }
    const refused = await hub.app.inject({ ...ask, headers })
    expect(refused.statusCode).toBe(429)
    expect(refused.headers).toMatchObject({ 'retry-after': '60', 'x-ratelimit-limit': String(limit) })
    const other = { authorization: `Bearer ${await hub.token('admin')}` }
    expect((await hub.app.inject({ ...ask, headers: other })).statusCode).toBe(status)
    expect((await hub.app.inject({ url: '/os', headers })).statusCode).toBe(200)
  })

  it('are not counted by cookie, nor is any where limits are off', async () => {
    const open = await testApp()
    for (const { app, headers } of [
      { app: hub.app, headers: { cookie: await hub.cookie('viewer') } },
      { app: open.app, headers: { authorization: `Bearer ${await open.token('viewer')}` } },
    ]) {
      for (let i = 0; i <= 100; i++) {
        const answer = await app.inject({ url: '/api/metrics/cpu/', headers })
        expect([answer.statusCode, answer.headers['x-ratelimit-limit']]).toEqual([200, undefined])
      }
    }
    await open.close()
  })
})
