import type { AlertLevel } from '@hyperion/domain/alerts'

export interface NewChannel {
  readonly kind: string
  readonly name: string
  readonly enabled: boolean
  readonly notifyOn: readonly AlertLevel[]
  /** Whether the end of an alert is told to whoever was told of it. */
  readonly notifyRecovery: boolean
  /** Minutes after which a critical alert that nobody took on is told again, over and over; 0 for never. */
  readonly remindAfter: number
  /** Seconds for which an event waits for others to go out with; a critical one never waits longer than a second. */
  readonly groupWait: number
  /** The only hosts it is told about; empty for all. */
  readonly hosts: readonly number[]
  /** Sealed: may hold secrets. */
  readonly settings: string
}

export interface Channel extends NewChannel {
  readonly id: number
  /** Until when it asked to be left alone. */
  readonly heldUntil: number | null
  /** Up to when the messages it got use up its pace. */
  readonly pacedTo: number
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
