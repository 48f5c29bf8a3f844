import { type Incident, SEVERITIES, type Severity } from '@hyperion/domain/incidents'
import type { Average, IncidentFigures, IncidentMetricsStore, IncidentRange } from '@hyperion/ports/incidents'
import { sql } from 'kysely'
import type { Db } from '../../schema.ts'
import { selectIncidents, toIncident } from './rows.ts'

/** Counts come as text from PostgreSQL. */
type Count = number | string
/** A sum of nothing is null. */
type Amount = Count | null

interface FigureRow {
  readonly severity: Severity
  readonly incidents: Amount
  readonly open: Amount
  readonly detect_ms: Amount
  readonly acknowledge_ms: Amount
  readonly acknowledged: Amount
  readonly resolve_ms: Amount
  readonly resolved: Amount
}

export class SqlIncidentMetricsStore implements IncidentMetricsStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async figures(range: IncidentRange): Promise<IncidentFigures> {
    return sum(await this.#sums(range).execute())
  }

  async byService(range: IncidentRange): ReturnType<IncidentMetricsStore['byService']> {
    const [rows, services] = await Promise.all([
      this.#sums(range).select('service_id').groupBy('service_id').execute(),
      this.#db.selectFrom('services').select(['id', 'name']).execute(),
    ])
    const names = new Map(services.map(({ id, name }) => [id, name]))
    const groups = Map.groupBy(rows, ({ service_id }) => service_id)
    return [...groups]
      .map(([id, members]) => ({ service: { id, name: names.get(id) ?? '' }, ...sum(members) }))
      .sort((a, b) => b.incidents - a.incidents || a.service.name.localeCompare(b.service.name))
  }

  async buckets({ from, to }: IncidentRange, bucketMs: number): ReturnType<IncidentMetricsStore['buckets']> {
    const bucket = sql<Count>`(${sql.lit(to)} - 1 - created_at) / ${sql.lit(bucketMs)}`
    const rows = await this.#db
      .selectFrom('incidents')
      .select(({ fn, eb }) => [
        bucket.as('bucket'),
        fn.countAll<Count>().as('incidents'),
        fn.sum<Amount>(eb('resolved_at', '-', eb.ref('created_at'))).as('resolve_ms'),
        fn.count<Count>('resolved_at').as('resolved'),
      ])
      .where('created_at', '>=', from)
      .where('created_at', '<', to)
      .groupBy(bucket)
      .execute()
    return rows
      .map((row) => ({ bucket: Number(row.bucket), incidents: Number(row.incidents), mttr: average(row.resolve_ms, row.resolved) }))
      .sort((a, b) => a.bucket - b.bucket)
  }

  async page({ from, to }: IncidentRange, after: Pick<Incident, 'id' | 'createdAt'> | null, limit: number): Promise<readonly Incident[]> {
    let query = selectIncidents(this.#db)
      .where('incidents.created_at', '>=', after?.createdAt ?? from)
      .where('incidents.created_at', '<', to)
    if (after) {
      const { createdAt, id } = after
      query = query.where((eb) => eb.or([eb('incidents.created_at', '>', createdAt), eb('incidents.id', '>', id)]))
    }
    const rows = await query.orderBy('incidents.created_at').orderBy('incidents.id').limit(limit).execute()
    return rows.map(toIncident)
  }

  #sums({ from, to }: IncidentRange) {
    return this.#db
      .selectFrom('incidents')
      .select(({ fn, eb, ref }) => [
        'severity',
        fn.countAll<Count>().as('incidents'),
        fn.sum<Amount>(eb.case().when('status', '<>', 'RESOLVED').then(1).else(0).end()).as('open'),
        fn.sum<Amount>(eb(ref('created_at'), '-', ref('detected_at'))).as('detect_ms'),
        fn.sum<Amount>(eb('acknowledged_at', '-', ref('created_at'))).as('acknowledge_ms'),
        fn.count<Count>('acknowledged_at').as('acknowledged'),
        fn.sum<Amount>(eb('resolved_at', '-', ref('created_at'))).as('resolve_ms'),
        fn.count<Count>('resolved_at').as('resolved'),
      ])
      .where('created_at', '>=', from)
      .where('created_at', '<', to)
      .groupBy('severity')
  }
}

function sum(rows: readonly FigureRow[]): IncidentFigures {
  const total = (column: Exclude<keyof FigureRow, 'severity'>): number => rows.reduce((all, row) => all + Number(row[column] ?? 0), 0)
  const of = (severity: Severity): number => rows.reduce((all, row) => all + (row.severity === severity ? Number(row.incidents) : 0), 0)
  return {
    incidents: total('incidents'),
    open: total('open'),
    mttd: average(total('detect_ms'), total('incidents')),
    mtta: average(total('acknowledge_ms'), total('acknowledged')),
    mttr: average(total('resolve_ms'), total('resolved')),
    bySeverity: Object.fromEntries(SEVERITIES.map((severity) => [severity, of(severity)])) as Record<Severity, number>,
  }
}

function average(ms: Amount, of: Amount): Average {
  const count = Number(of)
  return { seconds: count === 0 ? null : Math.round(Number(ms ?? 0) / count / 1000), of: count }
}
