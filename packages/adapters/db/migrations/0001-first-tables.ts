import { DEFAULT_THRESHOLDS, RESOURCES } from '@hyperion/domain/alerts'
import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

async function accounts(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('users')
    .addColumn('id', type.id)
    .addColumn('username', 'text', (c) => c.notNull().unique())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('token', 'text')
    .addColumn('token_expires', type.time)
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('last_login', type.time)
    .addColumn('must_change_password', type.flag, (c) => c.notNull().defaultTo(type.off))
    .addColumn('email', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('first_name', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('last_name', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await tx.schema
    .createTable('sessions')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('user_id', type.reference, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('expires_at', type.time, (c) => c.notNull())
    .addColumn('address', 'text', (c) => c.notNull())
    .execute()
  await tx.schema.createIndex('sessions_user').on('sessions').column('user_id').execute()
  await tx.schema.createIndex('sessions_expiry').on('sessions').column('expires_at').execute()
}

async function thresholds(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('thresholds')
    .addColumn('id', type.id)
    .addColumn('resource', 'text', (c) => c.notNull().unique())
    .addColumn('warning_level', 'integer', (c) => c.notNull())
    .addColumn('critical_level', 'integer', (c) => c.notNull())
    .addColumn('updated_at', type.time)
    .addColumn('updated_by', type.reference, (c) => c.references('users.id').onDelete('set null'))
    .execute()
  const rows = RESOURCES.map((resource) => ({
    resource,
    warning_level: DEFAULT_THRESHOLDS[resource].warning,
    critical_level: DEFAULT_THRESHOLDS[resource].critical,
  }))
  await tx.insertInto('thresholds').values(rows).execute()
}

async function hosts(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('hosts')
    .addColumn('id', type.id)
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .execute()
  await tx.schema.createIndex('hosts_one_hub').unique().on('hosts').column('kind').where('kind', '=', 'hub').execute()
}

async function taskRuns(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('task_runs')
    .addColumn('id', type.id)
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('trigger', 'text', (c) => c.notNull())
    .addColumn('started_by', 'text')
    .addColumn('started_at', type.time, (c) => c.notNull())
    .addColumn('finished_at', type.time)
    .addColumn('result', 'text')
    .addColumn('message', 'text')
    .execute()
  await tx.schema.createIndex('task_runs_latest').on('task_runs').columns(['task', 'id']).execute()
}

async function usage(tx: Tx, type: ColumnTypes): Promise<void> {
  for (const table of ['cpu_usage', 'memory_usage'] as const) {
    await tx.schema
      .createTable(table)
      .addColumn('id', type.id)
      .addColumn('at', type.time, (c) => c.notNull())
      .addColumn('usage', type.fraction, (c) => c.notNull())
      .execute()
  }
  await tx.schema
    .createTable('network_usage')
    .addColumn('id', type.id)
    .addColumn('at', type.time, (c) => c.notNull())
    .addColumn('interface', 'text', (c) => c.notNull())
    .addColumn('received', type.size, (c) => c.notNull())
    .addColumn('sent', type.size, (c) => c.notNull())
    .execute()
  await tx.schema
    .createTable('storage_usage')
    .addColumn('id', type.id)
    .addColumn('at', type.time, (c) => c.notNull())
    .addColumn('mount_point', 'text', (c) => c.notNull())
    .addColumn('total', type.size, (c) => c.notNull())
    .addColumn('used', type.size, (c) => c.notNull())
    .addColumn('free', type.size, (c) => c.notNull())
    .execute()
  for (const table of ['cpu_usage', 'memory_usage', 'network_usage', 'storage_usage'] as const) {
    await tx.schema.createIndex(`${table}_at`).on(table).column('at').execute()
  }
}

async function writeProbe(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('write_probe')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('at', type.time, (c) => c.notNull())
    .execute()
  await tx.insertInto('write_probe').values({ id: 1, at: 0 }).execute()
}

export async function firstTables(tx: Tx, type: ColumnTypes): Promise<void> {
  await accounts(tx, type)
  await thresholds(tx, type)
  await hosts(tx, type)
  await taskRuns(tx, type)
  await usage(tx, type)
  await writeProbe(tx, type)
}
