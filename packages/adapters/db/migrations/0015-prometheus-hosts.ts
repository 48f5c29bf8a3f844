import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** Hosts that are scraped, and those that a Prometheus writes of. */
export async function prometheusHosts(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('scrape_targets')
    .addColumn('host_id', type.reference, (c) => c.primaryKey().references('hosts.id').onDelete('cascade'))
    .addColumn('url', 'text', (c) => c.notNull().unique())
    .addColumn('credentials', 'text')
    .addColumn('ca', 'text')
    .addColumn('server_name', 'text')
    .addColumn('interval_ms', 'integer')
    .addColumn('timeout_ms', 'integer', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('inventory', 'text')
    .addColumn('last_seen', type.time)
    .execute()
  await remoteWrite(tx, type)
}

async function remoteWrite(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('remote_write_receivers')
    .addColumn('id', type.id)
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('hint', 'text', (c) => c.notNull())
    .addColumn('new_hosts', type.flag, (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('last_used_at', type.time)
    .execute()
  await tx.schema
    .createTable('remote_write_instances')
    .addColumn('id', type.id)
    .addColumn('receiver_id', type.reference, (c) => c.references('remote_write_receivers.id').onDelete('set null'))
    .addColumn('job', 'text', (c) => c.notNull())
    .addColumn('instance', 'text', (c) => c.notNull())
    .addColumn('host_id', type.reference, (c) => c.references('hosts.id').onDelete('set null'))
    .addColumn('inventory', 'text')
    .addColumn('last_seen', type.time)
    .addUniqueConstraint('remote_write_instances_key', ['receiver_id', 'job', 'instance'])
    .execute()
  await tx.schema
    .createTable('remote_write_inbox')
    .addColumn('id', type.id)
    .addColumn('receiver_id', type.reference, (c) => c.notNull().references('remote_write_receivers.id').onDelete('cascade'))
    .addColumn('received_at', type.time, (c) => c.notNull())
    .addColumn('body', type.bytes, (c) => c.notNull())
    .execute()
}
