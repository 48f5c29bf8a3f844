import { sql, type Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

export async function savedViews(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('fleet_views')
    .addColumn('id', type.id)
    .addColumn('owner_id', type.reference, (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .execute()
  await tx.schema.createIndex('fleet_views_by_owner').on('fleet_views').columns(['owner_id', 'name']).unique().execute()
  // Nulls count as different in an index of both.
  await tx.schema
    .createIndex('fleet_views_shared')
    .on('fleet_views')
    .column('name')
    .unique()
    .where(sql<boolean>`owner_id is null`)
    .execute()
}
