import type { Channel, ChannelStore, DeliveryStore, LeasedDelivery } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { SendResult } from './channels/channel.ts'
import type { Channels } from './channels-service.ts'

export interface DeliveryWorkerDeps {
  readonly deliveries: DeliveryStore
  readonly store: Pick<ChannelStore, 'byId' | 'update'>
  readonly channels: Pick<Channels, 'send'>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** From 0 to 1, for spreading retries. */
  readonly random?: () => number
}

const POLL_MS = 2_000
/** Longer than a batch can take one after another. */
const LEASE_MS = 120_000
const BATCH = 8
const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 3_600_000
const GIVE_UP_MS = 3 * 24 * 3_600_000

/** Sends what is queued, at least once: a delivery is done only when the channel has said so. */
export class DeliveryWorker {
  readonly #deps: DeliveryWorkerDeps
  /** Until when a channel asked to be left alone. */
  readonly #quiet = new Map<number, number>()
  #draining: Promise<void> | null = null
  #again = false
  #cancelPoll: () => void = () => {}
  #running = false
  #trouble: string | null = null

  constructor(deps: DeliveryWorkerDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#running = true
    this.wake()
  }

  /** Looks for due deliveries now. */
  wake(): void {
    if (!this.#running) return
    if (this.#draining) {
      this.#again = true
      return
    }
    this.#cancelPoll()
    this.#draining = this.#drain().finally(() => {
      this.#draining = null
      if (!this.#running) return
      this.#cancelPoll = this.#deps.clock.after(this.#again ? 0 : POLL_MS, () => this.wake())
      this.#again = false
    })
  }

  /** One line for /health while the queue cannot be read or written, else null. */
  degraded(): string | null {
    return this.#trouble && `notifications: ${this.#trouble}`
  }

  /** Finishes what is under way; the rest stays queued. */
  async stop(): Promise<void> {
    this.#running = false
    this.#cancelPoll()
    await this.#draining
  }

  async #drain(): Promise<void> {
    try {
      while (this.#running) {
        const leased = await this.#deps.deliveries.lease(this.#deps.clock.now(), LEASE_MS, BATCH)
        if (leased.length === 0) break
        const byChannel = Map.groupBy(leased, ({ channel }) => channel)
        await all([...byChannel].map(([channel, deliveries]) => this.#deliver(channel, deliveries)))
      }
      this.#tell(null)
    } catch (error) {
      this.#tell(error instanceof Error ? error.message : String(error))
    }
  }

  async #deliver(id: number, deliveries: readonly LeasedDelivery[]): Promise<void> {
    for (const delivery of deliveries) {
      const channel = await this.#deps.store.byId(id)
      await this.#settle(delivery, channel, channel ? await this.#attempt(channel, delivery) : GONE)
    }
  }

  async #attempt(channel: Channel, { alert, kind, event, reference }: LeasedDelivery): Promise<SendResult> {
    if (!channel.enabled) return { ok: false, error: 'the channel is switched off', retry: 'never' }
    const waitMs = (this.#quiet.get(channel.id) ?? 0) - this.#deps.clock.now()
    if (waitMs > 0) return { ok: false, error: 'the channel asked to wait', retry: 'later', waitMs }
    return this.#deps.channels.send(channel, { key: `#${alert} ${kind}`, items: [{ alert, event, reference }], test: false, url: null })
  }

  async #settle(delivery: LeasedDelivery, channel: Channel | undefined, result: SendResult): Promise<void> {
    const { deliveries, clock, store } = this.#deps
    const at = clock.now()
    if (result.ok) return deliveries.succeed(delivery, at, result.reference)
    if (result.waitMs !== undefined) this.#quiet.set(delivery.channel, at + result.waitMs)
    const again = result.retry === 'later' && at - delivery.createdAt < GIVE_UP_MS
    await deliveries.fail(delivery, { at, error: result.error, retryAt: again ? at + this.#waitFor(delivery, result.waitMs) : null })
    if (!channel || again) return
    if (result.retry === 'gone') await store.update(channel.id, { enabled: false })
    const off = result.retry === 'gone' ? '; the channel is switched off' : ''
    this.#deps.bus.publish('notification', { at, level: 'error', message: `Channel ${channel.name}: ${result.error}${off}` })
  }

  /** Doubles with every attempt, and is spread so that many do not come back at the same time. */
  #waitFor({ attempts }: LeasedDelivery, waitMs: number | undefined): number {
    if (waitMs !== undefined) return waitMs
    const backoff = Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LAST_RETRY_MS)
    return Math.round(backoff * (0.5 + (this.#deps.random ?? Math.random)() / 2))
  }

  #tell(trouble: string | null): void {
    if (trouble && !this.#trouble) this.#deps.log(`notifications: ${trouble}; what is queued waits until it works again`)
    if (!trouble && this.#trouble) this.#deps.log('notifications: the queue works again')
    this.#trouble = trouble
  }
}

const GONE: SendResult = { ok: false, error: 'the channel is gone', retry: 'never' }

/** Waits for every one, also after one failed. */
async function all(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason
}
