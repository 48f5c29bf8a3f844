import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

/** The actor is no reference: an entry outlives the account. */
export async function audit(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('audit_log')
    .addColumn('id', type.id)
    .addColumn('at', type.time, (c) => c.notNull())
    .addColumn('actor_id', 'integer')
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('target', 'text')
    .addColumn('details', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .execute()
  await tx.schema.createIndex('audit_log_action').on('audit_log').columns(['action', 'id']).execute()
  await tx.schema.createIndex('audit_log_actor').on('audit_log').columns(['actor', 'id']).execute()
}
