import type { Host, HostStore } from '@hyperion/ports/hosts'
import { type Selectable, sql } from 'kysely'
import type { Db, HostsTable } from '../schema.ts'

function toHost(row: Selectable<HostsTable>): Host {
  return { id: row.id, name: row.name, kind: row.kind, createdAt: row.created_at }
}

export class SqlHostStore implements HostStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly Host[]> {
    const rows = await this.#db.selectFrom('hosts').selectAll().orderBy('id').execute()
    return rows.map(toHost)
  }

  async byId(id: number): Promise<Host | undefined> {
    const row = await this.#db.selectFrom('hosts').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toHost(row)
  }

  /** Writes only what differs, so that a read-only database still tells the hub's own host. */
  async ensureHub(name: string, now: number): Promise<Host> {
    const known = await this.#db.selectFrom('hosts').selectAll().where('kind', '=', 'hub').executeTakeFirst()
    if (known?.name === name) return toHost(known)
    // SQLite recognises its partial index only by a literal.
    const row = await this.#db
      .insertInto('hosts')
      .values({ name, kind: 'hub', created_at: now })
      .onConflict((conflict) => conflict.column('kind').where('kind', '=', sql.lit('hub')).doUpdateSet({ name }))
      .returningAll()
      .executeTakeFirstOrThrow()
    return toHost(row)
  }
}
