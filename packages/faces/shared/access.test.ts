import { randomUUID } from 'node:crypto'
import { type Access, permissionsOf } from '@hyperion/domain/users'
import { type TestApp, type TestUser, testApp, USERS } from '@hyperion/testkit/app'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeclaredRoute, requireAccess } from './index.ts'

interface Walked {
  readonly method: string
  readonly url: string
  readonly access: Access | undefined
  readonly stepUp: boolean
  readonly body: object | undefined
}

/** Bodies that are refused or harmless, so that a walk changes nothing. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /change-password': {},
  'POST /api/session/password': {},
  'POST /login': {},
  'POST /api/v1/auth/token/': {},
  'POST /api/v1/auth/token/refresh/': {},
  'POST /api/auth/token/': {},
  'POST /api/session': {},
  'POST /api/password-reset': {},
  'POST /api/password-reset/confirm': {},
  'PUT /api/profile': {},
  'POST /api/two-factor': {},
  'POST /api/two-factor/confirm': {},
  'POST /api/two-factor/disable': {},
  'POST /api/two-factor/recovery-codes': {},
  'POST /api/session/step-up': {},
  'POST /config/discord': {},
  'POST /api/channels': {},
  'PUT /api/channels/:channel': {},
  'POST /dashboard/preferences/': {},
  'POST /api/enrolment-tokens': { minutes: 0 },
  'PUT /api/hosts/:id': {},
  'POST /api/rules': {},
  'POST /api/rules/trial': {},
  'PUT /api/rules/:rule': {},
  'POST /api/silences': {},
  'POST /api/maintenance': {},
  'PUT /api/maintenance/:window': {},
  'POST /api/alerts/:alert/silence': {},
  'PUT /api/hosts/:id/tags': {},
  'POST /api/tasks/': { name: 'no_such_task' },
  'POST /api/api-keys': {},
  'PUT /api/ssh-hosts/:id/tier': {},
  'PUT /api/hosts/:id/approval': {},
  'PUT /api/runbooks/:runbook/commands': {},
  'POST /api/hosts/:id/processes/:pid/signal': {},
  'POST /api/actions/:action/undo': {},
  'POST /api/scrape-targets': {},
  'PUT /api/scrape-targets/:host': {},
  'POST /api/remote-write-receivers': {},
  'PUT /api/remote-write-receivers/:receiver': {},
  ...Object.fromEntries(['ping', 'traceroute', 'tcp', 'tls', 'dns'].map((kind) => [`POST /api/hosts/:id/probes/${kind}`, {}])),
  ...Object.fromEntries(
    ['create', 'move', 'copy', 'delete', 'restore', 'empty-trash', 'permissions', 'archive', 'extract'].map((change) => [
      `POST /api/hosts/:id/files/${change}`,
      {},
    ]),
  ),
  ...Object.fromEntries(
    ['integrations', 'services', 'teams', 'impact-scopes', 'runbooks', 'tags'].map((collection) => [`POST /api/v1/${collection}/`, {}]),
  ),
}

/** What gives ways in, takes them, or says where secrets go. */
const STEP_UP = [
  'POST /users',
  'PUT /users/:id',
  'DELETE /users/:id',
  'POST /config/discord',
  'POST /api/users',
  'PUT /api/users/:id',
  'DELETE /api/users/:id',
  'DELETE /api/users/:id/two-factor',
  'POST /api/channels',
  'PUT /api/channels/:channel',
  'DELETE /api/channels/:channel',
  'POST /api/api-keys',
  'PUT /api/ssh-hosts/:id/tier',
  'PUT /api/hosts/:id/approval',
  'POST /api/scrape-targets',
  'PUT /api/scrape-targets/:host',
  'DELETE /api/scrape-targets/:host',
  'POST /api/remote-write-receivers',
  'POST /api/remote-write-receivers/:receiver/token',
]

/** Ask for tokens of their own, that are nobody's. */
const OWN_TOKENS = [
  'POST /api/prometheus/write',
  ...['alertmanager', 'grafana', 'datadog', 'uptime-kuma', 'generic'].map((kind) => `POST /api/v1/webhooks/${kind}/`),
]

