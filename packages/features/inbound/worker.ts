import { DomainError } from '@hyperion/domain/errors'
import type { Bus } from '@hyperion/ports/bus'
import { type Clock, every } from '@hyperion/ports/clock'
import type { ClaimedInbound, InboundOutcome, InboundStore, RouteStore } from '@hyperion/ports/inbound'
import type { Processing } from './processing.ts'

export interface InboundWorkerDeps {
  readonly store: InboundStore
  readonly routes: Pick<RouteStore, 'trim'>
  readonly processing: Pick<Processing, 'process'>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

const POLL_MS = 5_000
/** Longer than the largest payload takes. */
const LEASE_MS = 300_000
/** Integrations that are worked on at the same time. */
const AT_ONCE = 4
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 60_000
/** Of what fails although the storage answers. */
const ATTEMPTS = 5
const HOUR = 3_600_000
const DAY = 24 * HOUR
const KEPT_MS = 7 * DAY
const KEPT_BYTES = 256 * 1024 * 1024
const ROUTES_KEPT_MS = 30 * DAY

/** What became of one that somebody waits for. */
export type Settled = (outcome: InboundOutcome) => void

/** Works off what came in, each integration in order, until all of it is done; what a former hub left as well. */
export class InboundWorker {
  readonly #deps: InboundWorkerDeps
  readonly #running = new Set<Promise<void>>()
  readonly #waiting = new Map<number, Set<Settled>>()
  #looking: Promise<void> | null = null
  #again = false
  #cancel: () => void = () => {}
  #stopTrim: () => void = () => {}
  #stopped = true
  #trouble: string | null = null

  constructor(deps: InboundWorkerDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#stopped = false
    this.#stopTrim = every(this.#deps.clock, HOUR, () => void this.#trim())
    this.wake()
  }

  /** Finishes what is under way; the rest stays. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#stopTrim()
    this.#cancel()
    await this.#looking
    await Promise.all(this.#running)
  }

  /** One line for /health while what came in has to wait, else null. */
  degraded(): string | null {
    return this.#trouble && `inbound: ${this.#trouble}`
  }

  /** Is told of one as soon as it is done; the answer ends that. */
  onSettled(id: number, told: Settled): () => void {
    const waiting = this.#waiting.get(id) ?? new Set()
    this.#waiting.set(id, waiting.add(told))
    return () => {
      waiting.delete(told)
      if (waiting.size === 0) this.#waiting.delete(id)
    }
  }

  /** There may be something to do. */
  wake(): void {
    if (this.#stopped) return
    this.#again = true
    this.#cancel()
    this.#looking ??= this.#look().then(() => {
      this.#looking = null
      if (this.#again) this.wake()
      else if (!this.#stopped) this.#cancel = this.#deps.clock.after(POLL_MS, () => this.wake())
    })
  }

  async #look(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false
        await this.#claim()
      }
    } catch (error) {
      this.#again = false
      this.#tell(wordsFor(error))
    }
  }

  async #claim(): Promise<void> {
    const { store, clock } = this.#deps
    while (!this.#stopped && this.#running.size < AT_ONCE) {
      const inbound = await store.claim(clock.now(), LEASE_MS)
      if (!inbound) return
      const work = this.#work(inbound)
        .catch((error: unknown) => this.#tell(wordsFor(error)))
        .finally(() => {
          this.#running.delete(work)
          this.wake()
        })
      this.#running.add(work)
    }
  }

  async #work(inbound: ClaimedInbound): Promise<void> {
    const { store, clock } = this.#deps
    const outcome = await this.#attempt(inbound)
    await store.settle(inbound, outcome, clock.now())
    if (outcome.state === 'queued') return this.#waitFor(outcome.error, outcome.retryAt)
    this.#tell(null)
    for (const told of [...(this.#waiting.get(inbound.id) ?? [])]) told(outcome)
  }

  async #attempt(inbound: ClaimedInbound): Promise<InboundOutcome> {
    const { processing, bus, clock, log } = this.#deps
    try {
      return await processing.process(inbound)
    } catch (error) {
      const words = wordsFor(error)
      const storage = error instanceof DomainError && error.code === 'storage_unavailable'
      if (storage || inbound.attempts < ATTEMPTS) {
        const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(inbound.attempts - 1, 10), LAST_RETRY_MS)
        return { state: 'queued', error: words, retryAt: clock.now() + wait }
      }
      log(`inbound: delivery ${inbound.id} of ${inbound.source} is given up: ${words}`)
      const message = `A delivery of ${inbound.source} could not be turned into incidents: ${words}`
      bus.publish('notification', { at: clock.now(), level: 'error', message })
      return { state: 'failed', error: words }
    }
  }

  #waitFor(trouble: string, until: number): void {
    const { clock } = this.#deps
    this.#tell(trouble)
    clock.after(until - clock.now(), () => this.wake())
  }

  async #trim(): Promise<void> {
    const { store, routes, clock } = this.#deps
    try {
      await store.trim({ before: clock.now() - KEPT_MS, bytes: KEPT_BYTES })
      await routes.trim(clock.now() - ROUTES_KEPT_MS)
    } catch (error) {
      this.#deps.log(`inbound: what is old could not be removed: ${wordsFor(error)}`)
    }
  }

  #tell(trouble: string | null): void {
    if (trouble && trouble !== this.#trouble) this.#deps.log(`inbound: what came in waits: ${trouble}`)
    this.#trouble = trouble
  }
}

function wordsFor(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
