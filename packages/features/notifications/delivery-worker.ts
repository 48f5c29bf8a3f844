import type { Channel, ChannelStore, DeliveryStore, LeasedDelivery, LeasedMessage, LeaseOptions } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import { backoffMs } from './backoff.ts'
import type { MessageItem, SendResult } from './channels/channel.ts'
import type { Channels } from './channels-service.ts'
import { worstFirst } from './grouping.ts'
import { QueueRunner } from './queue-runner.ts'

export interface DeliveryWorkerDeps {
  readonly deliveries: DeliveryStore
  readonly store: Pick<ChannelStore, 'byId' | 'update'>
  readonly channels: Pick<Channels, 'send'>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** The page of the alerts, where it is known. */
  readonly url?: string | null
  /** How many messages a channel may have; {@link PACE} unless told. */
  readonly pace?: LeaseOptions['pace']
  /** From 0 to 1, for spreading retries. */
  readonly random?: () => number
}

/** Longer than a message can take. */
const LEASE_MS = 120_000
/** Channels that are sent to at the same time. */
const AT_ONCE = 8
/** Events in one message. */
const TOGETHER = 500
/** A channel gets three messages at once, then one in ten seconds; what comes meanwhile goes out together. */
export const PACE = { messageMs: 10_000, burstMs: 20_000 } as const
const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 3_600_000
const GIVE_UP_MS = 3 * 24 * 3_600_000
/** However old an event is when it comes, from an agent that was long away: tried for some hours. */
const LEAST_ATTEMPTS = 15

/** Sends what is queued, at least once: a delivery is done only when the channel has said so. */
export class DeliveryWorker {
  readonly #deps: DeliveryWorkerDeps
  /** By channel: one message at a time. */
  readonly #queue: QueueRunner<number, LeasedMessage>
  #trouble: string | null = null

  constructor(deps: DeliveryWorkerDeps) {
    this.#deps = deps
    const { deliveries, clock } = deps
    const options = { leaseMs: LEASE_MS, limit: TOGETHER, pace: deps.pace ?? PACE }
    this.#queue = new QueueRunner({
      clock,
      atOnce: AT_ONCE,
      lease: (except) => deliveries.lease({ ...options, now: clock.now(), except }),
      nextDue: (now) => deliveries.nextDue(now),
      keyOf: ({ channel }) => channel,
      send: (message) => this.#deliver(message),
      onTrouble: (trouble) => this.#tell(trouble),
    })
  }

  start(): void {
    this.#queue.start()
  }

  /** Looks for due deliveries now. */
  wake(): void {
    this.#queue.wake()
  }

  /** Whether there is something under way. */
  get busy(): boolean {
    return this.#queue.busy
  }

  /** One line for /health while the queue cannot be read or written, else null. */
  degraded(): string | null {
    return this.#trouble && `notifications: ${this.#trouble}`
  }

  /** Finishes what is under way; the rest stays queued. */
  stop(): Promise<void> {
    return this.#queue.stop()
  }

  async #deliver(message: LeasedMessage): Promise<void> {
    const channel = await this.#deps.store.byId(message.channel)
    await this.#settle(message, channel, channel ? await this.#attempt(channel, message) : GONE)
  }

  async #attempt(channel: Channel, { id, deliveries: [first, ...others] }: LeasedMessage): Promise<SendResult> {
    if (!channel.enabled) return { ok: false, error: 'the channel is switched off', retry: 'never' }
    const items = worstFirst([itemOf(first), ...others.map(itemOf)])
    return this.#deps.channels.send(channel, { key: `#${id}`, items, test: false, url: this.#deps.url ?? null })
  }

  async #settle(message: LeasedMessage, channel: Channel | undefined, result: SendResult): Promise<void> {
    const { deliveries, clock, store } = this.#deps
    const at = clock.now()
    if (result.ok) return deliveries.succeed(message, at, result.reference)
    const { error, retry, waitMs } = result
    if (waitMs !== undefined) await deliveries.hold(message.channel, at + waitMs)
    if (retry === 'never' && channel?.enabled && message.deliveries.length > 1) return deliveries.split(message, at, error)
    const young = at - message.deliveries[0].createdAt < GIVE_UP_MS || attemptsOf(message) < LEAST_ATTEMPTS
    const again = retry === 'later' && young
    await deliveries.fail(message, { at, error, retryAt: again ? at + this.#waitFor(message, waitMs) : null })
    if (!channel || again) return
    if (retry === 'gone') await store.update(channel.id, { enabled: false })
    const off = retry === 'gone' ? '; the channel is switched off' : ''
    this.#deps.bus.publish('notification', { at, level: 'error', message: `Channel ${channel.name}: ${error}${off}` })
  }

  #waitFor(message: LeasedMessage, waitMs: number | undefined): number {
    return waitMs ?? backoffMs(attemptsOf(message), { firstMs: FIRST_RETRY_MS, lastMs: LAST_RETRY_MS }, this.#deps.random)
  }

  #tell(trouble: string | null): void {
    if (trouble && !this.#trouble) this.#deps.log(`notifications: ${trouble}; what is queued waits until it works again`)
    if (!trouble && this.#trouble) this.#deps.log('notifications: the queue works again')
    this.#trouble = trouble
  }
}

const GONE: SendResult = { ok: false, error: 'the channel is gone', retry: 'never' }

function itemOf({ alert, event, reference }: LeasedDelivery): MessageItem {
  return { alert, event, reference }
}

function attemptsOf({ deliveries }: LeasedMessage): number {
  return Math.min(...deliveries.map((each) => each.attempts))
}
