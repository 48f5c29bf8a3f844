import type { RuleSettings } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { Author, RuleStore, StoredRule } from '@hyperion/ports/rules'
import type { Selectable } from 'kysely'
import type { Db, RulesTable } from '../schema.ts'

function toRule({ id, name, enabled, built_in, settings, updated_at, updated_by }: Selectable<RulesTable>): StoredRule {
  const kept: Omit<RuleSettings, 'name' | 'enabled'> = JSON.parse(settings)
  return { ...kept, id, name, enabled: Boolean(enabled), builtIn: Boolean(built_in), updatedAt: updated_at, updatedBy: updated_by }
}

function toRow({ name, enabled, ...settings }: RuleSettings, { by, at }: Author) {
  return { name, enabled, settings: JSON.stringify(settings), updated_at: at, updated_by: by }
}

export class SqlRuleStore implements RuleStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly StoredRule[]> {
    const rows = await this.#db.selectFrom('rules').selectAll().orderBy('id').execute()
    return rows.map(toRule)
  }

  async byId(id: number): Promise<StoredRule | undefined> {
    const row = await this.#db.selectFrom('rules').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toRule(row)
  }

  async create(settings: RuleSettings, author: Author): Promise<StoredRule> {
    const row = await this.#db
      .insertInto('rules')
      .values({ ...toRow(settings, author), built_in: false })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toRule(row)
  }

  async update(id: number, settings: RuleSettings, author: Author): Promise<StoredRule> {
    const row = await this.#db.updateTable('rules').set(toRow(settings, author)).where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw new DomainError('not_found', 'no such rule')
    return toRule(row)
  }

  async delete(id: number): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('rules').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw new DomainError('not_found', 'no such rule')
  }
}
