import { stateOf } from '@hyperion/domain/fleet'
import type { HostDown } from '@hyperion/domain/hosts'
import type { Report } from '@hyperion/domain/metrics'
import { type Clock, every } from '@hyperion/ports/clock'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { FleetAlert, FleetAnswer, FleetAnswerRow, FleetRow, FleetRowChange, LiveFleet } from '@hyperion/wire/fleet'
import type { Silences } from '../alerts/index.ts'
import type { Hosts, HostView } from '../hosts/index.ts'
import { FigureTable } from './figures.ts'
import { Firing, type FiringDeps } from './firing.ts'
import { refillSparks } from './refill.ts'

export interface FleetOverviewDeps extends FiringDeps {
  readonly hosts: Pick<Hosts, 'list' | 'status' | 'onChange'>
  readonly silences: Pick<Silences, 'until' | 'hostUntil' | 'refresh'>
  readonly metrics: Pick<MetricStore, 'read'>
  readonly clock: Clock
}

/** Whoever wants to be told of changes. */
export interface FleetListener {
  /** Whether anybody listens at this moment: nothing is put into words otherwise. */
  wanted(): boolean
  /** A {@link LiveFleet} message, made once for all. */
  send(text: string): void
}

type Condition = Pick<FleetRow, 'state' | 'seen' | 'down' | 'alert'>

interface Entry {
  readonly id: number
  readonly slot: number
  name: string
  kind: FleetRow['kind']
  tags: readonly string[]
  condition: Condition
  /** What changed since the last round, as a sum of {@link PART}. */
  dirty: number
  /** The version of the last change. */
  changed: number
}

const PART = { figures: 1, spark: 2, condition: 4, all: 15 } as const
const ROUND_MS = 1_000
/** Rounds from one look at every host to the next: silence is no event. */
const LOOK_EVERY = 5
const LIST_EVERY = 15
const GONE_KEPT = 1_000

/** How every host is at this moment, kept in memory from what passes by, for a list that is quick with a thousand of them. */
export class FleetOverview {
  readonly #deps: FleetOverviewDeps
  readonly #figures = new FigureTable()
  readonly #firing: Firing
  readonly #entries = new Map<number, Entry>()
  readonly #free: number[] = []
  readonly #listeners = new Set<FleetListener>()
  readonly #gone: { readonly id: number; readonly version: number }[] = []
  /** Higher than that of any hub process before this one. */
  #version: number
  /** Changes since a version from here on are known. */
  #knownSince: number
  /** The latest reports of hosts that are not listed yet. */
  readonly #waiting = new Map<number, Report>()
  #listDue = true
  #listing: Promise<void> | null = null
  #rounds = 0
  #roundAt = 0
  #lookDue = false
  #complete: { readonly version: number; readonly text: string } | null = null
  #stops: readonly (() => void)[] = []
  #stopped = false

  constructor(deps: FleetOverviewDeps) {
    this.#deps = deps
    this.#firing = new Firing(deps)
    this.#version = deps.clock.now()
    this.#knownSince = this.#version
  }

