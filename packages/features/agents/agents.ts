import { DomainError } from '@hyperion/domain/errors'
import type { ContainerList, HostDown, StrainLevels, UnitInfo } from '@hyperion/domain/hosts'
import type { Report } from '@hyperion/domain/metrics'
import type { Agent, AgentNews, AgentStore } from '@hyperion/ports/agents'
import type { Bus } from '@hyperion/ports/bus'
import { every } from '@hyperion/ports/clock'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { ProcessStore } from '@hyperion/ports/processes'
import type { Ended } from '@hyperion/wire/actions'
import { AGENT_CLOSE, type AgentStatus } from '@hyperion/wire/agent'
import type { HostChange, ToldUnits } from '../hosts/index.ts'
import { Ingest } from '../metrics/index.ts'
import type { Operator } from '../operators/index.ts'
import { Absences, type AbsencesDeps, type LinkEnd } from './absences.ts'
import { Conflicts, type IdentityConflict } from './conflicts.ts'
import { Refused } from './handshake.ts'
import type { AgentLink, LinkEvents } from './link.ts'
import { ownAddress } from './own-address.ts'
import { AgentSession, type SessionDeps, type SessionOwner, TIMES } from './session.ts'

export interface AgentsDeps extends Omit<SessionDeps, 'ingest' | 'store'> {
  readonly store: AgentStore
  readonly metrics: Pick<MetricStore, 'append' | 'forget'>
  readonly processes: Pick<ProcessStore, 'append'>
  /** From where a host counts as strained. */
  readonly strain: () => Promise<StrainLevels>
  readonly bus: Pick<Bus, 'publish'>
  readonly probe: AbsencesDeps['probe']
  /** Told of every report for the history, in the order of a host's instants. */
  readonly onReport: (host: number, report: Report) => void
  /** Told which containers a host has, whenever that changes. */
  readonly onContainers?: (host: number, list: ContainerList) => void
  /** Told when a host told its units, which it does when one of them changed. */
  readonly onUnits?: (host: number) => void
  /** Told how orders ended of which the hub lost sight. */
  readonly onLateEnd?: (host: number, id: string, ended: Ended) => Promise<void>
  /** Of agents that have no interval of their own. */
  readonly defaultIntervalMs: number
}

/** An agent with how it is at this moment. */
export interface AgentView extends Agent {
  readonly connected: boolean
  /** The interval that counts. */
  readonly effectiveIntervalMs: number
  /** As it last told while connected. */
  readonly status: AgentStatus | null
  /** Why its containers cannot be seen, one line each; as it last told while connected. */
  readonly containerTroubles: readonly string[]
  /** A second agent claims to be this one. */
  readonly conflict: IdentityConflict | null
  /** What is away; null while it is connected. */
  readonly down: HostDown | null
}

const PING_MS = 20_000
const QUESTION_MS = 60_000
/** Connections that have not proved who they are. */
const STRANGERS_MAX = 256
/** Until the thresholds are known. */
const DEFAULT_STRAIN: StrainLevels = { cpu: 70, memory: 70 }
/** Agents that were connected to the hub before it was started anew have come back by then. */
const COMING_BACK_MS = 45_000
/** A smaller change of the clock's difference is not written. */
const SKEW_STEP_MS = 250

/** The agents of all hosts: lets them in, takes their reports, knows how they are. */
export class Agents implements SessionOwner {
  readonly #deps: AgentsDeps
  readonly #ingest: Ingest
  readonly #conflicts: Conflicts
  readonly #absences: Absences
  readonly #strangers = new Set<AgentSession>()
  readonly #sessions = new Map<number, AgentSession>()
  readonly #known = new Map<number, Agent>()
  readonly #lastReport = new Map<number, number>()
  readonly #watchers = new Map<number, number>()
  readonly #units = new Map<number, ToldUnits>()
  #strain: StrainLevels = DEFAULT_STRAIN
  readonly #timers: readonly (() => void)[]
  #unsaved = new Map<number, AgentNews>()
  #saving: Promise<void> | null = null

