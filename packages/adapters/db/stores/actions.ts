import type { Action, ActionState, Actor, Approval } from '@hyperion/domain/actions'
import type { ActionChange, ActionQuery, ActionStore } from '@hyperion/ports/actions'
import type { Selectable, Updateable } from 'kysely'
import type { Db } from '../schema.ts'
import type { ActionsTable } from '../tables/actions.ts'

export class SqlActionStore implements ActionStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async add(action: Action): Promise<void> {
    const { id, host, operation, params, target, tier, reason, requestedBy, address, incident, requestedAt, ...rest } = action
    await this.#db
      .insertInto('actions')
      .values({
        ...(columnsOf(rest) as Selectable<ActionsTable>),
        id,
        host_id: host,
        operation,
        params: JSON.stringify(params),
        target,
        tier,
        reason,
        requested_by_id: requestedBy.id,
        requested_by: requestedBy.name,
        address,
        incident_id: incident,
        requested_at: requestedAt,
      })
      .execute()
  }

  async change(id: string, from: readonly ActionState[], change: ActionChange): Promise<Action | undefined> {
    const { numUpdatedRows } = await this.#db
      .updateTable('actions')
      .set(columnsOf(change))
      .where('id', '=', id)
      .where('state', 'in', [...from])
      .executeTakeFirst()
    return numUpdatedRows === 0n ? undefined : this.byId(id)
  }

  async byId(id: string): Promise<Action | undefined> {
    const row = await this.#db.selectFrom('actions').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toAction(row)
  }

  async list({ limit, offset = 0, ...query }: ActionQuery): Promise<readonly Action[]> {
    const rows = await this.#matching(query)
      .selectAll()
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute()
    return rows.map(toAction)
  }

  async count(query: Omit<ActionQuery, 'limit' | 'offset'>): Promise<number> {
    const { count } = await this.#matching(query)
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  }

  async approvalOf(host: number): Promise<Approval> {
    const row = await this.#db.selectFrom('action_settings').select('approval').where('host_id', '=', host).executeTakeFirst()
    return row?.approval ?? 'none'
  }

  async setApproval(host: number, approval: Approval): Promise<void> {
    await this.#db
      .insertInto('action_settings')
      .values({ host_id: host, approval })
      .onConflict((conflict) => conflict.column('host_id').doUpdateSet({ approval }))
      .execute()
  }

  #matching({ host, states, operation, incident, from, to }: Omit<ActionQuery, 'limit' | 'offset'>) {
    return this.#db
      .selectFrom('actions')
      .$if(host !== undefined, (query) => query.where('host_id', '=', host as number))
      .$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? [])]))
      .$if(operation !== undefined, (query) => query.where('operation', 'like', `${(operation ?? '').replaceAll(/[%_]/g, '')}%`))
      .$if(incident !== undefined, (query) => query.where('incident_id', '=', incident as string))
      .$if(from !== undefined, (query) => query.where('requested_at', '>=', from as number))
      .$if(to !== undefined, (query) => query.where('requested_at', '<', to as number))
  }
}

function columnsOf(change: ActionChange): Updateable<ActionsTable> {
  const { decidedBy, decidedAt, startedAt, endedAt, result, stderr, undo, ...alike } = change
  return {
    ...alike,
    ...(decidedBy !== undefined && { decided_by_id: decidedBy?.id ?? null, decided_by: decidedBy?.name ?? null }),
    ...(decidedAt !== undefined && { decided_at: decidedAt }),
    ...(startedAt !== undefined && { started_at: startedAt }),
    ...(endedAt !== undefined && { ended_at: endedAt }),
    ...(result !== undefined && { result: result && JSON.stringify(result) }),
    ...(stderr !== undefined && { stderr: stderr.length === 0 ? null : JSON.stringify(stderr) }),
    ...(undo !== undefined && { undo: undo && JSON.stringify(undo) }),
  }
}

function toAction(row: Selectable<ActionsTable>): Action {
  return {
    id: row.id,
    host: row.host_id,
    operation: row.operation,
    params: JSON.parse(row.params),
    target: row.target,
    tier: row.tier,
    reason: row.reason,
    requestedBy: { id: row.requested_by_id, name: row.requested_by },
    address: row.address,
    incident: row.incident_id,
    requestedAt: row.requested_at,
    state: row.state,
    decidedBy: actorOf(row.decided_by_id, row.decided_by),
    decidedAt: row.decided_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    failure: row.failure,
    message: row.message,
    result: row.result === null ? null : JSON.parse(row.result),
    output: row.output,
    stderr: row.stderr === null ? [] : JSON.parse(row.stderr),
    undo: row.undo === null ? null : JSON.parse(row.undo),
  }
}

function actorOf(id: number | null, name: string | null): Actor | null {
  return id === null || name === null ? null : { id, name }
}
