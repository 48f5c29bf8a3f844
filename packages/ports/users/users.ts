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
  /** Sets the password and at once ends every sign-in of the user, save the session with the hash `keepSession`. */
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

export type SessionKind = 'token' | 'cookie'

export interface Session {
  /** SHA-256 of the secret, hex. */
  readonly tokenHash: string
  readonly userId: number
  readonly kind: SessionKind
  readonly createdAt: number
  readonly expiresAt: number
  /** Client address at creation. */
  readonly address: string
}

/** Sign-ins that can be revoked one by one or all at once for a user. */
export interface SessionStore {
  create(session: Session): Promise<void>
  /** The session and its user; undefined when unknown, revoked or expired at `now`. */
  find(tokenHash: string, now: number): Promise<{ readonly session: Session; readonly user: User } | undefined>
  revoke(tokenHash: string): Promise<void>
  revokeAll(userId: number): Promise<void>
  deleteExpired(now: number): Promise<void>
}
