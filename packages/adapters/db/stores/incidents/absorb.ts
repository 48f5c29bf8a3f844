import {
  type AttachedSignal,
  compareSeverity,
  DESCRIPTION_LENGTH,
  type Severity,
  type Signal,
  severityDisplay,
  stepsWhenRaised,
  TITLE_LENGTH,
} from '@hyperion/domain/incidents'
import type { Absorbed, Absorption } from '@hyperion/ports/incidents'
import type { Selectable } from 'kysely'
import type { Engine } from '../../schema.ts'
import type { IncidentSignalsTable, IncidentsTable } from '../../tables/incidents.ts'
import { dedupKeyOf, incidentById, insertIncident, openKey, type Tx } from './rows.ts'
import { owe, tell } from './timeline.ts'

interface Steps {
  readonly atStart: (incident: { readonly severity: Severity }) => readonly string[]
  readonly after: readonly string[]
}

type Row = Selectable<IncidentsTable>

/** Takes one alert in; undefined when somebody else opened the same incident at this moment, and it is worth trying again. */
export async function absorb(tx: Tx, engine: Engine, absorption: Absorption, steps: Steps): Promise<Absorbed | undefined> {
  const { signal, service } = absorption
  const open = await openOne(tx, engine, openKey(service, dedupKeyOf(signal)) as string)
  if (open) return attach(tx, open, absorption, steps)
  const last = await lastOne(tx, engine, service, dedupKeyOf(signal))
  if (signal.status === 'resolved') return lateEnd(tx, last, absorption)
  const { at, reopenWindowMs } = absorption
  const recent = last?.resolved_at !== null && last !== undefined && at - last.resolved_at <= reopenWindowMs
  return recent ? reopen(tx, last, absorption, steps) : begin(tx, absorption, steps)
}

