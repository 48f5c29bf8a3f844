import { randomUUID } from 'node:crypto'
import { defaultSettings, type InboundSource, type IntegrationSettings } from '@hyperion/domain/inbound'
import type { Integration, IntegrationChange, IntegrationStore, NewIntegration } from '@hyperion/ports/inbound'
import type { Selectable } from 'kysely'
import type { Db } from '../../schema.ts'
import type { IntegrationsTable } from '../../tables/inbound.ts'

function toIntegration(row: Selectable<IntegrationsTable>): Integration {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    builtIn: row.built_in !== null,
    hint: row.hint,
    enabled: Boolean(row.enabled),
    settings: settingsOf(row),
    secret: row.secret,
    createdAt: row.created_at,
    createdBy: row.created_by,
    refused: row.refused,
    refusedAt: row.refused_at,
  }
}

/** What was set over the defaults, which may get better. */
export function settingsOf({ kind, settings }: Pick<Selectable<IntegrationsTable>, 'kind' | 'settings'>): IntegrationSettings {
  return { ...defaultSettings(kind), ...JSON.parse(settings) }
}

const NOTHING_YET = { secret: null, refused: 0, refused_at: null, flood: null, noticed_at: null } as const

export class SqlIntegrationStore implements IntegrationStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly Integration[]> {
    const rows = await this.#db.selectFrom('integrations').selectAll().orderBy('name').execute()
    return rows.map(toIntegration).sort((one, other) => Number(other.builtIn) - Number(one.builtIn))
  }

  async byId(id: string): Promise<Integration | undefined> {
    const row = await this.#db.selectFrom('integrations').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toIntegration(row)
  }

  async byToken(hash: string): Promise<Integration | undefined> {
    const row = await this.#db.selectFrom('integrations').selectAll().where('token_hash', '=', hash).executeTakeFirst()
    return row && toIntegration(row)
  }

  async ensureBuiltIn(kind: InboundSource, { name, at }: { readonly name: string; readonly at: number }): Promise<Integration> {
    const known = () => this.#db.selectFrom('integrations').selectAll().where('built_in', '=', kind).executeTakeFirst()
    const row = await known()
    if (row) return toIntegration(row)
    const made = { kind, built_in: kind, token_hash: null, hint: null, enabled: true, settings: '{}', created_at: at, created_by: null }
    // Somebody may have given the name to one of their own.
    for (const each of [name, `${name} (${kind})`, `${name} ${randomUUID()}`]) {
      const values = { id: randomUUID(), name: each, ...made, ...NOTHING_YET }
      await this.#db
        .insertInto('integrations')
        .values(values)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const found = await known()
      if (found) return toIntegration(found)
    }
    throw new Error(`no integration could be made for ${kind}`)
  }

  async add({ kind, name, settings, token, createdAt, createdBy }: NewIntegration): Promise<Integration> {
    const keys = { id: randomUUID(), kind, name, built_in: null, token_hash: token.hash, hint: token.hint, enabled: true }
    const row = await this.#db
      .insertInto('integrations')
      .values({ ...keys, settings: JSON.stringify(settings), created_at: createdAt, created_by: createdBy, ...NOTHING_YET })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toIntegration(row)
  }

  change(id: string, { name, enabled, settings, token, secret }: IntegrationChange): Promise<Integration | undefined> {
    return this.#db.transaction().execute(async (tx) => {
      const before = await tx.selectFrom('integrations').selectAll().where('id', '=', id).executeTakeFirst()
      if (!before) return undefined
      const row = await tx
        .updateTable('integrations')
        .set({
          name: name ?? before.name,
          ...(enabled !== undefined && { enabled }),
          ...(settings && { settings: JSON.stringify({ ...JSON.parse(before.settings), ...settings }) }),
          ...(token && { token_hash: token.hash, hint: token.hint }),
          ...(secret !== undefined && { secret }),
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return row && toIntegration(row)
    })
  }

  async remove(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('integrations')
      .where('id', '=', id)
      .where('built_in', 'is', null)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  async refuse(id: string, at: number): Promise<void> {
    await this.#db
      .updateTable('integrations')
      .set(({ eb }) => ({ refused: eb('refused', '+', 1), refused_at: at }))
      .where('id', '=', id)
      .execute()
  }
}
