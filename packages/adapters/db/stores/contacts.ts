import { DomainError } from '@hyperion/domain/errors'
import { type NotificationRule, OWN_METHODS, type OwnMethod } from '@hyperion/domain/escalation'
import type { ContactMethod, ContactStore, OwnedRule } from '@hyperion/ports/escalation'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { ContactMethodsTable } from '../tables/escalation.ts'

function toMethod({ id, user_id, kind, label, settings, created_at }: Selectable<ContactMethodsTable>): ContactMethod {
  return { id, user: user_id, kind, label, settings, createdAt: created_at }
}

export class SqlContactStore implements ContactStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly ContactMethod[]> {
    return (await this.#db.selectFrom('contact_methods').selectAll().orderBy('id').execute()).map(toMethod)
  }

  async byId(id: number): Promise<ContactMethod | undefined> {
    const row = await this.#db.selectFrom('contact_methods').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toMethod(row)
  }

  async create({ user, createdAt, ...method }: Omit<ContactMethod, 'id'>): Promise<ContactMethod> {
    const insert = this.#db.insertInto('contact_methods').values({ ...method, user_id: user, created_at: createdAt })
    return toMethod(await insert.returningAll().executeTakeFirstOrThrow())
  }

  async update(id: number, user: number, change: Partial<Pick<ContactMethod, 'label' | 'settings'>>): Promise<ContactMethod> {
    const { label, settings } = change
    const row = await this.#db
      .updateTable('contact_methods')
      // The id stays what it is: a change of nothing is a statement too.
      .set({ id, ...(label !== undefined && { label }), ...(settings !== undefined && { settings }) })
      .where('id', '=', id)
      .where('user_id', '=', user)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw unknown()
    return toMethod(row)
  }

  async delete(id: number, user: number): Promise<void> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('contact_methods')
      .where('id', '=', id)
      .where('user_id', '=', user)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw unknown()
  }

  async rules(): Promise<readonly OwnedRule[]> {
    const rows = await this.#db.selectFrom('notification_rules').selectAll().orderBy('id').execute()
    return rows.map(({ user_id, urgency, delay_minutes, own_method, method_id }) => ({
      user: user_id,
      urgency,
      delayMinutes: delay_minutes,
      method: own_method ?? String(method_id),
    }))
  }

  async setRules(user: number, rules: readonly NotificationRule[]): Promise<void> {
    const rows = rules.map(({ urgency, delayMinutes, method }) => {
      const isOwn = OWN_METHODS.includes(method as OwnMethod)
      const by = isOwn ? { own_method: method, method_id: null } : { own_method: null, method_id: Number(method) }
      return { user_id: user, urgency, delay_minutes: delayMinutes, ...by }
    })
    await this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom('notification_rules').where('user_id', '=', user).execute()
      if (rows.length > 0) await tx.insertInto('notification_rules').values(rows).execute()
    })
  }
}

function unknown(): DomainError {
  return new DomainError('not_found', 'no such contact method')
}
