/** A link that sets a new password: one a user, for a while. */
export interface PasswordResetLink {
  readonly userId: number
  /** SHA-256 of the secret, hex. */
  readonly tokenHash: string
  readonly expiresAt: number
}

export interface PasswordResetStore {
  /** Keeps a link in place of the user's earlier one, unless that one ends after `unlessLasting`: false then. */
  create(link: PasswordResetLink, unlessLasting: number): Promise<boolean>
  /** Whose link it is; undefined when unknown, used, replaced or expired at `now`. */
  find(tokenHash: string, now: number): Promise<number | undefined>
  /** Uses the link up: the user, of several at once for one alone. */
  take(tokenHash: string, now: number): Promise<number | undefined>
}
