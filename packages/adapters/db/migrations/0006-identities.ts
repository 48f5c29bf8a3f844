import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

/** Every way in is a session; some have a name and a role of their own. */
export async function identities(tx: Transaction<Schema>, type: ColumnTypes): Promise<void> {
  const sessions = tx.schema.alterTable('sessions')
  await sessions.addColumn('id', 'text', (c) => c.notNull().defaultTo('')).execute()
  await sessions.addColumn('last_seen_at', type.time).execute()
  await sessions.addColumn('user_agent', 'text', (c) => c.notNull().defaultTo('')).execute()
  for (const column of ['name', 'role', 'hint'] as const) await sessions.addColumn(column, 'text').execute()
  for (const { token_hash } of await tx.selectFrom('sessions').select('token_hash').execute()) {
    await tx.updateTable('sessions').set({ id: randomUUID() }).where('token_hash', '=', token_hash).execute()
  }
  await tx.schema.createIndex('sessions_id').unique().on('sessions').column('id').execute()
  // No reference: that a token was once given out is told after the account is gone, too.
  await tx.schema
    .createTable('issued_tokens')
    .addColumn('user_id', 'integer', (c) => c.notNull())
    .addColumn('generation', 'integer', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addPrimaryKeyConstraint('issued_tokens_key', ['user_id', 'generation'])
    .execute()
}
