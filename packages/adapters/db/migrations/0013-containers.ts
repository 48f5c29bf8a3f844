import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

export async function containers(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('containers')
    .addColumn('id', type.id)
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('container_id', 'text', (c) => c.notNull())
    .addColumn('engine', 'text', (c) => c.notNull())
    .addColumn('image', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('exit_code', 'integer')
    .addColumn('health', 'text')
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('started_at', type.time)
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .addUniqueConstraint('containers_by_name', ['host_id', 'name'])
    .execute()
}
