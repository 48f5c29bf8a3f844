import type { HostInventory } from '@hyperion/domain/hosts'
import type { Lanes } from '@hyperion/domain/lanes'
import type { Report } from '@hyperion/domain/metrics'
import { type Clock, every } from '@hyperion/ports/clock'
import type { RemoteHosts, RemoteReader } from '@hyperion/ports/remote-host'
import type { SshClient, SshConnection, SshLimits, SshLogin } from '@hyperion/ports/ssh'
import type { SshHostNews } from '@hyperion/ports/ssh-hosts'
import { NotReached, readInto, reasonOf } from './reach.ts'
import { nextDue } from './schedule.ts'

export interface HostWatchDeps {
  readonly client: SshClient
  readonly remote: RemoteHosts
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Shared by all hosts. */
  readonly connecting: Lanes
  readonly sampling: Lanes
  readonly limits: SshLimits
  /** A report for the history. */
  readonly onStored: (report: Report) => void
  /** A live sample, while somebody watches. */
  readonly onLive: (report: Report) => void
  readonly onNews: (news: SshHostNews) => void
}

export interface HostWatchOptions {
  readonly host: number
  readonly intervalMs: number
  /** Throws {@link NotReached} when the secret cannot be opened. */
  readonly login: () => SshLogin
}

const LIVE_MS = 2_000
const INVENTORY_MS = 5 * 60_000
const LAST_SEEN_MS = 60_000
/** So that what an outage adds to itself stays in proportion to it. */
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000
const LONGER = 1.5
/** What a person has to mend is not tried all the time: some machines lock out whoever knocks too often. */
const MENDED_BY_HAND_MS = 5 * 60_000
const MENDED_BY_HAND: readonly string[] = ['host_key', 'authentication', 'key', 'passphrase', 'secret_lost']
/** A sample this late still stands for the instant it was due at. */
const ON_TIME_MS = 1_000

/** Watches one host: keeps a connection, has it print a sample when one is due, one at a time. */
export class HostWatch {
  readonly #deps: HostWatchDeps
  readonly #host: number
  #login: () => SshLogin
  #intervalMs: number
  #reader: RemoteReader
  #connection: SshConnection | null = null
  #trouble: NotReached | null = null
  #failures = 0
  #slow = false
  /** What counters stood at before an outage would make its average a figure of one instant: the next answer begins anew. */
  #first = false
  /** The instant that the sample under way, or the next one, is to be stored for. */
  #owed: number | null = null
  #sampling: Promise<void> | null = null
  #connecting: Promise<void> | null = null
  #lastAt = 0
  #lastSeen: number | null = null
  #seenKeptAt = 0
  #inventoryAt = Number.NEGATIVE_INFINITY
  #cancelDue = (): void => {}
  #cancelRetry = (): void => {}
  #stopLive: (() => void) | null = null
  #stopped = false

  constructor({ host, intervalMs, login }: HostWatchOptions, deps: HostWatchDeps) {
    this.#host = host
    this.#intervalMs = intervalMs
    this.#login = login
    this.#deps = deps
    this.#reader = deps.remote.createReader(deps.log)
  }

  /** Its samples come. */
  get online(): boolean {
    return this.#connection !== null && !this.#first
  }

  /** Why it is not seen, or not fully. */
  get trouble(): NotReached | null {
    return this.#trouble
  }

  /** Null while the host is away. */
  get connection(): SshConnection | null {
    return this.#connection
  }

  /** It takes longer to answer than its interval lasts. */
  get slow(): boolean {
    return this.#slow
  }

  /** Null before the first sample since the start. */
  get lastSeen(): number | null {
    return this.#lastSeen
  }

