import { BusiestPrograms, type BusyProcess, type BusyProgram, type ProcessSnapshot } from '@hyperion/domain/hosts'
import { type Clock, every } from '@hyperion/ports/clock'
import type { HostSnapshot, ProcessStore } from '@hyperion/ports/processes'
import type { Hosts } from '../hosts/index.ts'
import { ProcessTrack, type TrackPoint } from './process-track.ts'

export interface ProcessHistoryDeps {
  readonly store: ProcessStore
  readonly hosts: Pick<Hosts, 'find' | 'processes'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** The processes of a host at one instant. */
export interface ProcessesAt {
  /** Null when nothing is kept so early. */
  readonly at: number | null
  /** Of this moment, all of them; otherwise those that used most. */
  readonly live: boolean
  readonly spanMs: number
  readonly total: number
  readonly processes: readonly BusyProcess[]
  /** Bytes that percentages are of; null while the host has not told. */
  readonly memoryBytes: number | null
  /** When the snapshots next to it were taken. */
  readonly before: number | null
  readonly after: number | null
}

export interface Busiest {
  readonly programs: readonly BusyProgram[]
  readonly snapshots: number
  /** Milliseconds of the range that snapshots tell of. */
  readonly spanMs: number
}

const KEEP_MS = 7 * 86_400_000
const UPKEEP_MS = 10 * 60_000
/** Agents that were away may bring snapshots of the last hours; what is put together too early is merely larger. */
const PACK_AFTER_MS = 30 * 60_000
/** Of the hub's own machine, while the storage fails. */
const MOST_WAITING = 240

/** Which processes a host was busy with, then and now. */
export class ProcessHistory {
  readonly #deps: ProcessHistoryDeps
  readonly #stopSchedule: () => void
  #waiting: HostSnapshot[] = []
  #work: Promise<void> = Promise.resolve()
  #trouble: string | null = null

  constructor(deps: ProcessHistoryDeps) {
    this.#deps = deps
    this.#stopSchedule = every(deps.clock, UPKEEP_MS, () => this.#run(() => this.#upkeep()))
  }

  /** Keeps a snapshot of the hub's own machine; never throws, never waits. */
  record(host: number, snapshot: ProcessSnapshot): void {
    this.#waiting = [...this.#waiting, { host, snapshot }].slice(-MOST_WAITING)
    this.#run(() => this.#write())
  }

  /** The processes of a host now, or the latest kept at or before an instant. Rejects with `not_found` for an unknown host. */
  async at(host: number, at: number | null): Promise<ProcessesAt> {
    const { store, hosts, clock } = this.#deps
    const { status } = await hosts.find(host)
    const memoryBytes = status.inventory?.info.memoryBytes ?? null
    const table = at === null ? await hosts.processes(host) : null
    if (table) {
      const processes = table.processes.map((each) => ({ ...each, ended: false }))
      const { before } = await this.#neighbours(host, table.at)
      return { at: table.at, live: true, spanMs: 0, total: processes.length, processes, memoryBytes, before, after: null }
    }
    const { snapshot, before, after } = await store.at(host, at ?? clock.now())
    const { spanMs, total, processes } = snapshot ?? { spanMs: 0, total: 0, processes: [] }
    return { at: snapshot?.at ?? null, live: false, spanMs, total, processes, memoryBytes, before, after }
  }

  /** What used a host most from `from` up to `to`. */
  async busiest(host: number, from: number, to: number): Promise<Busiest> {
    const { store, hosts } = this.#deps
    await hosts.find(host)
    const tally = new BusiestPrograms()
    for await (const snapshot of store.read(host, from, to)) tally.add(snapshot)
    return { programs: tally.result(), snapshots: tally.snapshots, spanMs: tally.spanMs }
  }

  /** What one process used from `from` up to `to`, as far as it was among those that used most. */
  async track(
    host: number,
    process: { readonly pid: number; readonly startedAt: number },
    from: number,
    to: number,
  ): Promise<readonly TrackPoint[]> {
    const { store, hosts } = this.#deps
    await hosts.find(host)
    const track = new ProcessTrack(process.pid, process.startedAt)
    for await (const snapshot of store.read(host, from, to)) track.add(snapshot)
    return track.result()
  }

  /** Writes what was accepted and ends the upkeep. */
  async stop(): Promise<void> {
    this.#stopSchedule()
    await this.#work
  }

  async #neighbours(host: number, at: number): Promise<{ before: number | null }> {
    return { before: (await this.#deps.store.at(host, at)).snapshot?.at ?? null }
  }

  async #write(): Promise<void> {
    const batch = this.#waiting
    if (batch.length === 0) return
    await this.#deps.store.append(batch)
    this.#waiting = this.#waiting.filter((each) => !batch.includes(each))
  }

  async #upkeep(): Promise<void> {
    const { store, clock } = this.#deps
    await this.#write()
    await store.pack(clock.now() - PACK_AFTER_MS)
    await store.trim(clock.now() - KEEP_MS)
  }

  /** One after the other; what fails is tried again with the next, and logged once. */
  #run(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).then(
      () => {
        this.#trouble = null
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error)
        if (reason !== this.#trouble) this.#deps.log(`processes: ${reason}; trying again`)
        this.#trouble = reason
      },
    )
  }
}
