import { PASSWORD, type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { codeAt } from '@hyperion/testkit/authenticator'
import { beforeEach, describe, expect, it } from 'vitest'

const TEN_MINUTES = 600_000
const STEP = 30_000

let hub: TestApp

beforeEach(async () => {
  hub = await testApp()
  return () => hub.close()
})

const ask = (url: string, headers: Record<string, string>, payload?: object, method: 'POST' | 'GET' | 'PUT' | 'DELETE' = 'POST') =>
  hub.app.inject({ method, url, headers, ...(payload && { payload }) })

const signIn = (username: string, otp?: string, url = '/api/session') =>
  hub.app.inject({ method: 'POST', url, payload: { username, password: PASSWORD, ...(otp !== undefined && { otp }) } })

/** Turns it on for a user, over the API; the code of now is used up by it. */
async function enrol(user: TestUser): Promise<{ headers: Record<string, string>; secret: string; recovery: string[] }> {
  const headers = { cookie: await hub.cookie(user) }
  const { secret } = (await ask('/api/two-factor', headers, { password: PASSWORD })).json()
  const confirmed = await ask('/api/two-factor/confirm', headers, { otp: codeAt(secret, hub.clock.now()) })
  return { headers, secret, recovery: confirmed.json().recovery_codes }
}

describe('one’s own second factor', () => {
  it('is off, begun with the password, turned on by a code and off by both', async () => {
    const headers = { cookie: await hub.cookie('viewer') }
    const state = async () => (await ask('/api/two-factor', headers, undefined, 'GET')).json()
    expect(await state()).toEqual({ enabled: false, since: null, recovery_codes: 0, password: true })
    const refused = await ask('/api/two-factor', { ...headers, 'accept-language': 'fr' }, { password: 'wrong' })
    expect([refused.statusCode, refused.json().details]).toEqual([422, { password: ['Mot de passe incorrect'] }])
    const begun = (await ask('/api/two-factor', headers, { password: PASSWORD })).json()
    expect(begun).toEqual({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      uri: expect.stringContaining('otpauth://totp/Hyperion:viewer?'),
      qr: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
    })
    const wrong = await ask('/api/two-factor/confirm', headers, { otp: '000000' })
    expect([wrong.statusCode, wrong.json().details]).toEqual([422, { otp: ['This code is not correct, or was used already'] }])
    const on = await ask('/api/two-factor/confirm', headers, { otp: codeAt(begun.secret, hub.clock.now()) })
    expect(on.json().recovery_codes).toHaveLength(10)
    expect(await state()).toEqual({ enabled: true, since: expect.stringMatching(/Z$/), recovery_codes: 10, password: true })
    const [recovery] = on.json().recovery_codes
    const off = (password: string, otp: string) => ask('/api/two-factor/disable', headers, { password, otp })
    expect((await off('wrong', recovery)).json().details).toEqual({ password: ['The password is not correct'] })
    expect((await off(PASSWORD, '000000')).json().details).toEqual({ otp: [expect.any(String)] })
    expect((await off(PASSWORD, recovery)).statusCode).toBe(204)
    expect((await state()).enabled).toBe(false)
    const noted = await hub.audit.list({ limit: 50 })
    const deeds = noted.filter(({ action }) => action.startsWith('two_factor')).map(({ action, outcome }) => `${action} ${outcome}`)
    expect(deeds.reverse()).toEqual([
      'two_factor.enable failure',
      'two_factor.enable success',
      'two_factor.disable failure',
      'two_factor.disable failure',
      'two_factor.disable success',
    ])
  })

  it('takes no field but its own, and no oversize code', async () => {
    const { headers } = await enrol('viewer')
    for (const payload of [{ otp: '1'.repeat(65) }, { otp: 123456 }, { otp: ['123456'] }, { otp: '123456', user_id: 1 }, {}]) {
      expect((await ask('/api/session/step-up', headers, payload)).statusCode).toBe(422)
    }
  })
})

describe.each([
  { face: 'web', url: '/api/session', wrong: { error: 'INVALID_CREDENTIALS', message: 'Invalid username or password', details: {} } },
  { face: 'HealthCheck', url: '/login', wrong: { error: 'Connexion échouée', message: "Nom d'utilisateur ou mot de passe incorrect" } },
  {
    face: 'PerfAnalysis',
    url: '/api/v1/auth/token/',
    wrong: { error: 'INVALID_CREDENTIALS', message: 'Invalid username or password', details: {} },
  },
  { face: 'IMAS', url: '/api/auth/token/', wrong: { error: 'Invalid credentials', details: {} } },
])('signing in, $face', ({ url, wrong }) => {
  it('asks for a code, never with a token, and words a wrong one as wrong credentials', async () => {
    const { secret, recovery } = await enrol('admin')
    await hub.clock.advance(STEP)
    const without = await signIn('admin', undefined, url)
    expect([without.statusCode, without.json().otp_required, without.json().token]).toEqual([401, true, undefined])
    expect(without.headers['set-cookie']).toBeUndefined()
    const refused = await signIn('admin', '000000', url)
    expect([refused.statusCode, refused.json()]).toEqual([401, wrong])
    const stranger = { username: 'nobody', password: PASSWORD, otp: '000000' }
    expect((await hub.app.inject({ method: 'POST', url, payload: stranger })).json()).toEqual(wrong)
    const code = codeAt(secret, hub.clock.now())
    expect((await signIn('admin', code, url)).statusCode).toBe(200)
    expect((await signIn('admin', code, url)).json()).toEqual(wrong)
    expect((await signIn('admin', recovery[0], url)).statusCode).toBe(200)
    expect((await signIn('admin', recovery[0], url)).json()).toEqual(wrong)
    expect((await signIn('viewer', undefined, url)).statusCode).toBe(200)
    expect((await signIn('viewer', 'ignored', url)).statusCode).toBe(200)
  })
})

it('stops who tries codes by the limits of signing in', async () => {
  await hub.close()
  hub = await testApp({ rateLimit: true })
  await enrol('admin')
  const statuses: number[] = []
  for (let tries = 0; tries < 6; tries++) statuses.push((await signIn('admin', '000000')).statusCode)
  expect(statuses).toEqual([401, 401, 401, 401, 429, 429])
})

describe('dangerous changes', () => {
  const NEW = { username: 'ines', password: 'long enough 1', role: 'viewer' }

  it('ask for a code when none was given lately, also over a token', async () => {
    const { headers, secret } = await enrol('admin')
    expect((await ask('/api/users', headers, { ...NEW, username: 'early' })).statusCode).toBe(201)
    await hub.clock.advance(TEN_MINUTES)
    const refused = await ask('/api/users', headers, NEW)
    expect([refused.statusCode, refused.json().error]).toEqual([403, 'STEP_UP_REQUIRED'])
    const token = (await signIn('admin', codeAt(secret, hub.clock.now()), '/login')).json().token
    const bearer = { authorization: `Bearer ${token}` }
    expect((await ask('/users', bearer, NEW)).statusCode).toBe(201)
    await hub.clock.advance(TEN_MINUTES)
    const late = await ask('/users', bearer, { ...NEW, username: 'late' })
    expect([late.statusCode, late.json().error]).toEqual([403, 'Code requis'])
    const step = (who: Record<string, string>, otp: string) => ask('/api/session/step-up', who, { otp })
    expect((await step(bearer, '000000')).statusCode).toBe(422)
    expect((await step(bearer, codeAt(secret, hub.clock.now()))).statusCode).toBe(204)
    expect((await step(headers, codeAt(secret, hub.clock.now()))).statusCode).toBe(422)
    expect((await ask('/users', bearer, { ...NEW, username: 'late' })).statusCode).toBe(201)
    expect((await ask('/api/users', headers, { ...NEW, username: 'later' })).statusCode).toBe(403)
    expect((await ask('/api/users', headers, undefined, 'GET')).statusCode).toBe(200)
  })

  it('ask nothing of whoever has no second factor', async () => {
    await enrol('viewer')
    const headers = { cookie: await hub.cookie('admin') }
    await hub.clock.advance(TEN_MINUTES)
    expect((await ask('/api/users', headers, NEW)).statusCode).toBe(201)
    expect((await ask('/api/session/step-up', headers, { otp: '000000' })).statusCode).toBe(409)
  })
})

it('is turned off by an administrator for a user who has lost it', async () => {
  await enrol('viewer')
  const headers = { cookie: await hub.cookie('admin') }
  const rows = async (): Promise<{ id: number; username: string; two_factor: boolean }[]> =>
    (await ask('/api/users', headers, undefined, 'GET')).json().users
  const viewer = (await rows()).find(({ username }) => username === 'viewer')
  expect((await rows()).filter((row) => row.two_factor)).toEqual([viewer])
  const url = `/api/users/${viewer?.id}/two-factor`
  expect((await ask(url, { cookie: await hub.cookie('technicien') }, undefined, 'DELETE')).statusCode).toBe(403)
  expect((await ask(url, headers, undefined, 'DELETE')).statusCode).toBe(204)
  expect((await ask(url, headers, undefined, 'DELETE')).statusCode).toBe(404)
  expect((await signIn('viewer')).statusCode).toBe(200)
  const noted = (await hub.audit.list({ limit: 5, action: 'two_factor.reset' })).at(-1)
  expect(noted).toMatchObject({ target: String(viewer?.id), outcome: 'success', actor: { name: 'admin' } })
})