  constructor(deps: AgentsDeps) {
    this.#deps = deps
    const { clock, log, processes } = deps
    const of = { name: 'agents', waiting: 'their reports wait on their own disks' }
    this.#ingest = new Ingest({ of, store: deps.metrics, processes, clock, log })
    this.#conflicts = new Conflicts({ clock, log })
    this.#absences = new Absences({ probe: deps.probe, clock, addressOf: (host) => this.#ownAddress(host) })
    this.#timers = [
      every(clock, PING_MS, () => this.#pingAll()),
      every(clock, QUESTION_MS, () => void this.#askAll()),
      clock.after(COMING_BACK_MS, () => this.#noticeAbsent()),
    ]
  }

  /** Reads who is known; agents may connect afterwards. */
  async start(): Promise<void> {
    for (const agent of await this.#deps.store.list()) this.#known.set(agent.host, agent)
    await this.#learnStrain()
  }

  /** One line for /health while agents' reports cannot be stored, else null. */
  degraded(): string | null {
    return this.#ingest.degraded()
  }

  /** Takes in a new connection; the answer is to be told what happens on it. */
  connect(link: AgentLink): LinkEvents {
    const session = new AgentSession(link, { ...this.#deps, ingest: this.#ingest }, this)
    if (this.#strangers.size >= STRANGERS_MAX) session.end(new Refused('tooMany', 'too many connections without a handshake'))
    else this.#strangers.add(session)
    return session
  }

  /** By host, oldest first. */
  list(): readonly AgentView[] {
    return [...this.#known.values()].map((agent) => this.#view(agent))
  }

  /** Undefined when the host has no agent. */
  get(host: number): AgentView | undefined {
    const agent = this.#known.get(host)
    return agent && this.#view(agent)
  }

  /** Units as the agent told them last; null before it has since the hub started. */
  unitsOf(host: number): ToldUnits | null {
    return this.#units.get(host) ?? null
  }

  /** Null while the agent is away, or where it takes no orders. */
  operator(host: number): Operator | null {
    return this.#sessions.get(host)?.operator ?? null
  }

  /** Asks a host for live samples until the answer is called. */
  watch(host: number): () => void {
    this.#watchers.set(host, (this.#watchers.get(host) ?? 0) + 1)
    if (this.#watchers.get(host) === 1) this.#sessions.get(host)?.tell({ type: 'live', on: true })
    let watching = true
    return () => {
      if (!watching) return
      watching = false
      const left = (this.#watchers.get(host) ?? 1) - 1
      if (left > 0) this.#watchers.set(host, left)
      else {
        this.#watchers.delete(host)
        this.#sessions.get(host)?.tell({ type: 'live', on: false })
      }
    }
  }

  async change(host: number, { name, intervalMs }: HostChange): Promise<AgentView> {
    const changed = await this.#deps.store.change(host, {
      ...(name !== undefined && { name }),
      ...(intervalMs !== undefined && { intervalMs }),
    })
    if (!changed) throw new DomainError('not_found', 'the host has no agent')
    const agent = { ...changed, ...this.#liveFacts(host) }
    this.#known.set(host, agent)
    if (intervalMs !== undefined) this.#configure(agent)
    return this.#view(agent)
  }

  /** Deletes a host with its history and refuses its agent from now on. */
  async remove(host: number): Promise<void> {
    const { store, clock, metrics } = this.#deps
    if (!(await store.remove(host, clock.now()))) throw new DomainError('not_found', 'the host has no agent')
    this.#known.delete(host)
    this.#lastReport.delete(host)
    this.#units.delete(host)
    this.#absences.forget(host)
    this.#sessions.get(host)?.end(new Refused('revoked', 'this host was deleted from the hub'))
    await metrics.forget(host)
  }

  /** Says goodbye to everyone and keeps what is known of them. */
  async stop(): Promise<void> {
    for (const stop of this.#timers) stop()
    this.#absences.stop()
    const goodbye = { code: AGENT_CLOSE.stopping, message: 'hub stopping' }
    for (const session of [...this.#strangers, ...this.#sessions.values()]) session.end(goodbye)
    await this.#ingest.stop()
    await this.#saving
  }

  async admit(session: AgentSession, agent: Agent): Promise<{ readonly intervalMs: number; readonly strain: StrainLevels }> {
    for (let before = this.#sessions.get(agent.host); before; before = this.#sessions.get(agent.host)) {
      await this.#conflicts.settle(before, session, agent.name)
    }
    if (session.isClosed) throw new Refused('replaced', 'gone meanwhile')
    this.#strangers.delete(session)
    this.#sessions.set(agent.host, session)
    this.#known.set(agent.host, agent)
    return { intervalMs: this.#intervalOf(agent), strain: this.#strain }
  }

  opened(session: AgentSession): void {
    const host = session.host as number
    this.#absences.back(host)
    if (this.#watchers.has(host)) session.tell({ type: 'live', on: true })
  }

  report(host: number, report: Report): void {
    // What is sent again after a lost acknowledgement was evaluated before.
    if (report.at <= (this.#lastReport.get(host) ?? 0)) return
    this.#lastReport.set(host, report.at)
    this.#deps.onReport(host, report)
  }

  live(host: number, report: Report): void {
    if (this.#watchers.has(host)) this.#deps.bus.publish('live', { host, report })
  }

  units(host: number, units: readonly UnitInfo[]): void {
    this.#units.set(host, { at: this.#deps.clock.now(), units })
    this.#deps.onUnits?.(host)
  }

  news(session: AgentSession, news: AgentNews): void {
    const { host } = session
    const agent = host === null ? undefined : this.#known.get(host)
    if (!agent) return
    const heard = { lastSeen: session.heardAt }
    this.#known.set(agent.host, { ...agent, ...news, ...heard, name: renamed(agent, news) })
    const step = news.skewMs !== undefined && Math.abs(news.skewMs - (agent.skewMs ?? Number.POSITIVE_INFINITY)) < SKEW_STEP_MS
    if (!step) this.#save(agent.host, { ...news, ...heard })
  }

  containers(host: number, list: ContainerList): void {
    this.#deps.onContainers?.(host, list)
  }

  async lateEnd(host: number, id: string, ended: Ended): Promise<void> {
    await this.#deps.onLateEnd?.(host, id, ended)
  }

  ended(session: AgentSession, how: LinkEnd): void {
    this.#strangers.delete(session)
    const { host } = session
    if (host === null || this.#sessions.get(host) !== session) return
    this.#sessions.delete(host)
    this.#keepLastSeen(host, session.heardAt)
    if (this.#known.has(host)) this.#absences.gone(host, session.heardAt, how)
  }

  #view(agent: Agent): AgentView {
    const session = this.#sessions.get(agent.host)
    return {
      ...agent,
      lastSeen: session?.heardAt ?? agent.lastSeen,
      connected: session !== undefined,
      effectiveIntervalMs: this.#intervalOf(agent),
      status: session?.status ?? null,
      containerTroubles: session?.containerTroubles ?? [],
      conflict: this.#conflicts.of(agent.host),
      down: this.#absences.of(agent.host),
    }
  }

  #ownAddress(host: number): string | null {
    const agent = this.#known.get(host)
    return agent ? ownAddress(agent.address, agent.inventory) : null
  }

  /** Those that were connected to the process before this one, and to this one never. */
  #noticeAbsent(): void {
    for (const { host, lastSeen } of this.#known.values())
      if (lastSeen !== null && !this.#sessions.has(host) && !this.#absences.of(host)) this.#absences.gone(host, lastSeen, 'unseen')
  }

  #intervalOf({ intervalMs }: Agent): number {
    return intervalMs ?? this.#deps.defaultIntervalMs
  }

  /** What is known here before the database is. */
  #liveFacts(host: number): Partial<Agent> {
    const lastSeen = this.#sessions.get(host)?.heardAt
    return lastSeen === undefined ? {} : { lastSeen }
  }

  #keepLastSeen(host: number, lastSeen: number): void {
    const agent = this.#known.get(host)
    if (!agent) return
    this.#known.set(host, { ...agent, lastSeen })
    this.#save(host, { lastSeen })
  }

  #save(host: number, news: AgentNews): void {
    this.#unsaved.set(host, { ...this.#unsaved.get(host), ...news })
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = null
    })
  }

  /** What comes meanwhile goes together next: a fleet that leaves at once is one write, not a thousand. */
  async #saveAll(): Promise<void> {
    while (this.#unsaved.size > 0) {
      const news = this.#unsaved
      this.#unsaved = new Map()
      try {
        await this.#deps.store.keep(news)
      } catch (error) {
        this.#deps.log(`agents: what ${news.size} hosts told is not kept: ${error}`)
      }
    }
  }

  #pingAll(): void {
    const now = this.#deps.clock.now()
    for (const session of [...this.#sessions.values()]) {
      if (now - session.heardAt > TIMES.silenceMs) {
        session.link.terminate()
        session.closed('silent')
      } else session.link.ping()
    }
  }

  #configure(agent: Agent): void {
    this.#sessions.get(agent.host)?.tell({ type: 'configure', intervalMs: this.#intervalOf(agent), strain: this.#strain })
  }

  /** Whether it is another one than before. */
  async #learnStrain(): Promise<boolean> {
    const { cpu, memory } = await this.#deps.strain().catch(() => this.#strain)
    const changed = cpu !== this.#strain.cpu || memory !== this.#strain.memory
    this.#strain = { cpu, memory }
    return changed
  }

  async #askAll(): Promise<void> {
    if (await this.#learnStrain()) for (const agent of this.#known.values()) this.#configure(agent)
    for (const [host, session] of this.#sessions) {
      session.askTime()
      this.#keepLastSeen(host, session.heardAt)
    }
  }
}

/** As the store does it: a host that was named after its machine follows its name. */
function renamed(agent: Agent, { inventory }: AgentNews): string {
  return inventory && agent.inventory && agent.name === agent.inventory.info.hostname ? inventory.info.hostname : agent.name
}
