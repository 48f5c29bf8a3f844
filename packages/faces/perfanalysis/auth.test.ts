import { createHmac, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { DomainError } from '@hyperion/domain/errors'
import { PASSWORD, type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'
import { perfanalysisDialect } from './index.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** As the document prints a JWT's beginning. */
const HEADER = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9'

function golden(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))
}

interface Pair {
  readonly access: string
  readonly refresh: string
}

let hub: TestApp
beforeEach(async () => {
  hub = await testApp()
  return () => hub.close()
})

const post = (url: string, payload: object, access?: string) =>
  hub.app.inject({ method: 'POST', url, payload, headers: access === undefined ? {} : { authorization: `Bearer ${access}` } })
const user = (access: string) => hub.app.inject({ url: '/api/v1/auth/user/', headers: { authorization: `Bearer ${access}` } })
const refresh = (jwt: string) => post('/api/v1/auth/token/refresh/', { refresh: jwt })
const signIn = async (username: TestUser = 'viewer'): Promise<Pair> =>
  (await post('/api/v1/auth/token/', { username, password: PASSWORD })).json()

const decoded = (jwt: string): Record<string, unknown> => JSON.parse(Buffer.from(jwt.split('.')[1] as string, 'base64url').toString())
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('the document’s examples', () => {
  const names = { email: 'admin@example.com', firstName: 'Admin', lastName: 'User' }

  it('a pair of JWTs for credentials', async () => {
    await hub.database.users.update(1, names)
    const request = { ...golden('token-request'), username: 'admin', password: PASSWORD }
    for (const url of ['/api/v1/auth/token/', '/api/v1/auth/token']) {
      const answer = await post(url, request)
      expect(answer.statusCode).toBe(200)
      const { access, refresh: second, ...rest } = answer.json()
      expect({ access: '', refresh: '', ...rest }).toEqual({ ...golden('token'), access: '', refresh: '' })
      for (const jwt of [access, second]) expect(jwt).toMatch(new RegExp(`^${HEADER}\\.[\\w-]+\\.[\\w-]{43}$`))
    }
  })

  it('wrong credentials', async () => {
    const answer = await post('/api/v1/auth/token/', { username: 'admin', password: 'wrong' })
    expect(answer.statusCode).toBe(401)
    expect(answer.json()).toEqual({ ...golden('token-failed'), details: {} })
    expect(answer.headers['www-authenticate']).toBe('Bearer')
  })

  it('a new access JWT, the user and the way out', async () => {
    await hub.database.users.update(1, names)
    const pair = await signIn('admin')
    const refreshed = await post('/api/v1/auth/token/refresh/', { ...golden('refresh-request'), refresh: pair.refresh })
    expect([refreshed.statusCode, Object.keys(refreshed.json())]).toEqual([200, Object.keys(golden('refresh'))])
    for (const access of [pair.access, refreshed.json().access]) {
      const answer = await user(access)
      expect([answer.statusCode, answer.json()]).toEqual([200, golden('user')])
    }
    const out = await post('/api/v1/auth/logout/', {}, pair.access)
    expect([out.statusCode, out.body]).toEqual([204, ''])
  })

  it('too many requests', () => {
    const { status, body } = perfanalysisDialect.render(new DomainError('rate_limited', '', { retryAfter: 60 }))
    expect([status, body]).toEqual([429, golden('rate-limited')])
  })
})

