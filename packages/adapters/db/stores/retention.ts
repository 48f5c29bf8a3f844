import { DomainError } from '@hyperion/domain/errors'
import type { RetentionChange, RetentionStore, StoredRetention } from '@hyperion/ports/retention'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { RetentionTable } from '../tables/retention.ts'

function toStored(row: Selectable<RetentionTable>): StoredRetention {
  return {
    retention: { rawDays: row.raw_days, fineDays: row.fine_days, totalDays: row.total_days },
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }
}

function toColumns({ retention, by, at }: RetentionChange) {
  const { rawDays, fineDays, totalDays } = retention
  return { raw_days: rawDays, fine_days: fineDays, total_days: totalDays, updated_at: at, updated_by: by }
}

export class SqlRetentionStore implements RetentionStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async standard(): Promise<StoredRetention> {
    return toStored(await this.#db.selectFrom('retention').selectAll().where('host_id', 'is', null).executeTakeFirstOrThrow())
  }

  async own(): Promise<ReadonlyMap<number, StoredRetention>> {
    const rows = await this.#db.selectFrom('retention').selectAll().where('host_id', 'is not', null).orderBy('host_id').execute()
    return new Map(rows.map((row) => [row.host_id as number, toStored(row)]))
  }

  async setStandard(change: RetentionChange): Promise<void> {
    await this.#db.updateTable('retention').set(toColumns(change)).where('host_id', 'is', null).execute()
  }

  async setOwn(host: number, change: RetentionChange): Promise<void> {
    const columns = toColumns(change)
    await this.#db.transaction().execute(async (tx) => {
      const known = await tx.selectFrom('hosts').select('id').where('id', '=', host).executeTakeFirst()
      if (!known) throw new DomainError('not_found', 'no such host')
      await tx
        .insertInto('retention')
        .values({ host_id: host, ...columns })
        .onConflict((conflict) => conflict.column('host_id').doUpdateSet(columns))
        .execute()
    })
  }

  async clearOwn(host: number): Promise<void> {
    await this.#db.deleteFrom('retention').where('host_id', '=', host).execute()
  }
}
