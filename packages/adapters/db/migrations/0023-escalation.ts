import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** Who is paged for an incident, how each is reached, and what became of it. */
export async function escalation(tx: Tx, type: ColumnTypes): Promise<void> {
  await createPolicies(tx, type)
  await createRuns(tx, type)
  await createContacts(tx, type)
  await createPages(tx, type)
  await createTests(tx, type)
}

async function createPolicies(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('escalation_policies')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('steps', 'text', (c) => c.notNull())
    .addColumn('repeat', 'integer', (c) => c.notNull())
    .addColumn('notify', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .execute()
}

async function createRuns(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('escalations')
    .addColumn('id', type.id)
    .addColumn('incident_id', 'text', (c) => c.notNull().references('incidents.id').onDelete('cascade'))
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('running_key', 'text', (c) => c.unique())
    .addColumn('policy', 'text')
    .addColumn('urgency', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('step', 'integer', (c) => c.notNull())
    .addColumn('started_at', type.time, (c) => c.notNull())
    .addColumn('due_at', type.time, (c) => c.notNull())
    .addColumn('lease_until', type.time, (c) => c.notNull())
    .addColumn('finished_at', type.time)
    .addColumn('why', 'text')
    .addUniqueConstraint('escalations_cause', ['incident_id', 'cause'])
    .execute()
  await tx.schema.createIndex('escalations_due').on('escalations').columns(['state', 'due_at']).execute()
  await tx.schema
    .createTable('escalation_log')
    .addColumn('id', type.id)
    .addColumn('escalation_id', type.reference, (c) => c.notNull().references('escalations.id').onDelete('cascade'))
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('step', 'integer', (c) => c.notNull())
    .addColumn('planned_at', type.time, (c) => c.notNull())
    .addColumn('ran_at', type.time, (c) => c.notNull())
    .addColumn('resolved', 'text', (c) => c.notNull())
    .addColumn('reached', type.flag, (c) => c.notNull())
    .addUniqueConstraint('escalation_log_step', ['escalation_id', 'round', 'step'])
    .execute()
  await tx.schema
    .createTable('escalation_troubles')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('at', type.time, (c) => c.notNull())
    .execute()
}

async function createContacts(tx: Tx, type: ColumnTypes): Promise<void> {
  const owned = (table: string) =>
    tx.schema
      .createTable(table)
      .addColumn('id', type.id)
      .addColumn('user_id', type.reference, (c) => c.notNull().references('users.id').onDelete('cascade'))
  await owned('contact_methods')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .execute()
  await owned('notification_rules')
    .addColumn('urgency', 'text', (c) => c.notNull())
    .addColumn('delay_minutes', 'integer', (c) => c.notNull())
    .addColumn('own_method', 'text')
    .addColumn('method_id', type.reference, (c) => c.references('contact_methods.id').onDelete('cascade'))
    .execute()
  for (const table of ['contact_methods', 'notification_rules'] as const)
    await tx.schema.createIndex(`${table}_by_user`).on(table).column('user_id').execute()
  await tx.schema
    .createTable('method_outcomes')
    .addColumn('user_id', type.reference, (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('method', 'text', (c) => c.notNull())
    .addColumn('ok', type.flag, (c) => c.notNull())
    .addColumn('at', type.time, (c) => c.notNull())
    .addColumn('error', 'text')
    .addPrimaryKeyConstraint('method_outcomes_key', ['user_id', 'method'])
    .execute()
}

async function createPages(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('pages')
    .addColumn('id', type.id)
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('incident_id', 'text', (c) => c.notNull().references('incidents.id').onDelete('cascade'))
    .addColumn('escalation_id', type.reference, (c) => c.references('escalations.id').onDelete('cascade'))
    .addColumn('round', 'integer')
    .addColumn('step', 'integer')
    // Without a reference: a step is not to fail for someone who was deleted meanwhile.
    .addColumn('user_id', type.reference)
    .addColumn('channel_id', type.reference)
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('method', 'text')
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('due_at', type.time, (c) => c.notNull())
    .addColumn('lease_until', type.time, (c) => c.notNull())
    .addColumn('finished_at', type.time)
    .addColumn('error', 'text')
    .addColumn('reference', 'text')
    .execute()
  await tx.schema.createIndex('pages_due').on('pages').columns(['status', 'due_at']).execute()
  await tx.schema.createIndex('pages_by_incident').on('pages').columns(['incident_id', 'recipient', 'id']).execute()
}

async function createTests(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('paging_tests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('policy_id', 'text', (c) => c.notNull().references('escalation_policies.id').onDelete('cascade'))
    .addColumn('service_id', 'text', (c) => c.notNull().references('services.id').onDelete('cascade'))
    .addColumn('urgency', 'text', (c) => c.notNull())
    .addColumn('started_by', 'text', (c) => c.notNull())
    .addColumn('started_at', type.time, (c) => c.notNull())
    .addColumn('incident_id', 'text', (c) => c.references('incidents.id').onDelete('set null'))
    .addColumn('ended_at', type.time)
    .execute()
}
