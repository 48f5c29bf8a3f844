import { DomainError } from '@hyperion/domain/errors'
import type {
  ClaimedRun,
  NewReport,
  NewReportSchedule,
  ReportRun,
  ReportSchedule,
  ReportScheduleStore,
  RunClaim,
} from '@hyperion/ports/reports'
import type { Selectable, Transaction, UpdateObject } from 'kysely'
import type { Db, Engine, Schema } from '../schema.ts'
import type { ReportRunsTable, ReportSchedulesTable } from '../tables/reports.ts'
import { newReportRow } from './reports.ts'

function toSchedule({ id, settings, author, updated_at, next_at }: Selectable<ReportSchedulesTable>): ReportSchedule {
  return { ...JSON.parse(settings), id, author, updatedAt: updated_at, nextAt: next_at }
}

function toRow({ author, updatedAt, nextAt, ...settings }: NewReportSchedule) {
  return { settings: JSON.stringify(settings), author, updated_at: updatedAt, next_at: nextAt }
}

function toRun({ id, schedule_id, due_at, requested_by, status, error, finished_at }: Selectable<ReportRunsTable>): ReportRun {
  return { id, schedule: schedule_id, dueAt: due_at, requestedBy: requested_by, status, error, finishedAt: finished_at }
}

function newRun(schedule: number, dueAt: number, requestedBy: string | null) {
  const nothingYet = { status: 'open', prepared: false, claims: 0, failures: 0, lease_until: 0, error: null, finished_at: null } as const
  return { ...nothingYet, schedule_id: schedule, due_at: dueAt, requested_by: requestedBy }
}

export class SqlReportScheduleStore implements ReportScheduleStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  async list(): Promise<readonly ReportSchedule[]> {
    const rows = await this.#db.selectFrom('report_schedules').selectAll().orderBy('id').execute()
    return rows.map(toSchedule)
  }

  async byId(id: number): Promise<ReportSchedule | undefined> {
    const row = await this.#db.selectFrom('report_schedules').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toSchedule(row)
  }

  async create(schedule: NewReportSchedule): Promise<ReportSchedule> {
    const row = await this.#db.insertInto('report_schedules').values(toRow(schedule)).returningAll().executeTakeFirstOrThrow()
    return toSchedule(row)
  }

  async update(id: number, schedule: NewReportSchedule): Promise<ReportSchedule> {
    const change = this.#db.updateTable('report_schedules').set(toRow(schedule)).where('id', '=', id)
    const row = await change.returningAll().executeTakeFirst()
    if (!row) throw unknown()
    return toSchedule(row)
  }

  async delete(id: number): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('report_schedules').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw unknown()
  }

  async due(now: number): Promise<readonly ReportSchedule[]> {
    const rows = await this.#db.selectFrom('report_schedules').selectAll().where('next_at', '<=', now).orderBy('id').execute()
    return rows.map(toSchedule)
  }

  begin({ id, nextAt }: Pick<ReportSchedule, 'id' | 'nextAt'>, run: { readonly dueAt: number; readonly nextAt: number }): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('report_schedules')
        .set({ next_at: run.nextAt })
        .where('id', '=', id)
        .where('next_at', '=', nextAt)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await tx
        .insertInto('report_runs')
        .values(newRun(id, run.dueAt, null))
        .execute()
      return true
    })
  }

  async beginNow(schedule: number, { dueAt, requestedBy }: { readonly dueAt: number; readonly requestedBy: string }): Promise<ReportRun> {
    if (!(await this.byId(schedule))) throw unknown()
    const run = this.#db.insertInto('report_runs').values(newRun(schedule, dueAt, requestedBy))
    return toRun(await run.returningAll().executeTakeFirstOrThrow())
  }

  async latestRuns(): Promise<readonly ReportRun[]> {
    const newest = this.#db
      .selectFrom('report_runs')
      .select(({ fn }) => fn.max('id').as('id'))
      .groupBy('schedule_id')
    const rows = await this.#db.selectFrom('report_runs').selectAll().where('id', 'in', newest).execute()
    return rows.map(toRun)
  }

  async claimRun(now: number, leaseMs: number): Promise<ClaimedRun | undefined> {
    const waiting = this.#db
      .selectFrom('report_runs as waiting')
      .select('waiting.id')
      .where('waiting.status', '=', 'open')
      .where('waiting.lease_until', '<=', now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('reports')
              .select('reports.id')
              .whereRef('reports.run_id', '=', 'waiting.id')
              .where('reports.status', 'in', ['pending', 'generating']),
          ),
        ),
      )
      .orderBy('waiting.id')
      .limit(1)
    const row = await this.#db
      .updateTable('report_runs')
      .set(({ eb }) => ({ claims: eb('claims', '+', 1), lease_until: now + leaseMs }))
      // SQLite has one writer at a time; on PostgreSQL several hubs pass over what another one is taking.
      .where('id', 'in', this.#engine === 'postgres' ? waiting.forUpdate().skipLocked() : waiting)
      .returningAll()
      .executeTakeFirst()
    return row && { ...toRun(row), prepared: Boolean(row.prepared), claims: row.claims, failures: row.failures }
  }

  async prepare(claim: RunClaim, reports: readonly NewReport[]): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      if (!(await change(tx, claim, { prepared: true, lease_until: 0 }))) return
      const hosts = await tx.selectFrom('hosts').select('id').execute()
      const known = new Set(hosts.map(({ id }) => id))
      const rows = reports.filter(({ host }) => known.has(host)).map((report) => ({ ...newReportRow(report), run_id: claim.id }))
      if (rows.length === 0) return
      const insert = tx.insertInto('reports').values(rows)
      await insert.onConflict((conflict) => conflict.columns(['run_id', 'host_id']).doNothing()).execute()
    })
  }

  async retry(
    claim: RunClaim,
    { at, error, remake }: { readonly at: number; readonly error: string; readonly remake: boolean },
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      if (!(await change(tx, claim, { lease_until: at, error, ...(remake && { prepared: false }) }))) return
      await tx
        .updateTable('report_runs')
        .set(({ eb }) => ({ failures: eb('failures', '+', 1) }))
        .where('id', '=', claim.id)
        .execute()
      if (remake) await tx.deleteFrom('reports').where('run_id', '=', claim.id).where('status', '=', 'failed').execute()
    })
  }

  async finish(claim: RunClaim, { at, status, error }: Parameters<ReportScheduleStore['finish']>[1]): Promise<void> {
    await change(this.#db, claim, { status, error, finished_at: at })
  }

  async trimRuns(before: number): Promise<void> {
    await this.#db.deleteFrom('report_runs').where('finished_at', '<', before).execute()
  }
}

/** False for a run that someone else holds or that is over. */
async function change(db: Db | Transaction<Schema>, { id, claims }: RunClaim, to: UpdateObject<Schema, 'report_runs'>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('report_runs')
    .set(to)
    .where('id', '=', id)
    .where('claims', '=', claims)
    .where('status', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function unknown(): DomainError {
  return new DomainError('not_found', 'no such schedule')
}
