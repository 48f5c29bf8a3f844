import { codeAt } from '@hyperion/testkit/authenticator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ADMIN_PASSWORD, HubProcess, removeTemporaryFolders } from './hub-process.ts'

let hub: HubProcess

beforeAll(async () => {
  hub = await HubProcess.start({ environment: { HYPERION_RATE_LIMIT: 'on', HYPERION_TRUSTED_PROXIES: '127.0.0.1' } })
})
afterAll(async () => {
  await hub.stop()
  removeTemporaryFolders()
})

/** Attempts are counted by account and by address: each test has an address of its own. */
let address = 0
beforeEach(() => {
  address++
})

type Headers = Readonly<Record<string, string>>

async function ask(method: string, path: string, headers: Headers = {}, body?: unknown): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  return fetch(hub.base + path, {
    method,
    headers: { 'x-forwarded-for': `192.0.2.${address}`, ...json, ...headers },
    ...(body !== undefined && { body: payload }),
  })
}

async function tokenOf(username: string, password: string): Promise<string> {
  const answer = await ask('POST', '/login', {}, { username, password })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { token: string }).token
}

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` })

describe('whoever wants in without a right to it', () => {
  let admin: string

  beforeAll(async () => {
    admin = await tokenOf('admin', ADMIN_PASSWORD)
    for (const username of ['guessed', 'ended', 'viewer.one', 'twofold'])
      await ask('POST', '/users', bearer(admin), { username, password: 'TempPassword123!', role: 'viewer' })
  })

  /** Newcomers have to choose a password before anything else. */
  async function settled(username: string): Promise<string> {
    const token = await tokenOf(username, 'TempPassword123!')
    const change = { current_password: 'TempPassword123!', new_password: 'MonMotDePasse!456', confirm_password: 'MonMotDePasse!456' }
    expect((await ask('POST', '/change-password', bearer(token), change)).status).toBe(200)
    return token
  }

  it('cannot guess a password: after five attempts nothing is looked at, not even the right one', async () => {
    const ways = ['/login', '/api/session', '/api/v1/auth/token/', '/api/auth/token/', '/login']
    const guesses = await Promise.all(ways.map((way, i) => ask('POST', way, {}, { username: 'guessed', password: `guess ${i}` })))
    expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    const right = await ask('POST', '/login', {}, { username: 'guessed', password: 'TempPassword123!' })
    expect([right.status, Number(right.headers.get('retry-after')) > 0]).toEqual([429, true])
  })

  it('learns nothing from an answer about who there is', async () => {
    const [known, unknown] = await Promise.all(
      ['ended', 'nobody.at.all'].map(async (username) => {
        const answer = await ask('POST', '/login', {}, { username, password: 'wrong' })
        return [answer.status, await answer.json()]
      }),
    )
    expect(known).toEqual(unknown)
  })

  it('has nothing in a token after its end', async () => {
    const token = await settled('ended')
    const jwts = (await (await ask('POST', '/api/v1/auth/token/', {}, { username: 'ended', password: 'MonMotDePasse!456' })).json()) as {
      access: string
      refresh: string
    }
    expect((await ask('GET', '/dashboard/api/collectors/', bearer(jwts.access))).status).toBe(200)
    await ask('POST', '/logout', bearer(token))
    await ask('POST', '/api/v1/auth/logout/', bearer(jwts.access))
    const after = await Promise.all([
      ask('GET', '/me', bearer(token)),
      ask('GET', '/dashboard/api/collectors/', bearer(jwts.access)),
      ask('GET', '/api/v1/auth/user/', bearer(jwts.refresh)),
      ask('POST', '/api/v1/auth/token/refresh/', {}, { refresh: jwts.refresh }),
    ])
    expect(after.map(({ status }) => status)).toEqual([401, 401, 401, 401])
  })

  it('cannot make a token', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = { token_type: 'access', user_id: 1, jti: 'x', iss: 'hyperion', exp: 4_102_444_800 }
    const forged = [
      `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`,
      `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${'A'.repeat(43)}`,
      `${part({ alg: 'RS256', typ: 'JWT', jwk: { kty: 'oct', k: 'AA' } })}.${part(claims)}.AA`,
      `hyp_${'A'.repeat(43)}`,
      'A'.repeat(43),
      'A'.repeat(100_000).slice(0, 7000),
    ]
    for (const token of forged) expect((await ask('GET', '/me', bearer(token))).status).toBe(401)
  })

  it('cannot rise by naming fields that are not theirs to set', async () => {
    const token = await settled('viewer.one')
    const tries = await Promise.all([
      ask('PUT', '/users/1', bearer(token), { role: 'viewer' }),
      ask('POST', '/users', bearer(token), { username: 'mine', password: 'TempPassword123!', role: 'admin' }),
      ask('POST', '/api/api-keys', bearer(token), { name: 'k', role: 'admin', expires_at: null }),
      ask('PUT', '/api/profile', bearer(token), { role: 'admin', email: 'a@example.org' }),
    ])
    expect(tries.map(({ status }) => status).filter((status) => status < 400)).toEqual([])
    const me = (await (await ask('GET', '/me', bearer(token))).json()) as { user: { role: string } }
    expect(me.user.role).toBe('viewer')
    for (const field of ['id', 'password_hash', 'token', 'must_change_password', 'created_at']) {
      expect((await ask('PUT', '/users/1', bearer(admin), { [field]: 1 })).status).toBe(400)
    }
  })

  it('does nothing from another site with a browser that is signed in', async () => {
    const session = await ask('POST', '/api/session', {}, { username: 'admin', password: ADMIN_PASSWORD })
    const set = session.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/HttpOnly/i)
    expect(set).toMatch(/SameSite=(Lax|Strict)/i)
    const cookie = set.split(';', 1)[0] ?? ''
    const evil = { cookie, origin: 'https://evil.example' }
    const tries = await Promise.all([
      ask('DELETE', '/api/users/2', evil),
      ask('PUT', '/api/thresholds', evil, { cpu: { warning: 1, critical: 2 } }),
      ask('POST', '/api/session', { origin: 'https://evil.example' }, { username: 'admin', password: ADMIN_PASSWORD }),
      ask('POST', '/api/channels', { ...evil, 'content-type': 'text/plain' }, '{}'),
      ask('GET', '/me', { cookie }),
    ])
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 403, 401])
    const preflight = await ask('OPTIONS', '/api/users', { origin: 'https://evil.example', 'access-control-request-method': 'POST' })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('cannot use a code twice, nor guess one', async () => {
    const token = await settled('twofold')
    const password = 'MonMotDePasse!456'
    const enrolment = (await (await ask('POST', '/api/two-factor', bearer(token), { password })).json()) as { secret: string }
    const at = (steps: number) => codeAt(enrolment.secret, Date.now() + steps * 30_000)
    expect((await ask('POST', '/api/two-factor/confirm', bearer(token), { otp: at(-1) })).status).toBe(200)
    const without = await ask('POST', '/login', {}, { username: 'twofold', password })
    expect([without.status, ((await without.json()) as { otp_required?: boolean }).otp_required]).toEqual([401, true])
    const otp = at(0)
    const uses = await Promise.all([1, 2].map(() => ask('POST', '/login', {}, { username: 'twofold', password, otp })))
    expect(uses.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(uses.filter(({ status }) => status === 401 || status === 429)).toHaveLength(1)
    const guesses = await Promise.all(
      ['000000', '123456', '999999'].map((each) => ask('POST', '/login', {}, { username: 'twofold', password, otp: each })),
    )
    expect(guesses.every(({ status }) => status === 401 || status === 429)).toBe(true)
    expect((await ask('POST', '/login', {}, { username: 'twofold', password, otp: at(1) })).status).toBe(429)
  })

  it('left a trace of every attempt', async () => {
    const { entries } = await hub.json<{ entries: { action: string; outcome: string; actor: { name: string } }[] }>(
      '/api/audit?limit=200',
      admin,
    )
    const failed = entries.filter(({ action, outcome }) => action === 'session.sign_in' && outcome === 'failure')
    expect(new Set(failed.map(({ actor }) => actor.name))).toEqual(new Set(['guessed', 'ended', 'nobody.at.all', 'twofold']))
    expect(hub.output).not.toMatch(/TempPassword|MonMotDePasse|eyJ/)
  })
})
