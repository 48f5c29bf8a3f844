import type { AlertEvent, AlertEventKind, AlertLevel, AlertState, AlertSubject, AlertUnit } from '@hyperion/domain/alerts'

/** One alert from its first breaching sample to its end. */
export interface Alert extends AlertSubject {
  readonly id: number
  readonly title: string
  readonly unit: AlertUnit
  /** As of the latest event, as are the value and the threshold. */
  readonly message: string
  /** The worst so far. */
  readonly level: AlertLevel
  readonly state: 'firing' | 'resolved'
  readonly value: number | null
  readonly threshold: number | null
  readonly startedAt: number
  readonly resolvedAt: number | null
  readonly acknowledgedAt: number | null
  /** Name of the user who took it on. */
  readonly acknowledgedBy: string | null
}

/** Where a rule stands on an instance of a host now, and what there is to tell of it. */
export interface Transition extends AlertSubject {
  readonly state: AlertState
  readonly event: AlertEvent | null
}

export interface AlertStore {
  /** Every state that is not ok. */
  states(): Promise<readonly Omit<Transition, 'event'>[]>
  /**
   * Keeps the state, the alert and a delivery of its event for every channel that wants it, in one transaction.
   * The same transition once more changes nothing.
   */
  commit(transition: Transition): Promise<void>
  /** Alerts that are firing, newest first. */
  current(): Promise<readonly Alert[]>
  /** Alerts of any state, newest first. */
  recent(limit: number): Promise<readonly Alert[]>
}

export interface NewChannel {
  readonly kind: string
  readonly name: string
  readonly enabled: boolean
  readonly notifyOn: readonly AlertLevel[]
  /** Sealed: may hold secrets. */
  readonly settings: string
}

export interface Channel extends NewChannel {
  readonly id: number
}

export interface ChannelStore {
  list(): Promise<readonly Channel[]>
  byId(id: number): Promise<Channel | undefined>
  create(channel: NewChannel): Promise<Channel>
  /** Rejects with `DomainError('not_found')` for an unknown one, as {@link delete} does. */
  update(id: number, change: Partial<Omit<NewChannel, 'kind'>>): Promise<Channel>
  /** With all its deliveries. */
  delete(id: number): Promise<void>
}

export interface Delivery {
  readonly id: number
  readonly channel: number
  readonly alert: number
  readonly kind: AlertEventKind
  readonly status: 'queued' | 'sent' | 'failed'
  readonly attempts: number
  readonly createdAt: number
  /** When it may be tried again; meanwhile nobody else may. */
  readonly dueAt: number
  readonly finishedAt: number | null
  /** Why the latest attempt failed. */
  readonly error: string | null
}

export interface LeasedDelivery extends Delivery {
  readonly event: AlertEvent
  /** What the channel answered to an earlier event of the alert: where to thread this one. */
  readonly reference: string | null
}

export interface DeliveryStore {
  /**
   * Takes up to `limit` due deliveries for `leaseMs`; one that is not finished by then is due again, whoever took it.
   * The events of an alert come to a channel one after another.
   */
  lease(now: number, leaseMs: number, limit: number): Promise<readonly LeasedDelivery[]>
  /** Both do nothing when the lease was lost meanwhile: the number of attempts tells. */
  succeed(delivery: Pick<Delivery, 'id' | 'attempts'>, at: number, reference?: string): Promise<void>
  /** `retryAt` null gives it up. */
  fail(delivery: Pick<Delivery, 'id' | 'attempts'>, failure: DeliveryFailure): Promise<void>
  /** Newest first. */
  list(limit: number): Promise<readonly Delivery[]>
}

export interface DeliveryFailure {
  readonly at: number
  readonly error: string
  readonly retryAt: number | null
}
