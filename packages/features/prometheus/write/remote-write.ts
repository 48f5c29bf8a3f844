import { DomainError } from '@hyperion/domain/errors'
import { encodeReport, type Report } from '@hyperion/domain/metrics'
import { type Clock, every } from '@hyperion/ports/clock'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { Receiver, RemoteWriteStore } from '@hyperion/ports/prometheus'
import type { HostStatus } from '../../hosts/index.ts'
import { Ingest } from '../../metrics/index.ts'
import { inventoryOf } from '../node/inventory.ts'
import { isWanted, reportOf } from '../node/table.ts'
import { type Assembled, Assembler } from './assembler.ts'
import { EntryHolds } from './entry-holds.ts'
import type { Instances } from './instances.ts'
import { type Instants, SampleSorter } from './keyed-samples.ts'
import { readWriteRequest, type WrittenSeries } from './write-request.ts'
import { writtenStatus } from './written-status.ts'

export interface RemoteWriteDeps {
  readonly store: RemoteWriteStore
  readonly instances: Instances
  readonly metrics: Pick<MetricStore, 'append' | 'forget'>
  /** Told of every report, in the order of a host's instants. */
  readonly onReport: (host: number, report: Report) => void
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** Samples by host and instant. */
type Sorted = ReadonlyMap<number, Instants>

const SWEEP_MS = 1_000
/** Samples whose instants are not whole; more are asked to come again later. */
const WAITING_SAMPLES = 500_000

/**
 * Takes what a Prometheus writes. A request is kept as it came before it is acknowledged, and until the reports made of it are
 * stored and counted from: whatever ends the hub in between, they are made again.
 */
export class RemoteWrite {
  readonly #deps: RemoteWriteDeps
  readonly #ingest: Ingest
  readonly #sorter = new SampleSorter()
  readonly #holds = new EntryHolds()
  readonly #assemblers = new Map<number, Assembler>()
  readonly #lastReport = new Map<number, number>()
  #stopSweeping = (): void => {}
  #dropping: Promise<void> | null = null

  constructor(deps: RemoteWriteDeps) {
    this.#deps = deps
    const of = { name: 'remote write', waiting: 'Prometheus keeps what comes meanwhile' }
    this.#ingest = new Ingest({ of, store: deps.metrics, clock: deps.clock, log: deps.log })
  }

  /** Takes up what was acknowledged and not stored; requests may come afterwards. */
  async start(): Promise<void> {
    const { store, instances, clock, log } = this.#deps
    await instances.load()
    for (const { id, receiver, body } of await store.inbox()) {
      try {
        this.#add(await this.#sorted({ id: receiver, newHosts: false }, await readWriteRequest(body, isWanted)), id)
      } catch (error) {
        log(`remote write: request ${id} cannot be read again and is dropped: ${error instanceof Error ? error.message : error}`)
      }
      this.#holds.free(id)
    }
    this.#stopSweeping = every(clock, SWEEP_MS, () => this.#sweep())
  }

  degraded(): string | null {
    return this.#ingest.degraded()
  }