/** Signs the walker out. */
const ENDS_SESSION = ['POST /logout', 'DELETE /api/session', 'POST /api/v1/auth/logout/', 'POST /api/auth/token/revoke/']

/** Would end the other tokens that the walk goes with. */
const ENDS_OTHERS = 'DELETE /api/sessions'

/** Of the face that asks for `Token` where the others ask for `Bearer`. */
const isImas = (url: string): boolean => /^\/api\/(auth\/|v1\/(?!auth\/|reports\/))/.test(url)

describe('every route, every role', () => {
  const routes: Walked[] = []
  const tokens = new Map<TestUser, string>()
  const permanent = new Map<TestUser, string>()
  let hub: TestApp

  beforeAll(async () => {
    const onRoute = ({ method, url, config }: DeclaredRoute): void => {
      const key = `${String(method)} ${url}`
      if (method !== 'HEAD')
        routes.push({ method: String(method), url, access: config?.access, stepUp: config?.stepUp ?? false, body: BODIES[key] })
    }
    // A host that refuses nothing by itself, so that a refusal is the route's.
    hub = await testApp({ onRoute, tier: 'full' })
    for (const user of Object.keys(USERS) as TestUser[]) {
      tokens.set(user, await hub.token(user))
      permanent.set(user, await hub.permanentToken(user))
    }
  })
  afterAll(() => hub.close())

  const ask = async (route: Walked, token: string | undefined) => {
    const url = route.url
      .replace(':id', String(hub.hubHostId))
      .replace(':name', 'no_such_task')
      .replace(/:(channel|rule|silence|window|alert|host|receiver|instance)\b/, '77')
      .replace(':session', randomUUID())
      .replace(':unit', '%20')
    const headers = token === undefined ? {} : { authorization: `${isImas(route.url) ? 'Token' : 'Bearer'} ${token}` }
    return hub.app.inject({ method: route.method as 'GET', url, headers, ...(route.body && { payload: route.body }) })
  }

  it('declares an access on every route', () => {
    expect(routes.length).toBeGreaterThan(40)
    expect(routes.filter(({ access }) => access === undefined)).toEqual([])
  })

  it('asks whoever has a second factor for a code before every dangerous change', () => {
    const dangerous = routes.filter(({ stepUp }) => stepUp).map(({ method, url }) => `${method} ${url}`)
    expect(dangerous).toEqual(expect.arrayContaining(STEP_UP))
  })

  it('opens to nobody what is not public', async () => {
    for (const route of routes) {
      const anonymous = await ask(route, undefined)
      const stranger = await ask(route, 'x'.repeat(43))
      const refused = route.access !== 'public' || OWN_TOKENS.includes(`${route.method} ${route.url}`)
      expect([route.url, anonymous.statusCode === 401, stranger.statusCode === 401]).toEqual([route.url, refused, refused])
    }
  })

  it.each(Object.keys(USERS) as TestUser[])('opens to %s what the role may do, and no more', async (user) => {
    for (const route of routes.filter(({ method, url }) => ![...ENDS_SESSION, ENDS_OTHERS, ...OWN_TOKENS].includes(`${method} ${url}`))) {
      const { statusCode } = await ask(route, (isImas(route.url) ? permanent : tokens).get(user))
      expect([route.url, statusCode === 403], `${route.method} ${route.url} answered ${statusCode}`).toEqual([
        route.url,
        !mayUse(user, route.access),
      ])
      expect(statusCode).not.toBe(401)
      expect(statusCode).toBeLessThan(500)
    }
  })

  it('lets whoever must change the password out', async () => {
    for (const key of ENDS_SESSION) {
      const [method, url] = key.split(' ') as ['POST' | 'DELETE', string]
      const token = isImas(url) ? `Token ${await hub.permanentToken('newcomer')}` : `Bearer ${await hub.token('newcomer')}`
      const { statusCode } = await hub.app.inject({ method, url, headers: { authorization: token } })
      expect(statusCode).toBeLessThan(300)
    }
  })
})

