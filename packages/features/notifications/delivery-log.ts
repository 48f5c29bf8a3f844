import type { Channel, ChannelStore, Delivery, DeliveryQuery, DeliveryStore } from '@hyperion/ports/alerts'
import type { Clock } from '@hyperion/ports/clock'
import { PACE } from './delivery-worker.ts'

/**
 * Why something has not been sent yet: it waits for others to go out with (`grouping`), for an earlier event of its alert
 * (`turn`), because the channel had many messages (`pace`) or asked for silence (`held`), because an attempt failed
 * (`retry`), or it is being sent.
 */
export const WAITING_REASONS = ['grouping', 'turn', 'pace', 'held', 'retry', 'sending'] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]

export interface LoggedDelivery extends Delivery {
  /** Null when it waits no more. */
  readonly waiting: { readonly reason: WaitingReason; readonly until: number } | null
}

export interface DeliveryLogDeps {
  readonly deliveries: Pick<DeliveryStore, 'list' | 'retry'>
  readonly channels: Pick<ChannelStore, 'list'>
  readonly clock: Clock
  /** Told when there is something to send. */
  readonly onQueued: () => void
}

/** What became of what there was to tell. */
export class DeliveryLog {
  readonly #deps: DeliveryLogDeps

  constructor(deps: DeliveryLogDeps) {
    this.#deps = deps
  }

  /** Newest first. */
  async list(query: DeliveryQuery): Promise<readonly LoggedDelivery[]> {
    const channels = new Map((await this.#deps.channels.list()).map((channel) => [channel.id, channel]))
    const now = this.#deps.clock.now()
    return (await this.#deps.deliveries.list(query)).map((each) => ({ ...each, waiting: waitingOf(each, channels.get(each.channel), now) }))
  }

  /** Queues a failed one again. */
  async retry(id: number): Promise<LoggedDelivery> {
    const now = this.#deps.clock.now()
    const delivery = await this.#deps.deliveries.retry(id, now)
    this.#deps.onQueued()
    return { ...delivery, waiting: { reason: 'sending', until: now } }
  }
}

function waitingOf({ status, message, error, dueAt }: Delivery, channel: Channel | undefined, now: number): LoggedDelivery['waiting'] {
  if (status !== 'queued') return null
  const heldUntil = channel?.heldUntil ?? 0
  if (heldUntil > now) return { reason: 'held', until: Math.max(heldUntil, dueAt) }
  if (message !== null) return { reason: error === null ? 'sending' : 'retry', until: dueAt }
  if (dueAt > now) return { reason: 'grouping', until: dueAt }
  const pacedUntil = (channel?.pacedTo ?? 0) - PACE.burstMs
  return pacedUntil > now ? { reason: 'pace', until: pacedUntil } : { reason: 'turn', until: now }
}
