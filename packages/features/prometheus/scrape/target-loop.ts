import type { HostInventory } from '@hyperion/domain/hosts'
import type { Report } from '@hyperion/domain/metrics'
import type { Clock } from '@hyperion/ports/clock'
import { type Asking, ScrapeError } from './exporter-client.ts'
import { Baseline, scrape } from './scraper.ts'

export interface LoopSettings extends Asking {
  readonly intervalMs: number
}

export interface LoopEvents {
  /** For the history. */
  stored(report: Report): void
  live(report: Report): void
  told(inventory: HostInventory, at: number): void
}

/** How the asking goes. */
export interface LoopState {
  /** Epoch ms; null before the first answer. */
  readonly lastAnswer: number | null
  readonly skewMs: number | null
  /** Since when it fails, and why; null while it answers. */
  readonly failure: { readonly since: number; readonly count: number; readonly reason: string } | null
}

const LIVE_MS = 2_000
const ALIGNED_MS = 1_000

/** Asks one target at its interval, and every two seconds while somebody watches; never twice at once. */
export class TargetLoop {
  readonly #host: number
  readonly #clock: Clock
  readonly #events: LoopEvents
  readonly #stored = new Baseline()
  #live: Baseline | null = null
  #settings: LoopSettings
  #state: LoopState
  #asking: Promise<void> | null = null
  #stopped = false
  #cancelStored = (): void => {}
  #cancelLive = (): void => {}

  constructor(host: number, settings: LoopSettings, lastAnswer: number | null, clock: Clock, events: LoopEvents) {
    this.#host = host
    this.#settings = settings
    this.#clock = clock
    this.#events = events
    this.#state = { lastAnswer, skewMs: null, failure: null }
  }

  get state(): LoopState {
    return this.#state
  }

  start(): void {
    this.#cancelStored()
    if (this.#stopped) return
    const { intervalMs } = this.#settings
    const due = this.#due(this.#clock.now() + 1)
    this.#cancelStored = this.#clock.after(due - this.#clock.now(), () => {
      const at = this.#clock.now()
      // A timer may be late; then the report stands for when it was taken.
      const dated = Math.abs(at - due) <= Math.min(ALIGNED_MS, intervalMs / 4) ? due : at
      void this.#ask(dated, (report) => this.#events.stored(report), this.#stored).finally(() => this.start())
    })
  }

  change(settings: LoopSettings): void {
    this.#settings = settings
    this.#state = { ...this.#state, failure: null }
    this.start()
  }

  watch(on: boolean): void {
    this.#cancelLive()
    this.#live = on ? (this.#live ?? new Baseline()) : null
    if (on && !this.#stopped) this.#liveLater(0)
  }

  /** Asks no more and waits for the answer under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelStored()
    this.#cancelLive()
    await this.#asking
  }

  #liveLater(ms: number): void {
    this.#cancelLive = this.#clock.after(ms, () => {
      const baseline = this.#live
      if (!baseline) return
      this.#liveLater(LIVE_MS)
      // The answer under way will do: one more would only make it slower.
      if (!this.#asking) void this.#ask(this.#clock.now(), (report) => this.#events.live(report), baseline)
    })
  }

  /** The next instant that is this target's, so that a thousand are not asked in the same moment. */
  #due(from: number): number {
    const { intervalMs } = this.#settings
    const phase = Math.floor(((Math.imul(this.#host, 0x9e3779b1) >>> 0) / 2 ** 32) * intervalMs)
    return Math.ceil((from - phase) / intervalMs) * intervalMs + phase
  }

  async #ask(at: number, hand: (report: Report) => void, baseline: Baseline): Promise<void> {
    await this.#asking
    if (this.#stopped) return
    this.#asking = this.#once(at, hand, baseline)
    await this.#asking
    this.#asking = null
  }

  async #once(at: number, hand: (report: Report) => void, baseline: Baseline): Promise<void> {
    try {
      const { snapshot, inventory, skewMs } = await scrape(this.#settings, at)
      if (this.#stopped) return
      this.#state = { lastAnswer: this.#clock.now(), skewMs, failure: null }
      this.#events.told(inventory, this.#clock.now())
      hand(baseline.report(snapshot))
    } catch (error) {
      const reason = error instanceof ScrapeError ? error.message : String(error)
      const { since = this.#clock.now(), count = 0 } = this.#state.failure ?? {}
      this.#state = { ...this.#state, failure: { since, count: count + 1, reason } }
    }
  }
}
