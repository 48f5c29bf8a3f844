/** What was done, as `area.verb`: `session.sign_in`, `user.delete`. */
export type AuditAction = `${string}.${string}`

export type AuditOutcome = 'success' | 'failure'

/** Who did it; without an id when nobody was signed in, as at a failed sign-in. */
export interface AuditActor {
  readonly id: number | null
  readonly name: string
}

/** One deed. What is written stays, whatever becomes of its actor. */
export interface AuditEntry {
  /** Epoch ms. */
  readonly at: number
  readonly actor: AuditActor
  /** Client address, empty when there is none. */
  readonly address: string
  readonly action: AuditAction
  /** What it was done to, by name; null when that goes without saying. */
  readonly target: string | null
  /** The host that it was done to, or that it concerns; null for none. */
  readonly host: number | null
  /** Whatever else tells the deed, as JSON holds it. Never a secret. */
  readonly details: Readonly<Record<string, unknown>>
  readonly outcome: AuditOutcome
}

export interface AuditRecord extends AuditEntry {
  /** Grows with every entry: a cursor. */
  readonly id: number
}

export interface AuditQuery {
  readonly limit: number
  /** Only entries older than the one with this id. */
  readonly before?: number | undefined
  readonly action?: string | undefined
  /** Name of the actor, to the letter. */
  readonly actor?: string | undefined
  readonly host?: number | undefined
}

/** The log of who did what: entries are added, and neither changed nor removed. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>
  /** Newest first. */
  list(query: AuditQuery): Promise<readonly AuditRecord[]>
}
