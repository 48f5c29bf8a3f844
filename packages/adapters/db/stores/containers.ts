import type { ContainerInfo } from '@hyperion/domain/hosts'
import type { ContainerStore, StoredContainer, ToldContainers } from '@hyperion/ports/containers'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { ContainersTable } from '../tables/containers.ts'

function toContainer(row: Selectable<ContainersTable>): StoredContainer {
  return {
    id: row.id,
    host: row.host_id,
    name: row.name,
    containerId: row.container_id,
    engine: row.engine,
    image: row.image,
    state: row.status,
    exitCode: row.exit_code,
    health: row.health,
    createdAt: row.created_at,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
  }
}

function toRow({ id, engine, image, state, exitCode, health, createdAt, startedAt }: ContainerInfo) {
  const times = { created_at: createdAt, started_at: startedAt }
  return { container_id: id, engine, image, status: state, exit_code: exitCode, health, ...times }
}

export class SqlContainerStore implements ContainerStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(host: number): Promise<readonly StoredContainer[]> {
    const rows = await this.#db.selectFrom('containers').selectAll().where('host_id', '=', host).execute()
    return rows.map(toContainer).sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  async byId(host: number, id: number): Promise<StoredContainer | undefined> {
    const row = await this.#db.selectFrom('containers').selectAll().where('host_id', '=', host).where('id', '=', id).executeTakeFirst()
    return row && toContainer(row)
  }

  async replace({ host, engines, containers, now }: ToldContainers): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const known = await tx.selectFrom('hosts').select('id').where('id', '=', host).executeTakeFirst()
      if (!known) return
      const rows = await tx.selectFrom('containers').selectAll().where('host_id', '=', host).execute()
      const before = new Map(rows.map((row) => [row.name, row]))
      for (const container of containers) {
        const row = before.get(container.name)
        before.delete(container.name)
        const values = toRow(container)
        if (!row) {
          await tx
            .insertInto('containers')
            .values({ ...values, host_id: host, name: container.name, updated_at: now })
            .execute()
        } else if (differs(row, values)) {
          await tx
            .updateTable('containers')
            .set({ ...values, updated_at: now })
            .where('id', '=', row.id)
            .execute()
        }
      }
      for (const { id, engine, status } of before.values()) {
        const state = engines.includes(engine) ? ('removed' as const) : ('unknown' as const)
        if (status === state || status === 'removed') continue
        await tx.updateTable('containers').set({ status: state, updated_at: now }).where('id', '=', id).execute()
      }
    })
  }

  async drop(host: number, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    await this.#db
      .deleteFrom('containers')
      .where('host_id', '=', host)
      .where('id', 'in', ids)
      .where('status', 'in', ['removed', 'unknown'])
      .execute()
  }
}

function differs(row: Selectable<ContainersTable>, values: ReturnType<typeof toRow>): boolean {
  return Object.entries(values).some(([column, value]) => row[column as keyof typeof values] !== value)
}
