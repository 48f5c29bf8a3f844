import type { Principal } from '@hyperion/features/users'
import { type Clock, every } from '@hyperion/ports/clock'
import type { WebSocket } from 'ws'

/** Codes that a socket is closed with, whatever it is for. */
export const CLOSE = { stopping: 1001, policy: 1008, tooLarge: 1009, tryAgain: 1013 } as const

/** The same on every socket of people. */
export const SOCKET_LIMITS = {
  inboundWindowMs: 10_000,
  sessionCheckMs: 1_000,
  pingMs: 30_000,
  /** How long a closing handshake may take. */
  closeMs: 1_000,
} as const

export interface SocketLimits {
  /** Largest message that a client may send. */
  readonly messageBytes: number
  /** Messages and pings that a client may send in ten seconds. */
  readonly inbound: number
  /** Bytes waiting for one slow reader before it is dropped. */
  readonly backlogBytes: number
  readonly socketsPerUser: number
}

/** A socket of somebody signed in. */
export interface UserSocket {
  readonly socket: WebSocket
  readonly principal: Principal
  /** Whether the session that opened the socket still stands. */
  readonly stillValid: () => Promise<boolean>
}

interface Pulse {
  alive: boolean
  inbound: number
  windowStart: number
}

/** The open sockets of one kind: ends those that misbehave, lag, die or lose their session. */
export abstract class UserSockets<C extends UserSocket> {
  protected readonly clock: Clock
  readonly #limits: SocketLimits
  readonly #clients = new Map<C, Pulse>()
  readonly #timers: readonly (() => void)[]

  constructor(clock: Clock, limits: SocketLimits) {
    this.clock = clock
    this.#limits = limits
    this.#timers = [
      every(clock, SOCKET_LIMITS.sessionCheckMs, () => void this.#checkSessions()),
      every(clock, SOCKET_LIMITS.pingMs, () => this.#pingAll()),
    ]
  }

  /** Says goodbye to everyone, and ends whoever does not answer in time. */
  async close(): Promise<void> {
    for (const stop of this.#timers) stop()
    const closed = [...this.#clients.keys()].map((client) => {
      const gone = new Promise<void>((resolve) => client.socket.once('close', () => resolve()))
      this.drop(client, CLOSE.stopping, 'hub stopping')
      return gone
    })
    await Promise.all(closed)
  }

  /** A message of a client that is neither too large nor one too many. */
  protected abstract onMessage(client: C, data: Buffer, isBinary: boolean): void

  /** A client is gone, for whatever reason; called once. */
  protected abstract onGone(client: C): void

  protected get clients(): Iterable<C> {
    return this.#clients.keys()
  }

  protected has(client: C): boolean {
    return this.#clients.has(client)
  }

  /** Takes a client in; false, and its socket closed, when its user has too many open. */
  protected take(client: C): boolean {
    const { socket, principal } = client
    const others = [...this.#clients.keys()].filter((each) => each.principal.user.id === principal.user.id).length
    if (others >= this.#limits.socketsPerUser) {
      this.#end(socket, CLOSE.policy, 'too many connections')
      return false
    }
    const pulse: Pulse = { alive: true, inbound: 0, windowStart: this.clock.now() }
    this.#clients.set(client, pulse)
    socket.on('close', () => this.#forget(client))
    socket.on('error', () => socket.terminate())
    socket.on('message', (data: Buffer, isBinary) => {
      if (data.length > this.#limits.messageBytes) this.drop(client, CLOSE.tooLarge, 'message too large')
      else if (this.#counted(client, pulse)) this.onMessage(client, data, isBinary)
    })
    socket.on('ping', () => this.#counted(client, pulse))
    socket.on('pong', () => {
      pulse.alive = true
    })
    return true
  }

  protected send(client: C, message: string | Uint8Array): void {
    const { socket } = client
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > this.#limits.backlogBytes) this.drop(client, CLOSE.tryAgain, 'too slow a reader')
    else socket.send(message)
  }

  protected drop(client: C, code: number, reason: string): void {
    if (!this.#clients.has(client)) return
    this.#forget(client)
    this.#end(client.socket, code, reason)
  }

  #forget(client: C): void {
    if (this.#clients.delete(client)) this.onGone(client)
  }

  /** Whether a client that sent something is still one. */
  #counted(client: C, pulse: Pulse): boolean {
    const now = this.clock.now()
    if (now - pulse.windowStart >= SOCKET_LIMITS.inboundWindowMs) {
      pulse.windowStart = now
      pulse.inbound = 0
    }
    pulse.inbound += 1
    if (pulse.inbound > this.#limits.inbound) this.drop(client, CLOSE.policy, 'too many messages')
    return this.#clients.has(client)
  }

  async #checkSessions(): Promise<void> {
    const bySession = Map.groupBy(this.#clients.keys(), ({ principal }) => principal.tokenHash)
    for (const clients of bySession.values()) {
      const valid = await clients[0]?.stillValid()
      if (valid === false) for (const client of clients) this.drop(client, CLOSE.policy, 'session ended')
    }
  }

  #pingAll(): void {
    for (const [{ socket }, pulse] of this.#clients) {
      if (!pulse.alive) socket.terminate()
      else {
        pulse.alive = false
        socket.ping()
      }
    }
  }

  /** A reader that lags may never see the closing frame: its connection is cut after a moment. */
  #end(socket: WebSocket, code: number, reason: string): void {
    socket.resume()
    socket.close(code, reason)
    const cancel = this.clock.after(SOCKET_LIMITS.closeMs, () => socket.terminate())
    socket.once('close', cancel)
  }
}
