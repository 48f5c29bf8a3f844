import type { Incident } from '@hyperion/domain/incidents'
import type { KnownRoute, Routed, RouteRequest, RouteStore } from '@hyperion/ports/inbound'
import type { Transaction } from 'kysely'
import type { Db, Schema } from '../../schema.ts'
import { dedupKeyOf } from '../incidents/rows.ts'

type Tx = Transaction<Schema>

const MINUTE = 60_000
const NOTICE_AGAIN_MS = 15 * MINUTE
/** Variables that one statement may have. */
const AT_ONCE = 500

export class SqlRouteStore implements RouteStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async known(integration: string, fingerprints: readonly string[], at: number): Promise<ReadonlyMap<string, KnownRoute>> {
    const known = new Map<string, KnownRoute>()
    for (let i = 0; i < fingerprints.length; i += AT_ONCE) {
      const some = fingerprints.slice(i, i + AT_ONCE)
      const rows = await this.#db
        .selectFrom('inbound_alerts')
        .leftJoin('incidents', 'incidents.id', 'inbound_alerts.incident_id')
        .select(['fingerprint', 'inbound_alerts.service_id', 'incidents.service_id as moved_to', 'group_key', 'firing'])
        .where('integration_id', '=', integration)
        .where('fingerprint', 'in', some)
        .execute()
      // Whoever gave the incident to another service gave its alerts to it as well.
      for (const { fingerprint, service_id, moved_to, group_key, firing } of rows)
        known.set(fingerprint, { service: moved_to ?? service_id, group: group_key, firing: Boolean(firing) })
      if (rows.length > 0) await this.#set(integration, some, { updated_at: at })
    }
    return known
  }

  route(integration: string, request: RouteRequest): Promise<Routed> {
    return this.#db.transaction().execute(async (tx) => {
      const { signal, at } = request
      const joined = await companion(tx, integration, request)
      const found = joined ? { ...joined, flood: null, noticeOwed: false, counts: false } : await weigh(tx, integration, request)
      const { counts, ...routed } = found
      const row = {
        service_id: routed.service,
        group_key: routed.group,
        dedup_key: dedupKeyOf(routed.group === null ? signal : { ...signal, group: routed.group }),
        incident_id: null,
        firing: true,
        counted_at: counts ? at : 0,
        quiet: routed.quiet,
        updated_at: at,
      }
      await tx
        .insertInto('inbound_alerts')
        .values({ integration_id: integration, fingerprint: signal.fingerprint, ...row })
        .onConflict((conflict) => conflict.columns(['integration_id', 'fingerprint']).doUpdateSet(row))
        .execute()
      return routed
    })
  }

  async arrived(integration: string, fingerprint: string, incident: string): Promise<void> {
    await this.#set(integration, [fingerprint], { incident_id: incident })
  }

  async ended(integration: string, fingerprints: readonly string[]): Promise<void> {
    for (let i = 0; i < fingerprints.length; i += AT_ONCE)
      await this.#set(integration, fingerprints.slice(i, i + AT_ONCE), { firing: false })
  }

  async noticed(integration: string, at: number): Promise<void> {
    await this.#db.updateTable('integrations').set({ noticed_at: at }).where('id', '=', integration).execute()
  }

  async isFlooded({ service, dedupKey, createdAt }: Pick<Incident, 'service' | 'dedupKey' | 'createdAt'>): Promise<boolean> {
    if (dedupKey === null) return false
    const rows = await this.#db
      .selectFrom('inbound_alerts')
      .select(['quiet', 'counted_at'])
      .where('service_id', '=', service.id)
      .where('dedup_key', '=', dedupKey)
      .where('counted_at', '>', 0)
      .execute()
    // What came to it later, by whatever way, says nothing of how it began.
    const first = rows.filter(({ counted_at }) => counted_at <= createdAt)
    return first.length > 0 && first.every(({ quiet }) => Boolean(quiet))
  }

  async trim(before: number): Promise<void> {
    await this.#db.deleteFrom('inbound_alerts').where('updated_at', '<', before).execute()
  }

  async #set(integration: string, fingerprints: readonly string[], change: Partial<Schema['inbound_alerts']>): Promise<void> {
    await this.#db
      .updateTable('inbound_alerts')
      .set(change)
      .where('integration_id', '=', integration)
      .where('fingerprint', 'in', fingerprints)
      .execute()
  }
}

/** Of the same group: it opens nothing of its own. */
async function companion(
  tx: Tx,
  integration: string,
  { signal, service }: RouteRequest,
): Promise<{ readonly service: string; readonly group: string | null; readonly quiet: boolean } | undefined> {
  if (signal.group === undefined) return undefined
  const row = await tx
    .selectFrom('inbound_alerts')
    .select(['group_key', 'quiet'])
    .where('integration_id', '=', integration)
    .where('service_id', '=', service)
    .where('dedup_key', '=', dedupKeyOf(signal))
    .where('firing', '=', true)
    .limit(1)
    .executeTakeFirst()
  return row && { service, group: row.group_key, quiet: Boolean(row.quiet) }
}

/** Whether it is one too many to stand, or to page, alone. */
async function weigh(tx: Tx, integration: string, request: RouteRequest): Promise<Routed & { readonly counts: true }> {
  const { at, floodLimit, pageLimit, floodService, service, signal } = request
  const { flood, noticed_at } = await tx
    .selectFrom('integrations')
    .select(['flood', 'noticed_at'])
    .where('id', '=', integration)
    .executeTakeFirstOrThrow()
  const lately = await countSince(tx, integration, at - MINUTE)
  // It goes on until a minute had no more than may page.
  const goesOn = flood !== null && lately > pageLimit
  const group = goesOn ? flood : lately >= floodLimit ? `flood:${at}` : null
  const quiet = group === null && lately >= pageLimit
  const noticeOwed = quiet && (noticed_at === null || at - noticed_at >= NOTICE_AGAIN_MS)
  const calm = lately < pageLimit && noticed_at !== null
  if (group !== flood || calm)
    await tx
      .updateTable('integrations')
      .set({ flood: group, ...(calm && { noticed_at: null }) })
      .where('id', '=', integration)
      .execute()
  const shared = { counts: true, quiet, noticeOwed } as const
  if (group === null) return { service, group: signal.group ?? null, flood: null, ...shared }
  return { service: floodService, group, flood: goesOn ? 'goes on' : 'begins', ...shared }
}

async function countSince(tx: Tx, integration: string, since: number): Promise<number> {
  const { count } = await tx
    .selectFrom('inbound_alerts')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('integration_id', '=', integration)
    .where('counted_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}
