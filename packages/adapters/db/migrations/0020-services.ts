import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** What incidents are about: services and the teams that own them, runbooks, tags and impact scopes. */
export async function services(tx: Tx, type: ColumnTypes): Promise<void> {
  await createTeams(tx, type)
  await createServices(tx, type)
  await createRunbooks(tx, type)
  await named(tx, 'impact_scopes')
    .addColumn('description', 'text', (c) => c.notNull())
    .execute()
  await named(tx, 'tags')
    .addColumn('color', 'text', (c) => c.notNull())
    .execute()
}

function named(tx: Tx, table: string) {
  return tx.schema
    .createTable(table)
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
}

async function createTeams(tx: Tx, type: ColumnTypes): Promise<void> {
  await named(tx, 'teams')
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('slack_channel_id', 'text')
    .addColumn('schedule_id', 'text')
    .addColumn('created_at', type.time, (c) => c.notNull())
    .execute()
  await tx.schema
    .createTable('team_members')
    .addColumn('team_id', 'text', (c) => c.notNull().references('teams.id').onDelete('cascade'))
    .addColumn('user_id', type.reference, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('team_members_key', ['team_id', 'user_id'])
    .execute()
}

async function createServices(tx: Tx, type: ColumnTypes): Promise<void> {
  await named(tx, 'services')
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('owner_team_id', 'text', (c) => c.references('teams.id').onDelete('set null'))
    .addColumn('criticality', 'text', (c) => c.notNull())
    .addColumn('runbook_url', 'text')
    .addColumn('escalation_policy_id', 'text')
    .addColumn('created_at', type.time, (c) => c.notNull())
    .execute()
  await tx.schema
    .createTable('service_hosts')
    .addColumn('host_id', type.reference, (c) => c.primaryKey().references('hosts.id').onDelete('cascade'))
    .addColumn('service_id', 'text', (c) => c.notNull().references('services.id').onDelete('cascade'))
    .execute()
}

async function createRunbooks(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('runbooks')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('service_id', 'text', (c) => c.references('services.id').onDelete('set null'))
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .execute()
  await tx.schema
    .createTable('runbook_steps')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('runbook_id', 'text', (c) => c.notNull().references('runbooks.id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('command', 'text')
    .addColumn('expected_duration_minutes', 'integer')
    .addColumn('is_critical', type.flag, (c) => c.notNull())
    .addColumn('requires_confirmation', type.flag, (c) => c.notNull())
    .addUniqueConstraint('runbook_steps_order', ['runbook_id', 'position'])
    .execute()
}
