import { DomainError } from '@hyperion/domain/errors'
import type { FleetView, FleetViewStore, NewFleetView } from '@hyperion/ports/fleet-views'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { FleetViewsTable } from '../tables/fleet-views.ts'

function toView({ id, owner_id, name, author, settings }: Selectable<FleetViewsTable>): FleetView {
  return { ...JSON.parse(settings), id, owner: owner_id, name, author }
}

function toRow({ owner, name, ...settings }: Omit<NewFleetView, 'author'>) {
  return { owner_id: owner, name, settings: JSON.stringify(settings) }
}

export class SqlFleetViewStore implements FleetViewStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(user: number): Promise<readonly FleetView[]> {
    const rows = await this.#db
      .selectFrom('fleet_views')
      .selectAll()
      .where((row) => row.or([row('owner_id', '=', user), row('owner_id', 'is', null)]))
      .orderBy('name')
      .orderBy('id')
      .execute()
    return rows.map(toView)
  }

  async byId(id: number): Promise<FleetView | undefined> {
    const row = await this.#db.selectFrom('fleet_views').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toView(row)
  }

  async create({ author, ...view }: NewFleetView): Promise<FleetView> {
    return toView(
      await this.#db
        .insertInto('fleet_views')
        .values({ ...toRow(view), author })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
  }

  async update(id: number, view: Omit<NewFleetView, 'author'>): Promise<FleetView> {
    const row = await this.#db.updateTable('fleet_views').set(toRow(view)).where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw new DomainError('not_found', 'no such view')
    return toView(row)
  }

  async delete(id: number): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('fleet_views').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw new DomainError('not_found', 'no such view')
  }
}
