import { noticeOf } from '@hyperion/domain/alerts'
import type { DeliveryStore } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import { type Clock, every } from '@hyperion/ports/clock'

export interface RemindersDeps {
  readonly deliveries: Pick<DeliveryStore, 'remind'>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Told when there is something to send. */
  readonly onQueued: () => void
}

const MINUTE = 60_000

/** Tells again of critical alerts that nobody took on. */
export class Reminders {
  readonly #deps: RemindersDeps
  #cancel: () => void = () => {}
  #looking: Promise<void> = Promise.resolve()
  #trouble: string | null = null

  constructor(deps: RemindersDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#cancel = every(this.#deps.clock, MINUTE, () => {
      this.#looking = this.#looking.then(() => this.#look())
    })
  }

  async stop(): Promise<void> {
    this.#cancel()
    await this.#looking
  }

  async #look(): Promise<void> {
    const { deliveries, bus, clock, log, onQueued } = this.#deps
    try {
      const events = await deliveries.remind(clock.now())
      for (const event of events) bus.publish('notification', { ...noticeOf(event), kept: true })
      if (events.length > 0) onQueued()
      this.#trouble = null
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (reason !== this.#trouble) log(`reminders: ${reason}`)
      this.#trouble = reason
    }
  }
}