  /** Settles when all hosts are known; what the store remembers of them comes afterwards. */
  async start(): Promise<void> {
    const { hosts, clock, metrics, log } = this.#deps
    await this.#list()
    await this.#firing.refresh()
    this.#round()
    this.#stops = [
      every(clock, ROUND_MS, () => {
        if (this.#wanted().length > 0) this.#round()
      }),
      hosts.onChange(() => {
        this.#listDue = true
      }),
    ]
    const fill = (host: number, at: number, percent: number): void => this.#fill(host, at, percent)
    void refillSparks({ metrics, log }, [...this.#entries.keys()], clock.now(), fill, () => this.#stopped)
  }

  stop(): void {
    this.#stopped = true
    for (const stop of this.#stops) stop()
    this.#firing.stop()
  }

  /** Takes over a report; never throws, never waits. */
  report(host: number, report: Report): void {
    const entry = this.#entries.get(host)
    if (!entry) {
      this.#waiting.set(host, report)
      this.#listDue = true
      return
    }
    const minute = this.#figures.take(entry.slot, report)
    entry.dirty |= PART.figures | PART.condition | (minute ? PART.spark : 0)
  }

  /** Tells of every change from now on, at most once a second; the answer ends it. */
  onUpdate(listener: FleetListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A {@link FleetAnswer} as JSON: all hosts, or those that changed after a version where that is still known. */
  async answer(since: number | null = null): Promise<string> {
    await this.#catchUp()
    if (since !== null && since >= this.#knownSince) {
      const rows = [...this.#entries.values()].filter(({ changed }) => changed > since).map((entry) => lean(this.#row(entry)))
      const gone = this.#gone.filter(({ version }) => version > since).map(({ id }) => id)
      return JSON.stringify({ ...this.#head(), complete: false, rows, gone } satisfies FleetAnswer)
    }
    if (this.#complete?.version !== this.#version) {
      const rows = [...this.#entries.values()].map((entry) => lean(this.#row(entry)))
      const answer: FleetAnswer = { ...this.#head(), complete: true, rows, gone: [] }
      this.#complete = { version: this.#version, text: JSON.stringify(answer) }
    }
    return this.#complete.text
  }

  #head(): Pick<FleetAnswer, 'version' | 'at'> {
    return { version: this.#version, at: this.#deps.clock.now() }
  }

  #wanted(): readonly FleetListener[] {
    return [...this.#listeners].filter((listener) => listener.wanted())
  }

  /** While nobody looks there are no rounds: whoever asks then waits for one. */
  async #catchUp(): Promise<void> {
    const { clock, silences } = this.#deps
    if (clock.now() - this.#roundAt < ROUND_MS) return
    await Promise.all([this.#list(), this.#firing.refresh(), silences.refresh().catch(() => {})])
    this.#round()
  }

  /** Looks at what changed, and at everything now and then, and tells it in one message. */
  #round(): void {
    const now = this.#deps.clock.now()
    const all = this.#lookDue || this.#rounds % LOOK_EVERY === 0 || now - this.#roundAt >= LOOK_EVERY * ROUND_MS
    this.#roundAt = now
    this.#lookDue = false
    if (this.#listDue || this.#rounds % LIST_EVERY === 0) void this.#list()
    this.#rounds++
    void this.#firing.refresh().then((read) => {
      this.#lookDue ||= read
    })
    // What cannot be read now is read in the next round; alerts tell of it.
    void this.#deps.silences.refresh().catch(() => {})
    for (const entry of this.#entries.values()) if (all || entry.dirty !== 0) this.#look(entry)
    const dirty = [...this.#entries.values()].filter((entry) => entry.dirty !== 0)
    const gone = this.#gone.filter(({ version }) => version > this.#version)
    if (dirty.length === 0 && gone.length === 0) return
    this.#version++
    const wanted = this.#wanted()
    const rows = wanted.length > 0 ? dirty.map((entry) => this.#change(entry)) : []
    for (const entry of dirty) {
      entry.dirty = 0
      entry.changed = this.#version
    }
    if (wanted.length === 0) return
    const message: LiveFleet = { type: 'fleet', data: { ...this.#head(), rows, gone: gone.map(({ id }) => id) } }
    const text = JSON.stringify(message)
    for (const listener of wanted) listener.send(text)
  }

  #look(entry: Entry): void {
    const condition = this.#conditionOf(entry)
    const { state, seen, down, alert } = entry.condition
    const same =
      state === condition.state && sameDown(down, condition.down) && sameAlert(alert, condition.alert) && !seenLater(seen, condition, entry)
    entry.condition = same ? { ...condition, seen } : condition
    if (!same) entry.dirty |= PART.condition
  }

  #conditionOf({ id, slot, tags }: Entry): Condition {
    const { hosts, silences, clock } = this.#deps
    const now = clock.now()
    const status = hosts.status(id)
    const down: HostDown | null = status?.down ?? null
    const alert = this.#firing.worst(id, (each) => silences.until(each, tags, now) !== null)
    const maintenance = silences.hostUntil(id, tags, now) !== null
    const reportedAt = this.#figures.reportedAt(slot) ?? status?.lastSeen ?? null
    const state = stateOf({ maintenance, online: status?.online ?? false, down, reportedAt, level: alert?.level ?? null })
    return { state, seen: status?.lastSeen ?? null, down, alert }
  }

  #row(entry: Entry): FleetRow {
    const { id, name, kind, tags, slot, condition } = entry
    return { id, name, kind, tags, ...condition, ...this.#figures.of(slot), spark: this.#figures.sparks.text(slot) }
  }

  #change(entry: Entry): FleetRowChange {
    const { id, slot, dirty, condition } = entry
    if (dirty === PART.all) return this.#row(entry)
    return {
      id,
      ...(dirty & PART.condition && condition),
      ...(dirty & PART.figures && this.#figures.of(slot)),
      ...(dirty & PART.spark && { spark: this.#figures.sparks.text(slot) }),
    }
  }

  #fill(host: number, at: number, percent: number): void {
    const entry = this.#entries.get(host)
    if (!entry) return
    this.#figures.sparks.fill(entry.slot, at, percent)
    entry.dirty |= PART.spark
  }

  /** Takes over which hosts there are; one list at a time. */
  #list(): Promise<void> {
    this.#listing ??= this.#readList().finally(() => {
      this.#listing = null
    })
    return this.#listing
  }

  async #readList(): Promise<void> {
    this.#listDue = false
    try {
      const hosts = await this.#deps.hosts.list()
      for (const host of hosts) this.#know(host)
      const ids = new Set(hosts.map(({ id }) => id))
      for (const entry of this.#entries.values()) if (!ids.has(entry.id)) this.#forget(entry)
      for (const [id, report] of this.#waiting) if (ids.has(id)) this.report(id, report)
      this.#waiting.clear()
    } catch (error) {
      this.#deps.log(`fleet: the hosts cannot be listed: ${error instanceof Error ? error.message : error}; trying again`)
    }
  }

  #know({ id, name, kind, tags }: HostView): void {
    const known = this.#entries.get(id)
    if (known && known.name === name && known.kind === kind && known.tags.join('\n') === tags.join('\n')) return
    if (known) {
      Object.assign(known, { name, kind, tags, dirty: PART.all })
      return
    }
    const slot = this.#free.pop() ?? this.#entries.size
    this.#figures.clear(slot)
    const condition: Condition = { state: 'unknown', seen: null, down: null, alert: null }
    const entry: Entry = { id, slot, name, kind, tags, condition, dirty: PART.all, changed: 0 }
    entry.condition = this.#conditionOf(entry)
    this.#entries.set(id, entry)
  }

  #forget({ id, slot }: Entry): void {
    this.#entries.delete(id)
    this.#free.push(slot)
    this.#gone.push({ id, version: this.#version + 1 })
    if (this.#gone.length > GONE_KEPT) this.#knownSince = this.#gone.shift()?.version ?? this.#knownSince
  }
}

function lean({ down, alert, ...row }: FleetRow): FleetAnswerRow {
  return { ...row, ...(down && { down }), ...(alert && { alert }) }
}

function sameDown(a: HostDown | null, b: HostDown | null): boolean {
  return a?.what === b?.what && a?.since === b?.since
}

function sameAlert(a: FleetAlert | null, b: FleetAlert | null): boolean {
  return a?.id === b?.id && a?.level === b?.level && a?.count === b?.count
}

/** Signs of life between two reports are told with the next one. */
function seenLater(before: number | null, { seen }: Condition, { dirty }: Entry): boolean {
  return seen !== before && (dirty !== 0 || before === null)
}
