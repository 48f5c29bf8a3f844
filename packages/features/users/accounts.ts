import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { includesRole, type User } from '@hyperion/domain/users'
import type { Clock } from '@hyperion/ports/clock'
import {
  type IssuedTokenStore,
  NEVER,
  type Session,
  type SessionKind,
  type SessionStore,
  type StoredUser,
  type UserStore,
} from '@hyperion/ports/users'
import { deriveKey } from '../secrets/index.ts'
import { ApiKeys } from './api-keys.ts'
import { type Claim, readCredential } from './credentials.ts'
import { FallbackSessions, toUser, unlessUnavailable } from './fallback-sessions.ts'
import { Jwts } from './jwts.ts'
import { type PasswordChange, passwordProblems } from './password-change.ts'
import { hashPassword, hasPassword, PASSWORD_MAX_LENGTH, verifyPassword } from './passwords.ts'
import { PermanentTokens, type SessionDraft } from './permanent-tokens.ts'
import type { Principal } from './principal.ts'
import { PrincipalCache } from './principal-cache.ts'
import type { SecondFactor } from './second-factor.ts'
import { SignIns } from './sign-ins.ts'
import { hashToken, newToken } from './tokens.ts'
import { USERNAME_MAX_LENGTH } from './user-rules.ts'

export interface SignedIn {
  /** The secret, shown once: only its hash is kept. */
  readonly token: string
  readonly user: User
  /** Epoch ms. */
  readonly expiresAt: number
  /** False where a permanent token is the one that the user has already. */
  readonly created: boolean
}

/** How and from where somebody signs in. */
export interface SignInFrom {
  readonly kind: SignInKind
  readonly address: string
  /** What the client calls itself. */
  readonly userAgent?: string | undefined
  /** Of the second factor. */
  readonly otp?: string | undefined
}

/** An API key is made, not signed in with. */
export type SignInKind = Exclude<SessionKind, 'key'>

export interface AccountsDeps {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly issuedTokens: IssuedTokenStore
  /** The hub's own; those for signing derive from it. */
  readonly key: Buffer
  readonly clock: Clock
  /** None where nobody has a second factor. */
  readonly secondFactor?: SecondFactor
}

const HOUR = 3_600_000

/** From sign-in, used or not. */
export const SESSION_LIFETIME: Readonly<Record<SignInKind, number>> = {
  token: 24 * HOUR,
  cookie: 7 * 24 * HOUR,
  jwt: 7 * 24 * HOUR,
  permanent: NEVER,
}

const FIRST_ADMIN = { username: 'admin', password: 'admin123' } as const

const CACHED_PRINCIPALS = 2000
/** After so long a cached principal is read anew: another process on the same database may have revoked it. */
const CACHE_MS = 5000
/** That a session is used is written at most so often. */
const SEEN_MS = 60_000
const USER_AGENT_MAX = 300

/** Sign-in, sign-out and passwords. */
export class Accounts {
  readonly keys: ApiKeys
  /** What users are signed in with. */
  readonly signIns: SignIns
  readonly #users: UserStore
  readonly #sessions: FallbackSessions
  readonly #clock: Clock
  readonly #jwts: Jwts
  readonly #permanent: PermanentTokens
  readonly #secondFactor: SecondFactor | undefined
  readonly #cache = new PrincipalCache(CACHED_PRINCIPALS)
  /** Verified against when there is no such user, so that the answer takes as long. */
  readonly #dummyHash = hashPassword(newToken())

