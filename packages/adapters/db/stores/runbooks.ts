import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import type { StepCommand } from '@hyperion/domain/runbooks'
import { compareNames } from '@hyperion/domain/services'
import type { NewRunbook, NewRunbookStep, Runbook, RunbookChange, RunbookHead, RunbookStep, RunbookStore } from '@hyperion/ports/runbooks'
import type { Selectable, Transaction } from 'kysely'
import type { Db, Schema } from '../schema.ts'
import type { RunbookStepsTable, RunbooksTable } from '../tables/services.ts'

type Row = Selectable<RunbooksTable> & { readonly service_name: string | null }

function toHead({ id, title, description, service_id, service_name, created_at, updated_at }: Row): RunbookHead {
  const service = service_id === null || service_name === null ? null : { id: service_id, name: service_name }
  return { id, title, description, service, createdAt: created_at, updatedAt: updated_at }
}

function toStep(row: Selectable<RunbookStepsTable>): RunbookStep {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    command: row.command,
    expectedMinutes: row.expected_duration_minutes,
    critical: Boolean(row.is_critical),
    requiresConfirmation: Boolean(row.requires_confirmation),
    saved: row.saved_command === null ? null : JSON.parse(row.saved_command),
  }
}

export class SqlRunbookStore implements RunbookStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async heads(): Promise<readonly RunbookHead[]> {
    const rows = await this.#rows().execute()
    return rows.map(toHead).toSorted((a, b) => compareNames(a.title, b.title) || a.createdAt - b.createdAt)
  }

  async byIds(ids: readonly string[]): Promise<readonly Runbook[]> {
    if (ids.length === 0) return []
    const rows = await this.#rows()
      .where('runbooks.id', 'in', [...ids])
      .execute()
    const steps = await this.#db
      .selectFrom('runbook_steps')
      .selectAll()
      .where('runbook_id', 'in', [...ids])
      .orderBy('position')
      .execute()
    const byRunbook = Map.groupBy(steps, ({ runbook_id }) => runbook_id)
    const known = new Map(rows.map((row) => [row.id, { ...toHead(row), steps: (byRunbook.get(row.id) ?? []).map(toStep) }]))
    return ids.flatMap((id) => known.get(id) ?? [])
  }

  async create({ title, description, service, steps, at }: NewRunbook): Promise<Runbook> {
    const id = randomUUID()
    await this.#db.transaction().execute(async (tx) => {
      await tx.insertInto('runbooks').values({ id, title, description, service_id: service, created_at: at, updated_at: at }).execute()
      await replaceSteps(tx, id, steps)
    })
    return this.#known(id)
  }

  async update(id: string, { title, description, service, steps, at }: RunbookChange): Promise<Runbook> {
    await this.#db.transaction().execute(async (tx) => {
      const set = {
        updated_at: at,
        ...(title !== undefined && { title }),
        ...(description !== undefined && { description }),
        ...(service !== undefined && { service_id: service }),
      }
      const { numUpdatedRows } = await tx.updateTable('runbooks').set(set).where('id', '=', id).executeTakeFirst()
      if (numUpdatedRows === 0n) throw unknown()
      if (steps) await replaceSteps(tx, id, steps)
    })
    return this.#known(id)
  }

  async setCommands(id: string, commands: ReadonlyMap<string, StepCommand>, at: number): Promise<Runbook> {
    await this.#db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx.updateTable('runbooks').set({ updated_at: at }).where('id', '=', id).executeTakeFirst()
      if (numUpdatedRows === 0n) throw unknown()
      await tx.updateTable('runbook_steps').set({ saved_command: null }).where('runbook_id', '=', id).execute()
      for (const [step, saved] of commands) {
        const set = { saved_command: JSON.stringify(saved) }
        await tx.updateTable('runbook_steps').set(set).where('runbook_id', '=', id).where('id', '=', step).execute()
      }
    })
    return this.#known(id)
  }

  async delete(id: string): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('runbooks').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw unknown()
  }

  async #known(id: string): Promise<Runbook> {
    const [runbook] = await this.byIds([id])
    if (!runbook) throw unknown()
    return runbook
  }

  #rows() {
    return this.#db
      .selectFrom('runbooks')
      .leftJoin('services', 'services.id', 'runbooks.service_id')
      .selectAll('runbooks')
      .select('services.name as service_name')
  }
}

/** Within a transaction that has taken the runbook. */
async function replaceSteps(tx: Transaction<Schema>, runbook: string, steps: readonly NewRunbookStep[]): Promise<void> {
  const before = await tx.deleteFrom('runbook_steps').where('runbook_id', '=', runbook).returning(['id', 'saved_command']).execute()
  const free = new Map(before.map(({ id, saved_command }) => [id, saved_command]))
  const rows = steps.map((step, position) => ({
    saved_command: step.saved === undefined ? (free.get(step.id ?? '') ?? null) : step.saved && JSON.stringify(step.saved),
    // Each id once: a step that was copied with its id is another one.
    id: step.id !== undefined && free.delete(step.id) ? step.id : randomUUID(),
    runbook_id: runbook,
    position,
    title: step.title,
    description: step.description,
    command: step.command,
    expected_duration_minutes: step.expectedMinutes,
    is_critical: step.critical,
    requires_confirmation: step.requiresConfirmation,
  }))
  if (rows.length > 0) await tx.insertInto('runbook_steps').values(rows).execute()
}

function unknown(): DomainError {
  return new DomainError('not_found', 'no such runbook')
}
