import type { AlertSelector } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { MaintenanceStore, MaintenanceWindow, NewMaintenanceWindow, NewSilence, Silence, SilenceStore } from '@hyperion/ports/silences'
import type { Selectable } from 'kysely'
import type { Db, MaintenanceTable, SilencesTable } from '../schema.ts'

function toSilence({ id, selector, from_at, to_at, reason, author, created_at }: Selectable<SilencesTable>): Silence {
  const selected: AlertSelector = JSON.parse(selector)
  return { ...selected, id, from: from_at, to: to_at, reason, author, createdAt: created_at }
}

export class SqlSilenceStore implements SilenceStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly Silence[]> {
    const rows = await this.#db.selectFrom('silences').selectAll().orderBy('id', 'desc').execute()
    return rows.map(toSilence)
  }

  async create({ from, to, reason, author, createdAt, ...selector }: NewSilence): Promise<Silence> {
    const row = await this.#db
      .insertInto('silences')
      .values({ selector: JSON.stringify(selector), from_at: from, to_at: to, reason, author, created_at: createdAt })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toSilence(row)
  }

  async delete(id: number): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('silences').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw new DomainError('not_found', 'no such silence')
  }

  async trim(before: number): Promise<void> {
    await this.#db.deleteFrom('silences').where('to_at', '<', before).execute()
  }
}

function toWindow({ id, settings, author, updated_at }: Selectable<MaintenanceTable>): MaintenanceWindow {
  return { ...JSON.parse(settings), id, author, updatedAt: updated_at }
}

function toRow({ author, updatedAt, ...settings }: NewMaintenanceWindow) {
  return { settings: JSON.stringify(settings), author, updated_at: updatedAt }
}

export class SqlMaintenanceStore implements MaintenanceStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly MaintenanceWindow[]> {
    const rows = await this.#db.selectFrom('maintenance_windows').selectAll().orderBy('id').execute()
    return rows.map(toWindow)
  }

  async create(window: NewMaintenanceWindow): Promise<MaintenanceWindow> {
    return toWindow(await this.#db.insertInto('maintenance_windows').values(toRow(window)).returningAll().executeTakeFirstOrThrow())
  }

  async update(id: number, window: NewMaintenanceWindow): Promise<MaintenanceWindow> {
    const row = await this.#db.updateTable('maintenance_windows').set(toRow(window)).where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw new DomainError('not_found', 'no such maintenance window')
    return toWindow(row)
  }

  async delete(id: number): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('maintenance_windows').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw new DomainError('not_found', 'no such maintenance window')
  }
}
