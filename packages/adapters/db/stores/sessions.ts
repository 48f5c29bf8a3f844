import type { User } from '@hyperion/domain/users'
import type { Session, SessionStore } from '@hyperion/ports/users'
import type { Selectable } from 'kysely'
import type { Db, SessionsTable } from '../schema.ts'
import { toUser } from './users.ts'

function toSession(row: Selectable<SessionsTable>): Session {
  return {
    id: row.id,
    tokenHash: row.token_hash,
    userId: row.user_id,
    kind: row.kind,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastSeenAt: row.last_seen_at,
    address: row.address,
    userAgent: row.user_agent,
    key: row.name === null || row.role === null ? null : { name: row.name, role: row.role, hint: row.hint ?? '' },
  }
}

/** The row of a session. */
export function toRow(session: Session): SessionsTable {
  return {
    id: session.id,
    token_hash: session.tokenHash,
    user_id: session.userId,
    kind: session.kind,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
    last_seen_at: session.lastSeenAt,
    address: session.address,
    user_agent: session.userAgent,
    name: session.key?.name ?? null,
    role: session.key?.role ?? null,
    hint: session.key?.hint ?? null,
  }
}

export class SqlSessionStore implements SessionStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async create(session: Session): Promise<void> {
    await this.#db.insertInto('sessions').values(toRow(session)).execute()
  }

  async find(tokenHash: string, now: number): Promise<{ session: Session; user: User } | undefined> {
    const row = await this.#db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .selectAll('sessions')
      .select(['username', 'users.role as user_role', 'must_change_password', 'email', 'first_name', 'last_name', 'last_login'])
      .select('users.created_at as user_created_at')
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    if (!row) return undefined
    return { session: toSession(row), user: toUser({ ...row, id: row.user_id, role: row.user_role, created_at: row.user_created_at }) }
  }

  async byId(id: string): Promise<Session | undefined> {
    const row = await this.#db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toSession(row)
  }

  async signIns(userId: number, now: number, limit: number): Promise<readonly Session[]> {
    const rows = await this.#db
      .selectFrom('sessions')
      .selectAll()
      .where('user_id', '=', userId)
      .where('kind', '!=', 'key')
      .where('expires_at', '>', now)
      .orderBy((eb) => eb.fn.coalesce('last_seen_at', 'created_at'), 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(toSession)
  }

  async keys(userId?: number): Promise<readonly { session: Session; username: string }[]> {
    const rows = await this.#db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .selectAll('sessions')
      .select('username')
      .where('kind', '=', 'key')
      .$if(userId !== undefined, (query) => query.where('user_id', '=', userId as number))
      .orderBy('sessions.created_at')
      .orderBy('sessions.id')
      .execute()
    return rows.map((row) => ({ session: toSession(row), username: row.username }))
  }

  async seen(tokenHash: string, at: number): Promise<void> {
    await this.#db.updateTable('sessions').set({ last_seen_at: at }).where('token_hash', '=', tokenHash).execute()
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

  async revokeOthers(userId: number, keep: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom('sessions').where('user_id', '=', userId).where('kind', '!=', 'key').where('token_hash', '!=', keep).execute()
      await tx.updateTable('users').set({ token: null, token_expires: null }).where('id', '=', userId).where('token', '!=', keep).execute()
    })
  }

  async deleteExpired(now: number): Promise<void> {
    await this.#db.deleteFrom('sessions').where('expires_at', '<=', now).where('kind', '!=', 'key').execute()
  }
}
