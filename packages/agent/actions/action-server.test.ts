import { randomUUID, sign } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ActionError, type Tier } from '@hyperion/domain/actions'
import { ACTION_LIMITS, signedText } from '@hyperion/wire/actions'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Run } from './implementation.ts'

import { AGENT, agent, clock, folder, HUB, OTHER_AGENT, OTHER_HUB, renew, SIGNAL, settle } from './test-server.ts'

beforeEach(() => renew())
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('an order', () => {
  it('is carried out once, and written down before and after', async () => {
    const id = agent.give(agent.order())
    expect(agent.lines()).toMatchObject([{ what: 'begun', id, by: { user: 'admin' }, reason: 'it hangs', target: 'TERM → 7 sleep 60' }])
    await settle()
    expect(agent.events(id)).toEqual([{ kind: 'started' }, { kind: 'ended', state: 'succeeded', result: { ended: true }, error: null }])
    expect(agent.lines().map(({ what }) => what)).toEqual(['begun', 'ended'])
    expect(readFileSync(agent.path, 'utf8')).not.toContain('startedAt')
  })

  it.each<[string, () => void]>([
    ['signed with another hub’s key', () => agent.give(agent.order(), { by: OTHER_HUB })],
    ['signed with the agent’s own key', () => agent.give(agent.order(), { by: AGENT })],
    ['signed as a control', () => agent.give(agent.order(), { kind: 'control' })],
    [
      'altered after it was signed',
      () => {
        const order = agent.order()
        agent.give(order, { text: JSON.stringify({ ...order, params: { ...SIGNAL, pid: 8 } }) })
      },
    ],
    [
      'altered by one space',
      () => {
        const order = agent.order()
        agent.give(order, { text: `${JSON.stringify(order)} ` })
      },
    ],
  ])('%s is refused without an answer, and written down', async (_, forge) => {
    forge()
    await settle()
    expect(agent.runs).toEqual([])
    expect(agent.told).toEqual([])
    expect(agent.lines()).toMatchObject([{ what: 'refused', why: expect.stringContaining('signature') }])
  })

  it.each<[string, string, () => string]>([
    ['for another agent', 'order', () => agent.give(agent.order({ agent: OTHER_AGENT.key }))],
    ['with a ticket nobody gave', 'order', () => agent.give(agent.order({ ticket: 'A'.repeat(43) }))],
    ['of an operation nobody knows', 'unsupported', () => agent.give(agent.order({ operation: 'process.invent' }))],
    ['of an operation named like a property', 'unsupported', () => agent.give(agent.order({ operation: 'constructor' }))],
    ['with wrong parameters', 'invalid', () => agent.give(agent.order({ params: { ...SIGNAL, pid: '7' } }))],
    ['with a signal that is none', 'invalid', () => agent.give(agent.order({ params: { ...SIGNAL, signal: 'TERM; reboot' } }))],
    ['with parameters left out', 'invalid', () => agent.give(agent.order({ params: {} }))],
  ])('%s is refused, answered and written down', async (_, failure, give) => {
    const id = give()
    await settle()
    expect(agent.runs).toEqual([])
    expect(agent.end(id)).toMatchObject({ state: 'refused', error: { failure } })
    expect(agent.lines()).toMatchObject([{ what: 'refused' }])
  })

  it('that is replayed is refused, while it goes on and after', async () => {
    const order = agent.order()
    const id = agent.give(order)
    agent.give(order)
    await settle()
    agent.give(order)
    await settle()
    expect(agent.runs).toHaveLength(1)
    expect(agent.events(id).filter((event) => event.kind === 'ended' && event.state === 'refused')).toHaveLength(2)
  })

  it('is refused when its ticket is too old, or of a connection before', async () => {
    const late = agent.order()
    await clock.advance(ACTION_LIMITS.ticketMs + 1)
    expect(agent.end(agent.give(late))).toMatchObject({ state: 'refused', error: { failure: 'order' } })
    const kept = agent.order()
    agent.server.disconnected()
    agent.server.connected()
    expect(agent.end(agent.give(kept))).toMatchObject({ state: 'refused', error: { failure: 'order' } })
    const just = agent.order()
    await clock.advance(ACTION_LIMITS.ticketMs)
    agent.give(just)
    await settle()
    expect(agent.end(just.id)).toMatchObject({ state: 'succeeded' })
  })

  it.each<[Tier, string]>([
    ['observe', 'refused'],
    ['operate', 'succeeded'],
    ['full', 'succeeded'],
  ])('that takes operate on a host set to %s: %s', async (tier, state) => {
    renew(tier)
    const id = agent.give(agent.order())
    await settle()
    expect(agent.end(id)).toMatchObject({ state })
    expect(agent.runs).toHaveLength(state === 'refused' ? 0 : 1)
    if (state === 'refused') expect(agent.end(id)?.error).toMatchObject({ failure: 'tier' })
  })

  it('is one of 64 at most, tickets too', async () => {
    agent.work = () => new Promise(() => {})
    for (let i = 0; i < ACTION_LIMITS.running; i++) agent.give(agent.order())
    expect(agent.end(agent.give(agent.order()))).toMatchObject({ state: 'refused', error: { failure: 'busy' } })
    for (let i = 0; i < ACTION_LIMITS.tickets; i++) expect(agent.ticket()).not.toBeNull()
    expect(agent.ticket()).toBeNull()
    await clock.advance(ACTION_LIMITS.ticketMs + 1)
    expect(agent.ticket()).not.toBeNull()
  })

  it('is refused when it cannot be written down', async () => {
    rmSync(agent.path, { force: true })
    mkdirSync(agent.path)
    const id = agent.give(agent.order())
    await settle()
    expect(agent.runs).toEqual([])
    expect(agent.end(id)).toMatchObject({ state: 'refused', error: { failure: 'busy' } })
  })
})

