import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

/** What was asked of hosts, and which of it needs a second person. */
export async function actions(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('actions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('operation', 'text', (c) => c.notNull())
    .addColumn('params', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('tier', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    // Who it was stays known when the user is gone.
    .addColumn('requested_by_id', 'integer', (c) => c.notNull())
    .addColumn('requested_by', 'text', (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('incident_id', 'text')
    .addColumn('requested_at', type.time, (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('decided_by_id', 'integer')
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', type.time)
    .addColumn('started_at', type.time)
    .addColumn('ended_at', type.time)
    .addColumn('failure', 'text')
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('result', 'text')
    .addColumn('output', 'text', (c) => c.notNull())
    .addColumn('undo', 'text')
    .execute()
  await tx.schema.createIndex('actions_of_host').on('actions').columns(['host_id', 'requested_at']).execute()
  await tx.schema.createIndex('actions_by_time').on('actions').columns(['requested_at']).execute()
  await tx.schema.createIndex('actions_by_state').on('actions').columns(['state']).execute()
  await tx.schema
    .createTable('action_settings')
    .addColumn('host_id', type.reference, (c) => c.primaryKey().references('hosts.id').onDelete('cascade'))
    .addColumn('approval', 'text', (c) => c.notNull())
    .execute()
}
