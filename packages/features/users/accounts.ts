import type { User } from '@hyperion/domain/users'
import type { Clock } from '@hyperion/ports/clock'
import type { SessionKind, SessionStore, UserStore } from '@hyperion/ports/users'

/** Who makes a request. */
export interface Principal {
  readonly user: User
  readonly kind: SessionKind
  readonly tokenHash: string
}

export interface SignedIn {
  /** The secret, shown once: only its hash is kept. */
  readonly token: string
  readonly user: User
  /** Epoch ms. */
  readonly expiresAt: number
}

export interface PasswordChange {
  readonly current: string
  readonly next: string
  readonly confirmation: string
}

export interface AccountsDeps {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly clock: Clock
}

/** Sign-in, sign-out and passwords. */
export class Accounts {
  readonly #deps: AccountsDeps

  constructor(deps: AccountsDeps) {
    this.#deps = deps
  }

  /** Creates `admin` when there is no user; a password given by configuration need not be changed. */
  async ensureAdmin(_configured: string | undefined): Promise<void> {
    throw new Error(`not built ${typeof this.#deps}`)
  }

  /** `DomainError('credentials_invalid')` in constant time, whether the name or the password is wrong. */
  async login(_username: string, _password: string, _from: { kind: SessionKind; address: string }): Promise<SignedIn> {
    throw new Error('not built')
  }

  /** Undefined for an unknown, revoked or expired secret. */
  async authenticate(_token: string): Promise<Principal | undefined> {
    throw new Error('not built')
  }

  async logout(_principal: Principal): Promise<void> {
    throw new Error('not built')
  }

  /** Ends every other session of the user. `DomainError('validation_failed')` with details by field of {@link PasswordChange}. */
  async changePassword(_principal: Principal, _change: PasswordChange): Promise<void> {
    throw new Error('not built')
  }
}
