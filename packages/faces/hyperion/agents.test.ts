import { AgentHub, frameAt } from '@hyperion/testkit/agent'
import { AGENT_CLOSE, AGENT_LIMITS } from '@hyperion/wire/agent'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

const HOUR = 3_600_000

let hub: AgentHub
let release: () => void
beforeEach(async () => {
  release = () => {}
  hub = await AgentHub.start()
})
afterEach(async () => {
  release()
  await hub.close()
})

const inventory = {
  info: {
    hostname: 'web-01',
    os: { name: 'Debian GNU/Linux', version: '12', architecture: 'x86_64', kernel: '6.1.0' },
    cpu: { model: 'Example', cores: 2 },
    memoryBytes: 4 * 1024 ** 3,
    bootedAt: 1_700_000_000_000,
  },
  interfaces: [],
  mounts: [{ mount: '/', device: '/dev/sda1', type: 'ext4', stuck: false }],
  cloud: { provider: 'azure', region: 'eastus', instanceType: 'Standard_B4ms' },
}

describe('an agent', () => {
  it('is let in by a token, tells what its host is, and is a host like another', async () => {
    const agent = await hub.enrol()
    expect(await hub.firstHost()).toMatchObject({ name: 'web-01', kind: 'agent', agent: { connected: true, version: '0.1.0', lacks: [] } })
    const { id } = await hub.firstHost()
    expect((await hub.call('GET', `/api/hosts/${id}`)).statusCode).toBe(503)
    agent.inventory(inventory)
    await expect.poll(async () => (await hub.call('GET', `/api/hosts/${id}`)).statusCode).toBe(200)
    expect((await hub.call('GET', `/api/hosts/${id}`)).json()).toMatchObject({
      name: 'web-01',
      info: { hostname: 'web-01', cpu: { cores: 2 } },
      mounts: [{ mount: '/' }],
      cloud: { provider: 'azure', region: 'eastus', instance_type: 'Standard_B4ms' },
      degraded: [],
    })
  })

  it('has its reports acknowledged once they are durable, in order, and evaluated once', async () => {
    const agent = await hub.enrol()
    const now = hub.app.clock.now()
    hub.storing(() => new Promise((resolve) => (release = resolve)))
    agent.reports(1, [frameAt(now - 2000), frameAt(now - 1000)])
    agent.reports(3, [frameAt(now)])
    await expect.poll(() => hub.evaluated.length).toBe(3)
    expect(agent.received.filter(({ type }) => type === 'ack')).toEqual([])
    hub.storing(async () => {})
    release()
    expect(await agent.next('ack')).toEqual({ type: 'ack', seq: 2, refused: [] })
    expect(await agent.next('ack')).toEqual({ type: 'ack', seq: 3, refused: [] })
    expect(hub.stored.map(({ frame }) => Buffer.from(frame))).toEqual([now - 2000, now - 1000, now].map((at) => Buffer.from(frameAt(at))))
    expect(hub.evaluated.map(({ report }) => report.at)).toEqual([now - 2000, now - 1000, now])

    agent.socket.terminate()
    await agent.closed
    const again = await hub.connect({ keys: agent.keys })
    again.reports(3, [frameAt(now), frameAt(now + 1000)])
    await again.next('ack')
    expect(hub.evaluated.map(({ report }) => report.at)).toEqual([now - 2000, now - 1000, now, now + 1000])
  })

  it('waits while the storage fails, and loses nothing', async () => {
    const agent = await hub.enrol()
    hub.storing(async () => {
      throw new Error('disk full')
    })
    agent.reports(1, [frameAt(hub.app.clock.now())])
    await expect.poll(() => hub.app.agents.degraded()).toContain('disk full')
    expect(agent.received.filter(({ type }) => type === 'ack')).toEqual([])
    hub.storing(async () => {})
    await hub.app.clock.advance(1000)
    expect(await agent.next('ack')).toMatchObject({ seq: 1 })
    expect(hub.app.agents.degraded()).toBeNull()
  })

  it('takes over another interval at once, and later when it was away', async () => {
    const agent = await hub.enrol()
    const { id } = await hub.firstHost()
    const changed = await hub.call('PUT', `/api/hosts/${id}`, { interval_seconds: 5, name: 'shop' })
    expect(changed.json()).toMatchObject({ name: 'shop', agent: { interval_seconds: 5, own_interval: true } })
    expect(await agent.next('configure')).toMatchObject({ type: 'configure', intervalMs: 5000 })
    agent.socket.close()
    await expect.poll(async () => (await hub.firstHost()).agent.connected).toBe(false)
    await hub.call('PUT', `/api/hosts/${id}`, { interval_seconds: null })
    const again = hub.stranger({ keys: agent.keys })
    again.prove(await again.hello())
    expect(await again.next('welcome')).toMatchObject({ intervalMs: 15_000 })
  })

  it('sends live samples while somebody watches its host', async () => {
    const agent = await hub.enrol()
    const { id } = await hub.firstHost()
    const headers = { authorization: `Bearer ${await hub.app.token('viewer')}` }
    const browser = new WebSocket(`${hub.address}/ws/live/`, { headers })
    const seen: { data: { host: number; at: number } }[] = []
    browser.on('message', (data) => seen.push(JSON.parse(String(data))))
    await new Promise((resolve) => browser.once('open', resolve))
    browser.send(JSON.stringify({ type: 'watch', host: id }))
    expect(await agent.next('live')).toEqual({ type: 'live', on: true })
    agent.live(frameAt(123_000))
    await expect.poll(() => seen.filter(({ data }) => data.host === id)).toMatchObject([{ data: { at: 123_000 } }])
    agent.socket.close()
    await agent.closed
    const again = await hub.connect({ keys: agent.keys })
    expect(await again.next('live')).toEqual({ type: 'live', on: true })
    browser.close()
    expect(await again.next('live')).toEqual({ type: 'live', on: false })
    expect(hub.stored).toEqual([])
  })

  it('of an older version is let in, and what it lacks is named', async () => {
    const agent = hub.stranger({ token: await hub.newToken(), hello: { features: ['inventory', 'time'], version: '0.0.9' } })
    agent.prove(await agent.hello())
    const { lacks } = await agent.next('welcome')
    expect(lacks).toEqual(['actions', 'containers', 'interval', 'live', 'processes', 'status', 'units'])
    await expect.poll(async () => (await hub.firstHost()).agent.lacks).toEqual(lacks)
  })
})

