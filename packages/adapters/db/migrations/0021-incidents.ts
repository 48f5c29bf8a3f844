import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** Incidents, the alerts behind them, what happened to them and what is still owed. */
export async function incidents(tx: Tx, type: ColumnTypes): Promise<void> {
  await createIncidents(tx, type)
  await createLinks(tx)
  await createSignals(tx, type)
  await createTimeline(tx, type)
  await createSteps(tx, type)
}

async function createIncidents(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('incidents')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('short_id', 'text', (c) => c.notNull().unique())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('search_text', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('service_id', 'text', (c) => c.notNull().references('services.id').onDelete('restrict'))
    .addColumn('lead_id', type.reference, (c) => c.references('users.id').onDelete('set null'))
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('dedup_key', 'text')
    .addColumn('open_key', 'text', (c) => c.unique())
    .addColumn('created_by', type.reference, (c) => c.references('users.id').onDelete('set null'))
    .addColumn('created_by_name', 'text')
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('detected_at', type.time, (c) => c.notNull())
    .addColumn('acknowledged_at', type.time)
    .addColumn('acknowledged_by', type.reference, (c) => c.references('users.id').onDelete('set null'))
    .addColumn('acknowledged_by_name', 'text')
    .addColumn('mitigated_at', type.time)
    .addColumn('resolved_at', type.time)
    .addColumn('resolved_by', type.reference, (c) => c.references('users.id').onDelete('set null'))
    .addColumn('resolved_by_name', 'text')
    .addColumn('resolution_note', 'text', (c) => c.notNull())
    .addColumn('root_cause', 'text', (c) => c.notNull())
    .addColumn('reopened', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('war_room_link', 'text')
    .addColumn('lid_link', 'text')
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .execute()
  const index = (name: string, columns: readonly string[]) =>
    tx.schema
      .createIndex(name)
      .on('incidents')
      .columns([...columns])
      .execute()
  await index('incidents_by_time', ['created_at', 'id'])
  await index('incidents_by_status', ['status', 'created_at'])
  await index('incidents_by_service', ['service_id', 'created_at'])
  await index('incidents_by_key', ['service_id', 'dedup_key', 'created_at'])
}

async function createLinks(tx: Tx): Promise<void> {
  for (const [table, column, target] of [
    ['incident_scopes', 'scope_id', 'impact_scopes.id'],
    ['incident_tags', 'tag_id', 'tags.id'],
  ] as const) {
    await tx.schema
      .createTable(table)
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incidents.id').onDelete('cascade'))
      .addColumn(column, 'text', (c) => c.notNull().references(target).onDelete('cascade'))
      .addPrimaryKeyConstraint(`${table}_key`, ['incident_id', column])
      .execute()
    await tx.schema.createIndex(`${table}_by_${column}`).on(table).column(column).execute()
  }
}

async function createSignals(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('incident_signals')
    .addColumn('incident_id', 'text', (c) => c.notNull().references('incidents.id').onDelete('cascade'))
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('detected_at', type.time, (c) => c.notNull())
    .addColumn('ended_at', type.time)
    .addColumn('signal', 'text', (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('incident_signals_key', ['incident_id', 'source', 'fingerprint'])
    .execute()
}

async function createTimeline(tx: Tx, type: ColumnTypes): Promise<void> {
  const entries = (table: string) =>
    tx.schema
      .createTable(table)
      .addColumn('seq', type.id)
      .addColumn('id', 'text', (c) => c.notNull().unique())
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incidents.id').onDelete('cascade'))
      .addColumn('type', 'text', (c) => c.notNull())
  await entries('timeline_entries')
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('at', type.time, (c) => c.notNull())
    .addColumn('actor_id', type.reference, (c) => c.references('users.id').onDelete('set null'))
    .addColumn('actor', 'text')
    .addColumn('data', 'text', (c) => c.notNull())
    .execute()
  await tx.schema.createIndex('timeline_entries_by_incident').on('timeline_entries').columns(['incident_id', 'seq']).execute()
  await entries('incident_comments')
    .addColumn('author_id', type.reference, (c) => c.references('users.id').onDelete('set null'))
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .execute()
  await tx.schema.createIndex('incident_comments_by_incident').on('incident_comments').columns(['incident_id', 'seq']).execute()
}

async function createSteps(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('incident_steps')
    .addColumn('id', type.id)
    .addColumn('incident_id', 'text', (c) => c.notNull().references('incidents.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('waiting_key', 'text', (c) => c.unique())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('due_at', type.time, (c) => c.notNull())
    .addColumn('lease_until', type.time, (c) => c.notNull())
    .addColumn('finished_at', type.time)
    .addColumn('error', 'text')
    .execute()
  await tx.schema.createIndex('incident_steps_due').on('incident_steps').columns(['state', 'due_at']).execute()
  await tx.schema.createIndex('incident_steps_by_incident').on('incident_steps').columns(['incident_id', 'id']).execute()
}
