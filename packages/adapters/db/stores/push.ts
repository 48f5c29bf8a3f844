import type { KeyPair, NewPushSubscription, PushStore, PushSubscriptionRecord } from '@hyperion/ports/push'
import type { Selectable } from 'kysely'
import type { Db, PushSubscriptionsTable } from '../schema.ts'

function toSubscription(row: Selectable<PushSubscriptionsTable>): PushSubscriptionRecord {
  const { id, user_id, endpoint_hash, subscription, label, created_at } = row
  return { id, user: user_id, endpointHash: endpoint_hash, subscription, label, createdAt: created_at }
}

export class SqlPushStore implements PushStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly PushSubscriptionRecord[]> {
    return (await this.#db.selectFrom('push_subscriptions').selectAll().orderBy('id').execute()).map(toSubscription)
  }

  async save({ user, endpointHash, subscription, label, createdAt }: NewPushSubscription): Promise<PushSubscriptionRecord> {
    const changing = { user_id: user, subscription, label }
    const row = await this.#db
      .insertInto('push_subscriptions')
      .values({ ...changing, endpoint_hash: endpointHash, created_at: createdAt })
      .onConflict((conflict) => conflict.column('endpoint_hash').doUpdateSet(changing))
      .returningAll()
      .executeTakeFirstOrThrow()
    return toSubscription(row)
  }

  async remove(id: number, user?: number): Promise<boolean> {
    let query = this.#db.deleteFrom('push_subscriptions').where('id', '=', id)
    if (user !== undefined) query = query.where('user_id', '=', user)
    const { numDeletedRows } = await query.executeTakeFirst()
    return numDeletedRows > 0n
  }

  async keyPair(name: string): Promise<KeyPair | undefined> {
    const row = await this.#db.selectFrom('key_pairs').selectAll().where('name', '=', name).executeTakeFirst()
    return row && { publicKey: row.public_key, privateKey: row.private_key }
  }

  async ensureKeyPair(name: string, { publicKey, privateKey }: KeyPair): Promise<KeyPair> {
    await this.#db
      .insertInto('key_pairs')
      .values({ name, public_key: publicKey, private_key: privateKey })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    return (await this.keyPair(name)) ?? { publicKey, privateKey }
  }
}
