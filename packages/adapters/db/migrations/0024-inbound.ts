import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** What other programs send in, and the way of their alerts to incidents. */
export async function inbound(tx: Tx, type: ColumnTypes): Promise<void> {
  await createIntegrations(tx, type)
  await createInbox(tx, type)
  await createAlerts(tx, type)
}

async function createIntegrations(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('integrations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('built_in', 'text', (c) => c.unique())
    .addColumn('token_hash', 'text', (c) => c.unique())
    .addColumn('hint', 'text')
    .addColumn('enabled', type.flag, (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('secret', 'text')
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('created_by', 'text')
    .addColumn('refused', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('refused_at', type.time)
    .addColumn('flood', 'text')
    .addColumn('noticed_at', type.time)
    .execute()
  // The hub's own alerts need theirs from the first one on.
  await tx
    .insertInto('integrations')
    .values({
      id: randomUUID(),
      kind: 'hyperion',
      name: 'Hyperion',
      built_in: 'hyperion',
      token_hash: null,
      hint: null,
      enabled: true,
      settings: '{}',
      secret: null,
      created_at: Date.now(),
      created_by: null,
      refused: 0,
      refused_at: null,
      flood: null,
      noticed_at: null,
    })
    .execute()
}

async function createInbox(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('inbound')
    .addColumn('id', type.id)
    .addColumn('integration_id', 'text', (c) => c.notNull().references('integrations.id').onDelete('cascade'))
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('received_at', type.time, (c) => c.notNull())
    .addColumn('last_at', type.time, (c) => c.notNull())
    .addColumn('queued_at', type.time, (c) => c.notNull())
    .addColumn('due_at', type.time, (c) => c.notNull())
    .addColumn('lease_until', type.time, (c) => c.notNull())
    .addColumn('body', type.bytes, (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('headers', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('repeats', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('finished_at', type.time)
    .addColumn('result', 'text')
    .addColumn('error', 'text')
    .execute()
  const index = (name: string, columns: readonly string[]) =>
    tx.schema
      .createIndex(name)
      .on('inbound')
      .columns([...columns])
      .execute()
  await index('inbound_due', ['state', 'queued_at', 'id'])
  await index('inbound_by_integration', ['integration_id', 'id'])
  await index('inbound_by_hash', ['integration_id', 'hash', 'last_at'])
}

async function createAlerts(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('inbound_alerts')
    .addColumn('integration_id', 'text', (c) => c.notNull().references('integrations.id').onDelete('cascade'))
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('service_id', 'text', (c) => c.notNull().references('services.id').onDelete('cascade'))
    .addColumn('group_key', 'text')
    .addColumn('dedup_key', 'text', (c) => c.notNull())
    .addColumn('incident_id', 'text', (c) => c.references('incidents.id').onDelete('set null'))
    .addColumn('firing', type.flag, (c) => c.notNull())
    .addColumn('counted_at', type.time, (c) => c.notNull())
    .addColumn('quiet', type.flag, (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .addPrimaryKeyConstraint('inbound_alerts_key', ['integration_id', 'fingerprint'])
    .execute()
  await tx.schema.createIndex('inbound_alerts_by_time').on('inbound_alerts').columns(['integration_id', 'counted_at']).execute()
  await tx.schema.createIndex('inbound_alerts_by_key').on('inbound_alerts').columns(['service_id', 'dedup_key']).execute()
}