describe('a JWT', () => {
  it('ends with logout, both of the pair and whatever was refreshed', async () => {
    const pair = await signIn()
    const later = (await refresh(pair.refresh)).json().access
    const other = await signIn()
    await post('/api/v1/auth/logout/', {}, later)
    for (const access of [pair.access, later]) expect((await user(access)).statusCode).toBe(401)
    expect((await refresh(pair.refresh)).json()).toEqual({ error: 'UNAUTHORIZED', message: 'Invalid or expired token', details: {} })
    expect((await user(other.access)).statusCode).toBe(200)
  })

  it('lives 15 minutes, and its session 7 days', async () => {
    const pair = await signIn()
    await hub.clock.advance(15 * MINUTE - 1000)
    expect((await user(pair.access)).statusCode).toBe(200)
    await hub.clock.advance(1000)
    expect((await user(pair.access)).statusCode).toBe(401)
    await hub.clock.advance(7 * DAY - 16 * MINUTE)
    const last = (await refresh(pair.refresh)).json().access
    expect((await user(last)).statusCode).toBe(200)
    await hub.clock.advance(MINUTE)
    expect((await user(last)).statusCode).toBe(401)
    expect((await refresh(pair.refresh)).statusCode).toBe(401)
  })

  it('serves for one thing alone', async () => {
    const { access, refresh: second } = await signIn()
    expect((await user(second)).statusCode).toBe(401)
    expect((await refresh(access)).statusCode).toBe(401)
    // The session's secret is in it, and opens nothing by itself.
    expect((await user(String(decoded(access).jti))).statusCode).toBe(401)
    expect((await hub.app.inject({ url: '/api/system', headers: { cookie: `hyperion_session=${access}` } })).statusCode).toBe(401)
  })

  it('tells nothing that a password change is not the end of', async () => {
    const { access, refresh: second } = await signIn('newcomer')
    const gated = await user(access)
    expect([gated.statusCode, gated.json().error]).toEqual([403, 'FORBIDDEN'])
    expect((await refresh(second)).statusCode).toBe(403)
    const next = 'a brand new password'
    const other = await signIn('newcomer')
    const changed = await post('/change-password', { current_password: PASSWORD, new_password: next, confirm_password: next }, access)
    expect(changed.statusCode).toBe(200)
    expect((await user(access)).statusCode).toBe(200)
    expect((await refresh(second)).statusCode).toBe(200)
    expect((await user(other.access)).statusCode).toBe(401)
  })
})

describe('a forged JWT', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' })

  const forge = (header: object, payload: object, sign: (text: string) => string): string => {
    const text = `${encoded(header)}.${encoded(payload)}`
    return `${text}.${sign(text)}`
  }
  const hmac = (key: string | Buffer) => (text: string) => createHmac('sha256', key).update(text).digest('base64url')

  it.each<[string, (access: string) => string]>([
    ['with alg none', (access) => `${encoded({ typ: 'JWT', alg: 'none' })}.${access.split('.')[1]}.`],
    ['with alg None and its old signature', (access) => access.replace(HEADER, encoded({ typ: 'JWT', alg: 'None' }))],
    ['without a signature', (access) => access.replace(/[^.]+$/, '')],
    ['with another payload', (access) => access.replace(/\.[^.]+\./, `.${encoded({ ...decoded(access), user_id: 1 })}.`)],
    ['signed with an empty key', (access) => forge({ typ: 'JWT', alg: 'HS256' }, decoded(access), hmac(''))],
    ['signed with a public key', (access) => forge({ typ: 'JWT', alg: 'HS256' }, decoded(access), hmac(publicPem))],
    [
      'with a key of its own in the header',
      (access) => {
        const jwk = { kty: 'oct', k: Buffer.from('mine').toString('base64url') }
        return forge(
          { typ: 'JWT', alg: 'HS256', jwk, jku: 'https://evil.example/keys', kid: '../../dev/null' },
          decoded(access),
          hmac('mine'),
        )
      },
    ],
    ['with HS512 named', (access) => access.replace(HEADER, encoded({ typ: 'JWT', alg: 'HS512' }))],
    ['with critical extensions', (access) => access.replace(HEADER, encoded({ typ: 'JWT', alg: 'HS256', crit: ['x'], x: 1 }))],
    ['of one segment more', (access) => `${access}.${access}`],
    ['in base64 with padding', (access) => `${access}==`],
  ])('%s is refused', async (_, forged) => {
    const { access } = await signIn()
    const answer = await user(forged(access))
    expect([answer.statusCode, answer.json().message]).toEqual([401, 'Invalid or expired token'])
    expect((await refresh(forged(access))).statusCode).toBe(401)
    expect((await user(access)).statusCode).toBe(200)
  })

  it('of RS256 is refused', async () => {
    const { access } = await signIn()
    const { sign } = await import('node:crypto')
    const forged = forge({ typ: 'JWT', alg: 'RS256' }, decoded(access), (text) =>
      sign('sha256', Buffer.from(text), privateKey).toString('base64url'),
    )
    expect((await user(forged)).statusCode).toBe(401)
  })

  it('of another hub is refused', async () => {
    const other = await testApp()
    const theirs = await other.app.inject({
      method: 'POST',
      url: '/api/v1/auth/token/',
      payload: { username: 'viewer', password: PASSWORD },
    })
    expect((await user(theirs.json().access)).statusCode).toBe(401)
    await other.close()
  })
})

