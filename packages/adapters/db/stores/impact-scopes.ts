import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { compareNames } from '@hyperion/domain/services'
import type { ImpactScope, ImpactScopeStore, NewImpactScope } from '@hyperion/ports/services'
import type { Db } from '../schema.ts'

export class SqlImpactScopeStore implements ImpactScopeStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly ImpactScope[]> {
    const rows = await this.#db.selectFrom('impact_scopes').selectAll().execute()
    return rows.toSorted((a, b) => compareNames(a.name, b.name))
  }

  byId(id: string): Promise<ImpactScope | undefined> {
    return this.#db.selectFrom('impact_scopes').selectAll().where('id', '=', id).executeTakeFirst()
  }

  create({ name, description }: NewImpactScope): Promise<ImpactScope> {
    const row = { id: randomUUID(), name, description }
    return this.#db.insertInto('impact_scopes').values(row).returningAll().executeTakeFirstOrThrow()
  }

  async update(id: string, { name, description }: Partial<NewImpactScope>): Promise<ImpactScope> {
    const set = { id, ...(name !== undefined && { name }), ...(description !== undefined && { description }) }
    const row = await this.#db.updateTable('impact_scopes').set(set).where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw unknown()
    return row
  }

  async delete(id: string): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('impact_scopes').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw unknown()
  }
}

function unknown(): DomainError {
  return new DomainError('not_found', 'no such impact scope')
}
