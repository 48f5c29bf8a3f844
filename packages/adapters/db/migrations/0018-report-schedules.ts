import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import type { ColumnTypes } from './columns.ts'

type Tx = Transaction<Schema>

/** Reports that are made and mailed by plan: a row for each schedule and for each time that it was due. */
export async function reportSchedules(tx: Tx, type: ColumnTypes): Promise<void> {
  await tx.schema
    .createTable('report_schedules')
    .addColumn('id', type.id)
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('updated_at', type.time, (c) => c.notNull())
    .addColumn('next_at', type.time)
    .execute()
  await tx.schema
    .createTable('report_runs')
    .addColumn('id', type.id)
    .addColumn('schedule_id', type.reference, (c) => c.notNull().references('report_schedules.id').onDelete('cascade'))
    .addColumn('due_at', type.time, (c) => c.notNull())
    .addColumn('requested_by', 'text')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('prepared', type.flag, (c) => c.notNull())
    .addColumn('claims', 'integer', (c) => c.notNull())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('lease_until', type.time, (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('finished_at', type.time)
    .execute()
  await tx.schema.createIndex('report_runs_by_schedule').on('report_runs').columns(['schedule_id', 'id']).execute()
  await extendReports(tx, type)
}

async function extendReports(tx: Tx, type: ColumnTypes): Promise<void> {
  const reports = tx.schema.alterTable('reports')
  await reports.addColumn('run_id', type.reference, (c) => c.references('report_runs.id').onDelete('set null')).execute()
  await reports.addColumn('until_at', type.time).execute()
  await reports.addColumn('zone', 'text').execute()
  await reports.addColumn('figures', 'text').execute()
  // What was not due by plan ended when it was asked for.
  await tx
    .updateTable('reports')
    .set(({ ref }) => ({ until_at: ref('created_at') }))
    .execute()
  await tx.schema.createIndex('reports_by_run').on('reports').columns(['run_id', 'host_id']).unique().execute()
}