  constructor(deps: AccountsDeps) {
    this.#users = deps.users
    this.#sessions = new FallbackSessions(deps.sessions, deps.users)
    this.#clock = deps.clock
    this.#jwts = new Jwts(deriveKey(deps.key, 'jwt'), deps.clock)
    const key = deriveKey(deps.key, 'permanent token')
    this.#permanent = new PermanentTokens({ key, issued: deps.issuedTokens, sessions: deps.sessions })
    const ownDeps = { sessions: this.#sessions, cache: this.#cache, clock: deps.clock }
    this.keys = new ApiKeys(ownDeps)
    this.signIns = new SignIns(ownDeps)
    this.#secondFactor = deps.secondFactor
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

  /**
   * `DomainError('credentials_invalid')` in constant time, whether the name, the password or the code is wrong;
   * `otp_required` when nothing but the code is missing.
   */
  async login(username: string, password: string, from: SignInFrom): Promise<SignedIn> {
    const user = await this.#verified(username, password)
    const proven = (await this.#secondFactor?.check(user.id, from.otp)) ?? false
    const signedIn = await this.#signedIn(user, from)
    if (proven && this.#secondFactor) await unlessUnavailable(this.#secondFactor.prove(hashToken(signedIn.token), user.id))
    return signedIn
  }

  /** For a user whom a provider of identities vouches for, and asks for more than a password itself. */
  async enter(userId: number, from: SignInFrom): Promise<SignedIn> {
    const user = await this.#users.byId(userId)
    if (!user) throw new DomainError('credentials_invalid', 'the user is gone')
    return this.#signedIn(user, from)
  }

  /** Undefined for an unknown, revoked or expired secret. */
  async authenticate(secret: string): Promise<Principal | undefined> {
    const claim = await readCredential(secret, this.#jwts)
    return claim && this.#principal(claim)
  }

  /** Whether a secret that is not valid was a permanent token once. */
  wasRevoked(secret: string): Promise<boolean> {
    return this.#permanent.wasIssued(secret)
  }

  /** The two JWTs of a sign-in of that kind. */
  async jwts({ token: secret, user, expiresAt }: SignedIn): Promise<{ access: string; refresh: string }> {
    const session = { secret, userId: user.id, expiresAt }
    return { access: await this.#jwts.issue(session, 'access'), refresh: await this.#jwts.issue(session, 'refresh') }
  }

  /** Who a refresh JWT was given to, and a new access JWT; undefined when it is not valid. */
  async refresh(jwt: string): Promise<{ principal: Principal; access: string } | undefined> {
    const secret = await this.#jwts.read(jwt, 'refresh')
    const principal = secret && (await this.#principal({ tokenHash: hashToken(secret), kinds: ['jwt'] }))
    if (!principal) return undefined
    const access = await this.#jwts.issue({ secret, userId: principal.user.id, expiresAt: principal.expiresAt }, 'access')
    return { principal, access }
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

  /** `DomainError('validation_failed')` about `password` unless it is the user's; one who has none needs none. */
  async confirmPassword({ user: { id } }: Principal, password: string): Promise<void> {
    const user = await this.#users.byId(id)
    if (!user) throw new DomainError('token_invalid', 'the user is gone')
    const matches = password.length <= PASSWORD_MAX_LENGTH && (await verifyPassword(user.passwordHash, password))
    if (matches || !hasPassword(user)) return
    throw new DomainError('validation_failed', 'wrong password', { details: { password: ['wrong'] } })
  }

  /** Whether the user signs in with a password, not only elsewhere. */
  async hasPassword(userId: number): Promise<boolean> {
    const user = await this.#users.byId(userId)
    return user !== undefined && hasPassword(user)
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

  async #signedIn(user: StoredUser, from: SignInFrom): Promise<SignedIn> {
    const now = this.#clock.now()
    await this.#sessions.deleteExpired(now)
    const { token, created, expiresAt } = await this.#open(user.id, from, now).catch(refuseIfDeleted)
    const tokenHash = hashToken(token)
    await unlessUnavailable(this.#users.recordLogin(user.id, { at: now, ...(from.kind === 'token' && { tokenHash, expiresAt }) }))
    await this.#refuseIfPasswordChanged(user, tokenHash)
    return { token, user: { ...toUser(user), lastLogin: now }, expiresAt, created }
  }

  async #open(userId: number, { kind, address, userAgent = '' }: SignInFrom, now: number): Promise<Omit<SignedIn, 'user'>> {
    const draft: SessionDraft = {
      id: randomUUID(),
      userId,
      kind,
      createdAt: now,
      lastSeenAt: now,
      address,
      userAgent: userAgent.slice(0, USER_AGENT_MAX),
      key: null,
    }
    if (kind === 'permanent') return { ...(await this.#permanent.issue(draft)), expiresAt: NEVER }
    const token = newToken()
    const expiresAt = now + SESSION_LIFETIME[kind]
    await this.#sessions.create({ ...draft, tokenHash: hashToken(token), expiresAt })
    return { token, expiresAt, created: true }
  }

  async #principal({ tokenHash, kinds }: Claim): Promise<Principal | undefined> {
    const now = this.#clock.now()
    const { generation } = this.#cache
    const cached = this.#cache.get(tokenHash, now)
    if (cached) return kinds.includes(cached.kind) ? cached : undefined
    const found = await this.#sessions.find(tokenHash, now)
    if (!found || !kinds.includes(found.session.kind)) return undefined
    const { session } = found
    const { kind, expiresAt, id: sessionId } = session
    const principal: Principal = { user: withRoleOf(session, found.user), kind, tokenHash, sessionId, expiresAt }
    this.#cache.put(principal, Math.min(expiresAt, now + CACHE_MS), generation)
    // For show alone: nobody waits for it.
    if (now - (session.lastSeenAt ?? 0) >= SEEN_MS) this.#sessions.seen(tokenHash, now).catch(() => {})
    return principal
  }

  async #verified(username: string, password: string): Promise<StoredUser> {
    const plausible = username.length <= USERNAME_MAX_LENGTH && !username.includes('\0') && password.length <= PASSWORD_MAX_LENGTH
    const user = plausible ? await this.#users.byUsername(username) : undefined
    const passwordHash = user && hasPassword(user) ? user.passwordHash : undefined
    const matches = await verifyPassword(passwordHash ?? (await this.#dummyHash), plausible ? password : '')
    if (!user || !passwordHash || !matches) throw new DomainError('credentials_invalid', 'wrong user name or password')
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

/** An API key never gives more than its user has, nor more than it was made for. */
function withRoleOf({ key }: Session, user: User): User {
  return key && includesRole(user.role, key.role) ? { ...user, role: key.role } : user
}

/** The user may have been deleted while the password was being verified. */
function refuseIfDeleted(error: unknown): never {
  throw error instanceof DomainError && error.code === 'not_found' ? new DomainError('credentials_invalid', 'the user is gone') : error
}
