import type { AlertEvent, Notice } from '@hyperion/domain/alerts'

/** One thing that people were told. */
export interface Notification extends Notice {
  /** Grows with every one: a cursor. */
  readonly id: number
  /** The alert that it is about, if any. */
  readonly alert: { readonly id: number; readonly event: AlertEvent } | null
}

export interface NotificationQuery {
  readonly limit: number
  /** Only older ones than this. */
  readonly before?: number | undefined
}

/** What everybody was told, and how far each has read. Events of alerts are added with the alerts themselves. */
export interface NotificationStore {
  add(notice: Notice): Promise<void>
  /** Newest first. */
  list(query: NotificationQuery): Promise<readonly Notification[]>
  /** How many a user has not read of those since the account was made. */
  unread(user: number): Promise<number>
  /** Up to and including this one; what was read stays read. */
  markRead(user: number, upTo: number): Promise<void>
  deleteBefore(at: number): Promise<void>
}
