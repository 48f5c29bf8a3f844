import { AgentHub, type FakeAgent, type FakeAgentOptions, frameAt, newAgentKeys } from '@hyperion/testkit/agent'
import { AGENT_CLOSE, AGENT_LIMITS, packReports } from '@hyperion/wire/agent'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

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
        const token = await hub.newToken()
        await hub.connect({ token })
        return attempt({ token })
      },
    },
    'an expired token': {
      code: AGENT_CLOSE.enrolmentRefused,
      reason: /used or expired/,
      act: async () => {
        const token = await hub.newToken(1)
        await hub.app.clock.advance(60_000)
        return attempt({ token })
      },
    },
    'a token taken back': {
      code: AGENT_CLOSE.enrolmentRefused,
      reason: /used or expired/,
      act: async () => {
        const { row, token } = await hub.app.enrolments.create({ label: '', minutes: 5, createdBy: 'admin' })
        expect((await hub.call('DELETE', `/api/enrolment-tokens/${row.id}`)).statusCode).toBe(204)
        return attempt({ token })
      },
    },
    'the token of another hub': {
      code: AGENT_CLOSE.enrolmentRefused,
      reason: /unknown/,
      act: async () => attempt({ token: (await hub.newToken()).replace(/\.[^.]+$/, `.${'A'.repeat(43)}`) }),
    },
    'a signature of another key': {
      code: AGENT_CLOSE.notProved,
      reason: /not that of the key/,
      act: async () => {
        const agent = hub.stranger({ token: await hub.newToken() })
        const forger = hub.stranger({ keys: newAgentKeys() })
        const signature = forger.signature(await agent.hello())
        agent.send({ type: 'proof', signature, token: null })
        return agent
      },
    },
    'a signature made for another hub': {
      code: AGENT_CLOSE.notProved,
      reason: /not that of the key/,
      act: async () => {
        const agent = hub.stranger()
        const signature = agent.signature(await agent.hello(), { hubKey: 'B'.repeat(43) })
        agent.send({ type: 'proof', signature, token: null })
        return agent
      },
    },
    'a signature used before': {
      code: AGENT_CLOSE.notProved,
      reason: /not that of the key/,
      act: async () => {
        const first = hub.stranger({ token: await hub.newToken() })
        const signature = first.signature(await first.hello())
        const second = hub.stranger({ keys: first.keys })
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
          agent.reports(5, [frameAt(hub.app.clock.now())])
          agent.reports(5, [frameAt(hub.app.clock.now())])
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
          hub.storing(() => new Promise((resolve) => (release = resolve)))
          const frame = frameAt(hub.app.clock.now())
          const frames = Array.from({ length: 60 }, () => frame)
          for (let i = 0; i < 60; i++) agent.reports(1 + 60 * i, frames)
        }),
    },
  }

  async function attempt(options: Omit<FakeAgentOptions, 'hub'>): Promise<FakeAgent> {
    const agent = hub.stranger(options)
    agent.prove(await agent.hello())
    return agent
  }

  async function raw(message: string | Uint8Array): Promise<FakeAgent> {
    const agent = hub.stranger()
    agent.socket.once('open', () => agent.socket.send(message))
    return agent
  }

  async function afterwards(act: (agent: FakeAgent) => void): Promise<FakeAgent> {
    const agent = await hub.enrol({ hello: { hostname: 'hostile' } })
    act(agent)
    return agent
  }

  it.each(Object.entries(cases))('%s', async (_name, { code, reason, act }) => {
    const bystander = await hub.enrol({ hello: { hostname: 'bystander' } })
    const { code: got, reason: told } = await (await act()).closed
    expect({ got, told }).toEqual({ got: code, told: expect.stringMatching(reason) })
    hub.storing(async () => {})
    expect(bystander.socket.readyState).toBe(WebSocket.OPEN)
    expect(hub.stored.length).toBeLessThanOrEqual(1)
  })

  it('who says nothing for ten seconds', async () => {
    const agent = hub.stranger()
    await agent.hello()
    await hub.app.clock.advance(10_000)
    expect(await agent.closed).toEqual({ code: AGENT_CLOSE.timeout, reason: 'no handshake in time' })
  })

  it('an undecodable frame, while those beside it are kept', async () => {
    const agent = await hub.enrol()
    const now = hub.app.clock.now()
    agent.reports(1, [frameAt(now), frameAt(now).subarray(0, 40), new Uint8Array(), frameAt(now + 1)])
    expect(await agent.next('ack')).toMatchObject({ seq: 4, refused: [{ seq: 2 }, { seq: 3 }] })
    expect(hub.stored).toHaveLength(2)
  })
})
