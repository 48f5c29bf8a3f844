import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { TestClock } from '@hyperion/testkit/clock'
import {
  ACTION_LIMITS,
  type ActionEvent,
  type ActionFromHub,
  type Control,
  type Ended,
  type Order,
  parseControl,
  parseOrder,
  signedText,
} from '@hyperion/wire/actions'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OrderRequest, RunningOrder } from './operator.ts'
import { OrderLine } from './order-line.ts'

const HUB = generateKeyPairSync('ed25519')
const AGENT_KEY = createPublicKey(generateKeyPairSync('ed25519').privateKey)
  .export({ format: 'der', type: 'spki' })
  .subarray(12)
  .toString('base64url')
const ID = '00000000-0000-4000-8000-000000000001'
const OTHER = '00000000-0000-4000-8000-000000000002'
const TICKET = 'T'.repeat(43)
const DONE: Ended = { kind: 'ended', state: 'succeeded', result: { ended: true }, error: null }
const CAPABILITIES = { tier: 'operate', user: 'root', privileged: true, roots: [], lacks: [] } as const
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

let clock: TestClock
let sent: ActionFromHub[]
let late: [string, Ended][]
let keeping: () => Promise<void>
let line: OrderLine
let events: ActionEvent[]

beforeEach(() => {
  clock = new TestClock()
  sent = []
  late = []
  events = []
  keeping = async () => {}
  line = new OrderLine(CAPABILITIES, {
    agentKey: AGENT_KEY,
    sign: (bytes) => sign(null, bytes, HUB.privateKey).toString('base64url'),
    send: (message) => sent.push(message),
    clock,
    onLateEnd: async (id, ended) => {
      await keeping()
      late.push([id, ended])
    },
  })
})

function start(parts: Partial<OrderRequest> = {}, sink = async (event: ActionEvent) => void events.push(event)): RunningOrder {
  const by = { user: 'admin', address: '192.0.2.1' }
  const params = { pid: 7, startedAt: 1, command: 'sleep', signal: 'TERM' }
  return line.start({ id: ID, operation: 'process.signal', params, by, reason: 'it hangs', approvedBy: null, ...parts }, sink)
}

/** The agent answers the latest question for a ticket. */
async function ticket(value: string | null = TICKET): Promise<void> {
  const asked = sent.findLast((message) => message.type === 'ticket')
  line.receive({ type: 'ticket', ask: asked?.ask ?? 0, ticket: value })
  await settle()
}

/** Whatever was given, with a signature of the hub’s key over exactly that. */
function given(): (Order | Control)[] {
  return sent.flatMap((message) => {
    if (message.type === 'ticket') return []
    const text = message.type === 'order' ? message.order : message.control
    expect(verify(null, signedText(message.type, text), HUB.publicKey, Buffer.from(message.signature, 'base64url'))).toBe(true)
    return [message.type === 'order' ? parseOrder(text) : parseControl(text)]
  })
}

