import { readFileSync } from 'node:fs'
import { DomainError } from '@hyperion/domain/errors'
import { PASSWORD, type TestApp, testApp } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'
import { imasDialect } from './index.ts'

const URL_OF_TOKEN = '/api/auth/token/'

function golden(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))
}

let hub: TestApp
beforeEach(async () => {
  hub = await testApp()
  return () => hub.close()
})

const token = (username = 'admin', password = PASSWORD) =>
  hub.app.inject({ method: 'POST', url: URL_OF_TOKEN, payload: { username, password } })
const verify = (authorization: string) => hub.app.inject({ url: `${URL_OF_TOKEN}verify/`, headers: { authorization } })
const revoke = (secret: string) =>
  hub.app.inject({ method: 'POST', url: `${URL_OF_TOKEN}revoke/`, headers: { authorization: `Token ${secret}` } })

describe('the document’s examples', () => {
  it('a token, verified and revoked', async () => {
    const payload = { ...golden('token-request'), password: PASSWORD }
    const answer = await hub.app.inject({ method: 'POST', url: URL_OF_TOKEN, payload })
    expect(answer.statusCode).toBe(200)
    const { token: secret } = answer.json()
    expect(secret).toMatch(/^[0-9a-f]{40}$/)
    expect(answer.json()).toEqual({ ...golden('token'), token: secret })
    const verified = await verify(`Token ${secret}`)
    expect([verified.statusCode, verified.json()]).toEqual([200, golden('verify')])
    const revoked = await revoke(secret)
    expect([revoked.statusCode, revoked.json()]).toEqual([200, golden('revoke')])
  })

  it('wrong fields', () => {
    const details = { title: ['This field is required'], service: ['Service with this ID does not exist'] }
    const { status, body } = imasDialect.render(new DomainError('validation_failed', '', { details }))
    expect([status, body]).toEqual([400, golden('validation-failed')])
  })

  it('too many requests', () => {
    const { status, body } = imasDialect.render(new DomainError('rate_limited', '', { retryAfter: 3600 }))
    expect([status, body]).toEqual([429, golden('rate-limited')])
  })
})

