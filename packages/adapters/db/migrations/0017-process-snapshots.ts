import { sql, type Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

/** Processes of hosts as they were, their units, and what happened to them. */
export async function processSnapshots(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('process_snapshots')
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('first_at', type.time, (c) => c.notNull())
    .addColumn('last_at', type.time, (c) => c.notNull())
    .addColumn('data', type.bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint('process_snapshots_key', ['host_id', 'first_at'])
    .execute()
  await tx.schema
    .createIndex('process_snapshots_single')
    .on('process_snapshots')
    .column('first_at')
    .where(sql.ref('first_at'), '=', sql.ref('last_at'))
    .execute()
  await tx.schema.createIndex('process_snapshots_by_end').on('process_snapshots').column('last_at').execute()
  await tx.schema
    .createTable('host_facts')
    .addColumn('host_id', type.reference, (c) => c.primaryKey().references('hosts.id').onDelete('cascade'))
    .addColumn('facts', 'text', (c) => c.notNull())
    .execute()
  await tx.schema
    .createTable('host_events')
    .addColumn('id', type.id)
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('at', type.time, (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .execute()
  await tx.schema.createIndex('host_events_by_host').on('host_events').columns(['host_id', 'at']).execute()
}