describe('clocks', () => {
  it('are compared, and an hour behind is said to be', async () => {
    const agent = await hub.enrol()
    agent.inventory(inventory)
    const { asked } = await agent.next('time')
    agent.send({ type: 'time', asked, now: asked - HOUR })
    await expect.poll(async () => (await hub.firstHost()).agent.skew_ms).toBe(-HOUR)
    const { id } = await hub.firstHost()
    expect((await hub.call('GET', `/api/hosts/${id}`)).json().degraded).toEqual(["clock: 60 min behind the hub's"])
    agent.reports(1, [frameAt(hub.app.clock.now() - HOUR)])
    expect(await agent.next('ack')).toEqual({ type: 'ack', seq: 1, refused: [] })
    await hub.app.clock.advance(60_000)
    const later = await agent.next('time')
    agent.send({ type: 'time', asked: later.asked, now: later.asked + 3 })
    await expect.poll(async () => (await hub.firstHost()).agent.skew_ms).toBe(3)
  })

  it('too far ahead have their reports refused one by one, with the reason', async () => {
    const agent = await hub.enrol()
    const now = hub.app.clock.now()
    const limit = AGENT_LIMITS.futureMs
    agent.reports(1, [frameAt(now), frameAt(now + limit), frameAt(now + limit + 1), frameAt(now - 400 * 24 * HOUR)])
    expect(await agent.next('ack')).toEqual({
      type: 'ack',
      seq: 4,
      refused: [
        { seq: 3, reason: 'dated 60 s in the future: set the clock of the host' },
        { seq: 4, reason: 'dated more than a year ago: set the clock of the host' },
      ],
    })
    expect(hub.stored).toHaveLength(2)
  })
})

describe('two agents with one key', () => {
  it('are both named, and the first one stays', async () => {
    const first = await hub.enrol({ hello: { hostname: 'original' } })
    const clone = hub.stranger({ keys: first.keys, hello: { hostname: 'copy' } })
    clone.prove(await clone.hello())
    // The clock stands still for the first one's answer, a moment at a time.
    const conflict = async () => {
      await hub.app.clock.advance(300)
      return (await hub.firstHost()).agent.conflict
    }
    await expect.poll(conflict).toMatchObject({ connected: { hostname: 'original' }, refused: { hostname: 'copy' } })
    const { code, reason } = await clone.closed
    expect(code).toBe(AGENT_CLOSE.duplicate)
    expect(reason).toContain('original')
    expect(first.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('of the same process are one that connected anew', async () => {
    const first = await hub.enrol({ hello: { process: 'one' } })
    await hub.connect({ keys: first.keys, hello: { process: 'one' } })
    expect((await first.closed).code).toBe(AGENT_CLOSE.replaced)
  })
})

describe('a deleted host', () => {
  it('has to be named, and its key is refused ever after', async () => {
    const agent = await hub.enrol()
    const { id } = await hub.firstHost()
    const wrong = await hub.call('DELETE', `/api/hosts/${id}?confirm=web-02`)
    expect([wrong.statusCode, wrong.json().details]).toEqual([422, { confirm: ['Must be the name of the host: web-01'] }])
    expect((await hub.call('DELETE', `/api/hosts/${id}?confirm=web-01`)).statusCode).toBe(204)
    expect((await agent.closed).code).toBe(AGENT_CLOSE.revoked)
    expect((await hub.call('GET', '/api/hosts')).json().hosts).toHaveLength(1)
    const again = hub.stranger({ keys: agent.keys, token: await hub.newToken() })
    again.prove(await again.hello())
    expect((await again.closed).code).toBe(AGENT_CLOSE.revoked)
    expect((await hub.call('DELETE', `/api/hosts/${hub.app.hubHostId}?confirm=atlas`)).statusCode).toBe(409)
    const audit = (await hub.call('GET', '/api/audit')).json().entries.map(({ action }: { action: string }) => action)
    expect(audit).toContain('host.delete')
  })
})
