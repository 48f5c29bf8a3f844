import { INCIDENT_STATUSES, type Incident } from '@hyperion/domain/incidents'
import type { IncidentOrdering, IncidentQuery } from '@hyperion/ports/incidents'
import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Schema } from '../../schema.ts'
import { selectIncidents, toIncident } from './rows.ts'

type Where = (eb: ExpressionBuilder<Schema, 'incidents'>) => Expression<SqlBool>

/** A page of the incidents that match, and how many do. */
export async function findIncidents(
  db: Db,
  query: IncidentQuery,
): Promise<{ readonly count: number; readonly incidents: readonly Incident[] }> {
  const where = matching(query)
  const direction = query.ordering.descending ? 'desc' : 'asc'
  // Ids first: the page alone is joined with the names of what it refers to.
  const page = db
    .selectFrom('incidents')
    .select('incidents.id')
    .where(where)
    .orderBy(ORDERINGS[query.ordering.by], direction)
    .orderBy('incidents.created_at', 'desc')
    .orderBy('incidents.id')
    .offset(query.offset)
    .limit(query.limit)
  const [total, ids] = await Promise.all([
    db
      .selectFrom('incidents')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where(where)
      .executeTakeFirstOrThrow(),
    page.execute(),
  ])
  const rows =
    ids.length === 0
      ? []
      : await selectIncidents(db)
          .where(
            'incidents.id',
            'in',
            ids.map(({ id }) => id),
          )
          .execute()
  const byId = new Map(rows.map((row) => [row.id, toIncident(row)]))
  return { count: Number(total.count), incidents: ids.flatMap(({ id }) => byId.get(id) ?? []) }
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
