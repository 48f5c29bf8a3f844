import type { LiveClock } from './clock.ts'

export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting' | 'offline' | 'signed-out'

export interface ConnectionStatus {
  readonly state: ConnectionState
  /** Epoch ms of the last message, by this device's clock. */
  readonly lastReceived: number | null
  /** No message for {@link STALE_AFTER}, or none yet and the first attempt failed. */
  readonly stale: boolean
}

export interface LiveSocket {
  onopen: ((this: never, event: never) => void) | null
  onmessage: ((this: never, event: never) => void) | null
  onclose: ((this: never, event: never) => void) | null
  send(text: string): void
  close(): void
}

export interface ConnectionEnvironment {
  readonly clock: LiveClock
  open(): LiveSocket
  online(): boolean
  /** 0 ≤ value < 1. */
  random(): number
  /** Asks whether the session is still good: a browser hides the 401 that refused its socket. */
  sessionEnded(): Promise<boolean>
  onMessage(data: string): void
  onStatus(status: ConnectionStatus): void
}

export const STALE_AFTER = 5_000
/** A socket open this long without a word is dead: a sleeping laptop or a lost route closes nothing. */
export const SILENCE_LIMIT = 12_000
export const BACKOFF = { first: 500, limit: 15_000 } as const
const POLICY_CLOSE = 1008

/** Half of the delay is fixed and half is chance, so that a restarted hub is not met by every browser at once. */
export function backoffDelay(attempt: number, random: number): number {
  const ceiling = Math.min(BACKOFF.limit, BACKOFF.first * 2 ** Math.min(attempt, 16))
  return ceiling / 2 + (ceiling / 2) * random
}

/** The live socket kept open: reconnects with backoff, at once when the device comes back, never after sign-out. */
export class LiveConnection {
  #environment: ConnectionEnvironment
  #socket: LiveSocket | null = null
  #status: ConnectionStatus = { state: 'idle', lastReceived: null, stale: false }
  #attempt = 0
  #generation = 0
  readonly #requests = new Map<string, string>()
  #cancelRetry: (() => void) | null = null
  #cancelStale: (() => void) | null = null
  #cancelSilence: (() => void) | null = null

  constructor(environment: ConnectionEnvironment) {
    this.#environment = environment
  }

  get status(): ConnectionStatus {
    return this.#status
  }

  start(): void {
    if (this.#status.state === 'idle') this.#connect()
  }

  stop(): void {
    this.#generation++
    this.#clearTimers()
    this.#dropSocket()
    this.#attempt = 0
    this.#update({ state: 'idle', lastReceived: null, stale: false })
  }

  /** Asks the hub for something now, and again on every connection to come; one request a subject. */
  ask(subject: string, request: string): void {
    this.#requests.set(subject, request)
    if (this.#status.state === 'open') this.#socket?.send(request)
  }

  /** Says something last about a subject. */
  askNoMore(subject: string, goodbye: string): void {
    this.#requests.delete(subject)
    if (this.#status.state === 'open') this.#socket?.send(goodbye)
  }

  /** The device is back online or the page is looked at again: no reason to wait. */
  wake(): void {
    const { state, lastReceived } = this.#status
    const silent = lastReceived !== null && this.#environment.clock.now() - lastReceived > STALE_AFTER
    if (state === 'waiting' || state === 'offline' || (state === 'open' && silent)) {
      this.#attempt = 0
      this.#connect()
    }
  }

  offline(): void {
    if (this.#status.state === 'idle' || this.#status.state === 'signed-out') return
    this.#lost()
  }

  #connect(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = null
    this.#dropSocket()
    const generation = ++this.#generation
    this.#update({ state: 'connecting' })
    const socket = this.#environment.open()
    this.#socket = socket
    this.#watchSilence()
    socket.onopen = () => {
      if (generation !== this.#generation) return
      this.#update({ state: 'open' })
      for (const request of this.#requests.values()) socket.send(request)
    }
    socket.onmessage = (event: { data: unknown }) => {
      if (generation === this.#generation && typeof event.data === 'string') this.#received(event.data)
    }
    socket.onclose = (event: { code: number }) => {
      if (generation === this.#generation) void this.#closed(event.code, generation)
    }
  }

  #received(data: string): void {
    this.#attempt = 0
    this.#cancelStale?.()
    this.#cancelStale = this.#environment.clock.after(STALE_AFTER, () => this.#update({ stale: true }))
    this.#watchSilence()
    this.#update({ lastReceived: this.#environment.clock.now(), stale: false })
    this.#environment.onMessage(data)
  }

  async #closed(code: number, generation: number): Promise<void> {
    const refused = this.#status.state === 'connecting' || code === POLICY_CLOSE
    if (refused && this.#environment.online() && (await this.#environment.sessionEnded())) {
      if (generation !== this.#generation) return
      this.#clearTimers()
      this.#update({ state: 'signed-out' })
      return
    }
    if (generation === this.#generation) this.#lost()
  }

  #lost(): void {
    this.#generation++
    this.#cancelSilence?.()
    this.#dropSocket()
    this.#cancelRetry?.()
    const stale = this.#status.stale || this.#status.lastReceived === null
    if (!this.#environment.online()) {
      this.#update({ state: 'offline', stale })
      return
    }
    this.#update({ state: 'waiting', stale })
    const delay = backoffDelay(this.#attempt++, this.#environment.random())
    this.#cancelRetry = this.#environment.clock.after(delay, () => this.#connect())
  }

  #watchSilence(): void {
    this.#cancelSilence?.()
    this.#cancelSilence = this.#environment.clock.after(SILENCE_LIMIT, () => this.#lost())
  }

  #dropSocket(): void {
    const socket = this.#socket
    if (!socket) return
    this.#socket = null
    socket.onopen = null
    socket.onmessage = null
    socket.onclose = null
    socket.close()
  }

  #clearTimers(): void {
    this.#cancelRetry?.()
    this.#cancelStale?.()
    this.#cancelSilence?.()
  }

  #update(change: Partial<ConnectionStatus>): void {
    this.#status = { ...this.#status, ...change }
    this.#environment.onStatus(this.#status)
  }
}
