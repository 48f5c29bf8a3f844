import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { compareNames } from '@hyperion/domain/services'
import type { NewTag, Tag, TagStore } from '@hyperion/ports/tags'
import type { Db } from '../schema.ts'

export class SqlTagStore implements TagStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly Tag[]> {
    const rows = await this.#db.selectFrom('tags').selectAll().execute()
    return rows.toSorted((a, b) => compareNames(a.name, b.name))
  }

  byId(id: string): Promise<Tag | undefined> {
    return this.#db.selectFrom('tags').selectAll().where('id', '=', id).executeTakeFirst()
  }

  create({ name, color }: NewTag): Promise<Tag> {
    return this.#db.insertInto('tags').values({ id: randomUUID(), name, color }).returningAll().executeTakeFirstOrThrow()
  }

  async update(id: string, { name, color }: Partial<NewTag>): Promise<Tag> {
    const set = { id, ...(name !== undefined && { name }), ...(color !== undefined && { color }) }
    const row = await this.#db.updateTable('tags').set(set).where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw unknown()
    return row
  }

  async delete(id: string): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('tags').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw unknown()
  }
}

function unknown(): DomainError {
  return new DomainError('not_found', 'no such tag')
}
