import { DomainError } from '@hyperion/domain/errors'
import type { User } from '@hyperion/domain/users'
import type { NewUser, StoredUser, UserStore } from '@hyperion/ports/users'
import type { Selectable } from 'kysely'
import type { Db, UsersTable } from '../schema.ts'

type Row = Selectable<UsersTable>

/** What a user is to all but the accounts feature. */
export function toUser(row: Omit<Row, 'password_hash' | 'token' | 'token_expires'>): User {
  return {
    id: row.id,
    username: row.username,
    role: row.role,
    mustChangePassword: Boolean(row.must_change_password),
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    createdAt: row.created_at,
    lastLogin: row.last_login,
  }
}

function toStoredUser(row: Row): StoredUser {
  return { ...toUser(row), passwordHash: row.password_hash }
}

export class SqlUserStore implements UserStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async count(): Promise<number> {
    const row = await this.#db
      .selectFrom('users')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return row.count
  }

  async byId(id: number): Promise<StoredUser | undefined> {
    const row = await this.#db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toStoredUser(row)
  }

  async byUsername(username: string): Promise<StoredUser | undefined> {
    const row = await this.#db.selectFrom('users').selectAll().where('username', '=', username).executeTakeFirst()
    return row && toStoredUser(row)
  }

  async create(user: NewUser): Promise<StoredUser> {
    const row = await this.#db
      .insertInto('users')
      .values({
        username: user.username,
        password_hash: user.passwordHash,
        role: user.role,
        must_change_password: user.mustChangePassword,
        created_at: user.createdAt,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toStoredUser(row)
  }

  async setPassword(id: number, passwordHash: string, mustChange: boolean, keepSession?: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('users')
        .set({ password_hash: passwordHash, must_change_password: mustChange })
        .where('id', '=', id)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) throw new DomainError('not_found', 'no such user')
      await tx
        .deleteFrom('sessions')
        .where('user_id', '=', id)
        .where('token_hash', '!=', keepSession ?? '')
        .execute()
      await tx
        .updateTable('users')
        .set({ token: null, token_expires: null })
        .where('id', '=', id)
        .where('token', '!=', keepSession ?? '')
        .execute()
    })
  }

  async recordLogin(id: number, login: { at: number; tokenHash?: string; expiresAt?: number }): Promise<void> {
    await this.#db
      .updateTable('users')
      .set({
        last_login: login.at,
        ...(login.tokenHash !== undefined && { token: login.tokenHash, token_expires: login.expiresAt ?? null }),
      })
      .where('id', '=', id)
      .execute()
  }
}
