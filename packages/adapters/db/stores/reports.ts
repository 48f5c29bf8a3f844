import { DomainError } from '@hyperion/domain/errors'
import type { ClaimedReport, NewReport, PerformanceReport, ReportStore } from '@hyperion/ports/reports'
import type { Selectable, UpdateObject } from 'kysely'
import type { Db, Engine, ReportsTable, Schema } from '../schema.ts'

type Claim = Pick<ClaimedReport, 'id' | 'attempts'>
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
    createdAt: row.created_at,
    completedAt: row.completed_at,
    file: row.file,
    sizeBytes: row.size_bytes,
    error: row.error,
  }
}

export class SqlReportStore implements ReportStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  async create({ host, includeContainers, requestedBy, createdAt, ...rest }: NewReport): Promise<PerformanceReport> {
    const known = await this.#db.selectFrom('hosts').select('id').where('id', '=', host).executeTakeFirst()
    if (!known) throw new DomainError('not_found', 'no such host')
    const begun = { status: 'pending' as const, progress: 0, attempts: 0, lease_until: 0, created_at: createdAt }
    const { id } = await this.#db
      .insertInto('reports')
      .values({ ...rest, ...begun, host_id: host, include_containers: includeContainers, requested_by: requestedBy })
      .returning('id')
      .executeTakeFirstOrThrow()
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

  async claim(now: number, leaseMs: number): Promise<ClaimedReport | undefined> {
    const due = this.#db
      .selectFrom('reports as due')
      .select('due.id')
      .where('due.status', 'in', ['pending', 'generating'])
      .where('due.lease_until', '<=', now)
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

  async advance(claim: Claim, progress: number, leaseUntil: number): Promise<void> {
    await this.#change(claim, { progress, lease_until: leaseUntil })
  }

  async complete(claim: Claim, { at, file, sizeBytes }: { at: number; file: string; sizeBytes: number }): Promise<void> {
    await this.#change(claim, { status: 'completed', progress: 1, completed_at: at, file, size_bytes: sizeBytes })
  }

  async fail(claim: Claim, { at, error }: { at: number; error: string }): Promise<void> {
    await this.#change(claim, { status: 'failed', completed_at: at, error })
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

  async #change({ id, attempts }: Claim, change: UpdateObject<Schema, 'reports'>): Promise<void> {
    await this.#db
      .updateTable('reports')
      .set(change)
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .where('status', '=', 'generating')
      .execute()
  }
}
