import { DomainError } from '@hyperion/domain/errors'
import type { User } from '@hyperion/domain/users'
import type { Clock } from '@hyperion/ports/clock'
import type { SessionKind, SessionStore, StoredUser, UserStore } from '@hyperion/ports/users'
import { FallbackSessions, toUser, unlessUnavailable } from './fallback-sessions.ts'
import { type PasswordChange, passwordProblems } from './password-change.ts'
import { hashPassword, PASSWORD_MAX_LENGTH, verifyPassword } from './passwords.ts'
import type { Principal } from './principal.ts'
import { PrincipalCache } from './principal-cache.ts'
import { hashToken, isTokenForm, newToken } from './tokens.ts'
import { USERNAME_MAX_LENGTH } from './user-rules.ts'

export interface SignedIn {
  /** The secret, shown once: only its hash is kept. */
  readonly token: string
  readonly user: User
  /** Epoch ms. */
  readonly expiresAt: number
}

export interface AccountsDeps {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly clock: Clock
}

const HOUR = 3_600_000

/** From sign-in, used or not. */
export const SESSION_LIFETIME: Readonly<Record<SessionKind, number>> = { token: 24 * HOUR, cookie: 7 * 24 * HOUR }

const FIRST_ADMIN = { username: 'admin', password: 'admin123' } as const

const CACHED_PRINCIPALS = 2000
/** After so long a cached principal is read anew: another process on the same database may have revoked it. */
const CACHE_MS = 5000

/** Sign-in, sign-out and passwords. */
export class Accounts {
  readonly #users: UserStore
  readonly #sessions: FallbackSessions
  readonly #clock: Clock
  readonly #cache = new PrincipalCache(CACHED_PRINCIPALS)
  /** Verified against when there is no such user, so that the answer takes as long. */
  readonly #dummyHash = hashPassword(newToken())

  constructor(deps: AccountsDeps) {
    this.#users = deps.users
    this.#sessions = new FallbackSessions(deps.sessions, deps.users)
    this.#clock = deps.clock
  }

  /** Creates `admin` when there is no user; a password given by configuration need not be changed. */
  async ensureAdmin(configured: string | undefined): Promise<void> {
    if ((await this.#users.count()) > 0) return
    const passwordHash = await hashPassword(configured ?? FIRST_ADMIN.password)
    const mustChangePassword = configured === undefined
    try {
      const { username } = FIRST_ADMIN
      await this.#users.create({ username, passwordHash, role: 'admin', mustChangePassword, createdAt: this.#clock.now() })
    } catch (error) {
      // Another hub on the same database was first.
      if (!(error instanceof DomainError && error.code === 'conflict')) throw error
    }
  }

  /** `DomainError('credentials_invalid')` in constant time, whether the name or the password is wrong. */
  async login(username: string, password: string, from: { kind: SessionKind; address: string }): Promise<SignedIn> {
    const user = await this.#verified(username, password)
    const now = this.#clock.now()
    const token = newToken()
    const tokenHash = hashToken(token)
    const expiresAt = now + SESSION_LIFETIME[from.kind]
    await this.#sessions.deleteExpired(now)
    const session = { tokenHash, userId: user.id, kind: from.kind, createdAt: now, expiresAt, address: from.address }
    await this.#sessions.create(session).catch(refuseIfDeleted)
    await unlessUnavailable(this.#users.recordLogin(user.id, { at: now, ...(from.kind === 'token' && { tokenHash, expiresAt }) }))
    await this.#refuseIfPasswordChanged(user, tokenHash)
    return { token, user: { ...toUser(user), lastLogin: now }, expiresAt }
  }

  /** Undefined for an unknown, revoked or expired secret. */
  async authenticate(token: string): Promise<Principal | undefined> {
    if (!isTokenForm(token)) return undefined
    const tokenHash = hashToken(token)
    const now = this.#clock.now()
    const cached = this.#cache.get(tokenHash, now)
    if (cached) return cached
    const { generation } = this.#cache
    const found = await this.#sessions.find(tokenHash, now)
    if (!found) return undefined
    const { kind, expiresAt } = found.session
    const principal: Principal = { user: found.user, kind, tokenHash, expiresAt }
    this.#cache.put(principal, Math.min(expiresAt, now + CACHE_MS), generation)
    return principal
  }

  async logout(principal: Principal): Promise<void> {
    await this.#sessions.revoke(principal.tokenHash)
    this.#cache.forget(principal.tokenHash)
  }

  /** Ends every other session of the user. `DomainError('validation_failed')` with a `PasswordProblem` list by field of {@link PasswordChange}. */
  async changePassword(principal: Principal, change: PasswordChange): Promise<void> {
    const user = await this.#users.byId(principal.user.id)
    if (!user) throw new DomainError('token_invalid', 'the user is gone')
    const matches = change.current.length <= PASSWORD_MAX_LENGTH && (await verifyPassword(user.passwordHash, change.current))
    const problems = passwordProblems(change, user.username, matches)
    if (problems) throw new DomainError('validation_failed', 'the new password is not accepted', { details: problems })
    await this.#users.setPassword(user.id, await hashPassword(change.next), false, principal.tokenHash)
    this.#sessions.forgetOthers(user.id, principal.tokenHash)
    this.#cache.forgetUser(user.id)
  }

  /** The user was changed: reads them anew. */
  forgetUser(userId: number): void {
    this.#cache.forgetUser(userId)
  }

  /** The store ended every sign-in of the user: ends those that are in memory. */
  forgetSignIns(userId: number): void {
    this.#sessions.forgetOthers(userId)
    this.#cache.forgetUser(userId)
  }

  async #verified(username: string, password: string): Promise<StoredUser> {
    const plausible = username.length <= USERNAME_MAX_LENGTH && !username.includes('\0') && password.length <= PASSWORD_MAX_LENGTH
    const user = plausible ? await this.#users.byUsername(username) : undefined
    const matches = await verifyPassword(user?.passwordHash ?? (await this.#dummyHash), plausible ? password : '')
    if (!user || !matches) throw new DomainError('credentials_invalid', 'wrong user name or password')
    return user
  }

  /** The password may have been changed, and every session ended, while the old one was being verified. */
  async #refuseIfPasswordChanged(user: StoredUser, tokenHash: string): Promise<void> {
    const current = await this.#users.byId(user.id)
    if (current?.passwordHash === user.passwordHash) return
    await this.#sessions.revoke(tokenHash)
    throw new DomainError('credentials_invalid', 'wrong user name or password')
  }
}

/** The user may have been deleted while the password was being verified. */
function refuseIfDeleted(error: unknown): never {
  throw error instanceof DomainError && error.code === 'not_found' ? new DomainError('credentials_invalid', 'the user is gone') : error
}
