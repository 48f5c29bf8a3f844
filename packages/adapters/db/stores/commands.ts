import type { SavedCommand } from '@hyperion/domain/commands'
import { DomainError } from '@hyperion/domain/errors'
import type { CommandStore, NewSavedCommand } from '@hyperion/ports/commands'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { SavedCommandsTable } from '../tables/commands.ts'

function toCommand({ id, name, author, updated_at, settings }: Selectable<SavedCommandsTable>): SavedCommand {
  return { ...JSON.parse(settings), id, name, author, updatedAt: updated_at }
}

function toRow({ name, author, updatedAt, ...settings }: NewSavedCommand) {
  return { name, author, updated_at: updatedAt, settings: JSON.stringify(settings) }
}

export class SqlCommandStore implements CommandStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly SavedCommand[]> {
    return (await this.#db.selectFrom('saved_commands').selectAll().orderBy('name').execute()).map(toCommand)
  }

  async byId(id: number): Promise<SavedCommand | undefined> {
    const row = await this.#db.selectFrom('saved_commands').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toCommand(row)
  }

  async create(command: NewSavedCommand): Promise<SavedCommand> {
    return toCommand(await this.#db.insertInto('saved_commands').values(toRow(command)).returningAll().executeTakeFirstOrThrow())
  }

  async update(id: number, command: NewSavedCommand): Promise<SavedCommand> {
    const row = await this.#db.updateTable('saved_commands').set(toRow(command)).where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw new DomainError('not_found', 'no such command')
    return toCommand(row)
  }

  async delete(id: number): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('saved_commands').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw new DomainError('not_found', 'no such command')
  }
}
