import type { ContainerList, ProcessSnapshot, UnitInfo } from '@hyperion/domain/hosts'
import { decodeReport, FrameError, type Report } from '@hyperion/domain/metrics'
import type { Agent, AgentNews } from '@hyperion/ports/agents'
import type { Clock } from '@hyperion/ports/clock'
import type { HostFrame } from '@hyperion/ports/metric-store'
import type { HostSnapshot } from '@hyperion/ports/processes'
import type { ActionFromAgent, Capabilities, Ended } from '@hyperion/wire/actions'
import {
  AGENT_FEATURES,
  AGENT_LIMITS,
  type AgentBatch,
  type AgentStatus,
  type FromAgent,
  type FromHub,
  type Hello,
  parseFromAgent,
  type Refusal,
  type Strain,
  unpackBatch,
  unpackSnapshot,
  WireError,
} from '@hyperion/wire/agent'
import type { Ingest } from '../metrics/index.ts'
import { type Operator, OrderLine } from '../operators/index.ts'
import type { LinkEnd } from './absences.ts'
import { Handshake, type HandshakeDeps, Refused } from './handshake.ts'
import type { AgentLink, LinkEvents } from './link.ts'
import { inflateSnapshot } from './snapshots.ts'

export interface SessionDeps extends HandshakeDeps {
  readonly clock: Clock
  readonly ingest: Pick<Ingest, 'add'>
  readonly log: (message: string) => void
}

/** What a session needs of whoever keeps all of them. */
export interface SessionOwner {
  /** Called once the agent has proved who it is; throws {@link Refused} when it may not come in. */
  admit(session: AgentSession, agent: Agent): Promise<{ readonly intervalMs: number; readonly strain: Strain }>
  /** The welcome is sent: the session may be told things. */
  opened(session: AgentSession): void
  report(host: number, report: Report): void
  live(host: number, report: Report): void
  units(host: number, units: readonly UnitInfo[]): void
  news(session: AgentSession, news: AgentNews): void
  containers(host: number, list: ContainerList): void
  /** An order ended that was given on a connection before. */
  lateEnd(host: number, id: string, ended: Ended): Promise<void>
  ended(session: AgentSession, how: LinkEnd): void
}

export const TIMES = { handshakeMs: 10_000, silenceMs: 60_000 } as const

/** Bytes that may wait here for the store or for each other before the sender is cut off. */
const BACKLOG_BYTES = 2 * AGENT_LIMITS.windowBytes + AGENT_LIMITS.messageBytes
/** A question answered later than this says nothing about a clock. */
const USABLE_ROUND_TRIP_MS = 5_000

/** One connection of an agent: handshake, then reports until it ends. */
export class AgentSession implements LinkEvents {
  readonly link: AgentLink
  readonly openedAt: number
  readonly #deps: SessionDeps
  readonly #owner: SessionOwner
  readonly #cancelHandshakeLimit: () => void
  #hello: Hello | null = null
  #handshake: Handshake | null = null
  #agent: Agent | null = null
  #status: AgentStatus | null = null
  #containerTroubles: readonly string[] = []
  #orders: OrderLine | null = null
  #heardAt: number
  #signs = 0
  #nextSeq = 0
  #backlogBytes = 0
  #work: Promise<void> = Promise.resolve()
  #closed = false

  constructor(link: AgentLink, deps: SessionDeps, owner: SessionOwner) {
    this.link = link
    this.#deps = deps
    this.#owner = owner
    this.openedAt = deps.clock.now()
    this.#heardAt = this.openedAt
    this.#cancelHandshakeLimit = deps.clock.after(TIMES.handshakeMs, () => this.end(new Refused('timeout', 'no handshake in time')))
  }

  /** Null until the agent proved who it is. */
  get host(): number | null {
    return this.#agent?.host ?? null
  }

  get hello(): Hello | null {
    return this.#hello
  }

  get status(): AgentStatus | null {
    return this.#status
  }

  /** Why its containers cannot be seen. */
  get containerTroubles(): readonly string[] {
    return this.#containerTroubles
  }

  /** Null where the agent takes no orders, or has not said so yet. */
  get operator(): Operator | null {
    return this.#closed ? null : this.#orders
  }

