import { DomainError } from '@hyperion/domain/errors'
import type { User } from '@hyperion/domain/users'
import type { Session, SessionStore, StoredUser, UserStore } from '@hyperion/ports/users'

const IN_MEMORY = 1000

/** Does without what the database refuses to write. */
export async function unlessUnavailable(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isUnavailable(error)) throw error
  })
}

function isUnavailable(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'storage_unavailable'
}

/** A user without what only this feature may see. */
export function toUser({ passwordHash: _, ...user }: StoredUser): User {
  return user
}

/**
 * Sessions that are kept in memory, to the end of the process, while the database takes no writes: a full disk is when
 * somebody has to get in. Bounded; the oldest goes first.
 */
export class FallbackSessions implements SessionStore {
  readonly #stored: SessionStore
  readonly #users: UserStore
  readonly #memory = new Map<string, Session>()

  constructor(stored: SessionStore, users: UserStore) {
    this.#stored = stored
    this.#users = users
  }

  async create(session: Session): Promise<void> {
    try {
      await this.#stored.create(session)
    } catch (error) {
      // An API key is meant to last.
      if (!isUnavailable(error) || session.kind === 'key') throw error
      this.#memory.set(session.tokenHash, session)
      const oldest = this.#memory.size > IN_MEMORY ? this.#memory.keys().next() : undefined
      if (oldest && !oldest.done) this.#memory.delete(oldest.value)
    }
  }

  async find(tokenHash: string, now: number): Promise<{ session: Session; user: User } | undefined> {
    const session = this.#memory.get(tokenHash)
    if (!session) return this.#stored.find(tokenHash, now)
    if (session.expiresAt <= now) return undefined
    const user = await this.#users.byId(session.userId)
    return user && { session, user: toUser(user) }
  }

  async byId(id: string): Promise<Session | undefined> {
    for (const session of this.#memory.values()) if (session.id === id) return session
    return this.#stored.byId(id)
  }

  async signIns(userId: number, now: number, limit: number): Promise<readonly Session[]> {
    const passing = [...this.#memory.values()].filter((each) => each.userId === userId && each.expiresAt > now)
    return [...passing.reverse(), ...(await this.#stored.signIns(userId, now, limit))].slice(0, limit)
  }

  keys(userId?: number): Promise<readonly { session: Session; username: string }[]> {
    return this.#stored.keys(userId)
  }

  async seen(tokenHash: string, at: number): Promise<void> {
    const session = this.#memory.get(tokenHash)
    if (session) this.#memory.set(tokenHash, { ...session, lastSeenAt: at })
    else await unlessUnavailable(this.#stored.seen(tokenHash, at))
  }

  async revoke(tokenHash: string): Promise<void> {
    if (!this.#memory.delete(tokenHash)) await this.#stored.revoke(tokenHash)
  }

  async revokeAll(userId: number): Promise<void> {
    this.forgetOthers(userId)
    await this.#stored.revokeAll(userId)
  }

  async revokeOthers(userId: number, keep: string): Promise<void> {
    this.forgetOthers(userId, keep)
    await this.#stored.revokeOthers(userId, keep)
  }

  async deleteExpired(now: number): Promise<void> {
    for (const [key, session] of this.#memory) if (session.expiresAt <= now) this.#memory.delete(key)
    await unlessUnavailable(this.#stored.deleteExpired(now))
  }

  /** Ends a user's sessions in memory, save the one with the hash `keep`. */
  forgetOthers(userId: number, keep?: string): void {
    for (const [key, session] of this.#memory) if (session.userId === userId && key !== keep) this.#memory.delete(key)
  }
}