describe('the hub’s end of a line', () => {
  it('gives an order with a ticket, for this agent alone, signed', async () => {
    start()
    expect(given()).toEqual([])
    await ticket()
    expect(given()).toMatchObject([{ agent: AGENT_KEY, ticket: TICKET, id: ID, operation: 'process.signal', reason: 'it hangs' }])
    line.receive({ type: 'event', id: ID, event: DONE })
    line.receive({ type: 'event', id: ID, event: DONE })
    await settle()
    expect(events).toEqual([DONE])
  })

  it('sends after the order what was to follow it, numbered', async () => {
    const running = start()
    running.control({ kind: 'input', data: 'b25l' })
    running.control({ kind: 'end' })
    await ticket()
    running.control({ kind: 'resize', columns: 80, rows: 24 })
    expect(given()).toMatchObject([{ id: ID }, { kind: 'input', seq: 1 }, { kind: 'end', seq: 2 }, { kind: 'resize', seq: 3 }])
  })

  it('never gives what was cancelled before', async () => {
    start().control({ kind: 'cancel' })
    await ticket()
    expect(given()).toEqual([])
    expect(events).toMatchObject([{ kind: 'ended', state: 'cancelled' }])
  })

  it.each<[string, () => Promise<void>, string]>([
    ['the host does not answer', () => clock.advance(8_000), 'timeout'],
    ['the host has no ticket left', () => ticket(null), 'busy'],
    [
      'the line is lost',
      async () => {
        line.close()
        await settle()
      },
      'away',
    ],
  ])('ends an order when %s', async (_, happen, failure) => {
    start()
    await happen()
    expect(events).toMatchObject([{ kind: 'ended', state: 'failed', error: { failure } }])
    await ticket()
    expect(given()).toEqual([])
  })

  it('ends an order that is too long for the host, which would end the line', async () => {
    start({ params: { text: 'x'.repeat(ACTION_LIMITS.orderChars) } })
    await ticket()
    expect(given()).toEqual([])
    expect(events).toMatchObject([{ error: { failure: 'too_large' } }])
  })

  it('asks for more when its reader has taken what there was', async () => {
    const gate = Promise.withResolvers<void>()
    start({}, async (event) => {
      await gate.promise
      events.push(event)
    })
    await ticket()
    for (const text of ['one', 'two']) line.receive({ type: 'event', id: ID, event: { kind: 'text', text } })
    line.receive({ type: 'event', id: ID, event: DONE })
    await settle()
    expect(given()).toHaveLength(1)
    gate.resolve()
    await settle()
    expect(events).toMatchObject([{ text: 'one' }, { text: 'two' }, { kind: 'ended' }])
  })

  it('tells a reader who keeps up', async () => {
    start()
    await ticket()
    line.receive({ type: 'event', id: ID, event: { kind: 'text', text: 'four' } })
    await settle()
    expect(given().at(-1)).toMatchObject({ kind: 'more', bytes: 4, seq: 1 })
  })

  it('ends a host that tells more than it is asked for', async () => {
    start({}, () => new Promise(() => {}))
    await ticket()
    const text = 'x'.repeat(ACTION_LIMITS.outputBytes)
    for (let i = 0; i < 100; i++) line.receive({ type: 'event', id: ID, event: { kind: 'text', text } })
    expect(given().at(-1)).toMatchObject({ kind: 'cancel' })
    const empty: ActionEvent = { kind: 'progress', done: 1, total: null }
    start({ id: OTHER }, () => new Promise(() => {}))
    await ticket()
    for (let i = 0; i < 40_000; i++) line.receive({ type: 'event', id: OTHER, event: empty })
    expect(given().at(-1)).toMatchObject({ kind: 'cancel', id: OTHER })
  })

  it('is not ended by a reader that fails', async () => {
    start({}, async () => {
      throw new Error('gone')
    })
    await ticket()
    line.receive({ type: 'event', id: ID, event: { kind: 'text', text: 'one' } })
    line.receive({ type: 'event', id: ID, event: DONE })
    await settle()
    start({ id: OTHER })
    await ticket()
    line.receive({ type: 'event', id: OTHER, event: DONE })
    await settle()
    expect(events).toEqual([DONE])
  })

  it('takes late ends in, and settles them once they are kept', async () => {
    line.receive({ type: 'event', id: ID, event: { kind: 'text', text: 'ignored' } })
    line.receive({ type: 'event', id: ID, event: DONE })
    await settle()
    expect(late).toEqual([[ID, DONE]])
    expect(given()).toMatchObject([{ kind: 'settled', id: ID }])
    keeping = async () => {
      throw new Error('the disk is full')
    }
    line.receive({ type: 'event', id: OTHER, event: DONE })
    await settle()
    expect(given()).toHaveLength(1)
  })

  it('takes capabilities as they change', () => {
    line.receive({ type: 'capabilities', capabilities: { ...CAPABILITIES, tier: 'observe' } })
    expect(line.capabilities.tier).toBe('observe')
  })
})
