import { ruleOf } from '@hyperion/domain/alerts'
import type { Alert, AlertStore } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { FleetAlert } from '@hyperion/wire/fleet'

export interface FiringDeps {
  readonly alerts: Pick<AlertStore, 'current'>
  readonly bus: Pick<Bus, 'subscribe'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** Changes are told on the bus; this is for those that were missed. */
const EVERY_MS = 15_000

/** What fires now, by host, kept near enough to be asked for every host at any time. */
export class Firing {
  readonly #deps: FiringDeps
  readonly #unsubscribe: () => void
  #byHost: ReadonlyMap<number, readonly Alert[]> = new Map()
  #due = true
  #readAt = 0
  #reading = false
  #trouble: string | null = null

  constructor(deps: FiringDeps) {
    this.#deps = deps
    this.#unsubscribe = deps.bus.subscribe('notification', () => {
      this.#due = true
    })
  }

  stop(): void {
    this.#unsubscribe()
  }

  /** Reads anew when something happened, or has not been looked at for a while; true when it did. */
  async refresh(): Promise<boolean> {
    const { alerts, clock, log } = this.#deps
    if (this.#reading || (!this.#due && clock.now() - this.#readAt < EVERY_MS)) return false
    this.#reading = true
    this.#due = false
    try {
      this.#byHost = Map.groupBy(await alerts.current(), ({ host }) => host)
      this.#trouble = null
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (reason !== this.#trouble) log(`fleet: alerts cannot be read: ${reason}; trying again`)
      this.#trouble = reason
    } finally {
      this.#reading = false
      this.#readAt = clock.now()
    }
    return true
  }

  /** The worst that fires on a host and is not silenced, the oldest of them; null when there is none. */
  worst(host: number, silenced: (alert: Alert) => boolean): FleetAlert | null {
    const open = (this.#byHost.get(host) ?? []).filter((alert) => !silenced(alert))
    const worst = open.findLast(({ level }) => level === 'critical') ?? open.at(-1)
    if (!worst) return null
    const { id, level, title, instance } = worst
    return { id, level, rule: ruleOf(worst), title, instance, count: open.length }
  }
}
