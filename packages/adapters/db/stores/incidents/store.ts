import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import {
  allowedActions,
  type Incident,
  type IncidentComment,
  type IncidentStatus,
  SEVERITIES,
  type Severity,
  statusAfter,
  statusDisplay,
  type TimelineEntry,
} from '@hyperion/domain/incidents'
import type {
  Absorbed,
  Absorption,
  Actor,
  IncidentChange,
  IncidentDetail,
  IncidentQuery,
  IncidentStore,
  IncidentTransition,
  NewIncident,
  NewIncidentComment,
  NewTimelineEntry,
  Opened,
} from '@hyperion/ports/incidents'
import type { Selectable, UpdateObject } from 'kysely'
import type { Db, Engine, Schema } from '../../schema.ts'
import type { IncidentsTable } from '../../tables/incidents.ts'
import { absorb, NOT_ENDED, toSignal } from './absorb.ts'
import { checkReferences, edit } from './edit.ts'
import { findIncidents } from './find.ts'
import {
  incidentById,
  incidentByRef,
  insertIncident,
  locked,
  openKey,
  personColumns,
  selectIncidents,
  type Tx,
  toIncident,
} from './rows.ts'
import { toStep } from './steps.ts'
import { addTags, removeTag, tagsOf } from './tags.ts'
import { owe, tell, toComment, toEntry } from './timeline.ts'

/** How often two hubs may open the same incident at the same moment. */
const ATTEMPTS = 5

interface By {
  readonly actor: Actor
  readonly at: number
}

export class SqlIncidentStore implements IncidentStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  open(incident: NewIncident, steps: readonly string[]): Promise<Opened> {
    return this.#contended(async (tx) => {
      await checkReferences(tx, incident)
      const id = await insertIncident(tx, incident)
      if (id === undefined) return existing(tx, incident)
      const { createdBy: actor, at } = incident
      await tell(tx, id, { type: 'STATUS_CHANGE', message: 'Incident created', at, actor, data: { to: 'TRIGGERED' } })
      await owe(tx, id, steps, at)
      return { incident: await incidentById(tx, id), outcome: 'created' }
    })
  }

  absorb(absorption: Absorption, atStart: Parameters<IncidentStore['absorb']>[1], after: readonly string[]): Promise<Absorbed> {
    return this.#contended((tx) => absorb(tx, this.#engine, absorption, { atStart, after }))
  }

  byRef(ref: string): Promise<Incident | undefined> {
    return incidentByRef(this.#db, ref)
  }

  async detail(id: string): Promise<IncidentDetail> {
    const db = this.#db
    const incident = await incidentById(db, id)
    const [service, scopes, tags, signals, steps] = await Promise.all([
      serviceOf(db, incident.service),
      db
        .selectFrom('incident_scopes')
        .innerJoin('impact_scopes', 'impact_scopes.id', 'incident_scopes.scope_id')
        .select(['impact_scopes.id', 'impact_scopes.name'])
        .where('incident_id', '=', id)
        .orderBy('impact_scopes.name')
        .execute(),
      tagsOf(db, id),
      db.selectFrom('incident_signals').selectAll().where('incident_id', '=', id).orderBy('detected_at').orderBy('fingerprint').execute(),
      db.selectFrom('incident_steps').selectAll().where('incident_id', '=', id).orderBy('id').execute(),
    ])
    return { incident, service, scopes, tags, signals: signals.map(toSignal), steps: steps.map(toStep) }
  }

  find(query: IncidentQuery): ReturnType<IncidentStore['find']> {
    return findIncidents(this.#db, query)
  }

  async timeline(id: string): Promise<readonly TimelineEntry[]> {
    const rows = await this.#db.selectFrom('timeline_entries').selectAll().where('incident_id', '=', id).orderBy('seq').execute()
    return rows.map(toEntry)
  }

  transition(id: string, transition: IncidentTransition, steps: readonly string[]): Promise<Incident> {
    return this.#db.transaction().execute(async (tx) => {
      const row = await locked(tx, this.#engine, id)
      const status = statusAfter(row.status, transition.action)
      if (!status) throw refused(row.status, transition.action)
      const { actor, at, message } = transition
      await this.#move(tx, row, status, transition)
      const words = `${wordsFor(transition)}${message ? `: ${message}` : ''}`
      await tell(tx, id, { type: 'STATUS_CHANGE', message: words, at, actor, data: { from: row.status, to: status } })
      await owe(tx, id, steps, at)
      return incidentById(tx, id)
    })
  }

  async #move(tx: Tx, row: Selectable<IncidentsTable>, status: IncidentStatus, transition: IncidentTransition): Promise<void> {
    const set = { status, updated_at: transition.at, ...columnsOf(row, transition) }
    try {
      await tx.updateTable('incidents').set(set).where('id', '=', row.id).execute()
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
      throw new DomainError('conflict', 'Incident already exists: another one with the same key is open')
    }
  }

  edit(id: string, change: IncidentChange, by: By, steps: readonly string[]): Promise<Incident> {
    return this.#db.transaction().execute(async (tx) => {
      const row = await locked(tx, this.#engine, id)
      await checkReferences(tx, { scopes: change.scopes ?? [] })
      if (await edit(tx, row, change, by)) await owe(tx, id, steps, by.at)
      return incidentById(tx, id)
    })
  }

  append(id: string, entry: NewTimelineEntry): Promise<TimelineEntry> {
    return tell(this.#db, id, entry)
  }

  comment(id: string, comment: NewIncidentComment, steps: readonly string[] = []): Promise<IncidentComment> {
    const { author, content, type, at, data } = comment
    return this.#db.transaction().execute(async (tx) => {
      const row = await tx
        .insertInto('incident_comments')
        .values({
          id: randomUUID(),
          incident_id: id,
          author_id: author?.id ?? null,
          author: author?.username ?? 'Hyperion',
          content,
          type,
          created_at: at,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await tell(tx, id, { type: 'COMMENT', message: content, at, actor: author, data: { ...data, comment: row.id, commentType: type } })
      await tx.updateTable('incidents').set({ updated_at: at }).where('id', '=', id).execute()
      await owe(tx, id, steps, at)
      return toComment(row)
    })
  }

  async comments(id: string, { offset, limit }: Parameters<IncidentStore['comments']>[1]): ReturnType<IncidentStore['comments']> {
    const all = this.#db.selectFrom('incident_comments').where('incident_id', '=', id)
    const [total, rows] = await Promise.all([
      all.select(({ fn }) => fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow(),
      all.selectAll().orderBy('seq').offset(offset).limit(limit).execute(),
    ])
    return { count: Number(total.count), comments: rows.map(toComment) }
  }

  tag(id: string, names: readonly string[], by: By): Promise<IncidentDetail['tags']> {
    return this.#db.transaction().execute((tx) => addTags(tx, id, names, by))
  }

  untag(id: string, name: string, by: By): Promise<IncidentDetail['tags']> {
    return this.#db.transaction().execute((tx) => removeTag(tx, id, name, by))
  }

  async openCounts(): Promise<Readonly<Record<Severity, number>>> {
    const rows = await this.#db
      .selectFrom('incidents')
      .select(({ fn }) => ['severity', fn.countAll<number | string>().as('count')])
      .where('status', '<>', 'RESOLVED')
      .groupBy('severity')
      .execute()
    const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>
    for (const { severity, count } of rows) counts[severity] = Number(count)
    return counts
  }

  /** Does work that may meet another hub doing the same: what meets it begins again. */
  async #contended<T>(work: (tx: Tx) => Promise<T | undefined>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const done = await this.#db.transaction().execute(work)
        if (done !== undefined) return done
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'conflict' || attempt >= ATTEMPTS) throw error
      }
      if (attempt >= ATTEMPTS) throw new DomainError('storage_unavailable', 'the same incident is being opened over and over')
    }
  }
}