describe('bad input', () => {
  it.each([
    { url: '/api/v1/auth/token/', payload: {}, fields: { username: ['This field is required'], password: ['This field is required'] } },
    {
      url: '/api/v1/auth/token/',
      payload: { username: 1, password: ['x'], role: 'admin' },
      fields: { role: ['This field is not known'], username: ['Must be of type string'], password: ['Must be of type string'] },
    },
    {
      url: '/api/v1/auth/token/',
      payload: { username: 'x'.repeat(151), password: 'x'.repeat(1025) },
      fields: { username: ['Must have at most 150 characters'], password: ['Must have at most 1024 characters'] },
    },
    { url: '/api/v1/auth/token/refresh/', payload: {}, fields: { refresh: ['This field is required'] } },
    {
      url: '/api/v1/auth/token/refresh/',
      payload: { refresh: 'x'.repeat(4097) },
      fields: { refresh: ['Must have at most 4096 characters'] },
    },
  ])('POST $url names $fields', async ({ url, payload, fields }) => {
    const answer = await post(url, payload)
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toEqual({ error: 'VALIDATION_ERROR', message: 'Validation failed', details: fields })
  })

  it.each(['', '.', '..', 'a.b.c', 'x'.repeat(4096)])('refuses %j for a refresh JWT', async (jwt) => {
    expect([401, 422]).toContain((await refresh(jwt)).statusCode)
    expect((await user(jwt)).statusCode).toBe(401)
  })

  it.each([
    { url: '/api/v1/auth/nope', status: 404, error: 'NOT_FOUND' },
    { url: '/api/v1/reports/1/nope', status: 404, error: 'NOT_FOUND' },
    { url: '/dashboard/', status: 404, error: 'NOT_FOUND' },
    { url: '/api/v1/auth/token/', status: 405, error: 'METHOD_NOT_ALLOWED' },
  ])('answers GET $url in this dialect', async ({ url, status, error }) => {
    const answer = await hub.app.inject({ url })
    expect([answer.statusCode, answer.json()]).toEqual([status, { error, message: expect.any(String), details: {} }])
  })

  it('is malformed JSON as anywhere', async () => {
    const headers = { 'content-type': 'application/json' }
    const answer = await hub.app.inject({ method: 'POST', url: '/api/v1/auth/token/', payload: '{', headers })
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'BAD_REQUEST'])
  })
})

describe('limits', () => {
  beforeEach(async () => {
    await hub.close()
    hub = await testApp({ rateLimit: true })
  })

  it('five attempts to sign in a minute', async () => {
    for (let i = 0; i < 5; i++) expect((await post('/api/v1/auth/token/', { username: 'viewer', password: 'wrong' })).statusCode).toBe(401)
    const refused = await post('/api/v1/auth/token/', { username: 'viewer', password: PASSWORD })
    expect([refused.statusCode, refused.json()]).toEqual([429, golden('rate-limited')])
    expect(refused.headers).toMatchObject({ 'retry-after': '60', 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '0' })
  })

  it('five refreshes a minute for a session, and as many guesses for an address', async () => {
    const pair = await signIn()
    for (let i = 0; i < 5; i++) expect((await refresh(pair.refresh)).statusCode).toBe(200)
    expect((await refresh(pair.refresh)).statusCode).toBe(429)
    for (let i = 0; i < 5; i++) expect((await refresh('a.b.c')).statusCode).toBe(401)
    expect((await refresh('a.b.c')).statusCode).toBe(429)
    await hub.clock.advance(MINUTE)
    expect((await refresh(pair.refresh)).statusCode).toBe(200)
  })

  it('a hundred reads a minute, together with the Hyperion API', async () => {
    const { access } = await signIn()
    for (let i = 0; i < 50; i++) {
      expect((await user(access)).statusCode).toBe(200)
      expect((await hub.app.inject({ url: '/api/system', headers: { authorization: `Bearer ${access}` } })).statusCode).toBe(200)
    }
    expect((await user(access)).statusCode).toBe(429)
  })
})
