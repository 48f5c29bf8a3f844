import { Worker } from 'node:worker_threads'
import { DomainError } from '@hyperion/domain/errors'
import type { RetentionPolicy } from '@hyperion/domain/metrics'
import type {
  HostFrame,
  MetricStore,
  Pruning,
  Series,
  SeriesInfo,
  SeriesQuery,
  Statistics,
  StatisticsQuery,
  StoreUsage,
} from '@hyperion/ports/metric-store'
import { type Call, type DatabaseLocation, type FromWorker, type Method, packForTransfer, type WorkerOptions } from './protocol.ts'

export interface EmbeddedMetricStoreOptions {
  readonly database: DatabaseLocation
  /** Receives one line for what an operator should know: damaged blocks, trouble with the medium. */
  readonly log?: (message: string) => void
  /** How long SQLite waits for another writer before it gives up. */
  readonly busyTimeoutMs?: number
}

const BUSY_TIMEOUT_MS = 5000
/** Frames and blocks die young; left alone the thread would hold three times as much for them. */
const YOUNG_GENERATION_MB = 12

interface Pending {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Opens the store in a worker thread of its own; rejects with `storage_unavailable` when the database cannot be opened. */
export async function openEmbeddedMetricStore(options: EmbeddedMetricStoreOptions): Promise<MetricStore> {
  const store = new EmbeddedMetricStore(options)
  await store.opened
  return store
}

/** The bundled worker, also when the rest runs from source: threads that strip types by themselves crash V8 now and then. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/metric-embedded-worker.mjs' : './metric-embedded-worker.mjs',
  import.meta.url,
)

class EmbeddedMetricStore implements MetricStore {
  readonly opened: Promise<void>
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #nextId = 1
  #ended: string | null = null

  constructor({ database, log = () => {}, busyTimeoutMs = BUSY_TIMEOUT_MS }: EmbeddedMetricStoreOptions) {
    const workerData: WorkerOptions = { database, busyTimeoutMs }
    this.#worker = new Worker(WORKER, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } })
    this.opened = new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') resolve()
        else if (message.kind === 'log') log(message.message)
        else this.#settle(message)
      })
      this.#worker.on('error', (error) => {
        this.#end(error.message)
        log(`metric storage: stopped (${error.message})`)
      })
      this.#worker.on('exit', () => {
        this.#end('the metric store is closed')
        reject(unavailable(this.#ended ?? ''))
      })
    })
  }

  append(frames: readonly HostFrame[]): Promise<{ appended: number; duplicates: number; malformed: number }> {
    const packed = packForTransfer(frames)
    return this.#call('append', [packed], [packed.bytes.buffer, packed.hosts.buffer, packed.lengths.buffer] as ArrayBuffer[])
  }

  read(query: SeriesQuery): Promise<Series> {
    return this.#call('read', [query])
  }

  statistics(query: StatisticsQuery): Promise<readonly (Statistics | null)[]> {
    return this.#call('statistics', [query])
  }

  series(host: number): Promise<readonly SeriesInfo[]> {
    return this.#call('series', [host])
  }

  usage(): Promise<StoreUsage> {
    return this.#call('usage', [])
  }

  foresee(now: number, policy: RetentionPolicy): Promise<readonly Pruning[]> {
    return this.#call('foresee', [now, policy])
  }

  maintain(now: number, policy: RetentionPolicy): Promise<void> {
    return this.#call('maintain', [now, policy])
  }

  forget(host: number): Promise<void> {
    return this.#call('forget', [host])
  }

  async close(): Promise<void> {
    if (this.#ended) return
    const exited = new Promise((resolve) => this.#worker.once('exit', resolve))
    const closing = this.#call<void>('close', [])
    this.#ended = 'the metric store is closed'
    await closing
    await exited
  }

  #call<T>(method: Method, input: readonly unknown[], transfer: ArrayBuffer[] = []): Promise<T> {
    if (this.#ended) return Promise.reject(unavailable(this.#ended))
    const call: Call = { id: this.#nextId++, method, input }
    return new Promise<T>((resolve, reject) => {
      this.#pending.set(call.id, { resolve: resolve as (value: unknown) => void, reject })
      this.#worker.postMessage(call, transfer)
    })
  }

  #settle(message: Extract<FromWorker, { kind: 'answer' | 'failure' }>): void {
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if (message.kind === 'answer') pending?.resolve(message.value)
    else pending?.reject(new DomainError(message.code, message.message))
  }

  #end(reason: string): void {
    this.#ended ??= reason
    for (const { reject } of this.#pending.values()) reject(unavailable(reason))
    this.#pending.clear()
  }
}

function unavailable(reason: string): DomainError {
  return new DomainError('storage_unavailable', reason)
}
