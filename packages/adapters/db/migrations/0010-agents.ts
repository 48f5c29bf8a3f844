import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** Agents of other hosts, the tokens that let them in, and the keys of those that were deleted. */
export async function agents(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('agents')
    .addColumn('host_id', type.reference, (c) => c.primaryKey().references('hosts.id').onDelete('cascade'))
    .addColumn('public_key', 'text', (c) => c.notNull().unique())
    .addColumn('enrolled_at', type.time, (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('lacks', 'text', (c) => c.notNull())
    .addColumn('inventory', 'text')
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('last_seen', type.time)
    .addColumn('skew_ms', type.time)
    .addColumn('interval_ms', 'integer')
    .execute()
  await tx.schema
    .createTable('enrolment_tokens')
    .addColumn('id', type.id)
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('created_at', type.time, (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('expires_at', type.time, (c) => c.notNull())
    .addColumn('used_at', type.time)
    .addColumn('host_id', type.reference, (c) => c.references('hosts.id').onDelete('set null'))
    .execute()
  await tx.schema
    .createTable('revoked_agents')
    .addColumn('public_key', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('revoked_at', type.time, (c) => c.notNull())
    .execute()
}
