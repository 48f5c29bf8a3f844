import { DomainError } from '@hyperion/domain/errors'
import type { ClaimedReport, FinishedReport, NewReport, PerformanceReport, ReportClaim, ReportStore } from '@hyperion/ports/reports'
import type { Selectable, UpdateObject } from 'kysely'
import type { Db, Engine, Schema } from '../schema.ts'
import type { ReportsTable } from '../tables/reports.ts'

type Row = Selectable<ReportsTable> & { readonly host_name: string }

function toReport(row: Row): PerformanceReport {
  return {
    id: row.id,
    host: row.host_id,
    hostName: row.host_name,
    name: row.name,
    format: row.format,
    language: row.language,
    hours: row.hours,
    includeContainers: Boolean(row.include_containers),
    requestedBy: row.requested_by,
    status: row.status,
    progress: row.progress,
    until: row.until_at ?? row.created_at,
    zone: row.zone,
    createdAt: row.created_at,
    run: row.run_id,
    completedAt: row.completed_at,
    file: row.file,
    sizeBytes: row.size_bytes,
    figures: row.figures === null ? [] : JSON.parse(row.figures),
    error: row.error,
  }
}

/** The row of a report that nobody has begun. */
export function newReportRow({ host, includeContainers, requestedBy, until, createdAt, ...same }: NewReport) {
  const asked = { ...same, host_id: host, include_containers: includeContainers, requested_by: requestedBy }
  const begun = { status: 'pending', progress: 0, attempts: 0, lease_until: 0 } as const
  return { ...asked, ...begun, until_at: until, created_at: createdAt }
}

export class SqlReportStore implements ReportStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  async create(report: NewReport): Promise<PerformanceReport> {
    const known = await this.#db.selectFrom('hosts').select('id').where('id', '=', report.host).executeTakeFirst()
    if (!known) throw new DomainError('not_found', 'no such host')
    const { id } = await this.#db.insertInto('reports').values(newReportRow(report)).returning('id').executeTakeFirstOrThrow()
    return this.#existing(id)
  }

  async byId(id: number): Promise<PerformanceReport | undefined> {
    const row = await this.#rows().where('reports.id', '=', id).executeTakeFirst()
    return row && toReport(row)
  }

  async list(limit: number): Promise<readonly PerformanceReport[]> {
    const rows = await this.#rows().orderBy('reports.id', 'desc').limit(limit).execute()
    return rows.map(toReport)
  }

  async ofRun(run: number): Promise<readonly PerformanceReport[]> {
    const rows = await this.#rows().where('run_id', '=', run).orderBy('reports.id').execute()
    return rows.map(toReport)
  }

  async claim(now: number, leaseMs: number): Promise<ClaimedReport | undefined> {
    const due = this.#db
      .selectFrom('reports as due')
      .select('due.id')
      .where('due.status', 'in', ['pending', 'generating'])
      .where('due.lease_until', '<=', now)
      .orderBy(({ eb }) => eb.case().when('due.run_id', 'is', null).then(0).else(1).end())
      .orderBy('due.id')
      .limit(1)
    const claimed = await this.#db
      .updateTable('reports')
      .set(({ eb }) => ({ status: 'generating', progress: 0, attempts: eb('attempts', '+', 1), lease_until: now + leaseMs }))
      // SQLite has one writer at a time; on PostgreSQL several hubs pass over what another one is taking.
      .where('id', 'in', this.#engine === 'postgres' ? due.forUpdate().skipLocked() : due)
      .returning(['id', 'attempts'])
      .executeTakeFirst()
    return claimed && { ...(await this.#existing(claimed.id)), attempts: claimed.attempts }
  }

  advance(claim: ReportClaim, progress: number, leaseUntil: number): Promise<boolean> {
    return this.#change(claim, { progress, lease_until: leaseUntil })
  }

  complete(claim: ReportClaim, { at, file, sizeBytes, figures }: FinishedReport): Promise<boolean> {
    const done = { status: 'completed', progress: 1, completed_at: at, file, size_bytes: sizeBytes } as const
    return this.#change(claim, { ...done, figures: JSON.stringify(figures) })
  }

  fail(claim: ReportClaim, { at, error }: { at: number; error: string }): Promise<boolean> {
    return this.#change(claim, { status: 'failed', completed_at: at, error })
  }

  async delete(id: number): Promise<PerformanceReport> {
    const report = await this.#existing(id)
    await this.#db.deleteFrom('reports').where('id', '=', id).execute()
    return report
  }

  async deleteBefore(at: number): Promise<readonly string[]> {
    const rows = await this.#db
      .deleteFrom('reports')
      .where('created_at', '<', at)
      .where('status', 'in', ['completed', 'failed'])
      .returning('file')
      .execute()
    return rows.map(({ file }) => file).filter((file) => file !== null)
  }

  async existing(ids: readonly number[]): Promise<ReadonlySet<number>> {
    if (ids.length === 0) return new Set()
    const rows = await this.#db.selectFrom('reports').select('id').where('id', 'in', ids).execute()
    return new Set(rows.map(({ id }) => id))
  }

  #rows() {
    return this.#db
      .selectFrom('reports')
      .innerJoin('hosts', 'hosts.id', 'reports.host_id')
      .selectAll('reports')
      .select('hosts.name as host_name')
  }

  async #existing(id: number): Promise<PerformanceReport> {
    const report = await this.byId(id)
    if (!report) throw new DomainError('not_found', 'no such report')
    return report
  }

  async #change({ id, attempts }: ReportClaim, change: UpdateObject<Schema, 'reports'>): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('reports')
      .set(change)
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .where('status', '=', 'generating')
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }
}
