import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** Which parts of what an action printed are of stderr, and what can be run for a step of a runbook. */
export async function outputAndSteps(tx: Transaction<Schema>): Promise<void> {
  await tx.schema.alterTable('actions').addColumn('stderr', 'text').execute()
  await tx.schema.alterTable('runbook_steps').addColumn('saved_command', 'text').execute()
}
