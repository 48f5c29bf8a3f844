import type { Clock } from '@hyperion/ports/clock'
import type { HostFrame, MetricStore } from '@hyperion/ports/metric-store'

export interface IngestDeps {
  /** Of whom reports are, and where they wait while the store fails. */
  readonly of: { readonly name: string; readonly waiting: string }
  readonly store: Pick<MetricStore, 'append'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

interface Waiting {
  readonly frames: readonly HostFrame[]
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

  /** Calls `durable` once these frames are; never, if they are abandoned before. */
  add(frames: readonly HostFrame[], abandoned: () => boolean, durable: () => void): void {
    this.#waiting.push({ frames, abandoned, durable })
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
        if (batch.length > 0) await this.#deps.store.append(batch.flatMap(({ frames }) => frames))
      } catch (error) {
        this.#waiting = [...batch, ...this.#waiting]
        this.#failed(error)
        return
      }
      this.#recovered()
      for (const { durable } of batch) durable()
    }
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
