import type {
  EscalationRun,
  EscalationRunStore,
  EscalationTrouble,
  LeasedRun,
  NewRun,
  StepOutcome,
  StepRecord,
  ToldLine,
} from '@hyperion/ports/escalation'
import type { Selectable, Transaction } from 'kysely'
import type { Db, Engine, Schema } from '../schema.ts'
import type { EscalationLogTable, EscalationsTable } from '../tables/escalation.ts'
import { earliest } from './earliest.ts'
import { tell } from './incidents/timeline.ts'
import { expireHelp, insertPages } from './pages.ts'

type Tx = Transaction<Schema>
type WithLog = EscalationRun & { readonly log: readonly StepRecord[] }

function toRun(row: Selectable<EscalationsTable>): EscalationRun {
  const { id, incident_id, policy, urgency, state, round, step, started_at, due_at, finished_at, why } = row
  const times = { startedAt: started_at, dueAt: due_at, finishedAt: finished_at }
  return { id, incident: incident_id, policy: policy && JSON.parse(policy), urgency, state, position: { round, step }, ...times, why }
}

function toRecord({ round, step, planned_at, ran_at, resolved, reached }: Selectable<EscalationLogTable>): StepRecord {
  return { round, step, plannedAt: planned_at, ranAt: ran_at, resolved: JSON.parse(resolved), reached: Boolean(reached) }
}

