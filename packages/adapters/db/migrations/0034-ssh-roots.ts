import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** Folders that files of hosts over SSH may be reached in. */
export async function sshRoots(tx: Transaction<Schema>): Promise<void> {
  await tx.schema
    .alterTable('ssh_hosts')
    .addColumn('roots', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
}
