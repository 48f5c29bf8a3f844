import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** Which host a deed was done to: without a reference, as what is written stays when the host goes. */
export async function auditHosts(tx: Transaction<Schema>): Promise<void> {
  await tx.schema.alterTable('audit_log').addColumn('host_id', 'integer').execute()
  await tx.schema.createIndex('audit_log_host').on('audit_log').columns(['host_id', 'id']).execute()
}
