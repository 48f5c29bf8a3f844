import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** Rules that people tune, what keeps alerts from being told, tags of hosts, and the story of each alert. */
export async function rules(tx: Tx, type: ColumnTypes): Promise<void> {
  await createRules(tx, type)
  await createSilences(tx, type)
  await createTags(tx, type)
  await createEvents(tx, type)
  await tx.schema
    .alterTable('alerts')
    .addColumn('flapping', type.flag, (c) => c.notNull().defaultTo(type.off))
    .execute()
  await tx.schema.alterTable('alerts').addColumn('held', 'text').execute()
  await tx.schema.alterTable('alerts').addColumn('silenced_until', type.time).execute()
  await tx.schema.createIndex('alerts_by_held').on('alerts').columns(['held']).execute()
  await tx.schema.createIndex('alerts_by_end').on('alerts').columns(['resolved_at']).execute()
}

async function createRules(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('rules')
    .addColumn('id', type.id)
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('enabled', type.flag, (c) => c.notNull())
    .addColumn('built_in', type.flag, (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .addColumn('updated_by', 'text')
    .execute()
  const rows = Object.entries(FIRST_RULES).map(([name, settings]) => ({ name, settings: JSON.stringify({ ...COMMON, ...settings }) }))
  await tx
    .insertInto('rules')
    .values(rows.map((row) => ({ ...row, enabled: true, built_in: true, updated_at: 0, updated_by: null })))
    .execute()
}

const COMMON = {
  metric: null,
  condition: 'above',
  warning: null,
  critical: null,
  instances: '*',
  forSeconds: 0,
  margin: 0,
  noData: 'ignore',
  noDataMinutes: 10,
  hosts: [],
  tags: [],
  schedule: null,
}

const FIRST_RULES = {
  'Disk filling': { kind: 'filling', warning: 24, margin: 6, forSeconds: 1200 },
  'Host silent': { kind: 'silent', critical: 5 },
  'Failed unit': { kind: 'unit_failed', warning: 2 },
}

async function createSilences(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('silences')
    .addColumn('id', type.id)
    .addColumn('selector', 'text', (c) => c.notNull())
    .addColumn('from_at', type.time, (c) => c.notNull())
    .addColumn('to_at', type.time, (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .execute()
  await tx.schema
    .createTable('maintenance_windows')
    .addColumn('id', type.id)
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .execute()
}

async function createTags(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('host_tags')
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('tag', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('host_tags_tag', ['host_id', 'tag'])
    .execute()
}

/** An event happens once: a repeat is known by its instant. */
async function createEvents(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('alert_events')
    .addColumn('id', type.id)
    .addColumn('alert_id', type.reference, (c) => c.notNull().references('alerts.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('level', 'text', (c) => c.notNull())
    .addColumn('value', type.fraction)
    .addColumn('threshold', type.fraction)
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('at', type.time, (c) => c.notNull())
    .addColumn('told', 'text', (c) => c.notNull())
    .addColumn('actor', 'text')
    .addUniqueConstraint('alert_events_event', ['alert_id', 'kind', 'at'])
    .execute()
}
