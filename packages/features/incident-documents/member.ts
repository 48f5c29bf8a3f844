/** Why the hub ends the connection of somebody who has a document open. */
export type EndReason =
  /** What was sent is no change, or no message at all. */
  | 'unreadable'
  /** The text would become too long. */
  | 'full'
  /** Only reads. */
  | 'read_only'
  /** Nothing can be kept at the moment: to be tried again. */
  | 'storage'

/** Somebody who has a document open, as a room sees one. */
export interface Member {
  readonly user: { readonly id: number; readonly name: string }
  /** Whether this one may change the text. */
  readonly edits: boolean
  send(message: Uint8Array): void
  /** No message comes after it. */
  end(reason: EndReason): void
}

/** A place in a room. */
export interface Seat {
  receive(message: Uint8Array): void
  leave(): void
}
