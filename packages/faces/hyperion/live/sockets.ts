import type { Clock } from '@hyperion/ports/clock'
import type { FleetRequest } from '@hyperion/wire/fleet'
import type { WatchRequest } from '@hyperion/wire/live'
import { type UserSocket, UserSockets } from './user-sockets.ts'

export const LIVE_LIMITS = { messageBytes: 4096, inbound: 20, backlogBytes: 1024 * 1024, socketsPerUser: 32 } as const

export type Feed = 'metrics' | 'notifications' | 'live'

export interface Subscriber extends UserSocket {
  readonly feed: Feed
}

interface Client extends Subscriber {
  /** The host whose samples it asked for, beside the hub's own. */
  watched: number | null
  unwatch: () => void
  /** It asked for the changes of all hosts. */
  fleet: boolean
}

/** The sockets of the live feeds. */
export class LiveSockets extends UserSockets<Client> {
  readonly #watch: (host: number) => () => void

  /** `watch` asks a host for live samples until its answer is called. */
  constructor(clock: Clock, watch: (host: number) => () => void) {
    super(clock, LIVE_LIMITS)
    this.#watch = watch
  }

  follows(feed: Feed): boolean {
    for (const client of this.clients) if (client.feed === feed) return true
    return false
  }

  /** Takes a socket in and sends it `greeting`. */
  add(subscriber: Subscriber, greeting: readonly string[]): void {
    const client: Client = { ...subscriber, watched: null, unwatch: () => {}, fleet: false }
    if (this.take(client)) for (const text of greeting) this.send(client, text)
  }

  /** Sends one text, made once, to every socket of a feed, or to those that watch a host. */
  broadcast(feed: Feed, text: string, host?: number): void {
    for (const client of this.clients) {
      if (client.feed === feed && (host === undefined || client.watched === host)) this.send(client, text)
    }
  }

  /** Whether any socket asked for the changes of all hosts. */
  get followsFleet(): boolean {
    for (const client of this.clients) if (client.fleet) return true
    return false
  }

  /** Sends one text, made once, to those that asked for the changes of all hosts. */
  broadcastFleet(text: string): void {
    for (const client of this.clients) if (client.fleet) this.send(client, text)
  }

  protected onMessage(client: Client, data: Buffer): void {
    const request = client.feed === 'live' ? requestIn(data) : undefined
    if (request?.type === 'fleet') client.fleet = request.on
    else if (request) this.#watchInstead(client, request.host)
  }

  protected onGone(client: Client): void {
    client.unwatch()
  }

  #watchInstead(client: Client, host: number | null): void {
    if (host === client.watched) return
    client.unwatch()
    client.watched = host
    client.unwatch = host === null ? () => {} : this.#watch(host)
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
