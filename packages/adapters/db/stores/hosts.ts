import { DomainError } from '@hyperion/domain/errors'
import type { Host, HostStore } from '@hyperion/ports/hosts'
import { type Selectable, sql } from 'kysely'
import type { Db, HostsTable } from '../schema.ts'

function toHost(row: Selectable<HostsTable>, tags: readonly string[]): Host {
  return { id: row.id, name: row.name, kind: row.kind, createdAt: row.created_at, tags }
}

export class SqlHostStore implements HostStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly Host[]> {
    const rows = await this.#db.selectFrom('hosts').selectAll().orderBy('id').execute()
    const tagged = await this.#db.selectFrom('host_tags').selectAll().orderBy('tag').execute()
    const tags = Map.groupBy(tagged, ({ host_id }) => host_id)
    return rows.map((row) => toHost(row, tags.get(row.id)?.map(({ tag }) => tag) ?? []))
  }

  async byId(id: number): Promise<Host | undefined> {
    const row = await this.#db.selectFrom('hosts').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toHost(row, await this.#tags(id))
  }

  /** Writes only what differs, so that a read-only database still tells the hub's own host. */
  async ensureHub(name: string, now: number): Promise<Host> {
    const known = await this.#db.selectFrom('hosts').selectAll().where('kind', '=', 'hub').executeTakeFirst()
    if (known?.name === name) return toHost(known, await this.#tags(known.id))
    // SQLite recognises its partial index only by a literal.
    const row = await this.#db
      .insertInto('hosts')
      .values({ name, kind: 'hub', created_at: now })
      .onConflict((conflict) => conflict.column('kind').where('kind', '=', sql.lit('hub')).doUpdateSet({ name }))
      .returningAll()
      .executeTakeFirstOrThrow()
    return toHost(row, await this.#tags(row.id))
  }

  async setTags(id: number, tags: readonly string[]): Promise<Host> {
    await this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom('host_tags').where('host_id', '=', id).execute()
      const rows = [...new Set(tags)].map((tag) => ({ host_id: id, tag }))
      if (rows.length > 0) await tx.insertInto('host_tags').values(rows).execute()
    })
    const host = await this.byId(id)
    if (!host) throw new DomainError('not_found', 'no such host')
    return host
  }

  async #tags(id: number): Promise<readonly string[]> {
    const rows = await this.#db.selectFrom('host_tags').select('tag').where('host_id', '=', id).orderBy('tag').execute()
    return rows.map(({ tag }) => tag)
  }
}
