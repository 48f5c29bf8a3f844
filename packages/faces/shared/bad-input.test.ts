import { connect } from 'node:net'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { fakeLiveHost } from '@hyperion/testkit/live-host'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface Case {
  readonly name: string
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'
  readonly url: string
  readonly payload?: string
  readonly type?: string
  readonly status: number
  /** Fields that the answer's details name. */
  readonly fields?: readonly string[]
  readonly allow?: string
}

const LARGE = JSON.stringify({ username: 'x'.repeat(70_000), password: 'x' })

const HEALTHCHECK: readonly Case[] = [
  { name: 'unknown path', url: '/nope', status: 404 },
  { name: 'unknown path below a known one', url: '/cpu/cores', status: 404 },
  { name: 'unknown path with a body that is no JSON', method: 'POST', url: '/nope', payload: '{', status: 404 },
  { name: 'wrong method', method: 'POST', url: '/cpu', payload: '{}', status: 405, allow: 'GET, HEAD, OPTIONS' },
  { name: 'wrong method, with a trailing slash', method: 'DELETE', url: '/cpu/', status: 405, allow: 'GET, HEAD, OPTIONS' },
  { name: 'wrong method of a POST route', url: '/login', status: 405, allow: 'POST, OPTIONS' },
  { name: 'wrong method and wrong media type', method: 'PUT', url: '/cpu', payload: 'x', type: 'text/plain', status: 405 },
  { name: 'unknown query parameter', url: '/cpu?unit=percent', status: 400, fields: ['unit'] },
  { name: 'unknown query value', url: '/processes/top?sort=disk', status: 400, fields: ['sort'] },
  { name: 'query value of another type', url: '/network?all=perhaps', status: 400, fields: ['all'] },
  { name: 'the same query parameter twice', url: '/processes/top?sort=cpu&sort=memory', status: 400, fields: ['sort'] },
  { name: 'malformed JSON', method: 'POST', url: '/login', payload: '{"username":', status: 400 },
  { name: 'empty body', method: 'POST', url: '/login', payload: '', status: 400 },
  { name: 'no object', method: 'POST', url: '/login', payload: '[]', status: 400 },
  { name: 'a prototype in the body', method: 'POST', url: '/login', payload: '{"__proto__":{"role":"admin"}}', status: 400 },
  { name: 'missing fields', method: 'POST', url: '/login', payload: '{}', status: 400, fields: ['username', 'password'] },
  {
    name: 'fields of another type, and one too many',
    method: 'POST',
    url: '/login',
    payload: '{"username":1,"password":["x"],"admin":true}',
    status: 400,
    fields: ['admin', 'username', 'password'],
  },
  { name: 'oversize body', method: 'POST', url: '/login', payload: LARGE, status: 413 },
  {
    name: 'wrong media type',
    method: 'POST',
    url: '/login',
    payload: 'username=admin',
    type: 'application/x-www-form-urlencoded',
    status: 415,
  },
  { name: 'broken escape in the path', url: '/%zz', status: 404 },
]

const TOO_LONG = JSON.stringify({ username: 'x'.repeat(151), password: 'x'.repeat(1025), role: 'viewer' })
const OTHER_ROLE = '{"username":"ada","password":"long enough","role":"root"}'

