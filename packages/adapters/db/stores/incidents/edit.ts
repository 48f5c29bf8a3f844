import { DomainError } from '@hyperion/domain/errors'
import { severityDisplay } from '@hyperion/domain/incidents'
import type { Actor, IncidentChange, NewTimelineEntry } from '@hyperion/ports/incidents'
import type { Selectable, UpdateObject } from 'kysely'
import type { Schema } from '../../schema.ts'
import type { IncidentsTable } from '../../tables/incidents.ts'
import { openKey, searchText, type Tx } from './rows.ts'
import { tell } from './timeline.ts'

type Row = Selectable<IncidentsTable>
type Entry = Omit<NewTimelineEntry, 'at' | 'actor'>

interface Edit {
  readonly set: UpdateObject<Schema, 'incidents'>
  readonly entries: readonly Entry[]
}

/** Changes fields of an incident and tells each change on its timeline; false when nothing is different. */
export async function edit(tx: Tx, row: Row, change: IncidentChange, { actor, at }: { actor: Actor; at: number }): Promise<boolean> {
  const edits = [...texts(row, change), ...links(row, change), ...severity(row, change)]
  edits.push(...(await lead(tx, row, change)), ...(await service(tx, row, change)), ...(await scopes(tx, row.id, change)))
  if (edits.length === 0) return false
  const set = Object.assign({ updated_at: at }, ...edits.map((each) => each.set))
  await tx.updateTable('incidents').set(set).where('id', '=', row.id).execute()
  for (const entry of edits.flatMap(({ entries }) => entries)) await tell(tx, row.id, { ...entry, at, actor })
  return true
}

function texts(row: Row, change: IncidentChange): Edit[] {
  const { title = row.title, description = row.description, resolutionNote = row.resolution_note, rootCause = row.root_cause } = change
  const edits: Edit[] = []
  const named = title !== row.title
  if (named || description !== row.description) {
    const entry: Entry = named
      ? { type: 'EDIT', message: `Title changed to “${title}”`, data: { field: 'title', from: row.title, to: title } }
      : { type: 'EDIT', message: 'Description changed', data: { field: 'description' } }
    edits.push({ set: { title, description, search_text: searchText(title, description, row.short_id) }, entries: [entry] })
  }
  if (resolutionNote !== row.resolution_note || rootCause !== row.root_cause) {
    const entry: Entry = { type: 'EDIT', message: 'Resolution changed', data: { field: 'resolution', resolutionNote, rootCause } }
    edits.push({ set: { resolution_note: resolutionNote, root_cause: rootCause }, entries: [entry] })
  }
  return edits
}

function links(row: Row, { warRoomLink, lidLink }: IncidentChange): Edit[] {
  const edits: Edit[] = []
  if (warRoomLink !== undefined && warRoomLink !== row.war_room_link) {
    const message = warRoomLink === null ? 'War room removed' : 'War room opened'
    edits.push({ set: { war_room_link: warRoomLink }, entries: [{ type: 'WAR_ROOM', message, data: { url: warRoomLink } }] })
  }
  if (lidLink !== undefined && lidLink !== row.lid_link) {
    const message = lidLink === null ? 'Incident document removed' : 'Incident document linked'
    edits.push({ set: { lid_link: lidLink }, entries: [{ type: 'DOCUMENT', message, data: { url: lidLink } }] })
  }
  return edits
}

function severity(row: Row, { severity: to }: IncidentChange): Edit[] {
  if (to === undefined || to === row.severity) return []
  const message = `Severity changed from ${severityDisplay(row.severity)} to ${severityDisplay(to)}`
  return [{ set: { severity: to }, entries: [{ type: 'SEVERITY_CHANGE', message, data: { from: row.severity, to } }] }]
}

async function lead(tx: Tx, row: Row, { lead: id }: IncidentChange): Promise<Edit[]> {
  if (id === undefined || id === row.lead_id) return []
  if (id === null) return [{ set: { lead_id: null }, entries: [{ type: 'LEAD', message: 'Nobody leads any more' }] }]
  const user = await tx.selectFrom('users').select('username').where('id', '=', id).executeTakeFirst()
  if (!user) throw unknown('lead', 'User')
  return [{ set: { lead_id: id }, entries: [{ type: 'LEAD', message: `${user.username} leads`, data: { user: id } }] }]
}

async function service(tx: Tx, row: Row, { service: id }: IncidentChange): Promise<Edit[]> {
  if (id === undefined || id === row.service_id) return []
  const found = await tx.selectFrom('services').select('name').where('id', '=', id).executeTakeFirst()
  if (!found) throw unknown('service', 'Service')
  const key = row.status === 'RESOLVED' ? null : openKey(id, row.dedup_key)
  const entry: Entry = { type: 'EDIT', message: `Moved to ${found.name}`, data: { field: 'service', from: row.service_id, to: id } }
  return [{ set: { service_id: id, open_key: key }, entries: [entry] }]
}

async function scopes(tx: Tx, incident: string, { scopes: ids }: IncidentChange): Promise<Edit[]> {
  if (ids === undefined) return []
  const before = await tx.selectFrom('incident_scopes').select('scope_id').where('incident_id', '=', incident).execute()
  const wanted = new Set(ids)
  if (before.length === wanted.size && before.every(({ scope_id }) => wanted.has(scope_id))) return []
  await tx.deleteFrom('incident_scopes').where('incident_id', '=', incident).execute()
  const rows = [...wanted].map((scope_id) => ({ incident_id: incident, scope_id }))
  if (rows.length > 0) await tx.insertInto('incident_scopes').values(rows).execute()
  return [{ set: {}, entries: [{ type: 'EDIT', message: 'Impact changed', data: { field: 'scopes', to: [...wanted] } }] }]
}

/** Refuses ids that name nothing, by field. */
export async function checkReferences(tx: Tx, { service, scopes = [] }: { service?: string; scopes?: readonly string[] }): Promise<void> {
  const found = service === undefined || (await tx.selectFrom('services').select('id').where('id', '=', service).executeTakeFirst())
  if (!found) throw unknown('service', 'Service')
  if (scopes.length === 0) return
  const known = await tx.selectFrom('impact_scopes').select('id').where('id', 'in', scopes).execute()
  if (known.length < new Set(scopes).size) throw unknown('impacted_scopes', 'Impact scope')
}

function unknown(field: string, what: string): DomainError {
  const details = { [field]: [`${what} with this ID does not exist`] }
  return new DomainError('validation_failed', `unknown ${field}`, { details })
}
