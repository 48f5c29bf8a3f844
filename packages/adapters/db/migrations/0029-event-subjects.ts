import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** Which unit or container an event of a host is about. */
export async function eventSubjects(tx: Transaction<Schema>): Promise<void> {
  await tx.schema.alterTable('host_events').addColumn('subject', 'text').execute()
}
