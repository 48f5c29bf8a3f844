import type { RetentionPolicy } from '@hyperion/domain/metrics'
import { type Clock, every } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { MetricStore, StoreUsage } from '@hyperion/ports/metric-store'

export interface UpkeepDeps {
  readonly store: Pick<MetricStore, 'maintain' | 'usage' | 'forget'>
  readonly hosts: Pick<HostStore, 'list'>
  readonly clock: Clock
  readonly policy: () => Promise<RetentionPolicy>
  readonly log: (message: string) => void
}

const INTERVAL_MS = 10 * 60_000

/** Lets the metric store seal, coarsen and drop every ten minutes, and keeps count of the damage it found. */
export class Upkeep {
  readonly #deps: UpkeepDeps
  readonly #stopSchedule: () => void
  #underWay: Promise<void> | null = null
  #again = false
  #damagedBlocks = 0
  /** Hosts with history that were unknown at the last run. */
  #strays: ReadonlySet<number> = new Set()

  constructor(deps: UpkeepDeps) {
    this.#deps = deps
    this.#stopSchedule = every(deps.clock, INTERVAL_MS, () => this.#start())
  }

  /** One line for /health when stored history is damaged, else null. */
  degraded(): string | null {
    return this.#damagedBlocks > 0 ? `metric storage: ${this.#damagedBlocks} damaged blocks are left out of the history` : null
  }

  /** Runs now, and once more where a run is under way: the retention has changed. */
  wake(): void {
    if (this.#underWay) this.#again = true
    else this.#start()
  }

  /** Ends the schedule and waits for the run under way. */
  async stop(): Promise<void> {
    this.#stopSchedule()
    this.#again = false
    await this.#underWay
  }

  #start(): void {
    this.#underWay ??= this.#run().finally(() => {
      this.#underWay = null
      if (!this.#again) return
      this.#again = false
      this.#start()
    })
  }

  async #run(): Promise<void> {
    const { store, clock, policy, log } = this.#deps
    try {
      await store.maintain(clock.now(), await policy())
      const usage = await store.usage()
      this.#damagedBlocks = usage.damagedBlocks
      await this.#forgetStrays(usage)
    } catch (error) {
      log(`metric storage: upkeep failed, next try in ten minutes: ${error instanceof Error ? error.message : error}`)
    }
  }

  /** The hub may have been killed between deleting a host and forgetting its history. Once is no proof: twice is. */
  async #forgetStrays({ hosts }: StoreUsage): Promise<void> {
    const { store, log } = this.#deps
    const known = new Set((await this.#deps.hosts.list()).map(({ id }) => id))
    const strays = hosts.map(({ host }) => host).filter((host) => !known.has(host))
    for (const host of strays) {
      if (!this.#strays.has(host)) continue
      log(`metric storage: host ${host} was deleted; what was left of its history goes too`)
      await store.forget(host)
    }
    this.#strays = new Set(strays)
  }
}