describe('the token', () => {
  it('stays the same while it is valid, and is another one afterwards', async () => {
    const first = (await token()).json()
    expect((await token()).json()).toEqual({ ...first, created: false })
    await revoke(first.token)
    const second = (await token()).json()
    expect([second.created, second.token === first.token]).toEqual([true, false])
    expect((await verify(`Token ${first.token}`)).json()).toEqual({ error: 'Token expired', details: {} })
    expect((await verify(`Token ${second.token}`)).statusCode).toBe(200)
  })

  it('is one, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => token()))
    expect(new Set(answers.map((each) => each.json().token)).size).toBe(1)
    expect(answers.filter((each) => each.json().created)).toHaveLength(1)
  })

  it('is stored as a hash alone', async () => {
    const { token: secret } = (await token()).json()
    const rows = await hub.database.sessions.signIns(1, hub.clock.now(), 9)
    expect(rows.map(({ kind }) => kind)).toEqual(['permanent'])
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it.each([
    ['a new password', { password: 'another password' }],
    ['a new role', { role: 'technicien' }],
  ])('ends with %s', async (_, change) => {
    const { token: secret } = (await token('viewer')).json()
    const { id } = (await hub.database.users.byUsername('viewer')) ?? { id: 0 }
    const headers = { authorization: `Bearer ${await hub.token('admin')}` }
    expect((await hub.app.inject({ method: 'PUT', url: `/users/${id}`, headers, payload: change })).statusCode).toBe(200)
    const answer = await verify(`Token ${secret}`)
    expect([answer.statusCode, answer.json().error, answer.headers['www-authenticate']]).toEqual([401, 'Token expired', 'Token'])
  })

  it('ends with its user', async () => {
    const { token: secret, user_id } = (await token('viewer')).json()
    const headers = { authorization: `Bearer ${await hub.token('admin')}` }
    await hub.app.inject({ method: 'DELETE', url: `/users/${user_id}`, headers })
    expect((await verify(`Token ${secret}`)).json()).toEqual({ error: 'Token expired', details: {} })
  })

  it('of whoever must change the password is good for verifying and revoking', async () => {
    const { token: secret } = (await token('newcomer')).json()
    expect((await verify(`Token ${secret}`)).statusCode).toBe(200)
    expect((await revoke(secret)).statusCode).toBe(200)
  })
})

describe('bad input', () => {
  it.each([
    ['no token', '', 'Authentication credentials were not provided'],
    ['an unknown one', `Token ${'0'.repeat(40)}`, 'Invalid token'],
    ['what is none', 'Token x', 'Invalid token'],
    ['nothing after the word', 'Token', 'Invalid token'],
    ['two of them', `Token ${'0'.repeat(40)} ${'0'.repeat(40)}`, 'Invalid token'],
    ['an oversize one', `Token ${'0'.repeat(10_000)}`, 'Invalid token'],
    ['another scheme', 'Bearer x', 'Authentication credentials were not provided'],
  ])('%s: %s', async (_, header, error) => {
    const answer = await verify(header)
    expect([answer.statusCode, answer.json()]).toEqual([401, { error, details: {} }])
  })

  it('refuses secrets of other kinds for a token, and a token for them', async () => {
    expect((await verify(`Token ${await hub.token('admin')}`)).json().error).toBe('Invalid token')
    const { token: secret } = (await token()).json()
    expect((await hub.app.inject({ url: '/os', headers: { authorization: `Bearer ${secret}` } })).statusCode).toBe(401)
  })

  it('names the fields that are wrong', async () => {
    const send = (payload: object) => hub.app.inject({ method: 'POST', url: URL_OF_TOKEN, payload })
    expect((await send({})).json()).toEqual({
      error: 'Validation failed',
      details: { username: ['This field is required.'], password: ['This field is required.'] },
    })
    const odd = await send({ username: ['x'], password: 'x'.repeat(1025), created: true })
    expect([odd.statusCode, Object.keys(odd.json().details)]).toEqual([400, ['created', 'username', 'password']])
    expect((await token('admin', 'wrong')).json()).toEqual({ error: 'Invalid credentials', details: {} })
  })

  it.each([
    { method: 'GET', url: '/api/v1/nope', status: 404, error: 'Not found' },
    { method: 'GET', url: '/api/auth/nope', status: 404, error: 'Not found' },
    { method: 'GET', url: URL_OF_TOKEN, status: 405, error: 'Method not allowed' },
  ] as const)('answers $method $url in this dialect', async ({ method, url, status, error }) => {
    const answer = await hub.app.inject({ method, url })
    expect([answer.statusCode, answer.json()]).toEqual([status, { error, details: {} }])
  })
})

describe('limits', () => {
  beforeEach(async () => {
    await hub.close()
    hub = await testApp({ rateLimit: true })
  })

  it('five attempts to sign in a minute', async () => {
    for (let i = 0; i < 5; i++) expect((await token('admin', 'wrong')).statusCode).toBe(401)
    const refused = await token()
    expect([refused.statusCode, refused.json()]).toEqual([429, { error: 'Rate limit exceeded', retry_after: 60 }])
  })

  it('a thousand requests an hour', async () => {
    const authorization = `Token ${await hub.permanentToken('viewer')}`
    const first = await verify(authorization)
    const reset = String(hub.clock.now() / 1000 + 3600)
    expect(first.headers).toMatchObject({ 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '999', 'x-ratelimit-reset': reset })
    for (let i = 0; i < 999; i++) await verify(authorization)
    const refused = await verify(authorization)
    expect([refused.statusCode, refused.json()]).toEqual([429, golden('rate-limited')])
  })
})
