type Level = 'warning' | 'critical'
type EventKind = 'fired' | 'escalated' | 'resolved' | 'reminded'

/** A text in each language of the app. */
export interface Words {
  readonly en: string
  readonly fr: string
}

export interface ChannelField {
  readonly name: string
  readonly label: Words
  readonly hint: Words | null
  /** `emails` holds addresses apart by commas. */
  readonly type: 'url' | 'text' | 'emails'
  /** Never shown again once saved. */
  readonly secret: boolean
  readonly required: boolean
  /** Made by the hub when it is left empty, and shown once. */
  readonly generated: boolean
  readonly example: string
}

export interface ChannelKindRow {
  readonly kind: string
  readonly label: Words
  /** Where the fields come from, step by step. */
  readonly setup: readonly Words[]
  readonly fields: readonly ChannelField[]
  /** False while the hub lacks what it needs: a mail server. */
  readonly available: boolean
}

/** `GET /api/channels/kinds` */
export interface ChannelKindsAnswer {
  readonly kinds: readonly ChannelKindRow[]
}

/** How a channel is told. */
interface ChannelWays {
  readonly name: string
  readonly enabled: boolean
  readonly notify_on: readonly Level[]
  readonly notify_recovery: boolean
  /** Minutes; 0 for never. */
  readonly remind_after: number
  /** Seconds. */
  readonly group_wait: number
  /** Empty for every host. */
  readonly hosts: readonly number[]
  readonly settings: Readonly<Record<string, string>>
}

export interface ChannelRow extends ChannelWays {
  readonly id: number
  readonly kind: string
  readonly secrets_set: readonly string[]
  readonly held_until: string | null
  /** The newest of what it was owed. */
  readonly latest: { readonly status: DeliveryRow['status']; readonly at: string; readonly error: string | null } | null
}

/** `GET /api/channels` */
export interface ChannelsAnswer {
  readonly channels: readonly ChannelRow[]
}

/** `PUT /api/channels/{id}`: what is left out stays. `POST /api/channels` takes the kind as well. */
export type ChannelChangeRequest = Partial<ChannelWays>
export interface NewChannelRequest extends ChannelChangeRequest {
  readonly kind: string
}

export interface SavedChannelAnswer {
  readonly id: number
  readonly name: string
  /** Secret settings that the hub has made up: shown this once. */
  readonly generated: Readonly<Record<string, string>>
}

/** `POST /api/channels/{id}/test` */
export interface ChannelTestAnswer {
  readonly ok: boolean
  readonly error: string | null
}

export interface DeliveryRow {
  readonly id: number
  readonly channel: number
  readonly alert: number
  readonly host_name: string
  readonly title: string
  readonly instance: string
  readonly level: Level
  readonly text: string
  readonly kind: EventKind
  readonly status: 'queued' | 'sent' | 'failed'
  readonly attempts: number
  readonly created_at: string
  readonly finished_at: string | null
  readonly error: string | null
  readonly waiting: { readonly reason: 'grouping' | 'turn' | 'pace' | 'held' | 'retry' | 'sending'; readonly until: string } | null
}

/** `GET /api/deliveries`; `POST /api/deliveries/{id}/retry` answers the row. */
export interface DeliveriesAnswer {
  readonly deliveries: readonly DeliveryRow[]
  /** For `before`. */
  readonly next: number | null
}

export interface NotificationRow {
  readonly id: number
  readonly timestamp: string
  readonly level: 'info' | 'warning' | 'error'
  readonly message: string
  readonly alert: {
    readonly id: number
    readonly kind: EventKind
    readonly level: Level
    readonly host: number
    readonly host_name: string
    readonly title: string
    readonly instance: string
  } | null
}

/** `GET /api/notifications`; `PUT /api/notifications/read` {up_to} answers 204. */
export interface NotificationsAnswer {
  readonly notifications: readonly NotificationRow[]
  readonly next: number | null
  readonly unread: number
}

export interface AuditRow {
  readonly id: number
  readonly timestamp: string
  readonly actor: { readonly id: number | null; readonly name: string }
  readonly address: string
  readonly action: string
  readonly target: string | null
  readonly host: number | null
  readonly details: Readonly<Record<string, unknown>>
  readonly outcome: 'success' | 'failure'
}

/** `GET /api/audit` */
export interface AuditAnswer {
  readonly entries: readonly AuditRow[]
  readonly next: number | null
}

export interface BrowserRow {
  readonly id: number
  readonly label: string
  readonly created_at: string
}

/** `GET /api/push`; `POST /api/push` {endpoint, keys, label} answers the row, `DELETE /api/push/{id}` 204. */
export interface PushAnswer {
  readonly public_key: string
  readonly browsers: readonly BrowserRow[]
}
