import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'
import type { NewSlackEvent, SlackEvent, SlackStore } from '@hyperion/ports/slack'
import { REMEMBERED_MS } from './signature.ts'

export interface InboxDeps {
  readonly store: SlackStore
  readonly handle: (event: SlackEvent) => Promise<void>
  /** Told when something is given up. */
  readonly onFailed: (event: SlackEvent) => Promise<void>
  readonly clock: Clock
  readonly log: (message: string) => void
}

const POLL_MS = 5_000
const LEASE_MS = 60_000
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 120_000
const ATTEMPTS = 12
/** Events come again for hours; what was done is remembered for longer. */
const KEPT_MS = 86_400_000
const TRIM_MS = 3_600_000

/** What Slack sent and was told that we have it: done one after another, each until it is done. */
export class SlackInbox {
  readonly #deps: InboxDeps
  #working: Promise<void> | null = null
  #again = false
  #cancel: () => void = () => {}
  #stopped = false
  #trimmedAt = 0

  constructor(deps: InboxDeps) {
    this.#deps = deps
  }

  start(): void {
    this.wake()
  }

  /** Finishes what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancel()
    await this.#working
  }

  /** Writes it down: it will be done from here on. False when it was taken before. */
  async take(event: Omit<NewSlackEvent, 'at'>): Promise<boolean> {
    const taken = await this.#deps.store.receive({ ...event, at: this.#deps.clock.now() })
    if (taken) this.wake()
    return taken
  }

  wake(): void {
    if (this.#stopped) return
    this.#again = true
    this.#cancel()
    this.#working ??= this.#work().finally(() => {
      this.#working = null
      if (!this.#stopped) this.#cancel = this.#deps.clock.after(POLL_MS, () => this.wake())
    })
  }

  /** Waits until there is nothing to do at once. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working
  }

  async #work(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false
      try {
        while (!this.#stopped && (await this.#next()));
        await this.#trim()
      } catch (error) {
        this.#deps.log(`slack: what came waits: ${(error as Error).message}`)
      }
    }
  }

  async #next(): Promise<boolean> {
    const { store, clock, handle } = this.#deps
    const event = await store.lease(clock.now(), LEASE_MS)
    if (!event) return false
    try {
      await handle(event)
      await store.settle(event, { at: clock.now() })
    } catch (error) {
      await this.#failed(event, error as Error)
    }
    return true
  }

  async #failed(event: SlackEvent, error: Error): Promise<void> {
    const { store, clock, onFailed, log } = this.#deps
    const at = clock.now()
    if (event.attempts < ATTEMPTS) {
      const asked = error instanceof DomainError ? error.info.retryAfter : undefined
      const wait = asked === undefined ? Math.min(FIRST_RETRY_MS * 2 ** (event.attempts - 1), LAST_RETRY_MS) : asked * 1000
      await store.settle(event, { at, error: error.message, retryAt: at + wait })
      this.#deps.clock.after(wait, () => this.wake())
      return
    }
    await store.settle(event, { at, error: error.message })
    log(`slack: ${event.kind} was given up: ${error.message}`)
    await onFailed(event)
  }

  async #trim(): Promise<void> {
    const { store, clock } = this.#deps
    const now = clock.now()
    if (now - this.#trimmedAt < TRIM_MS) return
    this.#trimmedAt = now
    await store.trim(now - Math.max(KEPT_MS, REMEMBERED_MS))
  }
}
