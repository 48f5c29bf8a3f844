import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** The Slack app of one workspace: what was posted where, who is who, and what Slack sent. */
export async function slack(tx: Tx, type: ColumnTypes): Promise<void> {
  await createSettings(tx, type)
  await createPlaces(tx)
  await createEvents(tx, type)
  await tx.schema
    .createTable('slack_users')
    .addColumn('slack_id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', type.reference, (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('mail', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('checked_at', type.time, (c) => c.notNull())
    .addColumn('told_at', type.time)
    .execute()
  await tx.schema.createIndex('slack_users_by_user').on('slack_users').column('user_id').execute()
}

async function createSettings(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('slack_settings')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('token', 'text', (c) => c.notNull())
    .addColumn('signing_secret', 'text', (c) => c.notNull())
    .addColumn('default_channel', 'text', (c) => c.notNull())
    .addColumn('room_prefix', 'text', (c) => c.notNull())
    .addColumn('server', 'text')
    .addColumn('team_id', 'text')
    .addColumn('team_name', 'text')
    .addColumn('bot_user', 'text')
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .addColumn('updated_by', 'text', (c) => c.notNull())
    .addColumn('last_event_at', type.time)
    .addColumn('last_error', 'text')
    .addColumn('last_error_at', type.time)
    .execute()
}

async function createPlaces(tx: Tx): Promise<void> {
  const ofIncident = (table: string) =>
    tx.schema.createTable(table).addColumn('incident_id', 'text', (c) => c.notNull().references('incidents.id').onDelete('cascade'))
  await ofIncident('slack_messages')
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('ts', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('told', 'text')
    .addPrimaryKeyConstraint('slack_messages_key', ['incident_id', 'place'])
    .addUniqueConstraint('slack_messages_at', ['channel', 'ts'])
    .execute()
  await ofIncident('slack_rooms')
    .addColumn('channel', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('slack_rooms_key', ['incident_id'])
    .execute()
}

async function createEvents(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('slack_events')
    .addColumn('id', type.id)
    .addColumn('event_id', 'text', (c) => c.notNull().unique())
    .addColumn('subject', 'text', (c) => c.unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('received_at', type.time, (c) => c.notNull())
    .addColumn('due_at', type.time, (c) => c.notNull())
    .addColumn('lease_until', type.time, (c) => c.notNull())
    .addColumn('finished_at', type.time)
    .addColumn('error', 'text')
    .execute()
  await tx.schema.createIndex('slack_events_due').on('slack_events').columns(['state', 'due_at']).execute()
  await tx.schema.createIndex('slack_events_by_time').on('slack_events').column('received_at').execute()
}
