import { APP_URL, PASSWORD, type TestApp, type TestAppOptions, testApp } from '@hyperion/testkit/app'
import { type OidcServer, startOidc } from '@hyperion/testkit/oidc'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const ROLES = new Map([
  ['ops', 'technicien'],
  ['root', 'admin'],
  ['*', 'viewer'],
] as const)
const MARIE = { preferred_username: 'marie', given_name: 'Marie', family_name: 'Curie', email: 'marie@example.org', groups: ['ops'] }

let provider: OidcServer
let hub: TestApp

beforeAll(async () => {
  provider = await startOidc(`${APP_URL}/api/oidc/callback`)
})
afterAll(() => provider.close())

beforeEach(async () => {
  hub = await testApp({ oidc: settings() })
  await provider.expect({ subject: 'marie-1', claims: MARIE })
  return () => hub.close()
})

function settings(changes: Partial<TestAppOptions['oidc']> = {}): NonNullable<TestAppOptions['oidc']> {
  const { issuer, clientId, clientSecret } = provider
  return { issuer, clientId, clientSecret, roleClaim: 'groups', roles: ROLES, label: 'Example ID', ...changes }
}

interface Begun {
  readonly url: string
  readonly cookie: string
}

async function begin(next = '/hosts/1'): Promise<Begun> {
  const answer = await hub.app.inject({ url: `/api/oidc/start?next=${encodeURIComponent(next)}` })
  expect(answer.statusCode).toBe(302)
  return { url: String(answer.headers.location), cookie: String(answer.headers['set-cookie']).split(';')[0] as string }
}

/** What a browser does at the provider; the address that it is sent back to. */
async function atProvider(url: string): Promise<string> {
  const jar = new Map<string, string>()
  let at = url
  for (let hops = 0; hops < 10 && !at.startsWith(APP_URL); hops++) {
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') } })
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (each.split(';')[0] as string).split('=')
      jar.set(name, value)
    }
    at = new URL(answer.headers.get('location') ?? '', at).href
  }
  return at.slice(APP_URL.length)
}

/** The whole way; where it ends, and the session if there is one. */
async function signIn(begun?: Begun): Promise<{ location: unknown; headers: { cookie: string }; cookies: readonly string[] }> {
  const { url, cookie } = begun ?? (await begin())
  return back(await atProvider(url), cookie)
}

async function back(path: string, cookie: string) {
  const answer = await hub.app.inject({ url: path, headers: { cookie } })
  expect(answer.statusCode).toBe(302)
  const cookies = [answer.headers['set-cookie'] ?? []].flat()
  const session = cookies.find((each) => each.startsWith('hyperion_session='))?.split(';')[0] ?? ''
  return { location: answer.headers.location, headers: { cookie: session }, cookies }
}

const who = async (headers: { cookie: string }) => (await hub.app.inject({ url: '/api/profile', headers })).json()
const FAILED = '/app/sign-in?failure=failed'

