import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** Which parts of what an action printed are of stderr. */
export async function outputAndSteps(tx: Transaction<Schema>): Promise<void> {
  await tx.schema.alterTable('actions').addColumn('stderr', 'text').execute()
}
