import { DomainError } from '@hyperion/domain/errors'
import { encodeReport, type Report } from '@hyperion/domain/metrics'
import type { Clock } from '@hyperion/ports/clock'
import type { HostFrame, MetricStore } from '@hyperion/ports/metric-store'

export interface RecorderDeps {
  readonly store: Pick<MetricStore, 'append'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Bytes of reports kept in memory while the store fails; the oldest go first. */
  readonly maxPendingBytes?: number
}

const DEFAULT_PENDING_BYTES = 32 * 1024 * 1024
const BATCH_BYTES = 1024 * 1024
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000

/** Writes reports to the metric store; while it fails, keeps them in bounded memory and tries again. */
export class Recorder {
  readonly #deps: RecorderDeps
  readonly #pending: HostFrame[] = []
  #pendingBytes = 0
  #dropped = 0
  #trouble: string | null = null
  #retryMs = FIRST_RETRY_MS
  #writing: Promise<void> | null = null
  #cancelRetry: (() => void) | null = null

  constructor(deps: RecorderDeps) {
    this.#deps = deps
  }

  /** Accepts one report; never throws, never waits. */
  record(host: number, report: Report): void {
    const frame = encodeReport(report)
    this.#pending.push({ host, frame })
    this.#pendingBytes += frame.length
    this.#dropExcess()
    if (!this.#cancelRetry) void this.#write()
  }

  /** One line for /health while reports are not durable, else null. */
  degraded(): string | null {
    if (!this.#trouble) return null
    const lost = this.#dropped > 0 ? `, ${this.#dropped} oldest dropped` : ''
    return `metric storage: ${this.#trouble}; ${this.#pending.length} reports kept in memory${lost}`
  }

  /** Writes what was accepted, once, and stops trying. */
  async stop(): Promise<void> {
    this.#cancelRetry?.()
    this.#cancelRetry = () => {}
    await this.#writing
    await this.#flush()
    if (this.#pending.length > 0) this.#deps.log(`metric storage: ${this.#pending.length} reports could not be written before the end`)
  }

  #dropExcess(): void {
    const limit = this.#deps.maxPendingBytes ?? DEFAULT_PENDING_BYTES
    while (this.#pendingBytes > limit && this.#pending.length > 1) {
      this.#pendingBytes -= this.#pending.shift()?.frame.length ?? 0
      this.#dropped++
    }
  }

  async #write(): Promise<void> {
    if (this.#writing) return
    this.#writing = this.#flush()
    await this.#writing
    this.#writing = null
    if (this.#pending.length > 0 && !this.#cancelRetry) this.#retryLater()
  }

  #retryLater(): void {
    this.#cancelRetry = this.#deps.clock.after(this.#retryMs, () => {
      this.#cancelRetry = null
      void this.#write()
    })
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS)
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      const batch = this.#takeBatch()
      try {
        await this.#deps.store.append(batch)
        this.#recovered()
      } catch (error) {
        this.#putBack(batch)
        this.#failed(error)
        return
      }
    }
  }

  #takeBatch(): HostFrame[] {
    let bytes = 0
    let count = 0
    while (count < this.#pending.length && bytes < BATCH_BYTES) bytes += this.#pending[count++]?.frame.length ?? 0
    this.#pendingBytes -= bytes
    return this.#pending.splice(0, count)
  }

  #putBack(batch: readonly HostFrame[]): void {
    this.#pending.unshift(...batch)
    for (const { frame } of batch) this.#pendingBytes += frame.length
    this.#dropExcess()
  }

  #failed(error: unknown): void {
    const reason = error instanceof DomainError ? error.message : String(error)
    if (!this.#trouble) this.#deps.log(`metric storage: ${reason}; reports are kept in memory until it works again`)
    this.#trouble = reason
  }

  #recovered(): void {
    this.#retryMs = FIRST_RETRY_MS
    if (!this.#trouble) return
    this.#trouble = null
    this.#deps.log(`metric storage works again; ${this.#dropped} reports were lost meanwhile`)
    this.#dropped = 0
  }
}
