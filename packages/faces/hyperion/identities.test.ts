import { PASSWORD, type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import type { ApiKeyRow, NewApiKeyAnswer, SignInRow } from '@hyperion/wire/web'
import { beforeEach, describe, expect, it } from 'vitest'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let hub: TestApp
beforeEach(async () => {
  hub = await testApp()
  return () => hub.close()
})

type Headers = Record<string, string>

const bearer = (secret: string): Headers => ({ authorization: `Bearer ${secret}` })
const get = (url: string, headers: Headers) => hub.app.inject({ url, headers })
const post = (url: string, headers: Headers, payload: object) => hub.app.inject({ method: 'POST', url, headers, payload })
const remove = (url: string, headers: Headers) => hub.app.inject({ method: 'DELETE', url, headers })
const as = async (user: TestUser): Promise<Headers> => bearer(await hub.token(user))

async function makeKey(user: TestUser, draft: object = {}): Promise<NewApiKeyAnswer> {
  const answer = await post('/api/api-keys', await as(user), { name: 'Grafana', ...draft })
  expect(answer.statusCode).toBe(201)
  return answer.json()
}

const keys = async (user: TestUser): Promise<readonly ApiKeyRow[]> => (await get('/api/api-keys', await as(user))).json().keys
const sessions = async (headers: Headers): Promise<readonly SignInRow[]> => (await get('/api/sessions', headers)).json().sessions

describe('an API key', () => {
  it('is told once, and known by its beginning afterwards', async () => {
    const { key, ...row } = await makeKey('viewer')
    expect(key).toMatch(/^hyp_[\w-]{43}$/)
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Grafana',
      role: 'viewer',
      hint: key.slice(0, 8),
      user: { id: expect.any(Number), username: 'viewer' },
      created_at: new Date(hub.clock.now()).toISOString(),
      expires_at: null,
      last_used_at: null,
      expired: false,
    })
    const listed = await get('/api/api-keys', await as('viewer'))
    expect(listed.json()).toEqual({ keys: [row] })
    expect(listed.body).not.toContain(key)
    expect((await hub.audit.list({ limit: 1 }))[0]).toMatchObject({ action: 'api_key.create', target: 'Grafana', outcome: 'success' })
  })

  it('goes wherever a Bearer token does, and as a Token', async () => {
    const { key } = await makeKey('viewer')
    for (const url of ['/me', '/os', '/api/system', '/api/sessions', '/api/v1/auth/user/']) {
      expect([url, (await get(url, bearer(key))).statusCode]).toEqual([url, 200])
    }
    expect((await get('/api/auth/token/verify/', { authorization: `Token ${key}` })).json()).toMatchObject({
      valid: true,
      username: 'viewer',
    })
    expect((await get('/api/system', { cookie: `hyperion_session=${key}` })).statusCode).toBe(401)
  })

  it('may do what its role may, and no more', async () => {
    const { key } = await makeKey('admin', { role: 'viewer' })
    expect((await get('/me', bearer(key))).json().user).toMatchObject({ username: 'admin', role: 'viewer', permissions: ['read'] })
    expect((await get('/users', bearer(key))).statusCode).toBe(403)
    expect((await post('/api/tasks/', bearer(key), { name: 'record_cpu_usage' })).statusCode).toBe(403)
    expect((await keys('admin')).length).toBe(1)
  })

  it.each(['technicien', 'admin'])('takes no role above one’s own: %s', async (role) => {
    const answer = await post('/api/api-keys', await as('viewer'), { name: 'x', role })
    expect([answer.statusCode, answer.json().details]).toEqual([422, { role: ['A key cannot do more than your own role'] }])
  })

  it('opens no other way in, however powerful', async () => {
    const { key, id } = await makeKey('admin')
    const passwords = { current_password: PASSWORD, new_password: 'quite another one', confirm_password: 'quite another one' }
    const refusals = [
      await post('/api/api-keys', bearer(key), { name: 'another' }),
      await remove(`/api/api-keys/${id}`, bearer(key)),
      await remove('/api/sessions', bearer(key)),
      await post('/change-password', bearer(key), passwords),
      await post('/api/session/password', bearer(key), passwords),
      await post('/users', bearer(key), { username: 'mallory', password: 'long enough', role: 'admin' }),
      await post('/api/users', bearer(key), { username: 'mallory', password: 'long enough', role: 'admin' }),
      await hub.app.inject({ method: 'PUT', url: '/api/users/1', headers: bearer(key), payload: { password: 'long enough' } }),
      await hub.app.inject({ method: 'PUT', url: '/users/1', headers: bearer(key), payload: { role: 'viewer' } }),
    ]
    expect(refusals.map(({ statusCode }) => statusCode)).toEqual(refusals.map(() => 403))
    expect(refusals[0]?.json()).toEqual({ error: 'FORBIDDEN', message: 'An API key cannot do this: sign in', details: {} })
    expect(refusals[3]?.json()).toEqual({ error: 'Accès refusé', message: "Une clé d'API ne peut pas faire cela : connectez-vous" })
  })

  it('ends when it was meant to, and stays in the list', async () => {
    const { key } = await makeKey('viewer', { expires_at: new Date(hub.clock.now() + DAY).toISOString() })
    await hub.clock.advance(DAY - 1)
    expect((await get('/me', bearer(key))).statusCode).toBe(200)
    await hub.clock.advance(1)
    expect((await get('/me', bearer(key))).statusCode).toBe(401)
    expect(await keys('viewer')).toEqual([expect.objectContaining({ name: 'Grafana', expired: true })])
  })

  it('tells when it was last used, to the minute', async () => {
    const { key } = await makeKey('viewer')
    const lastUsed = async (): Promise<unknown> => (await keys('viewer'))[0]?.last_used_at
    const first = new Date(hub.clock.now()).toISOString()
    await get('/me', bearer(key))
    await expect.poll(lastUsed).toBe(first)
    await hub.clock.advance(MINUTE - 1)
    await get('/me', bearer(key))
    expect(await lastUsed()).toBe(first)
    await hub.clock.advance(5000)
    await get('/me', bearer(key))
    await expect.poll(lastUsed).not.toBe(first)
  })

  it('is removed by its owner or an administrator, and works no more', async () => {
    const [own, other] = [await makeKey('viewer'), await makeKey('viewer')]
    expect((await remove(`/api/api-keys/${own.id}`, await as('technicien'))).statusCode).toBe(404)
    expect((await get('/me', bearer(own.key))).statusCode).toBe(200)
    expect((await remove(`/api/api-keys/${own.id}`, await as('viewer'))).statusCode).toBe(204)
    expect((await get('/me', bearer(own.key))).statusCode).toBe(401)
    expect((await keys('admin')).map(({ user }) => user.username)).toEqual(['viewer'])
    expect((await remove(`/api/api-keys/${other.id}`, await as('admin'))).statusCode).toBe(204)
    expect((await get('/me', bearer(other.key))).statusCode).toBe(401)
  })

  it('is one’s own to see', async () => {
    await makeKey('viewer')
    await hub.clock.advance(1)
    await makeKey('admin')
    expect((await keys('viewer')).map(({ user }) => user.username)).toEqual(['viewer'])
    expect((await keys('technicien')).length).toBe(0)
    expect((await keys('admin')).map(({ user }) => user.username)).toEqual(['viewer', 'admin'])
  })

  it('there are fifty of a user at most', async () => {
    const headers = await as('viewer')
    for (let i = 0; i < 50; i++) await post('/api/api-keys', headers, { name: `key ${i}` })
    const answer = await post('/api/api-keys', headers, { name: 'one more' })
    expect([answer.statusCode, answer.json().error]).toEqual([409, 'CONFLICT'])
  })

  it.each([
    { name: 'no name', payload: {}, fields: ['name'] },
    { name: 'an empty name', payload: { name: '  ' }, fields: ['name'] },
    { name: 'an oversize name', payload: { name: 'x'.repeat(101) }, fields: ['name'] },
    { name: 'a name that turns the text around', payload: { name: 'x\u202e' }, fields: ['name'] },
    { name: 'a name that is no text', payload: { name: 1 }, fields: ['name'] },
    { name: 'an unknown role', payload: { name: 'x', role: 'root' }, fields: ['role'] },
    { name: 'an end in the past', payload: { name: 'x', expires_at: '2020-01-01T00:00:00Z' }, fields: ['expires_at'] },
    { name: 'an end that is no day', payload: { name: 'x', expires_at: '2099-02-30T00:00:00Z' }, fields: ['expires_at'] },
    { name: 'an end that is no time', payload: { name: 'x', expires_at: 'tomorrow' }, fields: ['expires_at'] },
    {
      name: 'what is not to be given',
      payload: { name: 'x', id: 1, user_id: 1, kind: 'token', permissions: ['users'] },
      fields: ['id', 'user_id', 'kind', 'permissions'],
    },
  ])('is not made with $name', async ({ payload, fields }) => {
    const answer = await post('/api/api-keys', await as('viewer'), payload)
    expect([answer.statusCode, Object.keys(answer.json().details ?? {})]).toEqual([422, fields])
  })
})