/** The same on both faces, but for the address and the status. */
const administration = (users: string, thresholds: string, status: number): readonly Case[] => [
  { name: 'a user of no name', method: 'POST', url: users, payload: '{}', status, fields: ['username', 'password', 'role'] },
  { name: 'an oversize name and password', method: 'POST', url: users, payload: TOO_LONG, status, fields: ['username', 'password'] },
  { name: 'an unknown role', method: 'POST', url: users, payload: OTHER_ROLE, status, fields: ['role'] },
  {
    name: 'an empty name and a short password',
    method: 'POST',
    url: users,
    payload: '{"username":"","password":"short","role":"viewer"}',
    status,
    fields: ['username', 'password'],
  },
  {
    name: 'a name with a line break',
    method: 'POST',
    url: users,
    payload: '{"username":"ada\\n","password":"long enough","role":"viewer"}',
    status,
    fields: ['username'],
  },
  {
    name: 'more than may be given',
    method: 'POST',
    url: users,
    payload: '{"username":"ada","password":"long enough","role":"viewer","id":1,"token":"x"}',
    status,
    fields: ['id', 'token'],
  },
  { name: 'an empty change', method: 'PUT', url: `${users}/1`, payload: '{}', status, fields: ['body'] },
  {
    name: 'names that are none',
    method: 'PUT',
    url: `${users}/1`,
    payload: '{"email":"nobody","first_name":"\\u0000","last_name":"\\u202e"}',
    status,
    fields: ['email', 'first_name', 'last_name'],
  },
  { name: 'a new user name', method: 'PUT', url: `${users}/1`, payload: '{"username":"root"}', status, fields: ['username'] },
  { name: 'a user id that is no number', url: `${users}/admin`, status, fields: ['id'] },
  { name: 'a user id beyond the database', method: 'DELETE', url: `${users}/9007199254740991`, status, fields: ['id'] },
  { name: 'an unknown user', method: 'PUT', url: `${users}/999`, payload: '{"role":"viewer"}', status: 404 },
  { name: 'no thresholds', method: 'PUT', url: thresholds, payload: '{}', status, fields: ['body'] },
  {
    name: 'thresholds of something else',
    method: 'PUT',
    url: thresholds,
    payload: '{"gpu":{"warning":1,"critical":2}}',
    status,
    fields: ['gpu'],
  },
  {
    name: 'thresholds that are half or no whole numbers',
    method: 'PUT',
    url: thresholds,
    payload: '{"cpu":{"warning":50},"disk":{"warning":"50","critical":90.5}}',
    status,
    fields: ['cpu.critical', 'disk.warning', 'disk.critical'],
  },
  {
    name: 'inverted and out of range thresholds',
    method: 'PUT',
    url: thresholds,
    payload: '{"cpu":{"warning":90,"critical":70},"disk":{"warning":80,"critical":101}}',
    status,
    fields: ['cpu.warning', 'disk.critical'],
  },
]

const HYPERION: readonly Case[] = [
  ...administration('/api/users', '/api/thresholds', 422),
  { name: 'unknown path', url: '/api/nope', status: 404 },
  { name: 'the bare prefix', url: '/api', status: 404 },
  { name: 'unknown WebSocket path', url: '/ws/nope/', status: 404 },
  { name: 'unknown metric', url: '/api/metrics/gpu/', status: 404 },
  { name: 'wrong method', method: 'POST', url: '/api/metrics/cpu/', status: 405, allow: 'GET, HEAD, OPTIONS' },
  {
    name: 'wrong method of a path with a parameter',
    method: 'POST',
    url: '/api/hosts/1',
    status: 405,
    allow: 'DELETE, GET, HEAD, PUT, OPTIONS',
  },
  { name: 'HTTP on a WebSocket path', url: '/ws/live/', status: 426 },
  { name: 'unknown query parameter', url: '/api/metrics/cpu/?unit=percent', status: 422, fields: ['unit'] },
  { name: 'unknown query values', url: '/api/processes?sort=disk&limit=0', status: 422, fields: ['sort', 'limit'] },
  { name: 'a limit that is no number', url: '/api/processes?limit=ten', status: 422, fields: ['limit'] },
  { name: 'a host that is no number', url: '/api/hosts/one', status: 422, fields: ['id'] },
  { name: 'an unknown host', url: '/api/hosts/999', status: 404 },
  { name: 'no group', url: '/api/hosts/1/series', status: 422, fields: ['group'] },
  { name: 'an unknown group', url: '/api/hosts/1/series?group=gpu', status: 422, fields: ['group'] },
  { name: 'a metric of another group', url: '/api/hosts/1/series?group=cpu&metrics=memory.used', status: 422, fields: ['metrics'] },
  { name: 'times that are none', url: '/api/hosts/1/series?group=cpu&from=yesterday&to=2026-13-01', status: 422, fields: ['from', 'to'] },
  { name: 'a range that runs backward', url: '/api/hosts/1/statistics?group=cpu&from=2000&to=1000', status: 422, fields: ['from'] },
  { name: 'too many points', url: '/api/hosts/1/series?group=cpu&points=10001', status: 422, fields: ['points'] },
  { name: 'malformed JSON', method: 'POST', url: '/api/tasks/', payload: '{"name":', status: 400 },
  { name: 'missing field', method: 'POST', url: '/api/tasks/', payload: '{}', status: 422, fields: ['name'] },
  { name: 'an unknown task', method: 'POST', url: '/api/tasks/', payload: '{"name":"format_disk"}', status: 404 },
  { name: 'an unknown task in the path', method: 'POST', url: '/api/tasks/format_disk/run', status: 404 },
  { name: 'oversize body', method: 'POST', url: '/api/session', payload: LARGE, status: 413 },
  { name: 'wrong media type', method: 'POST', url: '/api/tasks/', payload: 'name=x', type: 'text/plain', status: 415 },
]

