import type { NewUser, OidcIdentity, OidcIdentityStore, StoredUser } from '@hyperion/ports/users'
import type { Db } from '../schema.ts'
import { insertUser, toStoredUser } from './users.ts'

export class SqlOidcIdentityStore implements OidcIdentityStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async find({ issuer, subject }: OidcIdentity): Promise<StoredUser | undefined> {
    const row = await this.#db
      .selectFrom('oidc_identities')
      .innerJoin('users', 'users.id', 'oidc_identities.user_id')
      .selectAll('users')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst()
    return row && toStoredUser(row)
  }

  create({ issuer, subject }: OidcIdentity, user: NewUser): Promise<StoredUser> {
    return this.#db.transaction().execute(async (tx) => {
      const made = await insertUser(tx, user)
      await tx.insertInto('oidc_identities').values({ issuer, subject, user_id: made.id, created_at: user.createdAt }).execute()
      return made
    })
  }
}
