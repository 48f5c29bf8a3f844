import type { Clock } from '@hyperion/ports/clock'
import type { HostFrame, MetricStore } from '@hyperion/ports/metric-store'
import type { HostSnapshot, ProcessStore } from '@hyperion/ports/processes'

export interface IngestDeps {
  /** Of whom reports are, and where they wait while the store fails. */
  readonly of: { readonly name: string; readonly waiting: string }
  readonly store: Pick<MetricStore, 'append'>
  /** Left out where no snapshots of processes come. */
  readonly processes?: Pick<ProcessStore, 'append'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** What came in one message. */
export interface Arrived {
  readonly frames: readonly HostFrame[]
  readonly snapshots?: readonly HostSnapshot[]
}

interface Waiting extends Arrived {
  /** Nobody waits for it any more: it is sent again. */
  readonly abandoned: () => boolean
  readonly durable: () => void
}

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 15_000

/**
 * Writes what others sent, in the order of arrival. What comes while the store is busy goes together next; what the
 * store refuses waits, unacknowledged, which keeps them from sending more.
 */
export class Ingest {
  readonly #deps: IngestDeps
  #waiting: Waiting[] = []
  #writing: Promise<void> | null = null
  #trouble: string | null = null
  #retryMs = FIRST_RETRY_MS
  #cancelRetry: (() => void) | null = null

  constructor(deps: IngestDeps) {
    this.#deps = deps
  }

  /** Calls `durable` once all of it is; never, if it is abandoned before. */
  add(arrived: Arrived, abandoned: () => boolean, durable: () => void): void {
    this.#waiting.push({ ...arrived, abandoned, durable })
    if (!this.#cancelRetry) this.#write()
  }

  /** One line for /health while their reports cannot be stored, else null. */
  degraded(): string | null {
    const { name, waiting } = this.#deps.of
    return this.#trouble && `${name}: ${this.#trouble}; ${waiting}`
  }

  /** Finishes the write under way. */
  async stop(): Promise<void> {
    this.#cancelRetry?.()
    this.#cancelRetry = () => {}
    this.#waiting = []
    await this.#writing
  }

  #write(): void {
    this.#writing ??= this.#flush().finally(() => {
      this.#writing = null
      if (this.#waiting.length > 0 && !this.#cancelRetry) this.#write()
    })
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.filter(({ abandoned }) => !abandoned())
      this.#waiting = []
      try {
        await this.#store(batch)
      } catch (error) {
        this.#waiting = [...batch, ...this.#waiting]
        this.#failed(error)
        return
      }
      this.#recovered()
      for (const { durable } of batch) durable()
    }
  }

  /** What was written before a failure is written again then: both stores know it. */
  async #store(batch: readonly Arrived[]): Promise<void> {
    const frames = batch.flatMap((each) => each.frames)
    const snapshots = batch.flatMap((each) => each.snapshots ?? [])
    if (frames.length > 0) await this.#deps.store.append(frames)
    if (snapshots.length > 0) await this.#deps.processes?.append(snapshots)
  }

  #failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    if (!this.#trouble) this.#deps.log(`${this.#deps.of.name}: ${reason}; their reports are not acknowledged until it works again`)
    this.#trouble = reason
    if (this.#cancelRetry) return
    this.#cancelRetry = this.#deps.clock.after(this.#retryMs, () => {
      this.#cancelRetry = null
      this.#write()
    })
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS)
  }

  #recovered(): void {
    this.#retryMs = FIRST_RETRY_MS
    if (this.#trouble) this.#deps.log(`${this.#deps.of.name}: their reports are stored again`)
    this.#trouble = null
  }
}
