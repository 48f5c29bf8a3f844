import type { StoredTwoFactor, TwoFactorStore } from '@hyperion/ports/two-factor'
import type { Db } from '../schema.ts'

export class SqlTwoFactorStore implements TwoFactorStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async find(userId: number): Promise<StoredTwoFactor | undefined> {
    const row = await this.#db
      .selectFrom('two_factor')
      .select((eb) => [
        'secret',
        'confirmed_at',
        eb
          .selectFrom('recovery_codes')
          .whereRef('recovery_codes.user_id', '=', 'two_factor.user_id')
          .select((codes) => codes.fn.countAll<number>().as('count'))
          .as('codes'),
      ])
      .where('user_id', '=', userId)
      .executeTakeFirst()
    return row && { userId, secret: row.secret, confirmedAt: row.confirmed_at, recoveryCodes: row.codes ?? 0 }
  }

  async confirmedUsers(): Promise<readonly number[]> {
    const rows = await this.#db
      .selectFrom('two_factor')
      .select('user_id')
      .where('confirmed_at', 'is not', null)
      .orderBy('user_id')
      .execute()
    return rows.map((row) => row.user_id)
  }

  async begin(userId: number, secret: string, at: number): Promise<boolean> {
    const row = await this.#db
      .insertInto('two_factor')
      .values({ user_id: userId, secret, created_at: at, confirmed_at: null })
      .onConflict((conflict) =>
        conflict.column('user_id').doUpdateSet({ secret, created_at: at }).where('two_factor.confirmed_at', 'is', null),
      )
      .returning('user_id')
      .executeTakeFirst()
    return row !== undefined
  }

  confirm(userId: number, { secret, step, at }: { secret: string; step: number; at: number }, codes: readonly string[]): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('two_factor')
        .set({ confirmed_at: at, last_step: step })
        .where('user_id', '=', userId)
        .where('secret', '=', secret)
        .where('confirmed_at', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await keepCodes(tx, userId, codes)
      return true
    })
  }

  async takeStep(userId: number, step: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('two_factor')
      .set({ last_step: step })
      .where('user_id', '=', userId)
      .where('last_step', '<', step)
      .where('confirmed_at', 'is not', null)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  async takeRecoveryCode(userId: number, code: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('recovery_codes')
      .where('user_id', '=', userId)
      .where('code_hash', '=', code)
      .executeTakeFirst()
    return numDeletedRows > 0n
  }

  async replaceRecoveryCodes(userId: number, codes: readonly string[]): Promise<void> {
    await this.#db.transaction().execute((tx) => keepCodes(tx, userId, codes))
  }

  async remove(userId: number): Promise<boolean> {
    const { numDeletedRows } = await this.#db.deleteFrom('two_factor').where('user_id', '=', userId).executeTakeFirst()
    return numDeletedRows > 0n
  }

  async recordProof(tokenHash: string, userId: number, at: number): Promise<void> {
    const row = { user_id: userId, at }
    await this.#db
      .insertInto('second_factor_proofs')
      .values({ token_hash: tokenHash, ...row })
      .onConflict((conflict) => conflict.column('token_hash').doUpdateSet(row))
      .execute()
  }

  async provenAt(tokenHash: string): Promise<number | undefined> {
    const row = await this.#db.selectFrom('second_factor_proofs').select('at').where('token_hash', '=', tokenHash).executeTakeFirst()
    return row?.at
  }

  async deleteProofs(before: number): Promise<void> {
    await this.#db.deleteFrom('second_factor_proofs').where('at', '<', before).execute()
  }
}

async function keepCodes(tx: Db, userId: number, codes: readonly string[]): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  if (codes.length > 0) {
    await tx
      .insertInto('recovery_codes')
      .values(codes.map((code_hash) => ({ user_id: userId, code_hash })))
      .execute()
  }
}
