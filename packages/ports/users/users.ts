import type { User } from '@hyperion/domain/users'

/** A user with what only the accounts feature may see. */
export interface StoredUser extends User {
  /** argon2id, PHC string. */
  readonly passwordHash: string
}

export interface NewUser {
  readonly username: string
  readonly passwordHash: string
  readonly role: User['role']
  readonly mustChangePassword: boolean
  readonly createdAt: number
}

/** What may be changed of a user; what is left out stays. */
export interface UserChange {
  readonly role?: User['role']
  readonly email?: string
  readonly firstName?: string
  readonly lastName?: string
  /** It has to be changed at the next login. */
  readonly passwordHash?: string
}

export interface UserStore {
  count(): Promise<number>
  byId(id: number): Promise<StoredUser | undefined>
  byUsername(username: string): Promise<StoredUser | undefined>
  /** Rejects with `DomainError('conflict')` when the name is taken. */
  create(user: NewUser): Promise<StoredUser>
  /** Sets the password and at once ends the link to set one and every sign-in of the user, save the session with the hash `keepSession`. */
  setPassword(id: number, passwordHash: string, mustChange: boolean, keepSession?: string): Promise<void>
  /** By id. */
  list(): Promise<readonly User[]>
  /**
   * A new role or password at once ends every sign-in of the user. Rejects with `DomainError('not_found')`, and with
   * `last_admin` when no administrator would be left, whatever is changed at the same time.
   */
  update(id: number, change: UserChange): Promise<User>
  /** With every sign-in; rejects as {@link UserStore.update} does. */
  delete(id: number): Promise<void>
  /** Notes a login: last_login and, for an API token, the hash and expiry of the latest one. */
  recordLogin(id: number, login: { readonly at: number; readonly tokenHash?: string; readonly expiresAt?: number }): Promise<void>
}

/**
 * How a session is used: HealthCheck's `token`, the web app's `cookie`, PerfAnalysis' `jwt`, IMAS' `permanent` token, or an
 * API `key`.
 */
export type SessionKind = 'token' | 'cookie' | 'jwt' | 'permanent' | 'key'

/** The end of a session that has none: the last instant that a date can hold. */
export const NEVER = 8_640_000_000_000_000

/** A sign-in or an API key: whatever lets a user in. */
export interface Session {
  /** What it is called by those who list or revoke it; no secret. */
  readonly id: string
  /** SHA-256 of the secret, hex. */
  readonly tokenHash: string
  readonly userId: number
  readonly kind: SessionKind
  readonly createdAt: number
  /** {@link NEVER} where it has no end. */
  readonly expiresAt: number
  /** About when it was last used; null where it never was. */
  readonly lastSeenAt: number | null
  /** Client address at creation. */
  readonly address: string
  /** What the client called itself at creation. */
  readonly userAgent: string
  /** Null for all but API keys. */
  readonly key: KeyFacts | null
}

/** What only an API key has. */
export interface KeyFacts {
  readonly name: string
  readonly role: User['role']
  /** How the key begins, to tell it from others. */
  readonly hint: string
}

/** Ways in that can be revoked one by one or all at once for a user. */
export interface SessionStore {
  create(session: Session): Promise<void>
  /** The session and its user; undefined when unknown, revoked or expired at `now`. */
  find(tokenHash: string, now: number): Promise<{ readonly session: Session; readonly user: User } | undefined>
  /** By {@link Session.id}, expired or not. */
  byId(id: string): Promise<Session | undefined>
  /** What a user is signed in with at `now`, last seen first, at most `limit`; no API keys. */
  signIns(userId: number, now: number, limit: number): Promise<readonly Session[]>
  /** API keys with their users' names, oldest first, expired ones too; those of all users where none is named. */
  keys(userId?: number): Promise<readonly { readonly session: Session; readonly username: string }[]>
  /** Notes that the session is used. */
  seen(tokenHash: string, at: number): Promise<void>
  revoke(tokenHash: string): Promise<void>
  revokeAll(userId: number): Promise<void>
  /** Ends every sign-in of the user but the one with the hash `keep`; API keys stay. */
  revokeOthers(userId: number, keep: string): Promise<void>
  /** Forgets sign-ins that have expired; expired API keys stay, for their owners to see. */
  deleteExpired(now: number): Promise<void>
}

/** Which permanent tokens were ever given out: a number a user that only grows, and the hash of each. */
export interface IssuedTokenStore {
  /** The number of the user's latest one, 0 for none. */
  latest(userId: number): Promise<number>
  /** Notes a token and creates its session at once; rejects with `DomainError('conflict')` where that number is taken. */
  issue(generation: number, session: Session): Promise<void>
  wasIssued(tokenHash: string): Promise<boolean>
}