describe('bad input', () => {
  let hub: TestApp
  let token: string
  beforeAll(async () => {
    hub = await testApp()
    token = await hub.token('admin')
  })
  afterAll(() => hub.close())

  const ask = async ({ method = 'GET', url, payload, type = 'application/json' }: Case) => {
    const headers = { authorization: `Bearer ${token}`, ...(payload !== undefined && { 'content-type': type }) }
    return hub.app.inject({ method, url, headers, ...(payload !== undefined && { payload }) })
  }

  it.each([...HEALTHCHECK, ...administration('/users', '/config/thresholds', 400)])('HealthCheck, $name: $status', async (each) => {
    const answer = await ask(each)
    expect(answer.statusCode).toBe(each.status)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    const { details, ...rest } = answer.json()
    expect(rest).toEqual({ error: expect.any(String), message: expect.any(String) })
    if (each.fields) expect(Object.keys(details)).toEqual(each.fields)
    if (each.allow) expect(answer.headers.allow).toBe(each.allow)
  })

  it.each(HYPERION)('Hyperion, $name: $status', async (each) => {
    const answer = await ask(each)
    expect(answer.statusCode).toBe(each.status)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.json()).toEqual({ error: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String), details: expect.any(Object) })
    if (each.fields) expect(Object.keys(answer.json().details)).toEqual(each.fields)
    if (each.allow) expect(answer.headers.allow).toBe(each.allow)
  })

  it('takes an empty body that is announced as JSON where none is needed', async () => {
    const headers = { authorization: `Bearer ${await hub.token('viewer')}`, 'content-type': 'application/json' }
    expect((await hub.app.inject({ method: 'POST', url: '/logout', headers, payload: '' })).statusCode).toBe(200)
  })

  it('answers HEAD and OPTIONS', async () => {
    const head = await hub.app.inject({ method: 'HEAD', url: '/cpu' })
    expect([head.statusCode, head.body]).toEqual([200, ''])
    const options = await hub.app.inject({ method: 'OPTIONS', url: '/api/tasks' })
    expect([options.statusCode, options.headers.allow]).toEqual([204, 'GET, HEAD, POST, OPTIONS'])
    expect((await hub.app.inject({ method: 'OPTIONS', url: '/nope' })).statusCode).toBe(404)
  })

  it('answers bytes that are no HTTP', async () => {
    const address = new URL(await hub.app.listen({ port: 0, host: '127.0.0.1' }))
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(address.port), address.hostname, () => socket.write('NONSENSE\r\n\r\n'))
      let received = ''
      socket.setEncoding('utf8').on('data', (chunk) => {
        received += chunk
      })
      socket.on('end', () => resolve(received)).on('error', reject)
    })
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(JSON.parse(text.split('\r\n\r\n')[1] as string)).toEqual({ error: 'Données invalides', message: expect.any(String) })
  })
})

describe('before the first sample', () => {
  it('is DOWN, and says so on every face', async () => {
    const hub = await testApp({ host: fakeLiveHost({ ready: false }) })
    const health = await hub.app.inject({ url: '/health' })
    expect([health.statusCode, health.json().status, health.json().hostname]).toEqual([503, 'DOWN', 'atlas'])
    const cpu = await hub.app.inject({ url: '/cpu' })
    expect([cpu.statusCode, cpu.json().error]).toEqual([503, 'Service indisponible'])
    const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
    const api = await hub.app.inject({ url: '/api/metrics/cpu/', headers })
    expect([api.statusCode, api.json().error, api.headers['retry-after']]).toEqual([503, 'NOT_READY', '1'])
    await hub.close()
  })
})

it('lists under /health what does not stop it', async () => {
  const hub = await testApp({ degraded: () => ['storage: read-only'] })
  expect((await hub.app.inject({ url: '/health' })).json()).toMatchObject({ status: 'UP', degraded: ['storage: read-only'] })
  await hub.close()
})