  start(): void {
    if (this.#stopped) return
    this.#schedule(nextDue(this.#host, this.#intervalMs, this.#deps.clock.now()))
    this.#connect()
  }

  sampleEvery(intervalMs: number): void {
    if (intervalMs === this.#intervalMs) return
    this.#intervalMs = intervalMs
    this.#slow = false
    this.#cancelDue()
    this.#schedule(nextDue(this.#host, intervalMs, this.#deps.clock.now()))
  }

  /** Another way in, tried at once. */
  signInWith(login: () => SshLogin): void {
    this.#login = login
    this.#drop()
    this.#trouble = null
    this.#failures = 0
    this.#connect()
  }

  live(on: boolean): void {
    this.#stopLive?.()
    this.#stopLive = on ? every(this.#deps.clock, LIVE_MS, () => this.#sample()) : null
    if (on) this.#sample()
  }

  /** Settles when nothing more comes of it. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelDue()
    this.#cancelRetry()
    this.live(false)
    this.#drop()
    await this.#connecting
    await this.#sampling
  }

  #schedule(due: number): void {
    const { clock } = this.#deps
    this.#cancelDue = clock.after(due - clock.now(), () => {
      this.#schedule(nextDue(this.#host, this.#intervalMs, Math.max(due, clock.now())))
      if (!this.#connection) return
      // One that is owed still means that the host has not answered since: this one is left out.
      if (this.#owed !== null) this.#slow = true
      else this.#owed = due
      this.#sample()
    })
  }

  #connect(): void {
    if (this.#stopped || this.#connection || this.#connecting) return
    this.#cancelRetry()
    const login = this.#login
    this.#connecting = this.#deps.connecting
      .run(async () => {
        if (this.#stopped) return
        const connection = await this.#deps.client.connect(login())
        if (this.#stopped || login !== this.#login) connection.end()
        else this.#connected(connection)
      })
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#connecting = null
        // Another way in may have come meanwhile.
        if (login !== this.#login) this.#connect()
      })
  }

  #connected(connection: SshConnection): void {
    this.#connection = connection
    void connection.ended.then((failure) => {
      if (this.#connection === connection) this.#failed(failure ?? new NotReached('lost', 'the connection was closed'))
    })
    this.#owed = null
    this.#first = true
    this.#sample()
  }

  #sample(): void {
    const connection = this.#connection
    if (!connection || this.#sampling) return
    this.#sampling = this.#deps.sampling
      .run(async () => {
        if (connection !== this.#connection) return
        await readInto(this.#reader, connection, this.#deps.remote, this.#deps.limits)
        if (connection === this.#connection) this.#answered()
      })
      .catch((error: unknown) => {
        if (connection === this.#connection) this.#failed(error)
      })
      .finally(() => {
        this.#sampling = null
        // A new connection may have come while the old one was let go.
        if (this.#first) this.#sample()
      })
  }

  #answered(): void {
    const now = Math.round(this.#deps.clock.now())
    if (this.#trouble) this.#deps.log('is seen again')
    this.#trouble = null
    this.#failures = 0
    this.#lastSeen = now
    const live = this.#reader.live()
    const first = this.#first
    this.#first = false
    if (this.#stopLive && !first) this.#deps.onLive({ at: now, readings: live })
    if (first) {
      this.#reader.stored()
      this.#owed = null
    } else if (this.#owed !== null) this.#store(this.#owed, now)
    this.#tell(now, first)
  }

  #store(due: number, now: number): void {
    const late = now - due
    const readings = this.#reader.stored()
    this.#owed = null
    if (late < this.#intervalMs) this.#slow = false
    const at = late <= Math.max(ON_TIME_MS, this.#intervalMs / 4) ? due : now
    if (at <= this.#lastAt) return
    this.#lastAt = at
    this.#deps.onStored({ at, readings })
  }

  #tell(now: number, first: boolean): void {
    const inventory = first || now - this.#inventoryAt >= INVENTORY_MS ? this.#reader.inventory() : null
    if (inventory) this.#inventoryAt = now
    if (!inventory && now - this.#seenKeptAt < LAST_SEEN_MS) return
    this.#seenKeptAt = now
    this.#deps.onNews(newsOf(now, inventory))
  }

  #drop(): void {
    const connection = this.#connection
    this.#connection = null
    this.#owed = null
    this.#first = false
    this.#slow = false
    connection?.end()
  }

  #failed(error: unknown): void {
    this.#drop()
    if (this.#stopped) return
    const reason = reasonOf(error)
    const trouble = reason instanceof NotReached ? reason : new NotReached('lost', String(reason))
    if (trouble.message !== this.#trouble?.message) this.#deps.log(trouble.message)
    this.#trouble = trouble
    this.#cancelRetry()
    this.#cancelRetry = this.#deps.clock.after(this.#pause(trouble), () => this.#connect())
    this.#failures++
  }

  /** Longer from failure to failure, and never the same for all. */
  #pause({ kind }: NotReached): number {
    const ms = MENDED_BY_HAND.includes(kind) ? MENDED_BY_HAND_MS : Math.min(FIRST_RETRY_MS * LONGER ** this.#failures, LAST_RETRY_MS)
    return ms * (0.8 + 0.4 * Math.random())
  }
}

function newsOf(lastSeen: number, inventory: HostInventory | null): SshHostNews {
  return inventory ? { lastSeen, inventory } : { lastSeen }
}
