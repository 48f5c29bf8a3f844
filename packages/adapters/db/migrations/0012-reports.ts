import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

export async function reports(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('reports')
    .addColumn('id', type.id)
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('format', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('hours', 'integer')
    .addColumn('include_containers', type.flag, (c) => c.notNull())
    .addColumn('requested_by', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('progress', type.fraction, (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('lease_until', type.time, (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('completed_at', type.time)
    .addColumn('file', 'text')
    .addColumn('size_bytes', type.size)
    .addColumn('error', 'text')
    .execute()
  await tx.schema.createIndex('reports_by_status').on('reports').columns(['status', 'id']).execute()
}
