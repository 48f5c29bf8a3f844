import { type Clock, every } from '@hyperion/ports/clock'
import type { MetricStore, Retention } from '@hyperion/ports/metric-store'

export interface UpkeepDeps {
  readonly store: Pick<MetricStore, 'maintain' | 'usage'>
  readonly clock: Clock
  readonly retention: Retention
  readonly log: (message: string) => void
}

const INTERVAL_MS = 10 * 60_000

/** Lets the metric store seal, coarsen and drop every ten minutes, and keeps count of the damage it found. */
export class Upkeep {
  readonly #deps: UpkeepDeps
  readonly #stopSchedule: () => void
  #underWay: Promise<void> | null = null
  #damagedBlocks = 0

  constructor(deps: UpkeepDeps) {
    this.#deps = deps
    this.#stopSchedule = every(deps.clock, INTERVAL_MS, () => {
      this.#underWay ??= this.#run().finally(() => {
        this.#underWay = null
      })
    })
  }

  /** One line for /health when stored history is damaged, else null. */
  degraded(): string | null {
    return this.#damagedBlocks > 0 ? `metric storage: ${this.#damagedBlocks} damaged blocks are left out of the history` : null
  }

  /** Ends the schedule and waits for the run under way. */
  async stop(): Promise<void> {
    this.#stopSchedule()
    await this.#underWay
  }

  async #run(): Promise<void> {
    const { store, clock, retention, log } = this.#deps
    try {
      await store.maintain(clock.now(), retention)
      this.#damagedBlocks = (await store.usage()).damagedBlocks
    } catch (error) {
      log(`metric storage: upkeep failed, next try in ten minutes: ${error instanceof Error ? error.message : error}`)
    }
  }
}
