import { ApiError } from '../../app/api.ts'
import { startChange } from './change.ts'
import { ask } from './read.ts'

export type TransferState = 'running' | 'paused' | 'done' | 'failed' | 'waits'

export interface Transfer {
  readonly id: number
  readonly kind: 'upload' | 'download'
  /** As it may be shown. */
  readonly name: string
  readonly state: TransferState
  readonly done: number
  readonly total: number
  /** Why it failed. */
  readonly error: ApiError | null
}

interface Job {
  shown: Transfer
  start: () => Promise<void>
  stop: () => void
}

const PART = 32 * 1024
/** What may be on the way without having arrived, and parts a second that the hub lets through. */
const AHEAD = 1024 * 1024
const PARTS_A_SECOND = 180

/** Files on their way between this page and hosts; they go on while other pages of the app are looked at. */
class Transfers {
  readonly #jobs = new Map<number, Job>()
  readonly #listeners = new Set<() => void>()
  #next = 1
  #shown: readonly Transfer[] = []

  list = (): readonly Transfer[] => this.#shown

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  pause(id: number): void {
    const job = this.#jobs.get(id)
    if (job?.shown.state !== 'running') return
    this.#change(id, { state: 'paused' })
    job.stop()
  }

  resume(id: number): void {
    const job = this.#jobs.get(id)
    if (job && (job.shown.state === 'paused' || job.shown.state === 'failed')) void this.#run(id, job)
  }

  /** Ends it, or takes it from the list. */
  remove(id: number): void {
    const job = this.#jobs.get(id)
    if (!job) return
    this.#jobs.delete(id)
    job.stop()
    this.#tell()
  }

  upload(host: number, path: string, name: string, file: File, options: { reason: string; overwrite: boolean; onDone: () => void }): void {
    const upload = crypto.randomUUID()
    let stop = (): void => {}
    let before: Promise<unknown> | null = null
    this.#add('upload', name, file.size, {
      stop: () => stop(),
      start: async (id) => {
        const { reason, overwrite, onDone } = options
        // What was sent before is being put down.
        await before?.catch(() => {})
        const offset = before ? (await ask(host, 'file.upload_state', { path, upload }).over).received : 0
        const { promise: broken, reject } = Promise.withResolvers<never>()
        const feed = new Feed(file, offset, reject)
        const started = startChange(host, 'file.upload', { path, upload, size: file.size, offset, overwrite }, reason, {
          begun: (run) => void feed.send(run),
          progress: (done, total) => {
            if (total === null) return
            feed.taken(done)
            this.#change(id, { done })
          },
        })
        // What was sent so far is kept by the host when the input ends.
        stop = () => {
          feed.stop()
          started.run()?.end()
        }
        before = started.over
        const { action, result } = await Promise.race([started.over, broken])
        if (action.state === 'awaiting_approval') this.#change(id, { state: 'waits' })
        else if (result?.complete) onDone()
      },
    })
  }

  download(host: number, path: string, name: string, size: number): void {
    const parts: Uint8Array<ArrayBuffer>[] = []
    let got = 0
    let etag: string | undefined
    let stop = (): void => {}
    this.#add('download', name, size, {
      stop: () => stop(),
      start: async (id) => {
        // Of one content: what changed meanwhile is not put together from two.
        etag ??= (await ask(host, 'file.stat', { path }).over).etag
        const { run, over } = ask(host, 'file.download', { path, offset: got, etag }, (bytes) => {
          parts.push(bytes)
          got += bytes.length
          this.#change(id, { done: got })
        })
        stop = () => run.cancel()
        await over
        if (this.#jobs.get(id)?.shown.state === 'running') save(new Blob(parts), name)
      },
    })
  }

  #add(kind: Transfer['kind'], name: string, total: number, work: { start: (id: number) => Promise<void>; stop: () => void }): void {
    const id = this.#next++
    const shown: Transfer = { id, kind, name, state: 'running', done: 0, total, error: null }
    const job: Job = { shown, start: () => work.start(id), stop: work.stop }
    this.#jobs.set(id, job)
    void this.#run(id, job)
  }

  async #run(id: number, job: Job): Promise<void> {
    this.#change(id, { state: 'running', error: null })
    try {
      await job.start()
      if (job.shown.state === 'running') this.#change(id, { state: 'done', done: job.shown.total })
    } catch (error) {
      if (job.shown.state !== 'paused')
        this.#change(id, { state: 'failed', error: error instanceof ApiError ? error : new ApiError(0, 'failed', String(error)) })
    }
  }

  #change(id: number, news: Partial<Transfer>): void {
    const job = this.#jobs.get(id)
    if (!job) return
    job.shown = { ...job.shown, ...news }
    this.#tell()
  }

  #tell(): void {
    this.#shown = [...this.#jobs.values()].map(({ shown }) => shown)
    for (const listener of this.#listeners) listener()
  }
}

/** Sends a file in parts, no further ahead of what arrived than is allowed. */
export class Feed {
  readonly #file: Blob
  readonly #onTrouble: (error: unknown) => void
  #sent: number
  #taken: number
  #stopped = false
  #wake = (): void => {}

  constructor(file: Blob, offset: number, onTrouble: (error: unknown) => void) {
    this.#file = file
    this.#sent = offset
    this.#taken = offset
    this.#onTrouble = onTrouble
  }

  taken(done: number): void {
    this.#taken = done
    this.#wake()
  }

  stop(): void {
    this.#stopped = true
    this.#wake()
  }

  async send(run: { input(bytes: Uint8Array): void; end(): void }): Promise<void> {
    try {
      const began = performance.now()
      for (let parts = 0; this.#sent < this.#file.size && !this.#stopped; parts++) {
        const early = (parts / PARTS_A_SECOND) * 1000 - (performance.now() - began)
        if (early > 100) await new Promise((resolve) => setTimeout(resolve, early))
        while (!this.#stopped && this.#sent - this.#taken > AHEAD - PART) await this.#room()
        const part = new Uint8Array(await this.#file.slice(this.#sent, this.#sent + PART).arrayBuffer())
        if (this.#stopped) return
        run.input(part)
        this.#sent += part.length
      }
      if (!this.#stopped) run.end()
    } catch (error) {
      // The browser cannot read it any more.
      this.stop()
      this.#onTrouble(new ApiError(0, 'unreadable', String(error)))
    }
  }

  #room(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export const transfers = new Transfers()