  /** Epoch ms of the last sign of life. */
  get heardAt(): number {
    return this.#heardAt
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** How many signs of life there were. */
  get signs(): number {
    return this.#signs
  }

  text(message: string): void {
    this.#accept(message.length, () => this.#onText(message))
  }

  binary(message: Uint8Array): void {
    this.#accept(message.length, async () => this.#onBinary(unpackBatch(message)))
  }

  pong(): void {
    this.#signs++
    this.#heardAt = this.#deps.clock.now()
  }

  closed(how: LinkEnd): void {
    if (this.#closed) return
    this.#closed = true
    this.#cancelHandshakeLimit()
    this.#orders?.close()
    this.#owner.ended(this, how)
  }

  tell(message: FromHub): void {
    if (!this.#closed) this.link.send(JSON.stringify(message))
  }

  askTime(): void {
    this.tell({ type: 'time', asked: this.#deps.clock.now() })
  }

  end({ code, message }: Pick<Refused, 'code' | 'message'>): void {
    if (this.#closed) return
    this.link.close(code, message)
    this.closed('closed')
  }

  /** Messages are worked off one after the other; too many of them waiting end the connection. */
  #accept(bytes: number, work: () => Promise<void>): void {
    this.pong()
    if (this.#agent === null && bytes > AGENT_LIMITS.strangerBytes) this.end(new Refused('tooLarge', 'message too large'))
    if (this.#backlogBytes + bytes > BACKLOG_BYTES) this.end(new Refused('tooMany', 'more reports than acknowledged ones allow'))
    this.#backlogBytes += bytes
    this.#work = this.#work
      .then(async () => {
        if (!this.#closed) await work()
      })
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#backlogBytes -= bytes
      })
  }

  #fail(error: unknown): void {
    if (error instanceof Refused) this.end(error)
    else if (error instanceof WireError) this.end(new Refused('malformed', error.message))
    else {
      this.#deps.log(`agents: a message from ${this.link.address} failed: ${error instanceof Error ? error.message : String(error)}`)
      this.end({ code: 1011, message: 'the hub failed; try again' })
    }
  }

  async #onText(message: string): Promise<void> {
    const parsed = parseFromAgent(message)
    if (this.#agent) this.#onMessage(parsed)
    else if (parsed.type === 'hello' && !this.#handshake) this.#onHello(parsed)
    else if (parsed.type === 'proof' && this.#handshake) await this.#open(await this.#handshake.accept(parsed), this.#handshake)
    else throw new WireError(`${parsed.type} is out of turn`)
  }

  #onHello(hello: Hello): void {
    this.#hello = hello
    this.#handshake = new Handshake(this.#deps, hello)
    this.tell(this.#handshake.challenge())
  }

  async #open(agent: Agent, { lacks }: Handshake): Promise<void> {
    const { intervalMs, strain } = await this.#owner.admit(this, agent)
    if (this.#closed) return
    this.#cancelHandshakeLimit()
    this.#agent = agent
    this.tell({ type: 'welcome', host: agent.host, intervalMs, lacks, features: AGENT_FEATURES, strain })
    this.#owner.news(this, { version: this.#hello?.version ?? '', lacks, address: this.link.address, lastSeen: this.#heardAt })
    this.#owner.opened(this)
    this.askTime()
  }

  #onMessage(message: FromAgent): void {
    if (message.type === 'inventory') this.#owner.news(this, { inventory: message.inventory })
    else if (message.type === 'status') this.#status = message.status
    else if (message.type === 'containers') this.#onContainers(message.list)
    else if (message.type === 'units') this.#owner.units(this.#agent?.host ?? 0, message.units)
    else if (message.type === 'time') this.#onTime(message.asked, message.now)
    else if (message.type === 'capabilities' || message.type === 'ticket' || message.type === 'event') this.#onOrders(message)
    else throw new WireError(`${message.type} is out of turn`)
  }

  #onOrders(message: ActionFromAgent): void {
    if (message.type !== 'capabilities') this.#orders?.receive(message)
    else if (this.#orders) this.#orders.receive(message)
    else this.#orders = this.#openOrders(message.capabilities)
  }

  #openOrders(capabilities: Capabilities): OrderLine {
    const { identity, clock } = this.#deps
    return new OrderLine(capabilities, {
      agentKey: this.#hello?.key ?? '',
      sign: (bytes) => identity.sign(bytes),
      send: (message) => this.tell(message),
      clock,
      onLateEnd: (id, ended) => this.#owner.lateEnd(this.host ?? 0, id, ended),
    })
  }

  #onContainers(list: ContainerList): void {
    this.#containerTroubles = list.troubles
    if (this.host !== null) this.#owner.containers(this.host, list)
  }

  #onTime(asked: number, agentNow: number): void {
    const now = this.#deps.clock.now()
    const roundTrip = now - asked
    if (roundTrip < 0 || roundTrip > USABLE_ROUND_TRIP_MS) return
    this.#owner.news(this, { skewMs: Math.round(agentNow - (asked + roundTrip / 2)) })
  }

  #onBinary(batch: AgentBatch): void {
    if (!this.#agent) throw new WireError('reports before the handshake')
    const { host } = this.#agent
    if (batch.kind === 'live') this.#owner.live(host, decode(batch.frame))
    else this.#onReports(host, batch.first, batch.frames)
  }

  #onReports(host: number, first: number, frames: readonly Uint8Array[]): void {
    if (first < this.#nextSeq) throw new WireError(`report ${first} came before, on this connection`)
    this.#nextSeq = first + frames.length
    const refused: Refusal[] = []
    const kept: HostFrame[] = []
    const snapshots: HostSnapshot[] = []
    let bytes = 0
    frames.forEach((frame, i) => {
      try {
        const deflated = unpackSnapshot(frame)
        if (deflated) snapshots.push({ host, snapshot: this.#admissible(inflateSnapshot(deflated)) })
        else {
          const report = this.#admissible(decodeReport(frame))
          kept.push({ host, frame })
          this.#owner.report(host, report)
        }
        bytes += frame.length
      } catch (error) {
        if (!(error instanceof FrameError)) throw error
        refused.push({ seq: first + i, reason: error.message })
      }
    })
    const acknowledge = (): void => {
      this.#backlogBytes -= bytes
      this.tell({ type: 'ack', seq: first + frames.length - 1, refused })
    }
    this.#backlogBytes += bytes
    this.#deps.ingest.add({ frames: kept, snapshots }, () => this.#closed, acknowledge)
  }

  #admissible<T extends Report | ProcessSnapshot>(dated: T): T {
    const ahead = dated.at - this.#deps.clock.now()
    if (ahead > AGENT_LIMITS.futureMs) throw new FrameError(`dated ${Math.round(ahead / 1000)} s in the future: set the clock of the host`)
    if (-ahead > AGENT_LIMITS.pastMs) throw new FrameError('dated more than a year ago: set the clock of the host')
    return dated
  }
}

function decode(frame: Uint8Array): Report {
  try {
    return decodeReport(frame)
  } catch (error) {
    throw error instanceof FrameError ? new WireError(error.message) : error
  }
}
