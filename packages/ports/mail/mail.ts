export interface Attachment {
  readonly filename: string
  readonly contentType: string
  readonly content: Uint8Array
}

/** One mail. Whatever stands in it, it stays what it is: no text can add a header or a recipient. */
export interface Mail {
  /** Plain addresses. */
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly attachments?: readonly Attachment[]
  /** Further headers by name. */
  readonly headers?: Readonly<Record<string, string>>
  /** `name@host` without brackets, of the sender's host when none is named, as the following. The same one sent again goes only to those who have not got it. */
  readonly messageId?: string
  /** Message-IDs of the thread it belongs to, oldest first. */
  readonly references?: readonly string[]
  readonly inReplyTo?: string
}

export type MailResult =
  | { readonly ok: true; readonly messageId: string }
  /** `later` is worth trying again; `never`: the server has refused this mail for good. */
  | { readonly ok: false; readonly error: string; readonly retry: 'later' | 'never' }

/** Hands mail to a server that takes care of it from then on. */
export interface Mailer {
  /** Never throws; takes 15 seconds at most, and a second more for each 100 kB that is attached. */
  send(mail: Mail): Promise<MailResult>
}
