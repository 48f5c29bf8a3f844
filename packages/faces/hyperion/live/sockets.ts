import type { Principal } from '@hyperion/features/users'
import { type Clock, every } from '@hyperion/ports/clock'
import type { FleetRequest } from '@hyperion/wire/fleet'
import type { WatchRequest } from '@hyperion/wire/live'
import type { WebSocket } from 'ws'

export const LIMITS = {
  /** Largest message that a client may send. */
  messageBytes: 4096,
  /** Messages and pings that a client may send in ten seconds. */
  inbound: 20,
  inboundWindowMs: 10_000,
  /** Bytes waiting for one slow reader before it is dropped. */
  backlogBytes: 1024 * 1024,
  socketsPerUser: 32,
  sessionCheckMs: 1_000,
  pingMs: 30_000,
  /** How long a closing handshake may take. */
  closeMs: 1_000,
} as const

const CLOSE = { stopping: 1001, policy: 1008, tooLarge: 1009, slow: 1013 } as const

export type Feed = 'metrics' | 'notifications' | 'live'

export interface Subscriber {
  readonly socket: WebSocket
  readonly feed: Feed
  readonly principal: Principal
  /** Whether the session that opened the socket still stands. */
  readonly stillValid: () => Promise<boolean>
}

interface Client extends Subscriber {
  alive: boolean
  /** The host whose samples it asked for, beside the hub's own. */
  watched: number | null
  unwatch: () => void
  /** It asked for the changes of all hosts. */
  fleet: boolean
  inbound: number
  windowStart: number
}

/** The open sockets of the live feeds: sends to them, and ends those that misbehave, lag, die or lose their session. */
export class LiveSockets {
  readonly #clients = new Set<Client>()
  readonly #clock: Clock
  readonly #watch: (host: number) => () => void
  readonly #timers: readonly (() => void)[]

  /** `watch` asks a host for live samples until its answer is called. */
  constructor(clock: Clock, watch: (host: number) => () => void) {
    this.#clock = clock
    this.#watch = watch
    this.#timers = [
      every(clock, LIMITS.sessionCheckMs, () => void this.#checkSessions()),
      every(clock, LIMITS.pingMs, () => this.#pingAll()),
    ]
  }

  has(feed: Feed): boolean {
    for (const client of this.#clients) if (client.feed === feed) return true
    return false
  }

  /** Takes a socket in and sends it `greeting`; false when its user has too many open. */
  add(subscriber: Subscriber, greeting: readonly string[]): boolean {
    const { socket, principal } = subscriber
    const others = [...this.#clients].filter((each) => each.principal.user.id === principal.user.id).length
    if (others >= LIMITS.socketsPerUser) {
      this.#end(socket, CLOSE.policy, 'too many connections')
      return false
    }
    const client: Client = {
      ...subscriber,
      alive: true,
      watched: null,
      unwatch: () => {},
      fleet: false,
      inbound: 0,
      windowStart: this.#clock.now(),
    }
    this.#clients.add(client)
    socket.on('close', () => {
      this.#clients.delete(client)
      client.unwatch()
    })
    socket.on('message', (data: Buffer) => this.#onMessage(client, data))
    socket.on('ping', () => this.#countInbound(client))
    socket.on('pong', () => {
      client.alive = true
    })
    for (const text of greeting) socket.send(text)
    return true
  }

  /** Sends one text, made once, to every socket of a feed, or to those that watch a host. */
  broadcast(feed: Feed, text: string, host?: number): void {
    for (const client of this.#clients) {
      if (client.feed === feed && (host === undefined || client.watched === host)) this.#send(client, text)
    }
  }

  /** Whether any socket asked for the changes of all hosts. */
  get followsFleet(): boolean {
    for (const client of this.#clients) if (client.fleet) return true
    return false
  }

  /** Sends one text, made once, to those that asked for the changes of all hosts. */
  broadcastFleet(text: string): void {
    for (const client of this.#clients) if (client.fleet) this.#send(client, text)
  }

  /** Says goodbye to everyone, and ends whoever does not answer in time. */
  close(): Promise<void> {
    for (const stop of this.#timers) stop()
    const closed = [...this.#clients].map((client) => {
      const gone = new Promise<void>((resolve) => client.socket.once('close', () => resolve()))
      this.#drop(client, CLOSE.stopping, 'hub stopping')
      return gone
    })
    return Promise.all(closed).then(() => {})
  }

  #onMessage(client: Client, data: Buffer): void {
    if (data.length > LIMITS.messageBytes) this.#drop(client, CLOSE.tooLarge, 'message too large')
    else this.#countInbound(client)
    const request = client.feed === 'live' && this.#clients.has(client) ? requestIn(data) : undefined
    if (request?.type === 'fleet') client.fleet = request.on
    else if (request) this.#watchInstead(client, request.host)
  }

  #watchInstead(client: Client, host: number | null): void {
    if (host === client.watched) return
    client.unwatch()
    client.watched = host
    client.unwatch = host === null ? () => {} : this.#watch(host)
  }

  #send(client: Client, text: string): void {
    if (client.socket.bufferedAmount > LIMITS.backlogBytes) this.#drop(client, CLOSE.slow, 'too slow a reader')
    else client.socket.send(text)
  }

  #countInbound(client: Client): void {
    const now = this.#clock.now()
    if (now - client.windowStart >= LIMITS.inboundWindowMs) {
      client.windowStart = now
      client.inbound = 0
    }
    client.inbound += 1
    if (client.inbound > LIMITS.inbound) this.#drop(client, CLOSE.policy, 'too many messages')
  }

  async #checkSessions(): Promise<void> {
    const bySession = Map.groupBy(this.#clients, (client) => client.principal.tokenHash)
    for (const clients of bySession.values()) {
      const valid = await clients[0]?.stillValid()
      if (valid === false) for (const client of clients) this.#drop(client, CLOSE.policy, 'session ended')
    }
  }

  #pingAll(): void {
    for (const client of this.#clients) {
      if (!client.alive) client.socket.terminate()
      else {
        client.alive = false
        client.socket.ping()
      }
    }
  }

  #drop(client: Client, code: number, reason: string): void {
    this.#clients.delete(client)
    this.#end(client.socket, code, reason)
  }

  /** A reader that lags may never see the closing frame: its connection is cut after a moment. */
  #end(socket: WebSocket, code: number, reason: string): void {
    socket.close(code, reason)
    const cancel = this.#clock.after(LIMITS.closeMs, () => socket.terminate())
    socket.once('close', cancel)
  }
}

/** What a client asks for; undefined for any other message. */
function requestIn(data: Buffer): WatchRequest | FleetRequest | undefined {
  try {
    const { type, host, on } = JSON.parse(data.toString('utf8')) as Partial<Omit<WatchRequest, 'type'> & Omit<FleetRequest, 'type'>> & {
      readonly type?: unknown
    }
    if (type === 'fleet' && typeof on === 'boolean') return { type, on }
    return type === 'watch' && (host === null || (typeof host === 'number' && Number.isSafeInteger(host))) ? { type, host } : undefined
  } catch {
    return undefined
  }
}
