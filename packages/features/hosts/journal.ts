import type { Action } from '@hyperion/domain/actions'
import type { ContainerList } from '@hyperion/domain/hosts'
import type { ActionStore } from '@hyperion/ports/actions'
import { type Clock, every } from '@hyperion/ports/clock'
import type { EventQuery, HostEvent, HostEventStore, NewHostEvent } from '@hyperion/ports/host-events'
import { changesOf, type FactChange, factsOf, type HostFacts, type Told } from './facts.ts'
import type { Hosts, HostView } from './hosts.ts'

export interface HostJournalDeps {
  readonly store: HostEventStore
  readonly hosts: Pick<Hosts, 'find' | 'list' | 'presentUnits'>
  /** What was done to hosts: kept there, and told among what happened. */
  readonly actions: Pick<ActionStore, 'list'>
  /** Of the agent of a host; null where there is none. */
  readonly agentVersion: (host: number) => string | null
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** Something that happened: noticed, or done by somebody, then with what it was. */
export interface Happening extends Omit<HostEvent, 'id'> {
  /** Null for an action, which has its own. */
  readonly id: number | null
  readonly action: Action | null
}

const LOOK_MS = 15_000
/** A connection that was just lost comes back by itself, and so do all of them after a start of the hub. */
const ABSENT_MS = 60_000
const TRIM_MS = 3_600_000
const KEEP_MS = 400 * 86_400_000
/** Of an action that something may have been done by. */
const BEGUN = ['running', 'succeeded', 'failed', 'cancelled', 'unknown'] as const

/** Notices what happens to hosts beside their alerts: reboots, lost connections, updates, failures, deploys. Whatever watches them. */
export class HostJournal {
  readonly #deps: HostJournalDeps
  readonly #known = new Map<number, HostFacts>()
  /** What engines told since the last look. */
  readonly #containers = new Map<number, ContainerList>()
  #stops: readonly (() => void)[] = []
  #startedAt = 0
  #work: Promise<void> = Promise.resolve()
  #trouble: string | null = null

  constructor(deps: HostJournalDeps) {
    this.#deps = deps
  }

  /** Reads what was known of each host; looks at them from then on. */
  async start(): Promise<void> {
    const { store, clock, log } = this.#deps
    this.#startedAt = clock.now()
    try {
      for (const [host, text] of await store.facts()) this.#known.set(host, JSON.parse(text))
    } catch (error) {
      log(`host events: what was known is not: ${error instanceof Error ? error.message : String(error)}`)
    }
    this.#stops = [
      every(clock, LOOK_MS, () => this.#run(() => this.#look())),
      every(clock, TRIM_MS, () => this.#run(() => store.trim(clock.now() - KEEP_MS))),
    ]
    this.#run(() => this.#look())
    await this.#work
  }

  /** Takes what a host's engines told; it is looked at in the next round. */
  containers(host: number, list: ContainerList): void {
    this.#containers.set(host, list)
  }

  /** Newest first. Rejects with `not_found` for an unknown host. */
  async events(host: number, { kinds, ...query }: EventQuery): Promise<readonly Happening[]> {
    const { store, hosts, actions } = this.#deps
    await hosts.find(host)
    const noticed = kinds?.filter((kind) => kind !== 'action')
    const [events, done] = await Promise.all([
      noticed?.length === 0 ? [] : store.list(host, { ...query, ...(noticed && { kinds: noticed }) }),
      kinds && !kinds.includes('action') ? [] : actions.list({ host, states: BEGUN, ...query }),
    ])
    const all = [
      ...events.map((event) => ({ ...event, action: null })),
      ...done.filter(({ startedAt }) => startedAt !== null).map(happeningOf),
    ]
    return all.toSorted((a, b) => b.at - a.at).slice(0, query.limit)
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop()
    await this.#work
  }

  async #look(): Promise<void> {
    const hosts = await this.#deps.hosts.list()
    const there = new Set(hosts.map(({ id }) => id))
    for (const id of this.#known.keys()) if (!there.has(id)) this.#known.delete(id)
    for (const id of this.#containers.keys()) if (!there.has(id)) this.#containers.delete(id)
    for (const host of hosts) await this.#lookAt(host)
  }

  async #lookAt(host: HostView): Promise<void> {
    const { store, clock } = this.#deps
    const known = this.#known.get(host.id)
    const online = this.#presence(host, known)
    const told = await this.#told(host)
    const facts = factsOf(host.status, told, online, known)
    if (!facts) return
    const events = known ? changesOf(known, facts, told).map((change) => this.#eventOf(host, change, clock.now())) : []
    const text = JSON.stringify(facts)
    if (!known || text !== JSON.stringify(known)) await store.keep(host.id, text, events)
    this.#known.set(host.id, facts)
    // Another list may have come meanwhile.
    if (this.#containers.get(host.id) === told.containers) this.#containers.delete(host.id)
  }

  async #told({ id, status }: HostView): Promise<Told> {
    const { hosts, agentVersion } = this.#deps
    const units = await hosts.presentUnits(id)
    const packages = status.inventory?.packages ?? null
    return { agent: agentVersion(id), units, containers: this.#containers.get(id) ?? null, packages }
  }

  /** As known until it has been away for a while. */
  #presence({ status }: HostView, known: HostFacts | undefined): boolean {
    if (status.online) return true
    const now = this.#deps.clock.now()
    const absent = now - Math.max(status.lastSeen ?? 0, this.#startedAt) > ABSENT_MS
    return absent ? false : (known?.online ?? false)
  }

  #eventOf(host: HostView, { kind, subject, before, after }: FactChange, now: number): NewHostEvent {
    const { lastSeen, inventory } = host.status
    const at = kind === 'disconnected' ? (lastSeen ?? now) : kind === 'booted' ? (inventory?.info.bootedAt ?? now) : now
    return { host: host.id, at: Math.min(at, now), kind, subject, before, after }
  }

  /** One after the other; what fails is tried again in the next round, and logged once. */
  #run(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).then(
      () => {
        this.#trouble = null
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error)
        if (reason !== this.#trouble) this.#deps.log(`host events: ${reason}; trying again`)
        this.#trouble = reason
      },
    )
  }
}

function happeningOf(action: Action): Happening {
  const { host, startedAt, requestedAt, target } = action
  return { id: null, host, at: startedAt ?? requestedAt, kind: 'action', subject: target, before: null, after: null, action }
}