  /**
   * Takes one request; settled once it is durable. Rejects with `WriteRequestError` for what can never be taken, and with
   * `DomainError('storage_unavailable')` for what may be taken later.
   */
  async accept(receiver: Receiver, body: Uint8Array): Promise<void> {
    const { store, clock } = this.#deps
    if (this.#ingest.degraded()) throw new DomainError('storage_unavailable', 'the storage does not take what came before')
    if (this.#waiting() > WAITING_SAMPLES) throw new DomainError('storage_unavailable', 'too many samples wait for the rest of theirs')
    const sorted = await this.#sorted(receiver, await readWriteRequest(body, isWanted))
    if (sorted.size === 0) return
    const entry = await store.receive({ receiver: receiver.id, receivedAt: clock.now(), body })
    this.#add(sorted, entry)
    for (const host of sorted.keys()) this.#takeOf(host)
  }

  /** Undefined for a host that nobody writes of. */
  status(host: number): HostStatus | undefined {
    const instance = this.#deps.instances.get(host)
    return instance && writtenStatus(instance, this.#assemblers.get(host)?.intervalMs ?? null, this.#deps.clock.now())
  }

  /** Deletes the host with its history. */
  async remove(host: number): Promise<void> {
    await this.#deps.instances.remove(host)
    this.#assemblers.delete(host)
    this.#lastReport.delete(host)
    this.#holds.forget(host)
    await this.#deps.metrics.forget(host)
  }

  /** Finishes what is under way; what is not whole stays for the next start. */
  async stop(): Promise<void> {
    this.#stopSweeping()
    await this.#ingest.stop()
    await this.#dropping
    await this.#deps.instances.settled()
  }

  #waiting(): number {
    let samples = 0
    for (const assembler of this.#assemblers.values()) samples += assembler.waiting
    return samples
  }

  /** Samples of no host, and of no time, are left aside. */
  async #sorted(receiver: Pick<Receiver, 'id' | 'newHosts'>, series: readonly WrittenSeries[]): Promise<Sorted> {
    const { instances, clock } = this.#deps
    const sorted = new Map<number, Instants>()
    for (const [, of] of Map.groupBy(series, ({ job, instance }) => `${job}\u0000${instance}`)) {
      const { job, instance } = of[0] as WrittenSeries
      const instants = this.#sorter.byInstant(of, clock.now())
      const host = instants.size === 0 ? null : await instances.hostFor(receiver, job, instance)
      if (host !== null) sorted.set(host, instants)
    }
    return sorted
  }

  #add(sorted: Sorted, entry: number): void {
    for (const [host, instants] of sorted) {
      let assembler = this.#assemblers.get(host)
      if (!assembler) {
        assembler = new Assembler(this.#deps.clock)
        this.#assemblers.set(host, assembler)
      }
      for (const [at, samples] of instants) {
        assembler.add(at, samples, entry)
        this.#holds.hold(entry, host)
      }
    }
  }

  #sweep(): void {
    const now = this.#deps.clock.now()
    for (const [host, assembler] of this.#assemblers) {
      this.#takeOf(host)
      const spent = assembler.forgetOld(now)
      // In its turn, so that what it is the only trace of is stored first.
      if (spent.length > 0) this.#ingest.add({ frames: [] }, never, () => this.#release(host, spent))
    }
    this.#dropping ??= this.#drop().finally(() => {
      this.#dropping = null
    })
  }

  #takeOf(host: number): void {
    for (const each of this.#assemblers.get(host)?.take() ?? []) this.#store(host, each)
  }

  #store(host: number, { now, before, late, spent }: Assembled): void {
    const { instances, onReport, clock } = this.#deps
    const report = reportOf(now, before)
    const isEmpty = report.readings.length === 0
    const frames = isEmpty ? [] : [{ host, frame: encodeReport(report) }]
    this.#ingest.add({ frames }, never, () => this.#release(host, spent))
    if (isEmpty || late || report.at <= (this.#lastReport.get(host) ?? 0)) return
    this.#lastReport.set(host, report.at)
    const inventory = inventoryOf(now)
    if (inventory) instances.told(host, inventory, clock.now())
    else instances.seen(host, clock.now())
    onReport(host, report)
  }

  #release(host: number, entries: readonly number[]): void {
    for (const entry of entries) this.#holds.release(entry, host)
  }

  async #drop(): Promise<void> {
    const free = this.#holds.takeFree()
    if (free.length === 0) return
    try {
      await this.#deps.store.drop(free)
    } catch (error) {
      for (const entry of free) this.#holds.free(entry)
      this.#deps.log(`remote write: requests that are done with are not dropped: ${error instanceof Error ? error.message : error}`)
    }
  }
}

const never = (): boolean => false
