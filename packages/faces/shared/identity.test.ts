import { PASSWORD, type TestApp, testApp } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'

type Headers = Record<string, string>

/** Signs the viewer in; what goes along with further requests. */
const WAYS_IN: Readonly<Record<string, () => Promise<Headers>>> = {
  token: async () => ({ authorization: `Bearer ${(await login('/login')).token}` }),
  cookie: async () => ({ cookie: await hub.cookie('viewer') }),
  'access JWT': async () => ({ authorization: `Bearer ${(await login('/api/v1/auth/token/')).access}` }),
  'IMAS token': async () => ({ authorization: `Token ${(await login('/api/auth/token/')).token}` }),
  'API key': async () => {
    const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
    const answer = await hub.app.inject({ method: 'POST', url: '/api/api-keys', headers, payload: { name: 'script' } })
    return { authorization: `Bearer ${answer.json().key}` }
  },
}

/** One route of each face. */
const HEALTHCHECK = '/os'
const HYPERION = '/api/system'
const PERFANALYSIS = '/api/v1/auth/user/'
const IMAS = '/api/auth/token/verify/'

const OPENS: Readonly<Record<string, readonly string[]>> = {
  token: [HEALTHCHECK, HYPERION, PERFANALYSIS],
  cookie: [HYPERION],
  'access JWT': [HEALTHCHECK, HYPERION, PERFANALYSIS],
  'IMAS token': [IMAS],
  'API key': [HEALTHCHECK, HYPERION, PERFANALYSIS],
}

let hub: TestApp
let admin: Headers
let viewer: number
beforeEach(async () => {
  hub = await testApp()
  admin = { authorization: `Bearer ${await hub.token('admin')}` }
  viewer = (await hub.database.users.byUsername('viewer'))?.id ?? 0
  return () => hub.close()
})

async function login(url: string): Promise<{ token: string; access: string }> {
  return (await hub.app.inject({ method: 'POST', url, payload: { username: 'viewer', password: PASSWORD } })).json()
}

async function opened(headers: Headers): Promise<string[]> {
  const urls = [HEALTHCHECK, HYPERION, PERFANALYSIS, IMAS]
  const answers = await Promise.all(urls.map((url) => hub.app.inject({ url, headers })))
  return urls.filter((_, i) => answers[i]?.statusCode === 200)
}

describe.each(Object.keys(WAYS_IN))('%s', (way) => {
  const enter = WAYS_IN[way] as () => Promise<Headers>

  it('opens what it is meant for', async () => {
    expect(await opened(await enter())).toEqual(OPENS[way])
  })

  it.each<[string, () => Promise<unknown>]>([
    [
      'its user changes the password',
      async () => {
        const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
        const payload = { current_password: PASSWORD, new_password: 'quite another one', confirm_password: 'quite another one' }
        return hub.app.inject({ method: 'POST', url: '/change-password', headers, payload })
      },
    ],
    ['an administrator sets another password', () => put({ password: 'quite another one' })],
    ['its user gets another role', () => put({ role: 'technicien' })],
    ['its user is deleted', () => hub.app.inject({ method: 'DELETE', url: `/users/${viewer}`, headers: admin })],
  ])('ends at once when %s', async (_, end) => {
    const headers = await enter()
    expect(await opened(headers)).toEqual(OPENS[way])
    await end()
    expect(await opened(headers)).toEqual([])
  })

  it('ends at once with its own way out', async () => {
    const headers = await enter()
    await opened(headers)
    const [method, url] = way === 'cookie' ? (['DELETE', '/api/session'] as const) : (['POST', WAYS_OUT[way] ?? '/logout'] as const)
    expect((await hub.app.inject({ method, url, headers })).statusCode).toBeLessThan(300)
    expect(await opened(headers)).toEqual([])
  })
})

const WAYS_OUT: Readonly<Record<string, string>> = { 'access JWT': '/api/v1/auth/logout/', 'IMAS token': '/api/auth/token/revoke/' }

const put = (payload: object) => hub.app.inject({ method: 'PUT', url: `/users/${viewer}`, headers: admin, payload })

describe('whoever has to change the password', () => {
  it.each(['token', 'access JWT'])('gets to that and out with the %s, and nowhere else', async (way) => {
    await put({ password: PASSWORD })
    const headers = await (WAYS_IN[way] as () => Promise<Headers>)()
    expect(await opened(headers)).toEqual([])
    expect((await hub.app.inject({ url: '/me', headers })).statusCode).toBe(200)
    for (const url of ['/api/sessions', '/api/api-keys', HYPERION, PERFANALYSIS]) {
      expect([url, (await hub.app.inject({ url, headers })).statusCode]).toEqual([url, 403])
    }
    const key = await hub.app.inject({ method: 'POST', url: '/api/api-keys', headers, payload: { name: 'x' } })
    expect(key.statusCode).toBe(403)
  })
})

describe('a guess at the current password', () => {
  it.each([
    ['/change-password', 400],
    ['/api/session/password', 422],
  ] as const)('is one of five a minute, also for whoever has a session: %s', async (url, status) => {
    const limited = await testApp({ rateLimit: true })
    const headers = { authorization: `Bearer ${await limited.token('viewer')}` }
    const change = (current_password: string) => {
      const payload = { current_password, new_password: 'quite another one', confirm_password: 'quite another one' }
      return limited.app.inject({ method: 'POST', url, headers, payload })
    }
    for (let i = 0; i < 5; i++) expect((await change(`guess ${i}`)).statusCode).toBe(status)
    expect((await change(PASSWORD)).statusCode).toBe(429)
    await limited.clock.advance(60_000)
    expect((await change(PASSWORD)).statusCode).toBeLessThan(300)
    await limited.close()
  })
})
