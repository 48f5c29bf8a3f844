import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

async function states(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('alert_states')
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('resource', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('alert_states_key', ['host_id', 'resource'])
    .execute()
  await tx.schema
    .createTable('alerts')
    .addColumn('id', type.id)
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('resource', 'text', (c) => c.notNull())
    .addColumn('level', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('value', type.fraction, (c) => c.notNull())
    .addColumn('threshold', type.fraction, (c) => c.notNull())
    .addColumn('started_at', type.time, (c) => c.notNull())
    .addColumn('resolved_at', type.time)
    .addUniqueConstraint('alerts_key', ['host_id', 'resource', 'started_at'])
    .execute()
  await tx.schema.createIndex('alerts_state').on('alerts').columns(['state', 'id']).execute()
}

async function channels(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('channels')
    .addColumn('id', type.id)
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('enabled', type.flag, (c) => c.notNull())
    .addColumn('notify_on', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .execute()
  await tx.schema
    .createTable('deliveries')
    .addColumn('id', type.id)
    .addColumn('channel_id', type.reference, (c) => c.notNull().references('channels.id').onDelete('cascade'))
    .addColumn('alert_id', type.reference, (c) => c.notNull().references('alerts.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('due_at', type.time, (c) => c.notNull())
    .addColumn('finished_at', type.time)
    .addColumn('error', 'text')
    .addUniqueConstraint('deliveries_key', ['alert_id', 'channel_id', 'kind'])
    .execute()
  await tx.schema.createIndex('deliveries_due').on('deliveries').columns(['status', 'due_at']).execute()
}

export async function alerts(tx: Tx, type: ColumnTypes): Promise<void> {
  await states(tx, type)
  await channels(tx, type)
}
