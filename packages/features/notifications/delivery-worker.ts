import type { Channel, ChannelStore, DeliveryStore, LeasedDelivery, LeasedMessage, LeaseOptions } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { MessageItem, SendResult } from './channels/channel.ts'
import type { Channels } from './channels-service.ts'
import { worstFirst } from './grouping.ts'

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

const POLL_MS = 2_000
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
  /** What is being sent, by channel: one message at a time. */
  readonly #sending = new Map<number, Promise<void>>()
  #looking: Promise<void> | null = null
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
    this.#again = true
    this.#cancelPoll()
    this.#looking ??= this.#look().then((waitMs) => {
      this.#looking = null
      if (this.#again) this.wake()
      else if (this.#running) this.#cancelPoll = this.#deps.clock.after(waitMs, () => this.wake())
    })
  }

  /** Whether there is something under way. */
  get busy(): boolean {
    return this.#looking !== null || this.#sending.size > 0
  }

  /** One line for /health while the queue cannot be read or written, else null. */
  degraded(): string | null {
    return this.#trouble && `notifications: ${this.#trouble}`
  }

  /** Finishes what is under way; the rest stays queued. */
  async stop(): Promise<void> {
    this.#running = false
    await this.#looking
    this.#cancelPoll()
    await Promise.all(this.#sending.values())
  }

  /** Answers how long there is nothing to look for. */
  async #look(): Promise<number> {
    const { deliveries, clock } = this.#deps
    try {
      let next: number | null = null
      while (this.#again && this.#running) {
        this.#again = false
        await this.#lease()
        next = await deliveries.nextDue(clock.now())
      }
      this.#tell(null)
      return next === null ? POLL_MS : Math.min(POLL_MS, next - clock.now())
    } catch (error) {
      this.#again = false
      this.#tell(wordsFor(error))
      return POLL_MS
    }
  }

  async #lease(): Promise<void> {
    const { deliveries, clock } = this.#deps
    while (this.#running && this.#sending.size < AT_ONCE) {
      const options = { leaseMs: LEASE_MS, limit: TOGETHER, pace: this.#deps.pace ?? PACE }
      const message = await deliveries.lease({ ...options, now: clock.now(), except: [...this.#sending.keys()] })
      if (!message) return
      const sent = this.#deliver(message)
        .catch((error: unknown) => this.#tell(wordsFor(error)))
        .finally(() => {
          this.#sending.delete(message.channel)
          this.wake()
        })
      this.#sending.set(message.channel, sent)
    }
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

  /** Doubles with every attempt, and is spread so that many do not come back at the same time. */
  #waitFor(message: LeasedMessage, waitMs: number | undefined): number {
    if (waitMs !== undefined) return waitMs
    const backoff = Math.min(FIRST_RETRY_MS * 2 ** (attemptsOf(message) - 1), LAST_RETRY_MS)
    return Math.round(backoff * (0.5 + (this.#deps.random ?? Math.random)() / 2))
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

function wordsFor(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function attemptsOf({ deliveries }: LeasedMessage): number {
  return Math.min(...deliveries.map((each) => each.attempts))
}