describe('signing in at a provider', () => {
  it('makes a user with the role of the group, and leads where one was going', async () => {
    expect((await hub.app.inject({ url: '/api/session/options' })).json().single_sign_on).toEqual({ label: 'Example ID' })
    const begun = await begin('/hosts/1?range=1h')
    const asked = new URL(begun.url).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${APP_URL}/api/oidc/callback`,
      scope: 'openid profile email groups',
      state: expect.stringMatching(/.{20}/),
      nonce: expect.stringMatching(/.{20}/),
    })
    const { location, headers, cookies } = await signIn(begun)
    expect(location).toBe('/app/hosts/1?range=1h')
    expect(cookies.some((each) => /^hyperion_session=.*HttpOnly; SameSite=Strict/.test(each))).toBe(true)
    const profile = { username: 'marie', role: 'technicien', email: 'marie@example.org', first_name: 'Marie', last_name: 'Curie' }
    expect(await who(headers)).toEqual({ ...profile, password: false })
    const [entry] = await hub.audit.list({ limit: 1, action: 'session.sign_in' })
    expect(entry).toMatchObject({ actor: { name: 'marie' }, details: { via: 'oidc' }, outcome: 'success' })
  })

  it('knows the same person again, and follows role and names', async () => {
    const first = await signIn()
    await provider.expect({
      subject: 'marie-1',
      claims: { ...MARIE, preferred_username: 'renamed', family_name: 'Skłodowska', groups: [] },
    })
    const second = await signIn()
    expect(await who(second.headers)).toMatchObject({ username: 'marie', role: 'viewer', last_name: 'Skłodowska' })
    expect((await hub.app.inject({ url: '/api/profile', headers: first.headers })).statusCode).toBe(401)
    expect(await hub.database.users.count()).toBe(5)
  })

  it('lets nobody in by a password', async () => {
    await signIn()
    for (const password of ['', 'x', PASSWORD, 'marie']) {
      const answer = await hub.app.inject({ method: 'POST', url: '/api/session', payload: { username: 'marie', password } })
      expect([401, 422]).toContain(answer.statusCode)
    }
  })

  it('never takes over an account that was here before, by name or by mail', async () => {
    const admin = await hub.database.users.byUsername('admin')
    await hub.database.users.update(admin?.id ?? 0, { email: 'boss@example.org' })
    await provider.expect({ subject: 'evil', claims: { preferred_username: 'Admin', email: 'boss@example.org', groups: ['ops'] } })
    const { headers } = await signIn()
    expect(await who(headers)).toMatchObject({ username: 'Admin-2', role: 'technicien' })
    expect(await hub.database.users.byUsername('admin')).toMatchObject({ id: admin?.id, passwordHash: admin?.passwordHash })
    await provider.expect({ subject: 'other', claims: { preferred_username: 'admin', groups: ['ops'] } })
    expect(await who((await signIn()).headers)).toMatchObject({ username: 'admin-3' })
  })

  it('keeps the last administrator', async () => {
    await provider.expect({ subject: 'marie-1', claims: { ...MARIE, groups: ['root'] } })
    await signIn()
    const admin = await hub.database.users.byUsername('admin')
    await hub.database.users.delete(admin?.id ?? 0)
    await provider.expect({ subject: 'marie-1', claims: { ...MARIE, groups: ['ops'], given_name: 'M.' } })
    expect(await who((await signIn()).headers)).toMatchObject({ role: 'admin', first_name: 'M.' })
  })

  it('reads roles inside other claims, and refuses whoever has none', async () => {
    await hub.close()
    hub = await testApp({ oidc: settings({ roleClaim: 'realm_access.roles', roles: new Map([['root', 'admin']]) }) })
    await provider.expect({ subject: 'a', claims: { ...MARIE, realm_access: { roles: ['x', 'root'] } } })
    expect(await who((await signIn()).headers)).toMatchObject({ role: 'admin' })
    for (const claims of [{}, { realm_access: { roles: ['*'] } }, { realm_access: 'root!' }, { groups: ['root'] }]) {
      await provider.expect({ subject: 'b', claims })
      expect((await signIn()).location).toBe('/app/sign-in?failure=refused')
    }
    expect(await hub.database.users.count()).toBe(5)
  })
})

describe('what does not fit', () => {
  it('is refused: no or another cookie, another state, a code twice, an old attempt', async () => {
    const begun = await begin()
    const path = await atProvider(begun.url)
    expect((await back(path, '')).location).toBe(FAILED)
    expect((await back(path, 'hyperion_oidc=v1.forged')).location).toBe(FAILED)
    const other = await begin()
    expect((await back(path, other.cookie)).location).toBe(FAILED)
    expect((await back(path.replace(/state=[^&]+/, 'state=forged'), begun.cookie)).location).toBe(FAILED)
    expect((await back('/api/oidc/callback', begun.cookie)).location).toBe(FAILED)
    expect((await back('/api/oidc/callback?error=access_denied', begun.cookie)).location).toBe(FAILED)
    expect((await back(path, begun.cookie)).location).toBe('/app/hosts/1')
    expect((await back(path, begun.cookie)).location).toBe(FAILED)
    const late = await begin()
    await hub.clock.advance(600_000)
    expect((await back(await atProvider(late.url), late.cookie)).location).toBe(FAILED)
    const failures = (await hub.audit.list({ limit: 20, action: 'session.sign_in' })).filter(({ outcome }) => outcome === 'failure')
    expect(failures).toHaveLength(8)
  })

  it('is refused: a nonce or a verifier of another attempt', async () => {
    const begun = await begin()
    for (const name of ['nonce', 'code_challenge']) {
      const url = new URL(begun.url)
      url.searchParams.set(name, 'another-one-that-is-long-enough-for-a-challenge')
      expect((await signIn({ ...begun, url: url.href })).location).toBe(FAILED)
    }
    expect(await hub.database.users.count()).toBe(4)
  })

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/../../evil',
    '/../api/docs',
  ])('leads to no other site or page with %j', async (next) => {
    const { location } = await signIn(await begin(next))
    const landed = new URL(String(location), APP_URL)
    expect([landed.origin, landed.pathname.startsWith('/app/')]).toEqual([APP_URL, true])
  })

  it('ends on the sign-in page when the provider is away or there is none', async () => {
    const unavailable = '/app/sign-in?failure=unavailable'
    await hub.close()
    hub = await testApp({ oidc: settings({ issuer: 'http://127.0.0.1:1' }) })
    expect((await hub.app.inject({ url: '/api/oidc/start' })).headers.location).toBe(unavailable)
    await hub.close()
    hub = await testApp()
    for (const url of ['/api/oidc/start', '/api/oidc/callback?code=x']) {
      expect((await hub.app.inject({ url })).headers.location).toBe(unavailable)
    }
  })
})
