import type { AlertEvent, AlertEventKind } from '@hyperion/domain/alerts'

export const DELIVERY_STATUSES = ['queued', 'sent', 'failed'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

export interface Delivery {
  readonly id: number
  readonly channel: number
  readonly alert: number
  readonly kind: AlertEventKind
  readonly event: AlertEvent
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly createdAt: number
  /** When it may be tried again; meanwhile nobody else may. */
  readonly dueAt: number
  readonly finishedAt: number | null
  /** Why the latest attempt failed. */
  readonly error: string | null
  /** What goes out together has the same one; null as long as others may join. */
  readonly message: number | null
}

export interface LeasedDelivery extends Delivery {
  /** What the channel answered to an earlier event of the alert: where to thread this one. */
  readonly reference: string | null
}

/** One message owed to one channel. */
export interface LeasedMessage {
  /** The same at every attempt. */
  readonly id: number
  readonly channel: number
  /** Until when nobody else sends it; also tells whether the lease still stands. */
  readonly until: number
  readonly deliveries: readonly [LeasedDelivery, ...LeasedDelivery[]]
}

export interface LeaseOptions {
  readonly now: number
  readonly leaseMs: number
  /** Most events in one message. */
  readonly limit: number
  /** Channels to leave out. */
  readonly except: readonly number[]
  /** Time that a message uses up, and how much of it may be used in advance. */
  readonly pace: { readonly messageMs: number; readonly burstMs: number }
}

export interface DeliveryFailure {
  readonly at: number
  readonly error: string
  /** Null gives it up. */
  readonly retryAt: number | null
}

export interface DeliveryQuery {
  readonly limit: number
  /** Only older ones than this. */
  readonly before?: number | undefined
  readonly channel?: number | undefined
  readonly alert?: number | undefined
  readonly status?: DeliveryStatus | undefined
}

export interface DeliveryStore {
  /**
   * Takes what is due first for `leaseMs`: a message that failed before as it was, else everything that waits for the
   * same channel, as one. What is not finished by then is due again, whoever took it. The events of an alert come to a
   * channel one after another. A channel that asked for silence, or had more messages than its pace allows, has to wait.
   */
  lease(options: LeaseOptions): Promise<LeasedMessage | undefined>
  /** The earliest instant after `now` at which something is due; null when nothing is. */
  nextDue(now: number): Promise<number | null>
  /** These three do nothing when the lease was lost meanwhile. */
  succeed(message: LeasedMessage, at: number, reference?: string): Promise<void>
  fail(message: LeasedMessage, failure: DeliveryFailure): Promise<void>
  /** Makes two messages of it, due at once: one event that a channel refuses must not take the others with it. */
  split(message: LeasedMessage, at: number, error: string): Promise<void>
  /** Sends nothing new to the channel until then. */
  hold(channel: number, until: number): Promise<void>
  /** Queues a failed one again. Rejects with `DomainError('not_found')`, or `conflict` when it did not fail. */
  retry(id: number, at: number): Promise<Delivery>
  /**
   * Queues a reminder of every critical alert that fires, was told to a channel that wants reminders and was not taken
   * on by anyone, once for each of the channel's intervals that has begun since. Answers the events, each once.
   */
  remind(now: number): Promise<readonly AlertEvent[]>
  /** Newest first. */
  list(query: DeliveryQuery): Promise<readonly Delivery[]>
  /** How many there are, by what became of them. */
  counts(): Promise<Readonly<Record<DeliveryStatus, number>>>
}
