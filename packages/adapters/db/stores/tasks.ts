import { DomainError } from '@hyperion/domain/errors'
import type { TaskRun, TaskStore } from '@hyperion/ports/tasks'
import type { Selectable } from 'kysely'
import type { Db, TaskRunsTable } from '../schema.ts'

function toRun(row: Selectable<TaskRunsTable>): TaskRun {
  return {
    id: row.id,
    task: row.task,
    trigger: row.trigger,
    startedBy: row.started_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    result: row.result,
    message: row.message,
  }
}

export class SqlTaskStore implements TaskStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async start(run: Pick<TaskRun, 'task' | 'trigger' | 'startedBy' | 'startedAt'>): Promise<TaskRun> {
    const row = await this.#db
      .insertInto('task_runs')
      .values({ task: run.task, trigger: run.trigger, started_by: run.startedBy, started_at: run.startedAt })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toRun(row)
  }

  async finish(id: number, end: { at: number; result: 'success' | 'failure'; message: string }): Promise<TaskRun> {
    const row = await this.#db
      .updateTable('task_runs')
      .set({ finished_at: end.at, result: end.result, message: end.message })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new DomainError('not_found', `no task run ${id}`)
    return toRun(row)
  }

  async latest(): Promise<readonly TaskRun[]> {
    const newest = this.#db
      .selectFrom('task_runs')
      .select((eb) => eb.fn.max('id').as('id'))
      .groupBy('task')
    const rows = await this.#db.selectFrom('task_runs').selectAll().where('id', 'in', newest).orderBy('task').execute()
    return rows.map(toRun)
  }

  async runs(task: string, limit: number): Promise<readonly TaskRun[]> {
    const rows = await this.#db.selectFrom('task_runs').selectAll().where('task', '=', task).orderBy('id', 'desc').limit(limit).execute()
    return rows.map(toRun)
  }

  async tidy(now: number, keepAfter: number): Promise<void> {
    await this.#db
      .updateTable('task_runs')
      .set({ finished_at: now, result: 'failure', message: 'interrupted: the hub ended before it was done' })
      .where('finished_at', 'is', null)
      .execute()
    await this.deleteBefore(keepAfter)
  }

  async deleteBefore(at: number): Promise<void> {
    await this.#db
      .deleteFrom('task_runs')
      .where('started_at', '<', at)
      .where('finished_at', 'is not', null)
      .where(({ eb, selectFrom }) =>
        eb(
          'id',
          'not in',
          selectFrom('task_runs as newest')
            .select((inner) => inner.fn.max('newest.id').as('id'))
            .groupBy('newest.task'),
        ),
      )
      .execute()
  }
}
