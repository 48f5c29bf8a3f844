import { DomainError } from '@hyperion/domain/errors'
import type { EscalationPolicy } from '@hyperion/domain/escalation'
import type { EscalationPolicyStore, ServiceWithPolicy } from '@hyperion/ports/escalation'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { EscalationPoliciesTable } from '../tables/escalation.ts'

function toPolicy(row: Selectable<EscalationPoliciesTable>): EscalationPolicy {
  const { id, name, description, steps, repeat, notify, created_at, updated_at } = row
  return {
    id,
    name,
    description,
    steps: JSON.parse(steps),
    repeat,
    notify: JSON.parse(notify),
    createdAt: created_at,
    updatedAt: updated_at,
  }
}

function toRow({ name, description, steps, repeat, notify, updatedAt }: Omit<EscalationPolicy, 'id' | 'createdAt'>) {
  return { name, description, steps: JSON.stringify(steps), repeat, notify: JSON.stringify(notify), updated_at: updatedAt }
}

export class SqlEscalationPolicyStore implements EscalationPolicyStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly EscalationPolicy[]> {
    return (await this.#db.selectFrom('escalation_policies').selectAll().orderBy('name').orderBy('id').execute()).map(toPolicy)
  }

  async byId(id: string): Promise<EscalationPolicy | undefined> {
    const row = await this.#db.selectFrom('escalation_policies').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toPolicy(row)
  }

  async ofService(service: string): Promise<EscalationPolicy | undefined> {
    const row = await this.#db
      .selectFrom('services')
      .innerJoin('escalation_policies', 'escalation_policies.id', 'services.escalation_policy_id')
      .selectAll('escalation_policies')
      .where('services.id', '=', service)
      .executeTakeFirst()
    return row && toPolicy(row)
  }

  async create({ id, createdAt, ...policy }: EscalationPolicy): Promise<void> {
    await this.#db
      .insertInto('escalation_policies')
      .values({ id, created_at: createdAt, ...toRow(policy) })
      .execute()
  }

  async update(id: string, policy: Omit<EscalationPolicy, 'id' | 'createdAt'>): Promise<EscalationPolicy> {
    const change = this.#db.updateTable('escalation_policies').set(toRow(policy)).where('id', '=', id)
    const row = await change.returningAll().executeTakeFirst()
    if (!row) throw unknown()
    return toPolicy(row)
  }

  async delete(id: string): Promise<void> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('escalation_policies')
      .where('id', '=', id)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('services').select('services.id').whereRef('services.escalation_policy_id', '=', 'escalation_policies.id'))),
      )
      .executeTakeFirst()
    if (numDeletedRows > 0n) return
    throw (await this.byId(id)) ? new DomainError('conflict', 'Escalation policy is used by services') : unknown()
  }

  async services(): Promise<readonly ServiceWithPolicy[]> {
    const rows = await this.#db
      .selectFrom('services')
      .select(['id', 'name', 'escalation_policy_id'])
      .where('escalation_policy_id', 'is not', null)
      .orderBy('name')
      .execute()
    return rows.map(({ id, name, escalation_policy_id }) => ({ id, name, policy: escalation_policy_id ?? '' }))
  }
}

function unknown(): DomainError {
  return new DomainError('not_found', 'no such escalation policy')
}
