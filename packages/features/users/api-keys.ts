import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { includesRole, permissionsOf, type Role } from '@hyperion/domain/users'
import { NEVER, type Session } from '@hyperion/ports/users'
import type { Principal } from './principal.ts'
import type { SessionsDeps } from './sign-ins.ts'
import { hashToken, keyHint, newKey } from './tokens.ts'
import { UNPRINTABLE } from './user-rules.ts'

export interface KeyDraft {
  readonly name: string
  /** At most the user's own. */
  readonly role: Role
  /** Epoch ms; null for a key without an end. */
  readonly expiresAt: number | null
  readonly address: string
  readonly userAgent: string
}

/** A rule that a draft breaks; each face words it in its language. */
export type KeyProblem = 'key_name_length' | 'key_name_characters' | 'role_above_own' | 'expiry_past'

/** A key without its secret, and whose it is. */
export interface ListedKey {
  readonly session: Session
  readonly username: string
}

export const KEY_NAME_MAX_LENGTH = 100
const KEYS_MAX = 50

/** Named keys for scripts, each with a role and maybe an end of its own. */
export class ApiKeys {
  readonly #deps: SessionsDeps

  constructor(deps: SessionsDeps) {
    this.#deps = deps
  }

  /** One's own; those of all users for whoever manages users. */
  list({ user }: Principal): Promise<readonly ListedKey[]> {
    return this.#deps.sessions.keys(managesUsers(user.role) ? undefined : user.id)
  }

  /** The key itself is told this once. `DomainError('validation_failed')` with a `KeyProblem` list by field of {@link KeyDraft}. */
  async create(principal: Principal, draft: KeyDraft): Promise<ListedKey & { readonly key: string }> {
    const { sessions, clock } = this.#deps
    const now = clock.now()
    const { user } = principal
    refuseIf(problemsOf(draft, user.role, now))
    if ((await sessions.keys(user.id)).length >= KEYS_MAX) throw new DomainError('conflict', `there may be ${KEYS_MAX} keys at most`)
    const key = newKey()
    const session: Session = {
      id: randomUUID(),
      tokenHash: hashToken(key),
      userId: user.id,
      kind: 'key',
      createdAt: now,
      expiresAt: draft.expiresAt ?? NEVER,
      lastSeenAt: null,
      address: draft.address,
      userAgent: draft.userAgent,
      key: { name: draft.name, role: draft.role, hint: keyHint(key) },
    }
    await sessions.create(session)
    await this.#refuseIfSignedOut(principal, session)
    return { session, username: user.username, key }
  }

  /** One's own; anybody's for whoever manages users. `DomainError('not_found')` else. */
  async delete({ user }: Principal, id: string): Promise<void> {
    const { sessions, cache } = this.#deps
    const session = await sessions.byId(id)
    const mayDelete = session?.kind === 'key' && (session.userId === user.id || managesUsers(user.role))
    if (!mayDelete) throw new DomainError('not_found', 'no such key')
    await sessions.revoke(session.tokenHash)
    cache.forget(session.tokenHash)
  }

  /** A password change may have ended every way in while the key was being made. */
  async #refuseIfSignedOut({ tokenHash }: Principal, made: Session): Promise<void> {
    const { sessions, clock } = this.#deps
    if (await sessions.find(tokenHash, clock.now())) return
    await sessions.revoke(made.tokenHash)
    throw new DomainError('token_invalid', 'the session has ended')
  }
}

function managesUsers(role: Role): boolean {
  return permissionsOf(role).includes('users')
}

function problemsOf({ name, role, expiresAt }: KeyDraft, own: Role, now: number): Readonly<Record<string, readonly KeyProblem[]>> {
  const length = name.trim().length
  return {
    name: [
      ...(length === 0 || name.length > KEY_NAME_MAX_LENGTH ? (['key_name_length'] as const) : []),
      ...(UNPRINTABLE.test(name) ? (['key_name_characters'] as const) : []),
    ],
    role: includesRole(own, role) ? [] : ['role_above_own'],
    expiresAt: expiresAt === null || expiresAt > now ? [] : ['expiry_past'],
  }
}

function refuseIf(problems: Readonly<Record<string, readonly KeyProblem[]>>): void {
  const broken = Object.entries(problems).filter(([, rules]) => rules.length > 0)
  if (broken.length > 0) throw new DomainError('validation_failed', 'the key is not accepted', { details: Object.fromEntries(broken) })
}
