import { DomainError } from '@hyperion/domain/errors'
import type { Role } from '@hyperion/domain/users'
import type { Clock } from '@hyperion/ports/clock'
import type { OidcIdentity, OidcIdentityStore, StoredUser, UserStore } from '@hyperion/ports/users'
import type { SecretBox } from '../secrets/index.ts'
import { type Accounts, NO_PASSWORD, type SignedIn, type Users } from '../users/index.ts'
import { namesOf, roleOf, usernameOf } from './claims.ts'
import { type Claims, type Proof, Provider, type ProviderSettings } from './provider.ts'

export interface SingleSignOnSettings extends ProviderSettings {
  /** Claim that names somebody's groups. */
  readonly roleClaim: string
  /** Role by group; `*` for whoever has none of the others. */
  readonly roles: ReadonlyMap<string, Role>
  /** What the button says. */
  readonly label: string
}

export interface SingleSignOnDeps {
  readonly settings: SingleSignOnSettings
  readonly identities: OidcIdentityStore
  readonly userStore: Pick<UserStore, 'list'>
  readonly users: Pick<Users, 'update'>
  readonly accounts: Pick<Accounts, 'enter'>
  readonly secrets: SecretBox
  /** Where browsers reach the hub. Never taken from a request: whoever sends one could choose it. */
  readonly appUrl: () => string
  readonly clock: Clock
}

/** Why nobody got in; the sign-in page words it. */
export type SingleSignOnFailure = 'unavailable' | 'refused' | 'failed'

export class SingleSignOnError extends Error {
  override readonly name = 'SingleSignOnError'
  readonly failure: SingleSignOnFailure

  constructor(failure: SingleSignOnFailure, message: string) {
    super(message)
    this.failure = failure
  }
}

interface Pending extends Proof {
  readonly next: string
  readonly at: number
}

const PURPOSE = 'single sign-on'
const PENDING_MS = 10 * 60_000
const NAME_TRIES = 20

/** Signing in at an OpenID Connect provider. Whoever comes from there is a user of their own, never one that was here before. */
export class SingleSignOn {
  readonly #deps: SingleSignOnDeps
  readonly #provider: Provider

  constructor(deps: SingleSignOnDeps) {
    this.#deps = deps
    this.#provider = new Provider(deps.settings)
  }

  get label(): string {
    return this.#deps.settings.label
  }

  /** Where to send the browser, and what it has to bring back, sealed. */
  async start(next: string): Promise<{ url: string; pending: string; lifetimeMs: number }> {
    const { url, proof } = await this.#provider.start(this.#redirectUri()).catch(unavailable)
    const pending: Pending = { ...proof, next, at: this.#deps.clock.now() }
    return { url, pending: this.#deps.secrets.seal(JSON.stringify(pending), PURPOSE), lifetimeMs: PENDING_MS }
  }

  /** Signs in whoever comes back with `query`, and tells where they wanted to go. Rejects with {@link SingleSignOnError}. */
  async finish(
    query: string,
    sealed: string,
    from: { address: string; userAgent?: string | undefined },
  ): Promise<SignedIn & { next: string }> {
    const pending = this.#opened(sealed)
    const answer = new URL(`${this.#redirectUri()}${query}`)
    const claims = await this.#provider.finish(answer, pending).catch((error: unknown) => {
      throw new SingleSignOnError('failed', messageOf(error))
    })
    const user = await this.#userOf(claims)
    return { ...(await this.#deps.accounts.enter(user.id, { ...from, kind: 'cookie' })), next: pending.next }
  }

  #redirectUri(): string {
    return `${this.#deps.appUrl()}/api/oidc/callback`
  }

  #opened(sealed: string): Pending {
    const text = this.#deps.secrets.tryOpen(sealed, PURPOSE)
    const pending: Pending | undefined = text === undefined ? undefined : JSON.parse(text)
    if (!pending || pending.at <= this.#deps.clock.now() - PENDING_MS) throw new SingleSignOnError('failed', 'not begun in this browser')
    return pending
  }

  async #userOf(claims: Claims): Promise<StoredUser> {
    const { settings, identities } = this.#deps
    const role = roleOf(claims, settings.roleClaim, settings.roles)
    if (!role) throw new SingleSignOnError('refused', `no role for ${usernameOf(claims)}`)
    const identity = { issuer: settings.issuer, subject: claims.sub }
    const user = (await identities.find(identity)) ?? (await this.#create(identity, claims, role))
    await this.#follow(user, claims, role)
    return user
  }

  /** Under the name that the provider gives, or the first free one like it. */
  async #create(identity: OidcIdentity, claims: Claims, role: Role): Promise<StoredUser> {
    const { identities, userStore, clock } = this.#deps
    const wanted = usernameOf(claims)
    for (let tries = 1; tries <= NAME_TRIES; tries++) {
      const taken = new Set((await userStore.list()).map((user) => user.username.toLowerCase()))
      const username = freeName(wanted, taken)
      try {
        return await identities.create(identity, {
          username,
          passwordHash: NO_PASSWORD,
          role,
          mustChangePassword: false,
          createdAt: clock.now(),
        })
      } catch (error) {
        if (!(error instanceof DomainError && error.code === 'conflict')) throw error
        // The same person in another window, or another one of that name, was first.
        const found = await identities.find(identity)
        if (found) return found
      }
    }
    throw new SingleSignOnError('failed', `no free name like ${wanted}`)
  }

  /** Role and names follow the provider at each sign-in; the last administrator stays one. */
  async #follow(user: StoredUser, claims: Claims, role: Role): Promise<void> {
    const { users } = this.#deps
    const names = namesOf(claims)
    const same = names.email === user.email && names.firstName === user.firstName && names.lastName === user.lastName
    if (same && role === user.role) return
    try {
      await users.update(user.id, { ...names, ...(role !== user.role && { role }) })
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'last_admin')) throw error
      await users.update(user.id, names)
    }
  }
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted}-${number}`
  return name
}

function unavailable(error: unknown): never {
  throw new SingleSignOnError('unavailable', messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