describe('a control', () => {
  const cancelled = () => agent.runs[0]?.signal.aborted

  async function going(): Promise<string> {
    agent.work = ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const id = agent.give(agent.order())
    await settle()
    return id
  }

  it('cancels', async () => {
    const id = await going()
    agent.control(id, 1, { kind: 'cancel' })
    await settle()
    expect(agent.end(id)).toMatchObject({ state: 'cancelled', error: { failure: 'cancelled' } })
  })

  it('is not heard when it is forged, of an agent’s key, or for another order', async () => {
    const id = await going()
    agent.control(id, 1, { kind: 'cancel' }, OTHER_HUB)
    agent.control(id, 2, { kind: 'cancel' }, AGENT)
    agent.control(randomUUID(), 3, { kind: 'cancel' })
    const text = JSON.stringify({ agent: OTHER_AGENT.key, id, seq: 4, kind: 'cancel' })
    const signature = sign(null, signedText('control', text), HUB.secret).toString('base64url')
    agent.server.receive({ type: 'control', control: text, signature })
    agent.server.receive({ type: 'control', control: 'not JSON', signature })
    agent.server.receive({
      type: 'control',
      control: '{',
      signature: sign(null, signedText('control', '{'), HUB.secret).toString('base64url'),
    })
    expect(cancelled()).toBe(false)
  })

  it('counts once, and in its turn only', async () => {
    const taken: string[] = []
    agent.work = async ({ input }) => {
      for await (const bytes of input) taken.push(Buffer.from(bytes).toString())
      return { ended: true }
    }
    const id = agent.give(agent.order())
    const input = (seq: number, data: string) => agent.control(id, seq, { kind: 'input', data: Buffer.from(data).toString('base64') })
    input(1, 'one')
    input(1, 'one')
    input(3, 'three')
    input(2, 'two')
    input(4, 'four')
    agent.control(id, 5, { kind: 'end' })
    await settle()
    expect(taken).toEqual(['one', 'three', 'four'])
    expect(agent.end(id)).toMatchObject({ state: 'succeeded' })
  })

  it('ends what takes more input than it can hold', async () => {
    const id = await going()
    const data = Buffer.alloc(ACTION_LIMITS.inputBytes).toString('base64')
    for (let seq = 1; seq <= 129; seq++) agent.control(id, seq, { kind: 'input', data })
    await settle()
    expect(agent.end(id)).toMatchObject({ state: 'failed', error: { failure: 'too_large' } })
  })
})

describe('what an order tells', () => {
  it('stops at the window until its reader asks for more', async () => {
    let written = 0
    agent.work = async (run) => {
      for (; written < 100; written++) await run.bytes(new Uint8Array(ACTION_LIMITS.outputBytes))
      return { ended: true }
    }
    const id = agent.give(agent.order())
    await settle()
    const window = ACTION_LIMITS.windowBytes / ACTION_LIMITS.outputBytes
    expect(written).toBe(window - 1)
    agent.control(id, 1, { kind: 'more', bytes: 2 * ACTION_LIMITS.outputBytes })
    await settle()
    expect(written).toBe(window + 1)
  })

  it('comes in parts that the hub takes, and cuts no character', async () => {
    const text = `${'x'.repeat(ACTION_LIMITS.outputBytes - 1)}😀${'y'.repeat(5)}`
    agent.work = async (run) => {
      await run.text(text)
      return { ended: true }
    }
    const id = agent.give(agent.order())
    await settle()
    const parts = agent.events(id).flatMap((event) => (event.kind === 'text' ? [event.text] : []))
    expect(parts.join('')).toBe(text)
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(ACTION_LIMITS.outputBytes)
  })

  it.each<[string, (run: Run) => Promise<object>]>([
    ['one row', async (run) => run.rows([{ text: 'x'.repeat(200_000) }] as never).then(() => ({}))],
    ['a result', async () => ({ text: 'x'.repeat(200_000) })],
  ])('is told to be too long when %s would end the connection', async (_, work) => {
    agent.work = work
    const id = agent.give(agent.order())
    await settle()
    expect(agent.end(id)).toMatchObject({ state: 'failed', error: { failure: 'too_large' } })
  })

  it.each([
    [new ActionError('permission', 'it may not'), 'failed', 'permission', 'it may not'],
    [new Error('two\nlines'), 'failed', 'failed', 'two lines'],
    ['a text', 'failed', 'failed', 'a text'],
  ])('ends with what was thrown: %s', async (thrown, state, failure, message) => {
    agent.work = () => Promise.reject(thrown)
    const id = agent.give(agent.order())
    await settle()
    expect(agent.end(id)).toMatchObject({ state, error: { failure, message } })
  })
})
