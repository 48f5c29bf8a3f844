import type { Clock } from '@hyperion/ports/clock'

export interface QueueRunnerDeps<K, T> {
  readonly clock: Clock
  /** What is sent at the same time. */
  readonly atOnce: number
  /** The next one that is due and of none of these keys. */
  readonly lease: (busy: readonly K[]) => Promise<T | undefined>
  /** When something can be due after an instant; null when nothing waits. */
  readonly nextDue: (now: number) => Promise<number | null>
  /** Of one key one is sent at a time. */
  readonly keyOf: (item: T) => K
  readonly send: (item: T) => Promise<void>
  /** Told when the queue cannot be read or written, and null when it works. */
  readonly onTrouble: (trouble: string | null) => void
}

const POLL_MS = 2_000

/** Sends what a queue holds when it is due, several at once. */
export class QueueRunner<K, T> {
  readonly #deps: QueueRunnerDeps<K, T>
  readonly #sending = new Map<K, Promise<void>>()
  #looking: Promise<void> | null = null
  #again = false
  #cancelPoll: () => void = () => {}
  #running = false

  constructor(deps: QueueRunnerDeps<K, T>) {
    this.#deps = deps
  }

  start(): void {
    this.#running = true
    this.wake()
  }

  /** Looks for what is due now. */
  wake(): void {
    if (!this.#running) return
    this.#again = true
    this.#cancelPoll()
    this.#looking ??= this.#look().then((waitMs) => {
      this.#looking = null
      if (this.#again) this.wake()
      else if (this.#running) this.#cancelPoll = this.#deps.clock.after(waitMs, () => this.wake())
    })
  }

  /** Whether there is something under way. */
  get busy(): boolean {
    return this.#looking !== null || this.#sending.size > 0
  }

  /** Finishes what is under way; the rest stays queued. */
  async stop(): Promise<void> {
    this.#running = false
    await this.#looking
    this.#cancelPoll()
    await Promise.all(this.#sending.values())
  }

  /** Answers how long there is nothing to look for. */
  async #look(): Promise<number> {
    const { clock, nextDue, onTrouble } = this.#deps
    try {
      let next: number | null = null
      while (this.#again && this.#running) {
        this.#again = false
        // What becomes due from here on is found by one of the two.
        const now = clock.now()
        await this.#lease()
        next = await nextDue(now)
      }
      onTrouble(null)
      return next === null ? POLL_MS : Math.max(0, Math.min(POLL_MS, next - clock.now()))
    } catch (error) {
      this.#again = false
      onTrouble(wordsFor(error))
      return POLL_MS
    }
  }

  async #lease(): Promise<void> {
    const { atOnce, lease, keyOf, send, onTrouble } = this.#deps
    while (this.#running && this.#sending.size < atOnce) {
      const item = await lease([...this.#sending.keys()])
      if (!item) return
      const key = keyOf(item)
      const sent = send(item)
        .catch((error: unknown) => onTrouble(wordsFor(error)))
        .finally(() => {
          this.#sending.delete(key)
          this.wake()
        })
      this.#sending.set(key, sent)
    }
  }
}

function wordsFor(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
