import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** How far hosts over SSH may be operated. */
export async function sshTiers(tx: Transaction<Schema>): Promise<void> {
  await tx.schema
    .alterTable('ssh_hosts')
    .addColumn('tier', 'text', (c) => c.notNull().defaultTo('observe'))
    .execute()
}
