import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Report } from '@hyperion/domain/metrics'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { TestClock } from '@hyperion/testkit/clock'
import { DOCUMENT_TIME, documentHost, fakeLiveHost, sampleReport } from '@hyperion/testkit/live-host'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { LIVE_LIMITS } from './live/sockets.ts'
import { SOCKET_LIMITS } from './live/user-sockets.ts'

function golden(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))
}

/** A real client that keeps what it receives. */
class Client {
  readonly socket: WebSocket
  readonly opened: Promise<unknown>
  readonly #received: unknown[] = []
  readonly #waiting: ((message: unknown) => void)[] = []

  constructor(url: string, options: ClientOptions = {}) {
    this.socket = new WebSocket(url, options)
    this.socket.on('message', (data) => {
      const message: unknown = JSON.parse(String(data))
      const waiter = this.#waiting.shift()
      if (waiter) waiter(message)
      else this.#received.push(message)
    })
    this.socket.on('error', () => {})
    this.opened = new Promise((resolve) => this.socket.once('open', resolve))
  }

  next(): Promise<unknown> {
    if (this.#received.length > 0) return Promise.resolve(this.#received.shift())
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  async take(count: number): Promise<unknown[]> {
    const messages: unknown[] = []
    while (messages.length < count) messages.push(await this.next())
    return messages
  }

  async closed(): Promise<{ code: number; reason: string }> {
    const [code, reason] = (await once(this.socket, 'close')) as [number, Buffer]
    return { code, reason: String(reason) }
  }

  /** Status and body of an upgrade that is refused. */
  async refused(): Promise<{ status: number | undefined; body: { error: string } }> {
    const [, response] = await once(this.socket, 'unexpected-response')
    let text = ''
    for await (const chunk of response) text += chunk
    return { status: response.statusCode, body: JSON.parse(text) }
  }
}

let hub: TestApp
let base: string
let clients: Client[]

beforeEach(async () => {
  const host = fakeLiveHost()
  await start(await testApp({ host }))
})
afterEach(async () => {
  for (const { socket } of clients) socket.terminate()
  await hub.close()
})

async function start(next: TestApp): Promise<void> {
  hub = next
  clients = []
  base = (await hub.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
}

function open(path: string, headers: Record<string, string> = {}): Client {
  const client = new Client(`${base}${path}`, { headers })
  clients.push(client)
  return client
}

async function openAs(path: string): Promise<Client> {
  return open(path, { authorization: `Bearer ${await hub.token('viewer')}` })
}

function publish(report: Report, host = hub.hubHostId): void {
  hub.bus.publish('live', { host, report })
}

describe('messages', () => {
  it('are the documents’ on /ws/metrics/, at once and with every sample', async () => {
    await hub.close()
    const host = documentHost()
    await start(await testApp({ host, clock: new TestClock(DOCUMENT_TIME) }))
    const client = await openAs('/ws/metrics/')
    const expected = ['cpu.update', 'memory.update', 'network.update'].map(golden)
    expect(await client.take(3)).toEqual(expected)
    publish(host.report())
    expect(await client.take(3)).toEqual(expected)
  })

  it('leave other hosts out of /ws/metrics/', async () => {
    const client = await openAs('/ws/metrics')
    await client.take(3)
    publish(sampleReport({ cpu: 1 }), hub.hubHostId + 1)
    publish(sampleReport({ cpu: 99 }))
    expect(await client.next()).toMatchObject({ type: 'cpu.update', data: { usage: 99 } })
  })

  it('are the document’s on /ws/notifications/', async () => {
    const client = await openAs('/ws/notifications/')
    await client.opened
    hub.bus.publish('notification', { at: DOCUMENT_TIME, level: 'warning', message: 'CPU usage is at 94%' })
    expect(await client.next()).toEqual(golden('notification'))
  })

  it('carry whole reports and notifications on /ws/live/, of another host when asked', async () => {
    const client = await openAs('/ws/live/')
    const report = sampleReport()
    expect(await client.next()).toEqual({ type: 'report', data: { host: hub.hubHostId, ...report } })
    publish(report, 7)
    client.socket.send(JSON.stringify({ type: 'watch', host: 7 }))
    client.socket.ping()
    await once(client.socket, 'pong')
    publish({ ...report, at: report.at + 1 }, 7)
    expect(await client.next()).toMatchObject({ type: 'report', data: { host: 7, at: report.at + 1 } })
    hub.bus.publish('notification', { at: DOCUMENT_TIME, level: 'info', message: 'hello' })
    expect(await client.next()).toMatchObject({ type: 'notification', data: { level: 'info' } })
  })

  it('tell on /ws/live/ which incident changed', async () => {
    const client = await openAs('/ws/live/')
    await client.next()
    hub.bus.publish('incident', { id: 'a', shortId: 'INC-A2B3C4', at: DOCUMENT_TIME })
    const at = new Date(DOCUMENT_TIME).toISOString().replace('.000Z', 'Z')
    expect(await client.next()).toEqual({ type: 'incident', data: { id: 'a', short_id: 'INC-A2B3C4', at } })
  })
})

describe('the upgrade', () => {
  it('takes a token in the address, and the cookie of its own page', async () => {
    const byAddress = open(`/ws/live/?token=${await hub.token('viewer')}`)
    expect(await byAddress.next()).toMatchObject({ type: 'report' })
    const byCookie = open('/ws/live/', { cookie: await hub.cookie('viewer'), origin: base.replace('ws', 'http') })
    expect(await byCookie.next()).toMatchObject({ type: 'report' })
  })

  it('is refused with 401, 403, 404 or 422 in the dialect', async () => {
    const foreign = { cookie: await hub.cookie('viewer'), origin: 'https://evil.example' }
    const newcomer = { authorization: `Bearer ${await hub.token('newcomer')}` }
    const viewer = { authorization: `Bearer ${await hub.token('viewer')}` }
    const cases = [
      { client: open('/ws/live/'), status: 401, error: 'UNAUTHORIZED' },
      { client: open('/ws/live/?token=nonsense'), status: 401, error: 'UNAUTHORIZED' },
      { client: open('/ws/metrics/', foreign), status: 403, error: 'FORBIDDEN' },
      { client: open('/ws/metrics/', newcomer), status: 403, error: 'PASSWORD_CHANGE_REQUIRED' },
      { client: open('/ws/nope/', viewer), status: 404, error: 'NOT_FOUND' },
      { client: open('/ws/live/?speed=fast', viewer), status: 422, error: 'VALIDATION_ERROR' },
    ]
    const answers = await Promise.all(cases.map(({ client }) => client.refused()))
    expect(answers.map(({ status, body }) => ({ status, error: body.error }))).toEqual(
      cases.map(({ status, error }) => ({ status, error })),
    )
  })
})

describe('a socket ends', () => {
  it('when its session is revoked', async () => {
    const token = await hub.token('viewer')
    const client = open('/ws/live/', { authorization: `Bearer ${token}` })
    const other = await openAs('/ws/live/')
    await Promise.all([client.next(), other.next()])
    const principal = await hub.accounts.authenticate(token)
    if (principal) await hub.accounts.logout(principal)
    const closed = client.closed()
    await hub.clock.advance(SOCKET_LIMITS.sessionCheckMs)
    expect(await closed).toEqual({ code: 1008, reason: 'session ended' })
    publish(sampleReport())
    expect(await other.next()).toMatchObject({ type: 'report' })
  })

  it('when its session expires', async () => {
    const client = await openAs('/ws/live/')
    await client.next()
    const closed = client.closed()
    const silent = once(client.socket, 'ping')
    await hub.clock.advance(SOCKET_LIMITS.pingMs)
    await silent
    const jump = new TestClock(hub.clock.now() + 25 * 3_600_000)
    Object.assign(hub.clock, { now: () => jump.now() })
    await hub.clock.advance(SOCKET_LIMITS.sessionCheckMs)
    expect(await closed).toMatchObject({ code: 1008 })
  })

  it('with 1008 when it floods', async () => {
    const client = await openAs('/ws/metrics/')
    await client.take(3)
    for (let i = 0; i <= LIVE_LIMITS.inbound; i++) client.socket.send('{}')
    expect(await client.closed()).toEqual({ code: 1008, reason: 'too many messages' })
  })

  it('with 1009 when it sends too much at once', async () => {
    const client = await openAs('/ws/metrics/')
    await client.take(3)
    client.socket.send('x'.repeat(LIVE_LIMITS.messageBytes + 1))
    expect((await client.closed()).code).toBe(1009)
  })

  it('with 1008 when its user has too many open', async () => {
    const token = await hub.token('viewer')
    const all = Array.from({ length: LIVE_LIMITS.socketsPerUser }, () => open(`/ws/live/?token=${token}`))
    await Promise.all(all.map((each) => each.next()))
    expect(await open(`/ws/live/?token=${token}`).closed()).toEqual({ code: 1008, reason: 'too many connections' })
    expect(await (await open('/ws/live/', { authorization: `Bearer ${await hub.token('admin')}` })).next()).toBeDefined()
  })

  it('when its reader is too slow, and the others go on', async () => {
    const slow = await openAs('/ws/notifications/')
    const quick = await openAs('/ws/notifications/')
    await Promise.all([slow.opened, quick.opened])
    slow.socket.pause()
    const message = 'x'.repeat(256 * 1024)
    for (let sent = 0; sent < 80; sent++) {
      hub.bus.publish('notification', { at: DOCUMENT_TIME, level: 'info', message })
      await quick.next()
    }
    await hub.clock.advance(SOCKET_LIMITS.closeMs)
    const closed = slow.closed()
    slow.socket.resume()
    expect([1006, 1013]).toContain((await closed).code)
    hub.bus.publish('notification', { at: DOCUMENT_TIME, level: 'error', message: 'still here' })
    expect(await quick.next()).toMatchObject({ data: { message: 'still here' } })
  })

  it('when its peer is dead', async () => {
    const dead = new Client(`${base}/ws/live/`, { headers: { authorization: `Bearer ${await hub.token('viewer')}` }, autoPong: false })
    clients.push(dead)
    await dead.next()
    const pinged = once(dead.socket, 'ping')
    await hub.clock.advance(SOCKET_LIMITS.pingMs)
    await pinged
    const closed = dead.closed()
    await hub.clock.advance(SOCKET_LIMITS.pingMs)
    expect((await closed).code).toBe(1006)
  })

  it('with 1001 when the hub stops', async () => {
    const client = await openAs('/ws/live/')
    await client.next()
    const closed = client.closed()
    await hub.app.close()
    expect(await closed).toEqual({ code: 1001, reason: 'hub stopping' })
  })
})
