import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { eventually } from '@hyperion/testkit/eventually'
import { ScriptedOperator } from '@hyperion/testkit/operators'
import type { OperationMessage } from '@hyperion/wire/web'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

type Mutated = Omit<Request, 'body'> & { readonly body?: unknown }

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly content?: string
  readonly headers?: Readonly<Record<string, string>>
}

const FOLDER = new URL('./golden/operating/', import.meta.url)
const EXAMPLES: readonly Request[] = readdirSync(FOLDER)
  .filter((name) => name !== 'errors.json')
  .flatMap((name) => Object.values(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Record<string, { request: Request }>))
  .map(({ request }) => request)

const ACTION = '00000000-0000-4000-8000-000000000000'
/** As the socket takes it, too large for most others, and deeper than a stack. */
const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`

const VALUES: readonly unknown[] = [
  ...[null, true, -1, 0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, '', ' ', 'x'.repeat(5000), '\0', 'a\0b', '..', '../../etc/passwd'],
  ...[
    '/srv/../etc',
    '/srv/%2e%2e/etc',
    '/srv/\u{202e}txt.exe',
    '\ud800',
    '/srv/\ud800',
    '\u{feff}',
    'a\nb',
    '\u001b[2J',
    "'; DROP TABLE--",
  ],
  ...['$(reboot)', '`reboot`', '-rf', 'base64:', 'base64:L3Nydi/A', 'base64:Li4=', '__proto__', 'constructor', 'toString', 'NaN', '1e999'],
  ...[
    [],
    ['x'],
    [[]],
    {},
    { __proto__: null, length: 1 },
    JSON.parse('{"__proto__":{"role":"admin"}}'),
    { constructor: { prototype: {} } },
  ],
]
const value = fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }))

/** As part of an address: also what no encoder makes, an overlong slash and half a character among it. */
const part = fc.oneof(
  fc.constantFrom('%2f', '%2e%2e', '%c0%af', '%c0%ae%c0%ae', '%ff', '%ed%a0%80', '%00', '%e2%80%ae', '%', '..', '', '1%2f2', '__proto__'),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom('99999999999999999999', '-1', '0x1', '1e9', 'x'.repeat(3000)),
)

/** An address with another segment, or value of its query, than it had. */
function withSegment(url: string, put: string, at: number): string {
  const [path = '', query] = url.split('?')
  const segments = path.split('/')
  const i = 2 + (at % (segments.length - 2))
  return `${segments.with(i, put).join('/')}${query === undefined ? '' : `?${query}`}`
}

function withQuery(url: string, put: string, at: number): string {
  const [path, query = 'wait=1'] = url.split('?')
  const pairs = query.split('&')
  const i = at % pairs.length
  return `${path}?${pairs.with(i, `${pairs[i]?.split('=', 1)}=${put}`).join('&')}`
}

let hub: TestApp
let operator: ScriptedOperator
let sockets: WebSocket[]

beforeEach(async () => {
  operator = new ScriptedOperator()
  sockets = []
  hub = await testApp({ operator })
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  for (const socket of sockets) socket.terminate()
  await eventually(() => expect([...operator.open.values()]).toEqual([]))
  await hub.close()
})

describe('whatever is asked of the routes', () => {
  const mutated: fc.Arbitrary<Mutated> = fc.constantFrom(...EXAMPLES).chain((request): fc.Arbitrary<Mutated> => {
    const fields = Object.keys(request.body ?? {})
    const inBody = fields.length > 0 ? [fc.tuple(fc.constantFrom(...fields, '__proto__', 'constructor', 'more'), value)] : []
    return fc.oneof(
      ...inBody.map((each) => each.map(([name, put]) => ({ ...request, body: { ...request.body, [name]: put } }))),
      ...inBody.map((each) => each.map(([name]) => ({ ...request, body: { ...request.body, [name]: undefined } }))),
      fc.tuple(part, fc.nat(8)).map(([put, at]) => ({ ...request, url: withSegment(request.url, put, at) })),
      fc.tuple(part, fc.nat(4)).map(([put, at]) => ({ ...request, url: withQuery(request.url, put, at) })),
      fc.tuple(fc.constantFrom('range', 'if-range', 'if-match', 'content-range', 'content-type'), part).map(([name, put]) => ({
        ...request,
        headers: { ...request.headers, [name]: put },
      })),
      value.map((put) => ({ ...request, body: put })),
    )
  })

  it('is answered, and not with a failure of the hub', async () => {
    const headers = { authorization: `Bearer ${await hub.token('admin')}` }
    const run = async ({ method, url, body, content, headers: further }: Mutated) => {
      const type = body === undefined ? {} : { 'content-type': 'application/json' }
      const payload = body === undefined ? content : JSON.stringify(body)
      const answer = await hub.app.inject({
        method,
        url: url.replace('{host}', String(hub.hubHostId)).replace('{action}', ACTION),
        headers: { ...headers, ...type, ...further },
        ...(payload !== undefined && { payload }),
      })
      expect(answer.statusCode, `${method} ${url} ${payload?.slice(0, 500)}: ${answer.body.slice(0, 500)}`).toBeLessThan(500)
    }
    await fc.assert(fc.asyncProperty(mutated, run), { numRuns: 700 })
  })

  it.each(EXAMPLES.filter(({ body }) => body).map(({ method, url, body }) => [`${method} ${url}`, { method, url, body }] as const))(
    '%s takes neither 1 MiB nor what is too deep',
    async (_, { method, url, body }) => {
      const headers = { authorization: `Bearer ${await hub.token('admin')}`, 'content-type': 'application/json' }
      const address = url.replace('{host}', String(hub.hubHostId)).replace('{action}', ACTION)
      const ask = async (payload: string) => (await hub.app.inject({ method, url: address, headers, payload })).statusCode
      expect(await ask(JSON.stringify({ ...body, more: 'x'.repeat(1024 * 1024) }))).toBe(413)
      expect([404, 422]).toContain(await ask(`{"reason":${DEEP}}`))
      expect(operator.asked).toEqual([])
    },
  )
})

interface Client {
  readonly socket: WebSocket
  readonly heard: OperationMessage[]
  readonly closed: Promise<number>
  say(message: object): void
}

async function open(as: TestUser | { readonly token: string } = 'admin'): Promise<Client> {
  const token = typeof as === 'string' ? await hub.token(as) : as.token
  const address = hub.app.listeningOrigin.replace('http', 'ws')
  const socket = new WebSocket(`${address}/ws/operations/`, { headers: { authorization: `Bearer ${token}` } })
  sockets.push(socket)
  const heard: OperationMessage[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  socket.on('error', () => {})
  const closed = once(socket, 'close').then(([code]) => code as number)
  await once(socket, 'open')
  return { socket, heard, closed, say: (message) => socket.send(JSON.stringify(message)) }
}

const started = (operation: string, params: object = {}, ref = 1) => ({
  ...{ type: 'start', ref, host: hub.hubHostId, operation, params },
  reason: 'To look',
})
const JOURNAL = { unit: 'nginx', lines: 10, follow: true }
const TERMINAL = { columns: 80, rows: 24 }
const begun = (client: Client) => eventually(() => expect(client.heard.map(({ type }) => type)).toContain('begun'))
const going = (count: number) => eventually(() => expect(operator.open.size).toBe(count))

describe('whatever is said on the socket of operations', () => {
  const messages: readonly Readonly<Record<string, unknown>>[] = [
    {
      type: 'start',
      ref: 1,
      host: 1,
      operation: 'process.signal',
      params: { pid: 7, started_at: 1, command: 'x', signal: 'TERM' },
      reason: 'why',
    },
    { type: 'start', ref: 1, host: 1, operation: 'file.list', params: { path: '/srv' } },
    { type: 'attach', ref: 1, action: ACTION },
    { type: 'input', ref: 1, data: 'eA==' },
    { type: 'resize', ref: 1, columns: 80, rows: 24 },
    { type: 'end', ref: 1 },
    { type: 'cancel', ref: 1 },
  ]
  const mutated = fc
    .constantFrom(...messages)
    .chain((message) => fc.tuple(fc.constant(message), fc.constantFrom(...Object.keys(message), 'more'), value))
    .map(([message, name, put]) => ({ ...message, [name]: put }))

  it('is answered or ends that socket, and nothing else', async () => {
    const token = await hub.token('admin')
    await fc.assert(
      fc.asyncProperty(mutated, async (message) => {
        const client = await open({ token })
        client.say(message)
        client.say({ type: 'attach', ref: 99, action: ACTION })
        const answered = eventually(() => expect(client.heard.map(({ ref }) => ref)).toContain(99))
        const code = await Promise.race([client.closed, answered.then(() => null)])
        expect([null, 1008, 1009]).toContain(code)
        expect(client.heard).not.toContainEqual(expect.objectContaining({ error: expect.objectContaining({ code: 'INTERNAL_ERROR' }) }))
        client.socket.terminate()
      }),
      { numRuns: 150 },
    )
  })

  it('ends it where it is deeper than anybody means it', async () => {
    const client = await open()
    client.socket.send(`{"type":"start","ref":1,"host":1,"operation":"process.list","params":{"a":${DEEP}}}`)
    expect(await client.closed).toBe(1008)
  })

  it('ends it when it is too much, with all that goes on there', async () => {
    operator.patient = true
    const client = await open()
    for (let ref = 1; ref <= 17; ref++) client.say(started('process.list', {}, ref))
    await going(16)
    await eventually(() => expect(client.heard).toContainEqual(expect.objectContaining({ ref: 17, error: expect.anything() })))
    for (let i = 0; i < 2000; i++) client.say({ type: 'end', ref: 99 })
    expect(await client.closed).toBe(1008)
    await going(0)
  })

  it('ends it after as many pings', async () => {
    const client = await open()
    for (let i = 0; i <= 2000; i++) client.socket.ping()
    // What it sent too much may end the connection before the farewell is read.
    expect([1006, 1008]).toContain(await client.closed)
  })
})

describe('what goes on', () => {
  it.each<[string, (token: string) => Promise<unknown>]>([
    ['the session is ended', (token) => hub.app.inject({ method: 'POST', url: '/logout', headers: { authorization: `Bearer ${token}` } })],
    [
      'the role is lowered',
      async () => {
        const user = await hub.database.users.byUsername('technicien')
        const headers = { authorization: `Bearer ${await hub.token('admin')}` }
        const changed = await hub.app.inject({ method: 'PUT', url: `/api/users/${user?.id}`, headers, payload: { role: 'viewer' } })
        expect(changed.statusCode).toBe(200)
      },
    ],
  ])('ends when %s', async (_, then) => {
    const token = await hub.token('technicien')
    operator.patient = true
    const client = await open({ token })
    client.say(started('unit.journal', JOURNAL))
    await begun(client)
    await going(1)
    await then(token)
    await hub.clock.advance(1_000)
    expect(await client.closed).toBe(1008)
    await going(0)
  })

  it('is fed, and ended with its socket, by nobody but whoever asked for it', async () => {
    const [own, other, viewer] = [await open('admin'), await open('technicien'), await open('viewer')]
    own.say(started('command.terminal', TERMINAL))
    await begun(own)
    await going(1)
    const [action = ''] = operator.open.keys()
    for (const client of [other, viewer]) client.say({ type: 'attach', ref: 5, action })
    for (const client of [other, viewer])
      await eventually(() => expect(client.heard).toMatchObject([{ type: 'error', ref: 5, error: { code: 'FORBIDDEN' } }]))
    // Their own numbers are theirs alone.
    other.say({ type: 'end', ref: 1 })
    other.say({ type: 'cancel', ref: 1 })
    other.socket.close()
    await other.closed
    expect(operator.open.size).toBe(1)
  })

  it('goes on while one of two tabs is left', async () => {
    const [first, second] = [await open(), await open()]
    first.say(started('command.terminal', TERMINAL))
    await begun(first)
    await going(1)
    const [action = ''] = operator.open.keys()
    second.say({ type: 'attach', ref: 1, action })
    await begun(second)
    second.socket.close()
    await second.closed
    const third = await open()
    third.say({ type: 'attach', ref: 1, action })
    await begun(third)
    expect(operator.open.size).toBe(1)
    first.socket.close()
    await first.closed
    third.say({ type: 'attach', ref: 2, action: ACTION })
    await eventually(() => expect(third.heard.at(-1)).toMatchObject({ type: 'error', ref: 2 }))
    expect(operator.open.size).toBe(1)
    third.socket.close()
    await third.closed
    await going(0)
  })
})
