import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

/** Who is on call: schedules with their rotations, shifts that were taken, and calendar addresses. */
export async function onCall(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('on_call_schedules')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('zone', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .addColumn('handed_at', type.time, (c) => c.notNull())
    .addColumn('handed_to', 'text', (c) => c.notNull())
    .addColumn('lease_until', type.time, (c) => c.notNull())
    .execute()
  await tx.schema
    .createTable('on_call_overrides')
    .addColumn('id', type.id)
    .addColumn('schedule_id', 'text', (c) => c.notNull().references('on_call_schedules.id').onDelete('cascade'))
    .addColumn('user_id', type.reference, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('from_at', type.time, (c) => c.notNull())
    .addColumn('to_at', type.time, (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .execute()
  await tx.schema.createIndex('on_call_overrides_by_end').on('on_call_overrides').columns(['schedule_id', 'to_at']).execute()
  await tx.schema
    .createTable('on_call_feeds')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('user_id', type.reference, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('schedule_id', 'text', (c) => c.notNull().references('on_call_schedules.id').onDelete('cascade'))
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addUniqueConstraint('on_call_feeds_one', ['user_id', 'schedule_id'])
    .execute()
}
