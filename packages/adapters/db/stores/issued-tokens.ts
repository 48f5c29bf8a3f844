import type { IssuedTokenStore, Session } from '@hyperion/ports/users'
import type { Db } from '../schema.ts'
import { toRow } from './sessions.ts'

export class SqlIssuedTokenStore implements IssuedTokenStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async latest(userId: number): Promise<number> {
    const row = await this.#db
      .selectFrom('issued_tokens')
      .select('generation')
      .where('user_id', '=', userId)
      .orderBy('generation', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.generation ?? 0
  }

  async issue(generation: number, session: Session): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const { tokenHash, userId } = session
      await tx.insertInto('issued_tokens').values({ user_id: userId, generation, token_hash: tokenHash }).execute()
      await tx.insertInto('sessions').values(toRow(session)).execute()
    })
  }

  async wasIssued(tokenHash: string): Promise<boolean> {
    const row = await this.#db.selectFrom('issued_tokens').select('generation').where('token_hash', '=', tokenHash).executeTakeFirst()
    return row !== undefined
  }
}
