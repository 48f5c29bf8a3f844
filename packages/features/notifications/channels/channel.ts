import type { AlertEvent } from '@hyperion/domain/alerts'
import type { Mailer } from '@hyperion/ports/mail'
import type { Outgoing } from '../outgoing.ts'

/** Values of a channel's fields by name. */
export type ChannelSettings = Readonly<Record<string, string>>

/** A text in each language of the app. */
export interface Words {
  readonly en: string
  readonly fr: string
}

interface FieldOf<T extends string> {
  readonly name: string
  readonly label: Words
  readonly hint?: Words
  readonly type: T
  /** Never shown again once saved. */
  readonly secret: boolean
  readonly required: boolean
  /** What a value looks like. */
  readonly example: string
}

interface UrlField extends FieldOf<'url'> {
  /** For addresses of one service: its hosts, over https, and what the path looks like. */
  readonly service?: { readonly hosts: readonly string[]; readonly path: RegExp }
}

interface TextField extends FieldOf<'text'> {
  readonly pattern?: RegExp
  /** Made by the hub when it is left empty, and shown once. */
  readonly generate?: () => string
}

/** `emails` holds addresses apart by commas. */
export type ChannelField = UrlField | TextField | FieldOf<'emails'>

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

/** Tells browsers that asked for it. */
export interface Pusher {
  send(payload: object): Promise<SendResult>
}

/** The ways out of the hub, and the time for what has to be signed. */
export interface Ways {
  readonly outgoing: Pick<Outgoing, 'post'>
  /** Null: the hub has no mail server. */
  readonly mailer: Mailer | null
  /** None where browsers cannot be reached. */
  readonly push?: Pusher | undefined
  readonly now: () => number
}

/** A way to tell someone. */
export interface ChannelKind {
  readonly kind: string
  readonly label: Words
  /** Where its fields come from, step by step. */
  readonly setup: readonly Words[]
  readonly fields: readonly ChannelField[]
  readonly capabilities: {
    /** Later events of an alert are shown with its first. */
    readonly threads: boolean
    /** How many alerts one message takes. */
    readonly maxItems: number
    /** It goes by mail, which the hub needs a server for. */
    readonly mail?: true
    /** It goes to the browsers of those who asked for it. */
    readonly push?: true
  }
  /** What is sent: a body, or a mail. */
  render(message: Message, settings: ChannelSettings): object
  /** Sends one message; never throws. */
  send(settings: ChannelSettings, message: Message, ways: Ways): Promise<SendResult>
}
