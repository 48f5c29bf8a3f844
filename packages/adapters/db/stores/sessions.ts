import type { User } from '@hyperion/domain/users'
import type { Session, SessionStore } from '@hyperion/ports/users'
import type { Db } from '../schema.ts'
import { toUser } from './users.ts'

export class SqlSessionStore implements SessionStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async create(session: Session): Promise<void> {
    await this.#db
      .insertInto('sessions')
      .values({
        token_hash: session.tokenHash,
        user_id: session.userId,
        kind: session.kind,
        created_at: session.createdAt,
        expires_at: session.expiresAt,
        address: session.address,
      })
      .execute()
  }

  async find(tokenHash: string, now: number): Promise<{ session: Session; user: User } | undefined> {
    const row = await this.#db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select(['users.id', 'username', 'role', 'must_change_password', 'email', 'first_name', 'last_name', 'last_login'])
      .select(['users.created_at', 'kind', 'sessions.created_at as session_created_at', 'expires_at', 'address'])
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    if (!row) return undefined
    const { kind, expires_at: expiresAt, address } = row
    return { session: { tokenHash, userId: row.id, kind, createdAt: row.session_created_at, expiresAt, address }, user: toUser(row) }
  }

  async revoke(tokenHash: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
      await tx.updateTable('users').set({ token: null, token_expires: null }).where('token', '=', tokenHash).execute()
    })
  }

  async revokeAll(userId: number): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom('sessions').where('user_id', '=', userId).execute()
      await tx.updateTable('users').set({ token: null, token_expires: null }).where('id', '=', userId).execute()
    })
  }

  async deleteExpired(now: number): Promise<void> {
    await this.#db.deleteFrom('sessions').where('expires_at', '<=', now).execute()
  }
}
