import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

export async function preferences(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('preferences')
    .addColumn('user_id', type.reference, (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('default_time_range', 'text', (c) => c.notNull())
    .addColumn('default_collector_id', type.reference, (c) => c.references('hosts.id').onDelete('set null'))
    .addColumn('chart_theme', 'text', (c) => c.notNull())
    .addColumn('refresh_interval_seconds', 'integer', (c) => c.notNull())
    .addColumn('show_containers', type.flag, (c) => c.notNull())
    .addColumn('visible_metrics', 'text', (c) => c.notNull())
    .execute()
}
