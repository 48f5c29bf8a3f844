import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** How a channel is told, what goes out together, what the web app shows of it, and where browsers are reached. */
export async function notifications(tx: Tx, type: ColumnTypes): Promise<void> {
  await channelColumns(tx, type)
  await tx.schema.alterTable('deliveries').addColumn('message', type.reference).execute()
  await tx.schema.createIndex('deliveries_by_message').on('deliveries').column('message').execute()
  await tx.schema.createIndex('deliveries_by_channel').on('deliveries').columns(['channel_id', 'id']).execute()
  await createNotifications(tx, type)
  await createPush(tx, type)
}

async function channelColumns(tx: Tx, type: ColumnTypes): Promise<void> {
  const channels = () => tx.schema.alterTable('channels')
  await channels()
    .addColumn('notify_recovery', type.flag, (c) => c.notNull().defaultTo(type.on))
    .execute()
  await channels()
    .addColumn('remind_after', 'integer', (c) => c.notNull().defaultTo(240))
    .execute()
  await channels()
    .addColumn('group_wait', 'integer', (c) => c.notNull().defaultTo(5))
    .execute()
  await channels()
    .addColumn('hosts', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await channels().addColumn('held_until', type.time).execute()
  await channels()
    .addColumn('paced_to', type.time, (c) => c.notNull().defaultTo(0))
    .execute()
}

async function createNotifications(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('notifications')
    .addColumn('id', type.id)
    .addColumn('at', type.time, (c) => c.notNull())
    .addColumn('level', 'text', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('alert_id', type.reference, (c) => c.references('alerts.id').onDelete('cascade'))
    .addColumn('kind', 'text')
    .addColumn('event', 'text')
    .addUniqueConstraint('notifications_event', ['alert_id', 'kind', 'at'])
    .execute()
  await tx.schema.createIndex('notifications_by_time').on('notifications').column('at').execute()
  await tx.schema
    .createTable('notification_reads')
    .addColumn('user_id', type.reference, (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('read_to', type.reference, (c) => c.notNull())
    .execute()
}

async function createPush(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('push_subscriptions')
    .addColumn('id', type.id)
    .addColumn('user_id', type.reference, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('endpoint_hash', 'text', (c) => c.notNull().unique())
    .addColumn('subscription', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .execute()
  await tx.schema
    .createTable('key_pairs')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('private_key', 'text', (c) => c.notNull())
    .execute()
}
