import type { EventQuery, HostEvent, HostEventStore, NewHostEvent } from '@hyperion/ports/host-events'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { HostEventsTable } from '../tables/hosts.ts'

function toEvent({ host_id, ...row }: Selectable<HostEventsTable>): HostEvent {
  return { ...row, host: host_id }
}

export class SqlHostEventStore implements HostEventStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async keep(host: number, facts: string, events: readonly NewHostEvent[]): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const known = await tx.selectFrom('hosts').select('id').where('id', '=', host).executeTakeFirst()
      if (!known) return
      await tx
        .insertInto('host_facts')
        .values({ host_id: host, facts })
        .onConflict((conflict) => conflict.column('host_id').doUpdateSet({ facts }))
        .execute()
      const rows = events.map(({ host: _, ...event }) => ({ host_id: host, ...event }))
      if (rows.length > 0) await tx.insertInto('host_events').values(rows).execute()
    })
  }

  async facts(): Promise<ReadonlyMap<number, string>> {
    const rows = await this.#db.selectFrom('host_facts').selectAll().execute()
    return new Map(rows.map(({ host_id, facts }) => [host_id, facts]))
  }

  async list(host: number, { kinds, from, to, limit }: EventQuery): Promise<readonly HostEvent[]> {
    let rows = this.#db.selectFrom('host_events').selectAll().where('host_id', '=', host)
    if (kinds) rows = rows.where('kind', 'in', kinds)
    if (from !== undefined) rows = rows.where('at', '>=', from)
    if (to !== undefined) rows = rows.where('at', '<', to)
    return (await rows.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toEvent)
  }

  async trim(before: number): Promise<void> {
    await this.#db.deleteFrom('host_events').where('at', '<', before).execute()
  }
}
