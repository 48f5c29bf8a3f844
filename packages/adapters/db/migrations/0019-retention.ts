import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

/** How long history is kept: one row for all hosts, without a host, and one for each that has its own. */
export async function retention(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('retention')
    .addColumn('id', type.id)
    .addColumn('host_id', type.reference, (c) => c.unique().references('hosts.id').onDelete('cascade'))
    .addColumn('raw_days', 'integer', (c) => c.notNull())
    .addColumn('fine_days', 'integer', (c) => c.notNull())
    .addColumn('total_days', 'integer', (c) => c.notNull())
    .addColumn('updated_at', type.time)
    .addColumn('updated_by', 'text')
    .execute()
  const standard = { host_id: null, raw_days: 30, fine_days: 90, total_days: 0, updated_at: null, updated_by: null }
  await tx.insertInto('retention').values(standard).execute()
}