function mayUse(user: TestUser, access: Access | undefined): boolean {
  if (access === 'public' || access === 'self') return true
  return user !== 'newcomer' && access !== undefined && permissionsOf(USERS[user]).includes(access)
}

it('refuses a route that declares no access', async () => {
  const app = fastify()
  requireAccess(app, { accounts: undefined, cookie: false })
  expect(() => app.get('/forgotten', async () => 'oops')).toThrow('GET /forgotten declares no access')
  await app.close()
})

describe('who reads the metrics without a token', () => {
  it.each([
    { publicMetrics: 'level1', open: ['/health', '/cpu', '/memory', '/disk', '/system'], closed: ['/os', '/alerts', '/me'] },
    { publicMetrics: 'none', open: ['/health'], closed: ['/cpu', '/system', '/os', '/me'] },
    { publicMetrics: 'all', open: ['/health', '/cpu', '/os', '/alerts', '/services'], closed: ['/me', '/api/metrics/cpu/'] },
  ] as const)('$publicMetrics', async ({ publicMetrics, open, closed }) => {
    const hub = await testApp({ publicMetrics })
    for (const url of open) expect([url, (await hub.app.inject({ url })).statusCode]).toEqual([url, 200])
    for (const url of closed) expect([url, (await hub.app.inject({ url })).statusCode]).toEqual([url, 401])
    await hub.close()
  })
})

describe('the browser’s cookie', () => {
  let hub: TestApp
  let cookie: string
  beforeAll(async () => {
    hub = await testApp({ publicUrl: 'https://hyperion.example' })
    cookie = await hub.cookie('admin')
  })
  afterAll(() => hub.close())
  const run = (headers: Record<string, string>) =>
    hub.app.inject({
      method: 'POST',
      url: '/api/tasks/',
      headers: { host: 'localhost:8000', cookie, ...headers },
      payload: { name: 'no_such_task' },
    })

  it('counts on the Hyperion face alone', async () => {
    expect((await hub.app.inject({ url: '/api/metrics/cpu/', headers: { cookie } })).statusCode).toBe(200)
    expect((await hub.app.inject({ url: '/os', headers: { cookie } })).statusCode).toBe(401)
  })

  it('does not pass for a token, nor a token for it', async () => {
    const secret = cookie.split('=')[1] as string
    expect((await hub.app.inject({ url: '/os', headers: { authorization: `Bearer ${secret}` } })).statusCode).toBe(401)
    const swapped = { cookie: `hyperion_session=${await hub.token('admin')}` }
    expect((await hub.app.inject({ url: '/api/system', headers: swapped })).statusCode).toBe(401)
  })

  it.each([
    { name: 'its own page', headers: { origin: 'http://localhost:8000' }, status: 404 },
    { name: 'the public address', headers: { origin: 'https://hyperion.example' }, status: 404 },
    { name: 'no browser at all', headers: {}, status: 404 },
    { name: 'another site', headers: { origin: 'https://evil.example' }, status: 403 },
    { name: 'another port', headers: { origin: 'http://localhost:9000' }, status: 403 },
    { name: 'an opaque origin', headers: { origin: 'null' }, status: 403 },
    { name: 'another site that hides its name', headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
  ])('takes changes from $name: $status', async ({ headers, status }) => {
    const answer = await run(headers)
    expect(answer.statusCode).toBe(status)
    if (status === 403) expect(answer.json()).toMatchObject({ error: 'FORBIDDEN', details: {} })
  })

  it('is out of reach of scripts and of other sites', async () => {
    const payload = { username: 'admin', password: 'wrong' }
    const foreign = await hub.app.inject({ method: 'POST', url: '/api/session', payload, headers: { origin: 'https://evil.example' } })
    expect(foreign.statusCode).toBe(403)
    const failed = await hub.app.inject({ method: 'POST', url: '/api/session', payload })
    expect(failed.json()).toEqual({ error: 'INVALID_CREDENTIALS', message: 'Invalid username or password', details: {} })
  })
})
