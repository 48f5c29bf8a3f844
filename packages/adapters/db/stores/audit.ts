import type { AuditAction, AuditEntry, AuditQuery, AuditRecord, AuditStore } from '@hyperion/ports/audit'
import type { Selectable } from 'kysely'
import type { AuditTable, Db } from '../schema.ts'

function toRecord(row: Selectable<AuditTable>): AuditRecord {
  return {
    id: row.id,
    at: row.at,
    actor: { id: row.actor_id, name: row.actor },
    address: row.address,
    action: row.action as AuditAction,
    target: row.target,
    host: row.host_id,
    details: JSON.parse(row.details),
    outcome: row.outcome,
  }
}

export class SqlAuditStore implements AuditStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async append({ at, actor, address, action, target, host, details, outcome }: AuditEntry): Promise<void> {
    await this.#db
      .insertInto('audit_log')
      .values({
        at,
        actor_id: actor.id,
        actor: actor.name,
        address,
        action,
        target,
        host_id: host,
        details: JSON.stringify(details),
        outcome,
      })
      .execute()
  }

  async list({ limit, before, action, actor, host }: AuditQuery): Promise<readonly AuditRecord[]> {
    let query = this.#db.selectFrom('audit_log').selectAll()
    if (before !== undefined) query = query.where('id', '<', before)
    if (action !== undefined) query = query.where('action', '=', action)
    if (actor !== undefined) query = query.where('actor', '=', actor)
    if (host !== undefined) query = query.where('host_id', '=', host)
    return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toRecord)
  }
}