describe('one’s sessions', () => {
  it('are listed with how, whence and with what, and which one asks', async () => {
    const { app, clock } = hub
    const sent = { 'user-agent': 'curl/8.14.1' }
    const login = await app.inject({ method: 'POST', url: '/login', headers: sent, payload: { username: 'viewer', password: PASSWORD } })
    await clock.advance(MINUTE)
    for (const url of ['/api/v1/auth/token/', '/api/auth/token/', '/api/session']) {
      await app.inject({ method: 'POST', url, payload: { username: 'viewer', password: PASSWORD } })
    }
    await hub.token('admin')
    const list = await sessions(bearer(login.json().token))
    expect(list.map(({ kind }) => kind).sort()).toEqual(['cookie', 'jwt', 'permanent', 'token'])
    expect(list.find(({ kind }) => kind === 'permanent')?.expires_at).toBeNull()
    const [current, ...none] = list.filter((each) => each.current)
    expect(none).toEqual([])
    expect(current).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      kind: 'token',
      created_at: new Date(clock.now() - MINUTE).toISOString(),
      last_seen_at: expect.any(String),
      expires_at: new Date(clock.now() - MINUTE + DAY).toISOString(),
      address: '127.0.0.1',
      user_agent: 'curl/8.14.1',
      current: true,
    })
  })

  it('end one by one, one’s own alone', async () => {
    const [headers, other, foreign] = [await as('viewer'), await as('viewer'), await as('admin')]
    const id = async (of: Headers): Promise<string> => (await sessions(of)).find(({ current }) => current)?.id ?? ''
    expect((await remove(`/api/sessions/${await id(foreign)}`, headers)).statusCode).toBe(404)
    expect((await remove(`/api/sessions/${await id(other)}`, headers)).statusCode).toBe(204)
    expect((await get('/me', other)).statusCode).toBe(401)
    expect((await get('/me', foreign)).statusCode).toBe(200)
    const key = await makeKey('viewer')
    expect((await remove(`/api/sessions/${key.id}`, headers)).statusCode).toBe(404)
    expect((await remove(`/api/sessions/${await id(headers)}`, headers)).statusCode).toBe(204)
    expect((await get('/me', headers)).statusCode).toBe(401)
  })

  it('end all but the one that asks, and no key', async () => {
    const [headers, other, foreign] = [await as('viewer'), await as('viewer'), await as('admin')]
    const { key } = await makeKey('viewer')
    const token = await hub.permanentToken('viewer')
    expect((await remove('/api/sessions', headers)).statusCode).toBe(204)
    expect((await get('/me', other)).statusCode).toBe(401)
    expect((await get('/api/auth/token/verify/', { authorization: `Token ${token}` })).statusCode).toBe(401)
    for (const kept of [headers, foreign, bearer(key)]) expect((await get('/me', kept)).statusCode).toBe(200)
    expect(await sessions(headers)).toHaveLength(1)
  })

  it('have ids that open nothing', async () => {
    const headers = await as('viewer')
    const [{ id } = { id: '' }] = await sessions(headers)
    expect((await get('/me', bearer(id))).statusCode).toBe(401)
    expect((await remove('/api/sessions/not-an-id', headers)).statusCode).toBe(422)
  })

  it('clear the cookie of the one that ends itself', async () => {
    const cookie = await hub.cookie('viewer')
    const current = (await sessions({ cookie })).find((each) => each.current)
    const answer = await remove(`/api/sessions/${current?.id}`, { cookie })
    expect([answer.statusCode, String(answer.headers['set-cookie'])]).toEqual([204, expect.stringContaining('hyperion_session=;')])
  })
})
