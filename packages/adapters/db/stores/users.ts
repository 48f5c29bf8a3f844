import { DomainError } from '@hyperion/domain/errors'
import type { Role, User } from '@hyperion/domain/users'
import type { NewUser, StoredUser, UserChange, UserStore } from '@hyperion/ports/users'
import type { Selectable, Transaction } from 'kysely'
import type { Db, Engine, Schema, UsersTable } from '../schema.ts'

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

export function toStoredUser(row: Row): StoredUser {
  return { ...toUser(row), passwordHash: row.password_hash }
}

export async function insertUser(db: Db, user: NewUser): Promise<StoredUser> {
  const row = await db
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

export class SqlUserStore implements UserStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
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
    return insertUser(this.#db, user)
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
      await endResetLink(tx, id)
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

  async list(): Promise<readonly User[]> {
    const rows = await this.#db.selectFrom('users').selectAll().orderBy('id').execute()
    return rows.map(toUser)
  }

  async update(id: number, change: UserChange): Promise<User> {
    return this.#db.transaction().execute(async (tx) => {
      const before = await this.#locked(tx, id, change.role ?? 'admin')
      const endsSignIns = change.passwordHash !== undefined || (change.role !== undefined && change.role !== before.role)
      const row = await tx
        .updateTable('users')
        .set({
          role: change.role ?? before.role,
          email: change.email ?? before.email,
          first_name: change.firstName ?? before.first_name,
          last_name: change.lastName ?? before.last_name,
          ...(change.passwordHash !== undefined && { password_hash: change.passwordHash, must_change_password: true }),
          ...(endsSignIns && { token: null, token_expires: null }),
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow()
      if (endsSignIns) await tx.deleteFrom('sessions').where('user_id', '=', id).execute()
      if (change.passwordHash !== undefined || change.email !== undefined) await endResetLink(tx, id)
      return toUser(row)
    })
  }

  async delete(id: number): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await this.#locked(tx, id, null)
      await tx.deleteFrom('users').where('id', '=', id).execute()
    })
  }

  /**
   * The user before a change that leaves them the role `after`. PostgreSQL locks the administrators, always in the same
   * order, so that two at once cannot demote each other; SQLite makes one transaction wait for the other anyway.
   */
  async #locked(tx: Transaction<Schema>, id: number, after: Role | null): Promise<Row> {
    const lock = this.#engine === 'postgres'
    const admins = await tx
      .selectFrom('users')
      .select('id')
      .where('role', '=', 'admin')
      .orderBy('id')
      .$if(lock, (query) => query.forUpdate())
      .execute()
    const row = await tx
      .selectFrom('users')
      .selectAll()
      .where('id', '=', id)
      .$if(lock, (query) => query.forUpdate())
      .executeTakeFirst()
    if (!row) throw new DomainError('not_found', 'no such user')
    if (after !== 'admin' && admins.every((admin) => admin.id === id)) throw new DomainError('last_admin', 'the last administrator')
    return row
  }
}

/** A link that was mailed before the password or the address changed sets no other password. */
async function endResetLink(tx: Transaction<Schema>, userId: number): Promise<void> {
  await tx.deleteFrom('password_resets').where('user_id', '=', userId).execute()
}
