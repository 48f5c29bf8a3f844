import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

/** Hosts that are watched over SSH. */
export async function sshHosts(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('ssh_hosts')
    .addColumn('host_id', type.reference, (c) => c.primaryKey().references('hosts.id').onDelete('cascade'))
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('port', 'integer', (c) => c.notNull())
    .addColumn('username', 'text', (c) => c.notNull())
    .addColumn('secret_kind', 'text', (c) => c.notNull())
    .addColumn('sealed_secret', 'text', (c) => c.notNull())
    .addColumn('host_key_type', 'text', (c) => c.notNull())
    .addColumn('host_key', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('interval_ms', 'integer')
    .addColumn('inventory', 'text')
    .addColumn('last_seen', type.time)
    .addUniqueConstraint('ssh_hosts_once', ['address', 'port', 'username'])
    .execute()
}