function openOne(tx: Tx, engine: Engine, key: string): Promise<Row | undefined> {
  const query = tx.selectFrom('incidents').selectAll().where('open_key', '=', key)
  return (engine === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
}

function lastOne(tx: Tx, engine: Engine, service: string, dedupKey: string): Promise<Row | undefined> {
  const query = tx
    .selectFrom('incidents')
    .selectAll()
    .where('service_id', '=', service)
    .where('dedup_key', '=', dedupKey)
    .orderBy('created_at', 'desc')
    .limit(1)
  return (engine === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
}

async function begin(tx: Tx, { signal, service, at }: Absorption, { atStart }: Steps): Promise<Absorbed | undefined> {
  const { severity, source } = signal
  const id = await insertIncident(tx, {
    title: signal.title.slice(0, TITLE_LENGTH),
    description: signal.description.slice(0, DESCRIPTION_LENGTH),
    severity,
    service,
    scopes: [],
    source,
    dedupKey: dedupKeyOf(signal),
    createdBy: null,
    detectedAt: Math.min(signal.detectedAt, at),
    at,
  })
  if (id === undefined) return undefined
  await keep(tx, id, signal, at)
  await tell(tx, id, { type: 'STATUS_CHANGE', message: 'Incident created', at, actor: null, data: { to: 'TRIGGERED' } })
  await tell(tx, id, alertEntry('Alert firing', signal, at))
  await owe(tx, id, atStart({ severity }), at)
  return { incident: await incidentById(tx, id), outcome: 'created' }
}

async function reopen(tx: Tx, last: Row, { signal, at }: Absorption, { atStart }: Steps): Promise<Absorbed> {
  const severity = worse(signal.severity, last.severity)
  const after = Math.round((at - (last.resolved_at ?? at)) / 1000)
  await tx
    .updateTable('incidents')
    .set(({ eb }) => ({
      status: 'TRIGGERED',
      severity,
      open_key: openKey(last.service_id, last.dedup_key),
      reopened: eb('reopened', '+', 1),
      ...NOT_ENDED,
      updated_at: at,
    }))
    .where('id', '=', last.id)
    .execute()
  await keep(tx, last.id, signal, at)
  const message = `Incident reopened: the alert fired again ${after} s after its end`
  await tell(tx, last.id, { type: 'STATUS_CHANGE', message, at, actor: null, data: { from: last.status, to: 'TRIGGERED' } })
  await tell(tx, last.id, alertEntry('Alert firing again', signal, at))
  await owe(tx, last.id, atStart({ severity }), at)
  return { incident: await incidentById(tx, last.id), outcome: 'reopened' }
}

/** What an incident that begins again has not come to yet. */
export const NOT_ENDED = {
  acknowledged_at: null,
  acknowledged_by: null,
  acknowledged_by_name: null,
  mitigated_at: null,
  resolved_at: null,
  resolved_by: null,
  resolved_by_name: null,
} as const

async function attach(tx: Tx, open: Row, { signal, at }: Absorption, steps: Steps): Promise<Absorbed> {
  const known = await signalOf(tx, open.id, signal)
  const before = known?.status ?? null
  // The end of an alert that this incident never heard of changes nothing.
  if (signal.status === 'resolved' && before === null) return { incident: await incidentById(tx, open.id), outcome: 'ignored' }
  await keep(tx, open.id, signal, at)
  const raised = signal.status === 'firing' && compareSeverity(signal.severity, open.severity) < 0
  if (before !== signal.status) await tell(tx, open.id, alertEntry(wordsFor(before, signal), signal, at))
  if (raised) await raise(tx, open, signal.severity, at)
  if (before === signal.status && !raised) return { incident: await incidentById(tx, open.id), outcome: 'repeated' }
  const outcome = signal.status === 'resolved' && (await resolveIfAllDid(tx, open, at)) ? 'resolved' : 'updated'
  if (outcome === 'updated') await tx.updateTable('incidents').set({ updated_at: at }).where('id', '=', open.id).execute()
  await owe(tx, open.id, raised ? [...steps.after, ...stepsWhenRaised(open.severity, signal.severity)] : steps.after, at)
  return { incident: await incidentById(tx, open.id), outcome }
}

function wordsFor(before: Signal['status'] | null, { status }: Signal): string {
  if (status === 'resolved') return 'Alert resolved'
  return before === null ? 'Alert firing' : 'Alert firing again'
}

async function raise(tx: Tx, { id, severity: from }: Row, severity: Severity, at: number): Promise<void> {
  await tx.updateTable('incidents').set({ severity }).where('id', '=', id).execute()
  const message = `Severity raised from ${severityDisplay(from)} to ${severityDisplay(severity)}`
  await tell(tx, id, { type: 'SEVERITY_CHANGE', message, at, actor: null, data: { from, to: severity } })
}

/** Ends an incident with the last of its alerts. */
async function resolveIfAllDid(tx: Tx, { id, status }: Row, at: number): Promise<boolean> {
  const firing = await tx
    .selectFrom('incident_signals')
    .select('fingerprint')
    .where('incident_id', '=', id)
    .where('status', '=', 'firing')
    .limit(1)
    .executeTakeFirst()
  if (firing) return false
  await tx
    .updateTable('incidents')
    .set({ status: 'RESOLVED', resolved_at: at, open_key: null, updated_at: at })
    .where('id', '=', id)
    .execute()
  const message = 'Incident resolved: all of its alerts ended'
  await tell(tx, id, { type: 'STATUS_CHANGE', message, at, actor: null, data: { from: status, to: 'RESOLVED' } })
  return true
}

/** An alert may end after somebody resolved the incident. */
async function lateEnd(tx: Tx, last: Row | undefined, { signal, at }: Absorption): Promise<Absorbed> {
  if (!last || (await signalOf(tx, last.id, signal))?.status !== 'firing') return { incident: null, outcome: 'ignored' }
  await keep(tx, last.id, signal, at)
  await tell(tx, last.id, alertEntry('Alert resolved', signal, at))
  return { incident: await incidentById(tx, last.id), outcome: 'updated' }
}

function signalOf(tx: Tx, incident: string, { source, fingerprint }: Signal): Promise<{ status: Signal['status'] } | undefined> {
  return tx
    .selectFrom('incident_signals')
    .select('status')
    .where('incident_id', '=', incident)
    .where('source', '=', source)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
}

async function keep(tx: Tx, incident: string, signal: Signal, at: number): Promise<void> {
  const { source, fingerprint, status, severity, title, detectedAt, endedAt, ...rest } = signal
  const values = { status, severity, title, detected_at: detectedAt, ended_at: endedAt, signal: JSON.stringify(rest), updated_at: at }
  await tx
    .insertInto('incident_signals')
    .values({ incident_id: incident, source, fingerprint, count: 1, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['incident_id', 'source', 'fingerprint'])
        .doUpdateSet(({ eb, ref }) => ({ ...values, count: eb(ref('incident_signals.count'), '+', 1) })),
    )
    .execute()
}

export function toSignal(row: Selectable<IncidentSignalsTable>): AttachedSignal {
  const { source, fingerprint, status, severity, title, detected_at, ended_at, signal, updated_at, count } = row
  const told = { source, fingerprint, status, severity, title, detectedAt: detected_at, endedAt: ended_at }
  return { ...JSON.parse(signal), ...told, updatedAt: updated_at, count }
}

function alertEntry(words: string, { title, source, fingerprint, labels, url }: Signal, at: number) {
  return { type: 'ALERT', message: `${words}: ${title}`, at, actor: null, data: { source, fingerprint, labels, url } } as const
}

function worse(one: Severity, other: Severity): Severity {
  return compareSeverity(one, other) < 0 ? one : other
}
