import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

export async function commands(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('saved_commands')
    .addColumn('id', type.id)
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .execute()
}