async function serviceOf(db: Db, { id, name }: Incident['service']): Promise<IncidentDetail['service']> {
  const row = await db
    .selectFrom('services')
    .leftJoin('teams', 'teams.id', 'services.owner_team_id')
    .select(['services.runbook_url', 'teams.id as team_id', 'teams.name as team_name'])
    .where('services.id', '=', id)
    .executeTakeFirst()
  const ownerTeam = row?.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null
  return { id, name, ownerTeam, runbookUrl: row?.runbook_url ?? null }
}

/** Undefined when it was resolved meanwhile. */
async function existing(tx: Tx, { service, dedupKey }: NewIncident): Promise<Opened | undefined> {
  const row = await selectIncidents(tx).where('open_key', '=', openKey(service, dedupKey)).executeTakeFirst()
  return row && { incident: toIncident(row), outcome: 'existing' }
}

function columnsOf(row: Selectable<IncidentsTable>, transition: IncidentTransition): UpdateObject<Schema, 'incidents'> {
  const { action, actor, at, resolutionNote = row.resolution_note, rootCause = row.root_cause } = transition
  switch (action) {
    case 'acknowledge':
      // Whoever takes it on leads it, unless somebody does.
      return { acknowledged_at: at, ...personColumns('acknowledged_by', actor), lead_id: row.lead_id ?? actor?.id ?? null }
    case 'mitigate':
      return { mitigated_at: at }
    case 'resolve':
      return {
        resolved_at: at,
        ...personColumns('resolved_by', actor),
        open_key: null,
        resolution_note: resolutionNote,
        root_cause: rootCause,
      }
    case 'reopen':
      return { ...NOT_ENDED, open_key: openKey(row.service_id, row.dedup_key), reopened: row.reopened + 1 }
  }
}

const DEEDS = { acknowledge: 'acknowledged', mitigate: 'mitigated', resolve: 'resolved', reopen: 'reopened' } as const

function wordsFor({ action, actor }: IncidentTransition): string {
  return `Incident ${DEEDS[action]}${actor ? ` by ${actor.username}` : ''}`
}

function refused(status: IncidentStatus, action: IncidentTransition['action']): DomainError {
  const allowed = allowedActions(status)
  return new DomainError(
    'conflict',
    `Cannot ${action} an incident that is ${statusDisplay(status).toLowerCase()}. Allowed: ${allowed.join(', ')}`,
  )
}
