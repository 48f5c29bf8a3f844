import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>
/** The tables as they were, under the names they have meanwhile. */
type Former = Kysely<Record<string, Record<string, unknown>>>

const TABLES = ['alert_states', 'alerts', 'deliveries'] as const
const TITLES: Readonly<Record<string, string>> = { cpu: 'CPU', memory: 'Memory', disk: 'Disk' }

/** An alert is about a rule and an instance instead of one of three resources. What is there stays, deliveries that wait too. */
export async function alertSubjects(tx: Tx, type: ColumnTypes): Promise<void> {
  for (const index of ['alerts_state', 'deliveries_due']) await tx.schema.dropIndex(index).execute()
  for (const table of TABLES) await tx.schema.alterTable(table).renameTo(`former_${table}`).execute()
  await createStates(tx, type)
  await createAlerts(tx, type)
  await createDeliveries(tx, type)
  await copy(tx as unknown as Former)
  for (const table of TABLES.toReversed()) await tx.schema.dropTable(`former_${table}`).execute()
  await type.continueNumbering(tx, ['alerts', 'deliveries'])
}

async function createStates(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('alert_states')
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('instance', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('alert_states_subject', ['host_id', 'rule', 'instance'])
    .execute()
}

async function createAlerts(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('alerts')
    .addColumn('id', type.id)
    .addColumn('host_id', type.reference, (c) => c.notNull().references('hosts.id').onDelete('cascade'))
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('instance', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('level', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('value', type.fraction)
    .addColumn('threshold', type.fraction)
    .addColumn('started_at', type.time, (c) => c.notNull())
    .addColumn('resolved_at', type.time)
    .addColumn('acknowledged_at', type.time)
    .addColumn('acknowledged_by', 'text')
    .addUniqueConstraint('alerts_subject', ['host_id', 'rule', 'instance', 'started_at'])
    .execute()
  await tx.schema.createIndex('alerts_by_state').on('alerts').columns(['state', 'id']).execute()
}

/** An event is queued once for a channel: its instant tells two reminders apart. */
async function createDeliveries(tx: Tx, type: ColumnTypes): Promise<void> {
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
    .addColumn('reference', 'text')
    .addUniqueConstraint('deliveries_event', ['alert_id', 'channel_id', 'kind', 'created_at'])
    .execute()
  await tx.schema.createIndex('deliveries_by_due').on('deliveries').columns(['status', 'due_at']).execute()
}

async function copy(former: Former): Promise<void> {
  await former
    .insertInto('alert_states')
    .columns(['host_id', 'rule', 'instance', 'state'])
    .expression((eb) => eb.selectFrom('former_alert_states').select(['host_id', 'resource', sql`''`.as('instance'), 'state']))
    .execute()
  for (const alert of await former.selectFrom('former_alerts').selectAll().execute()) {
    const { resource, ...rest } = alert
    await former
      .insertInto('alerts')
      .values({ ...rest, rule: resource, ...describe(alert) })
      .execute()
  }
  for (const delivery of await former.selectFrom('former_deliveries').selectAll().execute()) {
    const { resource, ...told } = JSON.parse(String(delivery.event))
    const event = JSON.stringify({ ...told, rule: resource, ...describe({ ...told, resource }) })
    await former
      .insertInto('deliveries')
      .values({ ...delivery, event })
      .execute()
  }
}

function describe({ resource, value }: Readonly<Record<string, unknown>>): {
  instance: string
  title: string
  unit: string
  message: string
} {
  const title = TITLES[String(resource)] ?? String(resource)
  return { instance: '', title, unit: 'percent', message: `${title} usage is at ${Math.round(Number(value) * 10) / 10}%` }
}
