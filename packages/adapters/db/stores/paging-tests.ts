import type { PagingTest, PagingTestStore } from '@hyperion/ports/escalation'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { PagingTestsTable } from '../tables/escalation.ts'

function toTest(row: Selectable<PagingTestsTable>): PagingTest {
  const { id, policy_id, service_id, urgency, started_by, started_at, incident_id, ended_at } = row
  const subject = { id, policy: policy_id, service: service_id, urgency, incident: incident_id }
  return { ...subject, startedBy: started_by, startedAt: started_at, endedAt: ended_at }
}

export class SqlPagingTestStore implements PagingTestStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async create({ id, policy, service, urgency, startedBy, startedAt, incident, endedAt }: PagingTest): Promise<void> {
    const about = { policy_id: policy, service_id: service, incident_id: incident }
    const times = { started_by: startedBy, started_at: startedAt, ended_at: endedAt }
    await this.#db
      .insertInto('paging_tests')
      .values({ id, urgency, ...about, ...times })
      .execute()
  }

  async byId(id: string): Promise<PagingTest | undefined> {
    const row = await this.#db.selectFrom('paging_tests').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toTest(row)
  }

  async opened(id: string, incident: string): Promise<void> {
    await this.#db.updateTable('paging_tests').set({ incident_id: incident }).where('id', '=', id).execute()
  }

  async unended(before: number): Promise<readonly PagingTest[]> {
    const unended = this.#db.selectFrom('paging_tests').selectAll().where('ended_at', 'is', null)
    return (await unended.where('started_at', '<=', before).orderBy('started_at').execute()).map(toTest)
  }

  async end(id: string, at: number): Promise<boolean> {
    const change = this.#db.updateTable('paging_tests').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null)
    return (await change.executeTakeFirst()).numUpdatedRows > 0n
  }

  async serviceFor(policy: string, made: { readonly id: string; readonly name: string; readonly at: number }): Promise<string> {
    const named = this.#db.selectFrom('services').select('id').where('escalation_policy_id', '=', policy)
    const service = await named.orderBy('name').executeTakeFirst()
    if (service) return service.id
    const nothing = { owner_team_id: null, runbook_url: null, escalation_policy_id: null, description: '' }
    await this.#db
      .insertInto('services')
      .values({ id: made.id, name: made.name, criticality: 'TIER_4_LOW', created_at: made.at, ...nothing })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    return (await this.#db.selectFrom('services').select('id').where('name', '=', made.name).executeTakeFirstOrThrow()).id
  }
}