export class SqlEscalationRunStore implements EscalationRunStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  begin(run: NewRun, told: ToldLine): Promise<{ readonly run: EscalationRun; readonly begun: boolean }> {
    return this.#db.transaction().execute(async (tx) => {
      const known = await ofCause(tx, run)
      if (known) return { run: known, begun: false }
      const { incident, startedAt: at } = run
      await end(tx, incident, { state: 'stopped', finished_at: at, why: 'begun again' })
      const isRunning = run.state === 'running'
      const added = await tx
        .insertInto('escalations')
        .values({
          incident_id: incident,
          cause: run.cause,
          running_key: isRunning ? incident : null,
          policy: run.policy && JSON.stringify(run.policy),
          urgency: run.urgency,
          state: run.state,
          round: 0,
          step: 0,
          started_at: at,
          due_at: at,
          lease_until: 0,
          finished_at: isRunning ? null : at,
          why: run.why,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await tell(tx, incident, { ...told, at: at, actor: null })
      return { run: toRun(added), begun: true }
    })
  }

  async lease(now: number, leaseMs: number): Promise<LeasedRun | undefined> {
    const due = this.#db
      .selectFrom('escalations')
      .select('id')
      .where('state', '=', 'running')
      .where('due_at', '<=', now)
      .where('lease_until', '<=', now)
      .orderBy('due_at')
      .limit(1)
    const row = await this.#db
      .updateTable('escalations')
      .set({ lease_until: now + leaseMs })
      // SQLite has one writer at a time; on PostgreSQL several hubs pass over what another one is taking.
      .where('id', 'in', this.#engine === 'postgres' ? due.forUpdate().skipLocked() : due)
      .returningAll()
      .executeTakeFirst()
    const [run] = row ? await withLogs(this.#db, [toRun(row)]) : []
    return row && run?.policy ? { ...run, policy: run.policy, leaseUntil: row.lease_until } : undefined
  }

  async nextDue(now: number): Promise<number | null> {
    const row = await this.#db
      .selectFrom('escalations')
      .select(({ fn, eb }) => [
        fn.min(eb.case().when('due_at', '>', now).then(eb.ref('due_at')).end()).as('due'),
        fn.min(eb.case().when('lease_until', '>', now).then(eb.ref('lease_until')).end()).as('leased'),
      ])
      .where('state', '=', 'running')
      .executeTakeFirst()
    return earliest(row?.due, row?.leased)
  }

  record(run: Pick<LeasedRun, 'id' | 'incident' | 'leaseUntil'>, { record, pages, next, told }: StepOutcome): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('escalations')
        .set({ ...next.position, due_at: next.dueAt, lease_until: 0 })
        .where('id', '=', run.id)
        .where('lease_until', '=', run.leaseUntil)
        .where('state', '=', 'running')
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      const { round, step, plannedAt, ranAt, resolved, reached } = record
      const times = { planned_at: plannedAt, ran_at: ranAt }
      await tx
        .insertInto('escalation_log')
        .values({ escalation_id: run.id, round, step, ...times, resolved: JSON.stringify(resolved), reached })
        .execute()
      await insertPages(tx, pages)
      await tell(tx, run.incident, { ...told, at: ranAt, actor: null })
      return true
    })
  }

  finish(incident: string, { state, at, why, told }: Parameters<EscalationRunStore['finish']>[1]): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      if (!(await end(tx, incident, { state, finished_at: at, why }))) return false
      if (state === 'stopped') await expireHelp(tx, incident, at, why)
      await tell(tx, incident, { ...told, at: at, actor: null })
      return true
    })
  }

  async ofIncident(incident: string): Promise<readonly WithLog[]> {
    const rows = await this.#db.selectFrom('escalations').selectAll().where('incident_id', '=', incident).orderBy('id', 'desc').execute()
    return withLogs(this.#db, rows.map(toRun))
  }

  async running(): Promise<readonly (WithLog & { readonly shortId: string })[]> {
    const rows = await this.#db
      .selectFrom('escalations')
      .innerJoin('incidents', 'incidents.id', 'escalations.incident_id')
      .selectAll('escalations')
      .select('incidents.short_id')
      .where('escalations.state', '=', 'running')
      .orderBy('escalations.id')
      .execute()
    const shortIds = new Map(rows.map(({ id, short_id }) => [id, short_id]))
    return (await withLogs(this.#db, rows.map(toRun))).map((run) => ({ ...run, shortId: shortIds.get(run.id) ?? '' }))
  }

  async overdue(before: number): Promise<readonly EscalationTrouble[]> {
    const steps = await this.#db
      .selectFrom('incident_steps')
      .innerJoin('incidents', 'incidents.id', 'incident_steps.incident_id')
      .select(['incident_steps.id', 'incident_steps.created_at as since', 'incidents.id as incident', 'incidents.short_id'])
      .where('incident_steps.kind', '=', 'escalate')
      .where('incident_steps.state', 'in', ['pending', 'failed'])
      .where('incident_steps.created_at', '<', before)
      .where('incidents.status', '=', 'TRIGGERED')
      .orderBy('incident_steps.id')
      .execute()
    const pages = await this.#db
      .selectFrom('pages')
      .innerJoin('incidents', 'incidents.id', 'pages.incident_id')
      .select(['pages.id', 'pages.due_at as since', 'incidents.id as incident', 'incidents.short_id'])
      .where('pages.status', '=', 'queued')
      .where('pages.attempts', '=', 0)
      .where('pages.due_at', '<', before)
      .orderBy('pages.id')
      .execute()
    return [
      ...steps.map((row) => ({ key: `not_begun ${row.id}`, kind: 'not_begun' as const, ...about(row) })),
      ...pages.map((row) => ({ key: `page_late ${row.id}`, kind: 'page_late' as const, ...about(row) })),
    ]
  }

  async note({ key }: EscalationTrouble, at: number): Promise<boolean> {
    const added = await this.#db
      .insertInto('escalation_troubles')
      .values({ key, at })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('key')
      .execute()
    return added.length > 0
  }

  async forgetTroubles(before: number): Promise<void> {
    await this.#db.deleteFrom('escalation_troubles').where('at', '<', before).execute()
  }
}

function about({ since, incident, short_id }: { readonly since: number; readonly incident: string; readonly short_id: string }) {
  return { since, incident, shortId: short_id }
}

async function ofCause(tx: Tx, { incident, cause }: NewRun): Promise<EscalationRun | undefined> {
  const known = tx.selectFrom('escalations').selectAll().where('incident_id', '=', incident).where('cause', '=', cause)
  const row = await known.executeTakeFirst()
  return row && toRun(row)
}

async function end(
  tx: Tx,
  incident: string,
  change: Pick<Selectable<EscalationsTable>, 'state' | 'finished_at' | 'why'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('escalations')
    .set({ ...change, running_key: null, lease_until: 0 })
    .where('running_key', '=', incident)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function withLogs(db: Db, runs: readonly EscalationRun[]): Promise<readonly WithLog[]> {
  if (runs.length === 0) return []
  const rows = await db
    .selectFrom('escalation_log')
    .selectAll()
    .where(
      'escalation_id',
      'in',
      runs.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  const logs = Map.groupBy(rows, ({ escalation_id }) => escalation_id)
  return runs.map((run) => ({ ...run, log: (logs.get(run.id) ?? []).map(toRecord) }))
}
