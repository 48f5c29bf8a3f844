import { beforeEach, describe, expect, it } from 'vitest'
import type { LiveClock } from './clock.ts'
import { BACKOFF, backoffDelay, type ConnectionStatus, LiveConnection, type LiveSocket, SILENCE_LIMIT, STALE_AFTER } from './connection.ts'

/** Time that passes only when told to. */
class HandClock implements LiveClock {
  #now = 1_000_000
  #timers = new Set<{ at: number; run: () => void }>()

  now = () => this.#now

  after = (ms: number, run: () => void) => {
    const timer = { at: this.#now + ms, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  pass(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const next = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#timers.delete(next)
      this.#now = next.at
      next.run()
    }
    this.#now = end
  }
}

class HandSocket implements LiveSocket {
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  closed = false

  readonly sent: string[] = []

  send(text: string): void {
    this.sent.push(text)
  }

  close(): void {
    this.closed = true
  }
}

let clock: HandClock
let sockets: HandSocket[]
let statuses: ConnectionStatus[]
let online: boolean
let ended: boolean
let messages: string[]
let connection: LiveConnection

const last = () => sockets.at(-1) as HandSocket
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
const openAndReceive = () => {
  last().onopen?.()
  last().onmessage?.({ data: 'one' })
}

beforeEach(() => {
  clock = new HandClock()
  sockets = []
  statuses = []
  messages = []
  online = true
  ended = false
  connection = new LiveConnection({
    clock,
    open: () => {
      const socket = new HandSocket()
      sockets.push(socket)
      return socket
    },
    online: () => online,
    random: () => 0.5,
    sessionEnded: async () => ended,
    onMessage: (message) => messages.push(message),
    onStatus: (status) => statuses.push(status),
  })
})

describe('backoffDelay', () => {
  it.each([
    [0, 0, 250],
    [0, 0.999, 500],
    [1, 0, 500],
    [3, 0.5, 3_000],
    [40, 0.999, BACKOFF.limit],
  ])('attempt %i with chance %f waits about %i ms', (attempt, random, expected) => {
    expect(backoffDelay(attempt, random)).toBeCloseTo(expected, -2)
  })
})

describe('LiveConnection', () => {
  it('hands messages on and is fresh while they come', () => {
    connection.start()
    openAndReceive()
    clock.pass(STALE_AFTER - 1)
    expect(connection.status).toMatchObject({ state: 'open', stale: false })
    expect(messages).toEqual(['one'])
  })

  it('asks for what it was told to, on every connection, until told otherwise', () => {
    connection.ask('host', 'early')
    connection.ask('fleet', 'all')
    connection.start()
    expect(last().sent).toEqual([])
    openAndReceive()
    connection.ask('host', 'later')
    expect(last().sent).toEqual(['early', 'all', 'later'])
    last().onclose?.({ code: 1006 })
    connection.wake()
    last().onopen?.()
    expect(last().sent).toEqual(['later', 'all'])
    connection.askNoMore('host', 'bye')
    expect(last().sent).toEqual(['later', 'all', 'bye'])
    last().onclose?.({ code: 1006 })
    connection.wake()
    last().onopen?.()
    expect(last().sent).toEqual(['all'])
  })

  it('is stale when nothing came for five seconds, and fresh again with the next message', () => {
    connection.start()
    openAndReceive()
    const received = clock.now()
    clock.pass(STALE_AFTER)
    expect(connection.status).toEqual({ state: 'open', stale: true, lastReceived: received })
    last().onmessage?.({ data: 'two' })
    expect(connection.status.stale).toBe(false)
  })

  it('gives up a socket that fell silent, since a lost route closes nothing', () => {
    connection.start()
    openAndReceive()
    clock.pass(SILENCE_LIMIT)
    expect(sockets[0]?.closed).toBe(true)
    expect(connection.status.state).toBe('waiting')
    clock.pass(BACKOFF.first)
    expect(sockets).toHaveLength(2)
  })

  it('reconnects with growing delays, and starts small again once messages came', async () => {
    connection.start()
    openAndReceive()
    const delays: number[] = []
    for (let i = 0; i < 4; i++) {
      last().onclose?.({ code: 1006 })
      await settle()
      const count = sockets.length
      let waited = 0
      while (sockets.length === count) {
        clock.pass(25)
        waited += 25
      }
      delays.push(waited)
    }
    expect(delays).toEqual([375, 750, 1_500, 3_000])
    openAndReceive()
    last().onclose?.({ code: 1006 })
    await settle()
    const count = sockets.length
    clock.pass(375)
    expect(sockets).toHaveLength(count + 1)
  })

  it('does not wait when the device comes back or the page is looked at', async () => {
    connection.start()
    last().onclose?.({ code: 1006 })
    await settle()
    expect(connection.status.state).toBe('waiting')
    connection.wake()
    expect(sockets).toHaveLength(2)
    expect(connection.status.state).toBe('connecting')
  })

  it('replaces an open but silent socket when looked at, and keeps a lively one', () => {
    connection.start()
    openAndReceive()
    connection.wake()
    expect(sockets).toHaveLength(1)
    clock.pass(STALE_AFTER + 1)
    connection.wake()
    expect(sockets).toHaveLength(2)
    expect(sockets[0]?.closed).toBe(true)
  })

  it('waits without trying while the device is offline', () => {
    connection.start()
    openAndReceive()
    online = false
    connection.offline()
    expect(connection.status.state).toBe('offline')
    clock.pass(600_000)
    expect(sockets).toHaveLength(1)
    online = true
    connection.wake()
    expect(connection.status.state).toBe('connecting')
  })

  it('asks about the session when refused or closed by policy, and stops when it ended', async () => {
    connection.start()
    openAndReceive()
    ended = true
    last().onclose?.({ code: 1008 })
    await settle()
    expect(connection.status.state).toBe('signed-out')
    clock.pass(600_000)
    expect(sockets).toHaveLength(1)
  })

  it('does not ask about the session for a plain loss', async () => {
    ended = true
    connection.start()
    openAndReceive()
    last().onclose?.({ code: 1001 })
    await settle()
    expect(connection.status.state).toBe('waiting')
  })

  it('heeds nothing from a socket it has left', () => {
    connection.start()
    const first = last()
    const { onmessage } = first
    openAndReceive()
    connection.stop()
    onmessage?.({ data: 'late' })
    expect(messages).toEqual(['one'])
    expect(connection.status).toEqual({ state: 'idle', stale: false, lastReceived: null })
  })
})
