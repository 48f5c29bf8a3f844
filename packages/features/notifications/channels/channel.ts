import type { AlertEvent } from '@hyperion/domain/alerts'
import type { Outgoing } from '../outgoing.ts'

/** Values of a channel's fields by name. */
export type ChannelSettings = Readonly<Record<string, string>>

export interface ChannelField {
  readonly name: string
  readonly label: string
  readonly type: 'url' | 'text'
  /** Never shown again once saved. */
  readonly secret: boolean
  readonly required: boolean
}

export type SendResult =
  /** The reference is given back with later events of the same alerts. */
  | { readonly ok: true; readonly reference?: string }
  | {
      readonly ok: false
      readonly error: string
      /** `later` is worth trying again, `never` is not, `gone` means that nothing will ever arrive there. */
      readonly retry: 'later' | 'never' | 'gone'
      /** What the other side asked to wait, at least. */
      readonly waitMs?: number
    }

export interface MessageItem {
  /** Number of the alert; 0 in a test. */
  readonly alert: number
  readonly event: AlertEvent
  /** What the channel answered to an earlier event of this alert. */
  readonly reference: string | null
}

/** One message: events of one or several alerts that came together, the worst first, or a test. */
export interface Message {
  /** The same at every attempt, so that a receiver can tell a repetition. */
  readonly key: string
  readonly items: readonly [MessageItem, ...MessageItem[]]
  readonly test: boolean
  /** The page of the alerts, where it is known. */
  readonly url: string | null
}

/** A way to tell someone. */
export interface ChannelKind {
  readonly kind: string
  readonly label: string
  readonly fields: readonly ChannelField[]
  /** What is wrong with the settings, by field; nothing when they will do. */
  mistakes(settings: ChannelSettings, outgoing: Pick<Outgoing, 'allowsPrivate'>): Readonly<Record<string, string>>
  /** The body to send. */
  render(message: Message): object
  /** Sends one message; never throws. */
  send(settings: ChannelSettings, message: Message, outgoing: Outgoing): Promise<SendResult>
}
