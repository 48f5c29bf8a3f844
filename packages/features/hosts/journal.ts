import { type Clock, every } from '@hyperion/ports/clock'
import type { EventQuery, HostEvent, HostEventStore, NewHostEvent } from '@hyperion/ports/host-events'
import { changesOf, type FactChange, factsOf, type HostFacts } from './facts.ts'
import type { Hosts, HostView } from './hosts.ts'

export interface HostJournalDeps {
  readonly store: HostEventStore
  readonly hosts: Pick<Hosts, 'find' | 'list'>
  /** Of the agent of a host; null where there is none. */
  readonly agentVersion: (host: number) => string | null
  readonly clock: Clock
  readonly log: (message: string) => void
}

const LOOK_MS = 15_000
/** A connection that was just lost comes back by itself, and so do all of them after a start of the hub. */
const ABSENT_MS = 60_000
const TRIM_MS = 3_600_000
const KEEP_MS = 400 * 86_400_000

/** Notices what happens to hosts beside their alerts: reboots, lost connections, updates. Whatever watches them. */
export class HostJournal {
  readonly #deps: HostJournalDeps
  readonly #known = new Map<number, HostFacts>()
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

  /** Newest first. Rejects with `not_found` for an unknown host. */
  async events(host: number, query: EventQuery): Promise<readonly HostEvent[]> {
    await this.#deps.hosts.find(host)
    return this.#deps.store.list(host, query)
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop()
    await this.#work
  }

  async #look(): Promise<void> {
    const hosts = await this.#deps.hosts.list()
    const there = new Set(hosts.map(({ id }) => id))
    for (const id of this.#known.keys()) if (!there.has(id)) this.#known.delete(id)
    for (const host of hosts) await this.#lookAt(host)
  }

  async #lookAt(host: HostView): Promise<void> {
    const { store, agentVersion, clock } = this.#deps
    const known = this.#known.get(host.id)
    const online = this.#presence(host, known)
    const facts = factsOf(host.status, agentVersion(host.id), online, known)
    if (!facts) return
    const events = known ? changesOf(known, facts).map((change) => this.#eventOf(host, change, clock.now())) : []
    const text = JSON.stringify(facts)
    if (known && text === JSON.stringify(known)) return
    await store.keep(host.id, text, events)
    this.#known.set(host.id, facts)
  }

  /** As known until it has been away for a while. */
  #presence({ status }: HostView, known: HostFacts | undefined): boolean {
    if (status.online) return true
    const now = this.#deps.clock.now()
    const absent = now - Math.max(status.lastSeen ?? 0, this.#startedAt) > ABSENT_MS
    return absent ? false : (known?.online ?? false)
  }

  #eventOf(host: HostView, { kind, before, after }: FactChange, now: number): NewHostEvent {
    const { lastSeen, inventory } = host.status
    const at = kind === 'disconnected' ? (lastSeen ?? now) : kind === 'booted' ? (inventory?.info.bootedAt ?? now) : now
    return { host: host.id, at: Math.min(at, now), kind, before, after }
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
