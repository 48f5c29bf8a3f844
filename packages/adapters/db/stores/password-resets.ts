import type { PasswordResetLink, PasswordResetStore } from '@hyperion/ports/users'
import type { Db } from '../schema.ts'

export class SqlPasswordResetStore implements PasswordResetStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async create(link: PasswordResetLink, unlessLasting: number): Promise<boolean> {
    const row = { token_hash: link.tokenHash, expires_at: link.expiresAt }
    const kept = await this.#db
      .insertInto('password_resets')
      .values({ user_id: link.userId, ...row })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row).where('password_resets.expires_at', '<=', unlessLasting))
      .returning('user_id')
      .executeTakeFirst()
    return kept !== undefined
  }

  async find(tokenHash: string, now: number): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom('password_resets')
      .select('user_id')
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    return row?.user_id
  }

  async take(tokenHash: string, now: number): Promise<number | undefined> {
    const row = await this.#db
      .deleteFrom('password_resets')
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .returning('user_id')
      .executeTakeFirst()
    return row?.user_id
  }
}
