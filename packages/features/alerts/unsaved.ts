import type { AlertStore, Transition } from '@hyperion/ports/alerts'
import type { Clock } from '@hyperion/ports/clock'

interface UnsavedDeps {
  readonly store: Pick<AlertStore, 'commit'>
  readonly clock: Clock
  readonly log: (message: string) => void
  readonly onCommitted: () => void
}

const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000

/** Writes transitions in order of their making; while the store fails, keeps them and tries again. */
export class Unsaved {
  readonly #deps: UnsavedDeps
  #waiting: Transition[] = []
  #writing: Promise<void> | null = null
  #cancelRetry: (() => void) | null = null
  #retryMs = FIRST_RETRY_MS
  #trouble: string | null = null

  constructor(deps: UnsavedDeps) {
    this.#deps = deps
  }

  add(transition: Transition): void {
    // A state that nobody was told of is replaced by a later one; one that is being written stays where it is.
    const [inHand, ...rest] = this.#waiting
    const { host, rule, instance } = transition
    const same = (each: Transition) => !each.event && each.host === host && each.rule === rule && each.instance === instance
    this.#waiting = [...(inHand ? [inHand] : []), ...rest.filter((each) => !same(each)), transition]
    if (!this.#cancelRetry) void this.#write()
  }

  degraded(): string | null {
    if (!this.#trouble) return null
    const events = this.#waiting.filter(({ event }) => event).length
    return `alerts: ${this.#trouble}; ${events} events kept in memory`
  }

  /** Waits for the writing under way. */
  async flushed(): Promise<void> {
    await this.#writing
  }

  async stop(): Promise<void> {
    this.#cancelRetry?.()
    this.#cancelRetry = () => {}
    await this.#writing
    await this.#flush()
    if (this.#waiting.some(({ event }) => event)) this.#deps.log('alerts: some events could not be written before the end')
  }

  async #write(): Promise<void> {
    if (this.#writing) return
    this.#writing = this.#flush()
    await this.#writing
    this.#writing = null
    if (this.#waiting.length > 0 && !this.#cancelRetry) this.#retryLater()
  }

  #retryLater(): void {
    this.#cancelRetry = this.#deps.clock.after(this.#retryMs, () => {
      this.#cancelRetry = null
      void this.#write()
    })
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS)
  }

  async #flush(): Promise<void> {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      try {
        await this.#deps.store.commit(next)
      } catch (error) {
        this.#failed(error)
        return
      }
      this.#waiting.shift()
      this.#recovered()
      if (next.event) this.#deps.onCommitted()
    }
  }

  #failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    if (!this.#trouble) this.#deps.log(`alerts: ${reason}; events are kept in memory until it works again`)
    this.#trouble = reason
  }

  #recovered(): void {
    this.#retryMs = FIRST_RETRY_MS
    if (this.#trouble) this.#deps.log('alerts: events are written again')
    this.#trouble = null
  }
}
