import type { ExporterNews, NewScrapeTarget, ScrapeTarget, ScrapeTargetChange, ScrapeTargetStore } from '@hyperion/ports/prometheus'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { ScrapeTargetsTable } from '../tables/prometheus.ts'
import { followHostname } from './follow-hostname.ts'

function toTarget(row: Selectable<ScrapeTargetsTable> & { name: string }): ScrapeTarget {
  return {
    host: row.host_id,
    name: row.name,
    url: row.url,
    credentials: row.credentials,
    ca: row.ca,
    serverName: row.server_name,
    intervalMs: row.interval_ms,
    timeoutMs: row.timeout_ms,
    createdAt: row.created_at,
    inventory: row.inventory === null ? null : JSON.parse(row.inventory),
    lastSeen: row.last_seen,
  }
}

export class SqlScrapeTargetStore implements ScrapeTargetStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly ScrapeTarget[]> {
    return (await this.#targets().orderBy('host_id').execute()).map(toTarget)
  }

  async add({ name, ...target }: NewScrapeTarget): Promise<ScrapeTarget> {
    return this.#db.transaction().execute(async (tx) => {
      const made = { name, kind: 'prometheus', created_at: target.createdAt } as const
      const { id } = await tx.insertInto('hosts').values(made).returning('id').executeTakeFirstOrThrow()
      const row = { host_id: id, created_at: target.createdAt, last_seen: target.lastSeen, ...columnsOf(target) }
      await tx
        .insertInto('scrape_targets')
        .values({ ...row, inventory: target.inventory && JSON.stringify(target.inventory) })
        .execute()
      return { host: id, name, ...target }
    })
  }

  async change(host: number, { name, ...settings }: ScrapeTargetChange): Promise<ScrapeTarget | undefined> {
    return this.#db.transaction().execute(async (tx) => {
      const row = await tx.selectFrom('scrape_targets').select('host_id').where('host_id', '=', host).executeTakeFirst()
      if (!row) return undefined
      if (name !== undefined) await tx.updateTable('hosts').set({ name }).where('id', '=', host).execute()
      const columns = definedOf(settings)
      if (Object.keys(columns).length > 0) await tx.updateTable('scrape_targets').set(columns).where('host_id', '=', host).execute()
      const changed = await tx
        .selectFrom('scrape_targets')
        .innerJoin('hosts', 'hosts.id', 'scrape_targets.host_id')
        .selectAll('scrape_targets')
        .select('hosts.name')
        .where('host_id', '=', host)
        .executeTakeFirstOrThrow()
      return toTarget(changed)
    })
  }

  async keep(host: number, { inventory, lastSeen }: ExporterNews): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      if (inventory) await followHostname(tx, 'scrape_targets', host, inventory)
      const columns = { ...(inventory && { inventory: JSON.stringify(inventory) }), ...(lastSeen !== undefined && { last_seen: lastSeen }) }
      if (Object.keys(columns).length > 0) await tx.updateTable('scrape_targets').set(columns).where('host_id', '=', host).execute()
    })
  }

  async remove(host: number): Promise<boolean> {
    const targets = this.#db.selectFrom('scrape_targets').select('host_id')
    const { numDeletedRows } = await this.#db
      .deleteFrom('hosts')
      .where('id', '=', host)
      .where('id', 'in', targets)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  #targets() {
    return this.#db
      .selectFrom('scrape_targets')
      .innerJoin('hosts', 'hosts.id', 'scrape_targets.host_id')
      .selectAll('scrape_targets')
      .select('hosts.name')
  }
}

type Settings = Omit<NewScrapeTarget, 'name' | 'createdAt' | 'inventory' | 'lastSeen'>

function columnsOf({ url, credentials, ca, serverName, intervalMs, timeoutMs }: Settings) {
  return { url, credentials, ca, server_name: serverName, interval_ms: intervalMs, timeout_ms: timeoutMs }
}

function definedOf(settings: Omit<ScrapeTargetChange, 'name'>) {
  return {
    ...(settings.url !== undefined && { url: settings.url }),
    ...(settings.credentials !== undefined && { credentials: settings.credentials }),
    ...(settings.ca !== undefined && { ca: settings.ca }),
    ...(settings.serverName !== undefined && { server_name: settings.serverName }),
    ...(settings.intervalMs !== undefined && { interval_ms: settings.intervalMs }),
    ...(settings.timeoutMs !== undefined && { timeout_ms: settings.timeoutMs }),
  }
}
