import type {
  ExporterNews,
  InboxEntry,
  InstanceKey,
  NewReceiver,
  Receiver,
  ReceiverChange,
  RemoteWriteStore,
  WrittenInstance,
} from '@hyperion/ports/prometheus'
import type { Kysely, Selectable } from 'kysely'
import type { Db, Schema } from '../schema.ts'
import type { ReceiversTable, WrittenInstancesTable } from '../tables/prometheus.ts'

function toReceiver(row: Selectable<ReceiversTable>): Receiver {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    newHosts: Boolean(row.new_hosts),
    createdAt: row.created_at,
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at,
  }
}

function toInstance(row: Selectable<WrittenInstancesTable> & { name: string | null }): WrittenInstance {
  return {
    id: row.id,
    receiver: row.receiver_id,
    job: row.job,
    instance: row.instance,
    host: row.host_id,
    name: row.name ?? '',
    inventory: row.inventory === null ? null : JSON.parse(row.inventory),
    lastSeen: row.last_seen,
  }
}

export class SqlRemoteWriteStore implements RemoteWriteStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async receivers(): Promise<readonly Receiver[]> {
    return (await this.#db.selectFrom('remote_write_receivers').selectAll().orderBy('id').execute()).map(toReceiver)
  }

  async receiverByToken(hash: string): Promise<Receiver | undefined> {
    const row = await this.#db.selectFrom('remote_write_receivers').selectAll().where('token_hash', '=', hash).executeTakeFirst()
    return row && toReceiver(row)
  }

  async addReceiver({ name, tokenHash, hint, newHosts, createdAt, createdBy }: NewReceiver): Promise<Receiver> {
    const row = await this.#db
      .insertInto('remote_write_receivers')
      .values({ name, token_hash: tokenHash, hint, new_hosts: newHosts, created_at: createdAt, created_by: createdBy })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toReceiver(row)
  }

  async changeReceiver(id: number, { name, newHosts, token, lastUsedAt }: ReceiverChange): Promise<Receiver | undefined> {
    const row = await this.#db
      .updateTable('remote_write_receivers')
      .set({
        ...(name !== undefined && { name }),
        ...(newHosts !== undefined && { new_hosts: newHosts }),
        ...(token && { token_hash: token.hash, hint: token.hint }),
        ...(lastUsedAt !== undefined && { last_used_at: lastUsedAt }),
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    return row && toReceiver(row)
  }

  async removeReceiver(id: number): Promise<boolean> {
    const { numDeletedRows } = await this.#db.deleteFrom('remote_write_receivers').where('id', '=', id).executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  async instances(): Promise<readonly WrittenInstance[]> {
    return (await instancesIn(this.#db).orderBy('id').execute()).map(toInstance)
  }

  async admit({ receiver, job, instance }: InstanceKey, name: string, now: number): Promise<WrittenInstance> {
    return this.#db.transaction().execute(async (tx) => {
      const added = await tx
        .insertInto('remote_write_instances')
        .values({ receiver_id: receiver, job, instance })
        .onConflict((conflict) => conflict.columns(['receiver_id', 'job', 'instance']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (added) {
        const host = await tx
          .insertInto('hosts')
          .values({ name, kind: 'prometheus', created_at: now })
          .returning('id')
          .executeTakeFirstOrThrow()
        await tx.updateTable('remote_write_instances').set({ host_id: host.id }).where('id', '=', added.id).execute()
      }
      const row = await instancesIn(tx)
        .where('receiver_id', '=', receiver)
        .where('job', '=', job)
        .where('instance', '=', instance)
        .executeTakeFirstOrThrow()
      return toInstance(row)
    })
  }

  async keep(host: number, { inventory, lastSeen, name }: ExporterNews & { readonly name?: string }): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const columns = { ...(inventory && { inventory: JSON.stringify(inventory) }), ...(lastSeen !== undefined && { last_seen: lastSeen }) }
      if (Object.keys(columns).length > 0) await tx.updateTable('remote_write_instances').set(columns).where('host_id', '=', host).execute()
      if (name !== undefined) await renameIn(tx, host, name)
    })
  }

  rename(host: number, name: string): Promise<boolean> {
    return renameIn(this.#db, host, name)
  }

  async removeHost(host: number): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('hosts')
      .where('id', '=', host)
      .where('id', 'in', writtenHosts(this.#db))
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  async forgive(instance: number): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('remote_write_instances')
      .where('id', '=', instance)
      .where('host_id', 'is', null)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  async receive({ receiver, receivedAt, body }: Omit<InboxEntry, 'id'>): Promise<number> {
    const { id } = await this.#db
      .insertInto('remote_write_inbox')
      .values({ receiver_id: receiver, received_at: receivedAt, body })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  async inbox(): Promise<readonly InboxEntry[]> {
    const rows = await this.#db.selectFrom('remote_write_inbox').selectAll().orderBy('id').execute()
    return rows.map(({ id, receiver_id, received_at, body }) => ({ id, receiver: receiver_id, receivedAt: received_at, body }))
  }

  async drop(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await this.#db.deleteFrom('remote_write_inbox').where('id', 'in', ids).execute()
  }
}

function instancesIn(db: Kysely<Schema>) {
  return db
    .selectFrom('remote_write_instances')
    .leftJoin('hosts', 'hosts.id', 'remote_write_instances.host_id')
    .selectAll('remote_write_instances')
    .select('hosts.name')
}

function writtenHosts(db: Kysely<Schema>) {
  return db.selectFrom('remote_write_instances').select('host_id').where('host_id', 'is not', null).$narrowType<{ host_id: number }>()
}

async function renameIn(db: Kysely<Schema>, host: number, name: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('hosts')
    .set({ name })
    .where('id', '=', host)
    .where('id', 'in', writtenHosts(db))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
