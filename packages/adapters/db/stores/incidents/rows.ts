import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { type Incident, incidentRef, type Person, type Signal, shortId } from '@hyperion/domain/incidents'
import type { Actor, NewIncident } from '@hyperion/ports/incidents'
import type { Insertable, Selectable, Transaction } from 'kysely'
import type { Db, Engine, Schema } from '../../schema.ts'
import type { IncidentsTable } from '../../tables/incidents.ts'

export type Tx = Transaction<Schema>
export type Reader = Db | Tx

/** An incident with the names of what it refers to. */
export function selectIncidents(db: Reader) {
  return db
    .selectFrom('incidents')
    .innerJoin('services', 'services.id', 'incidents.service_id')
    .leftJoin('users as lead', 'lead.id', 'incidents.lead_id')
    .selectAll('incidents')
    .select(['services.name as service_name', 'lead.username as lead_name', 'lead.email as lead_email'])
}

type Row = Selectable<IncidentsTable> & {
  readonly service_name: string
  readonly lead_name: string | null
  readonly lead_email: string | null
}

export function toIncident(row: Row): Incident {
  return {
    id: row.id,
    shortId: row.short_id,
    title: row.title,
    description: row.description,
    severity: row.severity,
    status: row.status,
    service: { id: row.service_id, name: row.service_name },
    lead: row.lead_id === null ? null : { id: row.lead_id, username: row.lead_name ?? '', email: row.lead_email ?? '' },
    source: row.source,
    dedupKey: row.dedup_key,
    createdBy: toPerson(row.created_by, row.created_by_name),
    createdAt: row.created_at,
    detectedAt: row.detected_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: toPerson(row.acknowledged_by, row.acknowledged_by_name),
    mitigatedAt: row.mitigated_at,
    resolvedAt: row.resolved_at,
    resolvedBy: toPerson(row.resolved_by, row.resolved_by_name),
    resolutionNote: row.resolution_note,
    rootCause: row.root_cause,
    reopened: row.reopened,
    warRoomLink: row.war_room_link,
    lidLink: row.lid_link,
    updatedAt: row.updated_at,
  }
}

function toPerson(id: number | null, name: string | null): Person | null {
  return name === null ? null : { id, username: name }
}

export async function incidentById(db: Reader, id: string): Promise<Incident> {
  const row = await selectIncidents(db).where('incidents.id', '=', id).executeTakeFirst()
  if (!row) throw unknownIncident()
  return toIncident(row)
}

export async function incidentByRef(db: Reader, ref: string): Promise<Incident | undefined> {
  const named = incidentRef(ref)
  if (!named) return undefined
  const query = selectIncidents(db)
  const row = await ('id' in named
    ? query.where('incidents.id', '=', named.id)
    : query.where('incidents.short_id', '=', named.shortId)
  ).executeTakeFirst()
  return row && toIncident(row)
}

/** The row as it stands until the transaction ends; on SQLite there is one writer anyway. */
export async function locked(tx: Tx, engine: Engine, id: string): Promise<Selectable<IncidentsTable>> {
  const query = tx.selectFrom('incidents').selectAll().where('id', '=', id)
  const row = await (engine === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw unknownIncident()
  return row
}

function unknownIncident(): DomainError {
  return new DomainError('not_found', 'no such incident')
}

/** What is unique as long as an incident is open; null where nothing is to be compared. */
export function openKey(service: string, dedupKey: string | null): string | null {
  return dedupKey === null ? null : `${service}:${dedupKey}`
}

export function dedupKeyOf({ source, group, fingerprint }: Pick<Signal, 'source' | 'group' | 'fingerprint'>): string {
  return `${source}:${group ?? fingerprint}`
}

export function searchText(title: string, description: string, id: string): string {
  return `${id} ${title}\n${description}`.toLowerCase()
}

/** Inserts unless one with the same service and dedup key is open; answers its id. */
export async function insertIncident(tx: Tx, incident: NewIncident): Promise<string | undefined> {
  const row = newRow(incident)
  const inserted = await tx
    .insertInto('incidents')
    .values(row)
    .onConflict((conflict) => conflict.column('open_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted && incident.scopes.length > 0) {
    await tx
      .insertInto('incident_scopes')
      .values(incident.scopes.map((scope_id) => ({ incident_id: row.id, scope_id })))
      .execute()
  }
  return inserted?.id
}

function newRow({
  title,
  description,
  severity,
  service,
  source,
  dedupKey,
  createdBy,
  detectedAt,
  at,
}: NewIncident): Insertable<IncidentsTable> {
  const name = shortId(Math.random)
  return {
    id: randomUUID(),
    short_id: name,
    title,
    description,
    search_text: searchText(title, description, name),
    severity,
    status: 'TRIGGERED',
    service_id: service,
    lead_id: null,
    source,
    dedup_key: dedupKey,
    open_key: openKey(service, dedupKey),
    ...personColumns('created_by', createdBy),
    created_at: at,
    detected_at: detectedAt,
    acknowledged_at: null,
    acknowledged_by: null,
    acknowledged_by_name: null,
    mitigated_at: null,
    resolved_at: null,
    resolved_by: null,
    resolved_by_name: null,
    resolution_note: '',
    root_cause: '',
    war_room_link: null,
    lid_link: null,
    updated_at: at,
  }
}

type PersonColumn = 'created_by' | 'acknowledged_by' | 'resolved_by'

export function personColumns<C extends PersonColumn>(
  column: C,
  actor: Actor,
): Record<C, number | null> & Record<`${C}_name`, string | null> {
  return { [column]: actor?.id ?? null, [`${column}_name`]: actor?.username ?? null } as Record<C, number | null> &
    Record<`${C}_name`, string | null>
}
