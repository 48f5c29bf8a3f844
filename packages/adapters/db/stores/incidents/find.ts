import { INCIDENT_STATUSES, type Incident } from '@hyperion/domain/incidents'
import type { IncidentOrdering, IncidentQuery } from '@hyperion/ports/incidents'
import { type Expression, type ExpressionBuilder, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Schema } from '../../schema.ts'
import { selectIncidents, toIncident } from './rows.ts'

type Where = (eb: ExpressionBuilder<Schema, 'incidents'>) => Expression<SqlBool>

interface Found {
  readonly count: number
  /** Of the page, in order. */
  readonly ids: readonly string[]
}

/** A page of the incidents that match, and how many do. */
export async function findIncidents(
  db: Db,
  query: IncidentQuery,
): Promise<{ readonly count: number; readonly incidents: readonly Incident[] }> {
  const { count, ids } = await (wordsOf(query.search).length > 0 ? searched(db, query) : listed(db, query))
  // Ids first: the page alone is joined with the names of what it refers to.
  const rows = ids.length === 0 ? [] : await selectIncidents(db).where('incidents.id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, toIncident(row)]))
  return { count, incidents: ids.flatMap((id) => byId.get(id) ?? []) }
}

async function listed(db: Db, query: IncidentQuery): Promise<Found> {
  const [count, rows] = await Promise.all([countOf(db, query), pageOf(db, query).execute()])
  return { count, ids: rows.map(({ id }) => id) }
}

/** Looks at each text once: to go along an index until a page is full takes long where little matches. */
async function searched(db: Db, query: IncidentQuery): Promise<Found> {
  const columns = [...new Set(['created_at', query.ordering.by] as const)]
  const rows = await inOrder(
    db
      .with(
        (cte) => cte('found').materialized(),
        (all) =>
          all
            .selectFrom('incidents')
            .select(['id', ...columns])
            .where(matching(query)),
      )
      .selectFrom('found as incidents')
      .select('incidents.id')
      .select((eb) =>
        eb
          .selectFrom('found')
          .select(({ fn }) => fn.countAll<number | string>().as('count'))
          .as('total'),
      ),
    query,
  ).execute()
  const [first] = rows
  const count = first ? Number(first.total) : query.offset === 0 ? 0 : await countOf(db, query)
  return { count, ids: rows.map(({ id }) => id) }
}

function pageOf(db: Db, query: IncidentQuery) {
  return inOrder(db.selectFrom('incidents').select('incidents.id').where(matching(query)), query)
}

/** The page in the order that was asked for; of the same instant in the order of the index. */
function inOrder<DB, TB extends keyof DB, O>(rows: SelectQueryBuilder<DB, TB, O>, { ordering, offset, limit }: IncidentQuery) {
  const direction = ordering.descending ? 'desc' : 'asc'
  const newest = ordering.by === 'created_at' ? direction : 'desc'
  const first = ordering.by === 'created_at' ? rows : rows.orderBy(ORDERINGS[ordering.by], direction)
  return first.orderBy(ORDERINGS.created_at, newest).orderBy(sql`incidents.id`, newest).offset(offset).limit(limit)
}

async function countOf(db: Db, query: IncidentQuery): Promise<number> {
  const { count } = await db
    .selectFrom('incidents')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where(matching(query))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** In the order of an incident's life. */
const byStatus: RawBuilder<unknown> = sql`case incidents.status ${sql.join(
  INCIDENT_STATUSES.map((status, at) => sql`when ${sql.lit(status)} then ${sql.lit(at)}`),
  sql` `,
)} end`

const ORDERINGS = {
  created_at: sql`incidents.created_at`,
  updated_at: sql`incidents.updated_at`,
  severity: sql`incidents.severity`,
  title: sql`incidents.title`,
  status: byStatus,
} as const satisfies Record<IncidentOrdering, RawBuilder<unknown>>

function matching({ statuses, severities, service, team, tag, search, from, to }: IncidentQuery): Where {
  return (eb) => {
    const all: Expression<SqlBool>[] = []
    if (statuses) all.push(eb('incidents.status', 'in', statuses))
    if (severities) all.push(eb('incidents.severity', 'in', severities))
    if (service !== undefined) all.push(eb('incidents.service_id', '=', service))
    if (from !== undefined) all.push(eb('incidents.created_at', '>=', from))
    if (to !== undefined) all.push(eb('incidents.created_at', '<', to))
    if (team !== undefined) {
      all.push(eb('incidents.service_id', 'in', eb.selectFrom('services').select('services.id').where('owner_team_id', '=', team)))
    }
    if (tag !== undefined) {
      const tagged = eb.selectFrom('incident_tags').innerJoin('tags', 'tags.id', 'incident_tags.tag_id').select('incident_tags.incident_id')
      all.push(eb('incidents.id', 'in', tagged.where('tags.name', '=', tag)))
    }
    for (const word of wordsOf(search)) all.push(sql<SqlBool>`incidents.search_text like ${`%${escaped(word)}%`} escape '\\'`)
    return eb.and(all)
  }
}

/** Every word must be there, in whatever order. */
function wordsOf(search: string | undefined): readonly string[] {
  return search?.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10) ?? []
}

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, (found) => `\\${found}`)
}
