import type { AlertEvent, AlertEventKind, AlertLevel, AlertState, Resource } from '@hyperion/domain/alerts'

/** One alert from its first breaching sample to its end. */
export interface Alert {
  readonly id: number
  readonly host: number
  readonly resource: Resource
  /** The worst so far. */
  readonly level: AlertLevel
  readonly state: 'firing' | 'resolved'
  /** Percent, as of the latest event. */
  readonly value: number
  readonly threshold: number
  readonly startedAt: number
  readonly resolvedAt: number | null
}

/** Where a resource of a host stands now, and what there is to tell of it. */
export interface Transition {
  readonly host: number
  readonly resource: Resource
  readonly state: AlertState
  readonly event: AlertEvent | null
}

export interface AlertStore {
  /** The state of every resource that is not ok. */
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
}

export interface DeliveryStore {
  /**
   * Takes up to `limit` due deliveries for `leaseMs`; one that is not finished by then is due again, whoever took it.
   * The events of an alert come to a channel one after another.
   */
  lease(now: number, leaseMs: number, limit: number): Promise<readonly LeasedDelivery[]>
  /** Both do nothing when the lease was lost meanwhile: the number of attempts tells. */
  succeed(delivery: Pick<Delivery, 'id' | 'attempts'>, at: number): Promise<void>
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
