import { DomainError } from '@hyperion/domain/errors'
import type { IncidentStep, StepStore } from '@hyperion/ports/incidents'
import type { Selectable } from 'kysely'
import type { Db, Engine } from '../../schema.ts'
import type { IncidentStepsTable } from '../../tables/incidents.ts'
import { owe } from './timeline.ts'

export function toStep(row: Selectable<IncidentStepsTable>): IncidentStep {
  return {
    id: row.id,
    incident: row.incident_id,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    dueAt: row.due_at,
    finishedAt: row.finished_at,
    error: row.error,
  }
}

export class SqlStepStore implements StepStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  async lease(
    now: number,
    leaseMs: number,
    except: readonly string[] = [],
  ): Promise<(IncidentStep & { readonly leaseUntil: number }) | undefined> {
    const due = this.#db
      .selectFrom('incident_steps as due')
      .select('due.id')
      .where('due.state', '=', 'pending')
      .where('due.due_at', '<=', now)
      .where('due.lease_until', '<=', now)
      .$if(except.length > 0, (query) => query.where('due.incident_id', 'not in', except))
      .orderBy('due.due_at')
      .orderBy('due.id')
      .limit(1)
    const row = await this.#db
      .updateTable('incident_steps')
      // What changes from here on is owed anew: the step may have looked already.
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), lease_until: now + leaseMs, waiting_key: null }))
      .where('id', 'in', this.#engine === 'postgres' ? due.forUpdate().skipLocked() : due)
      .returningAll()
      .executeTakeFirst()
    return row && { ...toStep(row), leaseUntil: row.lease_until }
  }

  async settle(
    { id, leaseUntil }: Parameters<StepStore['settle']>[0],
    { state, at, error = null, retryAt }: { state: IncidentStep['state']; at: number; error?: string | null; retryAt?: number },
  ): Promise<void> {
    await this.#db
      .updateTable('incident_steps')
      .set({ state, error, lease_until: 0, ...(retryAt === undefined ? { finished_at: at } : { due_at: retryAt }) })
      .where('id', '=', id)
      .where('lease_until', '=', leaseUntil)
      .where('state', '=', 'pending')
      .execute()
  }

  async add(incident: string, kind: string, at: number): Promise<void> {
    await owe(this.#db, incident, [kind], at)
  }

  async nextDue(now: number): Promise<number | null> {
    const row = await this.#db
      .selectFrom('incident_steps')
      .select(({ fn, eb, ref }) =>
        fn
          .min<number | null>(eb.case().when('lease_until', '>', ref('due_at')).then(ref('lease_until')).else(ref('due_at')).end())
          .as('next'),
      )
      .where('state', '=', 'pending')
      .where((eb) => eb.or([eb('due_at', '>', now), eb('lease_until', '>', now)]))
      .executeTakeFirst()
    return row?.next === null || row?.next === undefined ? null : Number(row.next)
  }

  async retry(id: number, at: number): Promise<IncidentStep> {
    const row = await this.#db
      .updateTable('incident_steps')
      .set({ state: 'pending', attempts: 0, due_at: at, lease_until: 0, finished_at: null })
      .where('id', '=', id)
      .where('state', '=', 'failed')
      .returningAll()
      .executeTakeFirst()
    if (row) return toStep(row)
    const known = await this.#db.selectFrom('incident_steps').select('id').where('id', '=', id).executeTakeFirst()
    throw known ? new DomainError('conflict', 'The step did not fail') : new DomainError('not_found', 'no such step')
  }
}
