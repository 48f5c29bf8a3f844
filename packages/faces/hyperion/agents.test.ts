import { encodeReport, type Report } from '@hyperion/domain/metrics'
import type { HostFrame } from '@hyperion/ports/metric-store'
import { FakeAgent, type FakeAgentOptions, newAgentKeys } from '@hyperion/testkit/agent'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { sampleReport } from '@hyperion/testkit/live-host'
import { AGENT_CLOSE, AGENT_LIMITS, packReports } from '@hyperion/wire/agent'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

const HOUR = 3_600_000

let hub: TestApp
let address: string
let stored: HostFrame[]
let evaluated: { readonly host: number; readonly report: Report }[]
let storing: () => Promise<void>
let release: () => void
let agents: FakeAgent[]

beforeEach(async () => {
  stored = []
  evaluated = []
  storing = async () => {}
  release = () => {}
  agents = []
  hub = await testApp({
    append: async (frames) => {
      await storing()
      stored.push(...frames)
      return { appended: frames.length, duplicates: 0, malformed: 0 }
    },
    onReport: (host, report) => evaluated.push({ host, report }),
  })
  address = (await hub.app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws')
})
afterEach(async () => {
  for (const { socket } of agents) socket.terminate()
  release()
  await hub.close()
})

async function newToken(minutes = 60): Promise<string> {
  return (await hub.enrolments.create({ label: 'test', minutes, createdBy: 'admin' })).token
}

async function connect(options: Omit<FakeAgentOptions, 'hub'>): Promise<FakeAgent> {
  const agent = await FakeAgent.connect({ hub: address, ...options })
  agents.push(agent)
  return agent
}

async function enrol(options: Omit<FakeAgentOptions, 'hub'> = {}): Promise<FakeAgent> {
  return connect({ token: await newToken(), ...options })
}

function stranger(options: Omit<FakeAgentOptions, 'hub'> = {}): FakeAgent {
  const agent = new FakeAgent({ hub: address, ...options })
  agents.push(agent)
  return agent
}

const frameAt = (at: number) => encodeReport(sampleReport({ at }))

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${await hub.token('admin')}` }
  return hub.app.inject({ method, url, headers, ...(payload && { payload }) })
}

async function hosts() {
  return (await call('GET', '/api/hosts')).json().hosts
}

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
    const agent = await enrol()
    expect((await hosts())[1]).toMatchObject({ name: 'web-01', kind: 'agent', agent: { connected: true, version: '0.1.0', lacks: [] } })
    const { id } = (await hosts())[1]
    expect((await call('GET', `/api/hosts/${id}`)).statusCode).toBe(503)
    agent.inventory(inventory)
    await expect.poll(async () => (await call('GET', `/api/hosts/${id}`)).statusCode).toBe(200)
    expect((await call('GET', `/api/hosts/${id}`)).json()).toMatchObject({
      name: 'web-01',
      info: { hostname: 'web-01', cpu: { cores: 2 } },
      mounts: [{ mount: '/' }],
      cloud: { provider: 'azure', region: 'eastus', instance_type: 'Standard_B4ms' },
      degraded: [],
    })
  })

  it('has its reports acknowledged once they are durable, in order, and evaluated once', async () => {
    const agent = await enrol()
    const now = hub.clock.now()
    storing = () => new Promise((resolve) => (release = resolve))
    agent.reports(1, [frameAt(now - 2000), frameAt(now - 1000)])
    agent.reports(3, [frameAt(now)])
    await expect.poll(() => evaluated.length).toBe(3)
    expect(agent.received.filter(({ type }) => type === 'ack')).toEqual([])
    storing = async () => {}
    release()
    expect(await agent.next('ack')).toEqual({ type: 'ack', seq: 2, refused: [] })
    expect(await agent.next('ack')).toEqual({ type: 'ack', seq: 3, refused: [] })
    expect(stored.map(({ frame }) => Buffer.from(frame))).toEqual([now - 2000, now - 1000, now].map((at) => Buffer.from(frameAt(at))))
    expect(evaluated.map(({ report }) => report.at)).toEqual([now - 2000, now - 1000, now])

    agent.socket.terminate()
    await agent.closed
    const again = await connect({ keys: agent.keys })
    again.reports(3, [frameAt(now), frameAt(now + 1000)])
    await again.next('ack')
    expect(evaluated.map(({ report }) => report.at)).toEqual([now - 2000, now - 1000, now, now + 1000])
  })

  it('waits while the storage fails, and loses nothing', async () => {
    const agent = await enrol()
    storing = async () => {
      throw new Error('disk full')
    }
    agent.reports(1, [frameAt(hub.clock.now())])
    await expect.poll(() => hub.agents.degraded()).toContain('disk full')
    expect(agent.received.filter(({ type }) => type === 'ack')).toEqual([])
    storing = async () => {}
    await hub.clock.advance(1000)
    expect(await agent.next('ack')).toMatchObject({ seq: 1 })
    expect(hub.agents.degraded()).toBeNull()
  })

  it('takes over another interval at once, and later when it was away', async () => {
    const agent = await enrol()
    const { id } = (await hosts())[1]
    const changed = await call('PUT', `/api/hosts/${id}`, { interval_seconds: 5, name: 'shop' })
    expect(changed.json()).toMatchObject({ name: 'shop', agent: { interval_seconds: 5, own_interval: true } })
    expect(await agent.next('configure')).toEqual({ type: 'configure', intervalMs: 5000 })
    agent.socket.close()
    await expect.poll(async () => (await hosts())[1].agent.connected).toBe(false)
    await call('PUT', `/api/hosts/${id}`, { interval_seconds: null })
    const again = stranger({ keys: agent.keys })
    again.prove(await again.hello())
    expect(await again.next('welcome')).toMatchObject({ intervalMs: 15_000 })
  })

  it('sends live samples while somebody watches its host', async () => {
    const agent = await enrol()
    const { id } = (await hosts())[1]
    const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
    const browser = new WebSocket(`${address}/ws/live/`, { headers })
    const seen: { data: { host: number; at: number } }[] = []
    browser.on('message', (data) => seen.push(JSON.parse(String(data))))
    await new Promise((resolve) => browser.once('open', resolve))
    browser.send(JSON.stringify({ type: 'watch', host: id }))
    expect(await agent.next('live')).toEqual({ type: 'live', on: true })
    agent.live(frameAt(123_000))
    await expect.poll(() => seen.filter(({ data }) => data.host === id)).toMatchObject([{ data: { at: 123_000 } }])
    agent.socket.close()
    await agent.closed
    const again = await connect({ keys: agent.keys })
    expect(await again.next('live')).toEqual({ type: 'live', on: true })
    browser.close()
    expect(await again.next('live')).toEqual({ type: 'live', on: false })
    expect(stored).toEqual([])
  })

  it('of an older version is let in, and what it lacks is named', async () => {
    const agent = stranger({ token: await newToken(), hello: { features: ['inventory', 'time'], version: '0.0.9' } })
    agent.prove(await agent.hello())
    const { lacks } = await agent.next('welcome')
    expect(lacks).toEqual(['interval', 'live', 'status'])
    await expect.poll(async () => (await hosts())[1].agent.lacks).toEqual(lacks)
  })
})

describe('clocks', () => {
  it('are compared, and an hour behind is said to be', async () => {
    const agent = await enrol()
    agent.inventory(inventory)
    const { asked } = await agent.next('time')
    agent.send({ type: 'time', asked, now: asked - HOUR })
    await expect.poll(async () => (await hosts())[1].agent.skew_ms).toBe(-HOUR)
    const { id } = (await hosts())[1]
    expect((await call('GET', `/api/hosts/${id}`)).json().degraded).toEqual(["clock: 60 min behind the hub's"])
    agent.reports(1, [frameAt(hub.clock.now() - HOUR)])
    expect(await agent.next('ack')).toEqual({ type: 'ack', seq: 1, refused: [] })
    await hub.clock.advance(60_000)
    const later = await agent.next('time')
    agent.send({ type: 'time', asked: later.asked, now: later.asked + 3 })
    await expect.poll(async () => (await hosts())[1].agent.skew_ms).toBe(3)
  })

  it('too far ahead have their reports refused one by one, with the reason', async () => {
    const agent = await enrol()
    const now = hub.clock.now()
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
    expect(stored).toHaveLength(2)
  })
})

describe('is refused:', () => {
  const cases: Record<string, { reason: RegExp; code: number; act: () => Promise<FakeAgent> }> = {
    'a key that nobody enrolled': {
      code: AGENT_CLOSE.enrolmentRefused,
      reason: /does not know the agent/,
      act: async () => attempt({ token: null }),
    },
    'a token used before': {
      code: AGENT_CLOSE.enrolmentRefused,
      reason: /used or expired/,
      act: async () => {
        const token = await newToken()
        await connect({ token })
        return attempt({ token })
      },
    },
    'an expired token': {
      code: AGENT_CLOSE.enrolmentRefused,
      reason: /used or expired/,
      act: async () => {
        const token = await newToken(1)
        await hub.clock.advance(60_000)
        return attempt({ token })
      },
    },
    'a token taken back': {
      code: AGENT_CLOSE.enrolmentRefused,
      reason: /used or expired/,
      act: async () => {
        const { row, token } = await hub.enrolments.create({ label: '', minutes: 5, createdBy: 'admin' })
        expect((await call('DELETE', `/api/enrolment-tokens/${row.id}`)).statusCode).toBe(204)
        return attempt({ token })
      },
    },
    'the token of another hub': {
      code: AGENT_CLOSE.enrolmentRefused,
      reason: /unknown/,
      act: async () => attempt({ token: (await newToken()).replace(/\.[^.]+$/, `.${'A'.repeat(43)}`) }),
    },
    'a signature of another key': {
      code: AGENT_CLOSE.notProved,
      reason: /not that of the key/,
      act: async () => {
        const agent = stranger({ token: await newToken() })
        const forger = new FakeAgent({ hub: address, keys: newAgentKeys() })
        agents.push(forger)
        const signature = forger.signature(await agent.hello())
        agent.send({ type: 'proof', signature, token: null })
        return agent
      },
    },
    'a signature made for another hub': {
      code: AGENT_CLOSE.notProved,
      reason: /not that of the key/,
      act: async () => {
        const agent = stranger()
        const signature = agent.signature(await agent.hello(), { hubKey: 'B'.repeat(43) })
        agent.send({ type: 'proof', signature, token: null })
        return agent
      },
    },
    'a signature used before': {
      code: AGENT_CLOSE.notProved,
      reason: /not that of the key/,
      act: async () => {
        const first = stranger({ token: await newToken() })
        const signature = first.signature(await first.hello())
        const second = stranger({ keys: first.keys })
        await second.hello()
        second.send({ type: 'proof', signature, token: null })
        return second
      },
    },
    'an agent too old to be spoken with': {
      code: AGENT_CLOSE.malformed,
      reason: /protocol/,
      act: async () => raw('{"type":"hello","protocol":0}'),
    },
    'no JSON': { code: AGENT_CLOSE.malformed, reason: /not JSON/, act: async () => raw('hello?') },
    'a message out of turn': {
      code: AGENT_CLOSE.malformed,
      reason: /out of turn/,
      act: async () => raw(JSON.stringify({ type: 'proof', signature: 'A'.repeat(86), token: null })),
    },
    'reports before the handshake': {
      code: AGENT_CLOSE.malformed,
      reason: /before the handshake/,
      act: async () => raw(packReports(1, [frameAt(1)])),
    },
    'much from a stranger': {
      code: AGENT_CLOSE.tooLarge,
      reason: /too large/,
      act: async () => raw('x'.repeat(AGENT_LIMITS.strangerBytes + 1)),
    },
    'a batch cut short': {
      code: AGENT_CLOSE.malformed,
      reason: /cut short/,
      act: async () => afterwards((agent) => agent.socket.send(packReports(1, [frameAt(1)]).subarray(0, -1))),
    },
    'reports sent twice on a connection': {
      code: AGENT_CLOSE.malformed,
      reason: /came before/,
      act: async () =>
        afterwards((agent) => {
          agent.reports(5, [frameAt(hub.clock.now())])
          agent.reports(5, [frameAt(hub.clock.now())])
        }),
    },
    'an oversize message': {
      code: AGENT_CLOSE.tooLarge,
      reason: /^$/,
      act: async () => afterwards((agent) => agent.socket.send(new Uint8Array(AGENT_LIMITS.messageBytes + 1))),
    },
    'an unknown kind of message': {
      code: AGENT_CLOSE.malformed,
      reason: /unknown type/,
      act: async () => afterwards((agent) => agent.socket.send('{"type":"toString"}')),
    },
    'more than acknowledgements allow': {
      code: AGENT_CLOSE.tooMany,
      reason: /acknowledged/,
      act: async () =>
        afterwards((agent) => {
          storing = () => new Promise((resolve) => (release = resolve))
          const frame = frameAt(hub.clock.now())
          const frames = Array.from({ length: 60 }, () => frame)
          for (let i = 0; i < 60; i++) agent.reports(1 + 60 * i, frames)
        }),
    },
  }

  async function attempt(options: Omit<FakeAgentOptions, 'hub'>): Promise<FakeAgent> {
    const agent = stranger(options)
    agent.prove(await agent.hello())
    return agent
  }

  async function raw(message: string | Uint8Array): Promise<FakeAgent> {
    const agent = stranger()
    agent.socket.once('open', () => agent.socket.send(message))
    return agent
  }

  async function afterwards(act: (agent: FakeAgent) => void): Promise<FakeAgent> {
    const agent = await enrol({ hello: { hostname: 'hostile' } })
    act(agent)
    return agent
  }

  it.each(Object.entries(cases))('%s', async (_name, { code, reason, act }) => {
    const bystander = await enrol({ hello: { hostname: 'bystander' } })
    const { code: got, reason: told } = await (await act()).closed
    expect({ got, told }).toEqual({ got: code, told: expect.stringMatching(reason) })
    storing = async () => {}
    expect(bystander.socket.readyState).toBe(WebSocket.OPEN)
    expect(stored.length).toBeLessThanOrEqual(1)
  })

  it('who says nothing for ten seconds', async () => {
    const agent = stranger()
    await agent.hello()
    await hub.clock.advance(10_000)
    expect(await agent.closed).toEqual({ code: AGENT_CLOSE.timeout, reason: 'no handshake in time' })
  })

  it('an undecodable frame, while those beside it are kept', async () => {
    const agent = await enrol()
    const now = hub.clock.now()
    agent.reports(1, [frameAt(now), frameAt(now).subarray(0, 40), new Uint8Array(), frameAt(now + 1)])
    expect(await agent.next('ack')).toMatchObject({ seq: 4, refused: [{ seq: 2 }, { seq: 3 }] })
    expect(stored).toHaveLength(2)
  })
})

describe('two agents with one key', () => {
  it('are both named, and the first one stays', async () => {
    const first = await enrol({ hello: { hostname: 'original' } })
    const clone = stranger({ keys: first.keys, hello: { hostname: 'copy' } })
    clone.prove(await clone.hello())
    // The clock stands still for the first one's answer, a moment at a time.
    const conflict = async () => {
      await hub.clock.advance(300)
      return (await hosts())[1].agent.conflict
    }
    await expect.poll(conflict).toMatchObject({ connected: { hostname: 'original' }, refused: { hostname: 'copy' } })
    const { code, reason } = await clone.closed
    expect(code).toBe(AGENT_CLOSE.duplicate)
    expect(reason).toContain('original')
    expect(first.socket.readyState).toBe(WebSocket.OPEN)
  })

  it('of the same process are one that connected anew', async () => {
    const first = await enrol({ hello: { process: 'one' } })
    await connect({ keys: first.keys, hello: { process: 'one' } })
    expect((await first.closed).code).toBe(AGENT_CLOSE.replaced)
  })
})

describe('a deleted host', () => {
  it('has to be named, and its key is refused ever after', async () => {
    const agent = await enrol()
    const { id } = (await hosts())[1]
    const wrong = await call('DELETE', `/api/hosts/${id}?confirm=web-02`)
    expect([wrong.statusCode, wrong.json().details]).toEqual([422, { confirm: ['Must be the name of the host: web-01'] }])
    expect((await call('DELETE', `/api/hosts/${id}?confirm=web-01`)).statusCode).toBe(204)
    expect((await agent.closed).code).toBe(AGENT_CLOSE.revoked)
    expect(await hosts()).toHaveLength(1)
    const again = stranger({ keys: agent.keys, token: await newToken() })
    again.prove(await again.hello())
    expect((await again.closed).code).toBe(AGENT_CLOSE.revoked)
    expect((await call('DELETE', `/api/hosts/${hub.hubHostId}?confirm=atlas`)).statusCode).toBe(409)
    const audit = (await call('GET', '/api/audit')).json().entries.map(({ action }: { action: string }) => action)
    expect(audit).toContain('host.delete')
  })
})
