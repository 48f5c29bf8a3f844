import type { ClaimedInbound, Inbound, InboundDetail, InboundOutcome, InboundStore, NewInbound } from '@hyperion/ports/inbound'
import { type Selectable, sql } from 'kysely'
import type { Db, Engine } from '../../schema.ts'
import type { InboundTable } from '../../tables/inbound.ts'

const COLUMNS = [
  'id',
  'integration_id',
  'source',
  'received_at',
  'last_at',
  'size',
  'repeats',
  'state',
  'attempts',
  'finished_at',
  'result',
  'error',
] as const satisfies readonly (keyof InboundTable)[]

type Row = Pick<Selectable<InboundTable>, (typeof COLUMNS)[number]>

function toInbound(row: Row): Inbound {
  return {
    id: row.id,
    integration: row.integration_id,
    source: row.source,
    receivedAt: row.received_at,
    lastAt: row.last_at,
    size: row.size,
    repeats: row.repeats,
    state: row.state,
    attempts: row.attempts,
    finishedAt: row.finished_at,
    result: row.result === null ? null : JSON.parse(row.result),
    error: row.error,
  }
}

function toDetail(row: Selectable<InboundTable>): InboundDetail {
  return { ...toInbound(row), body: row.body, headers: JSON.parse(row.headers) }
}

/** Waits for its turn from now on; whoever works on it sees that it does. */
function queuedAt(at: number) {
  return { state: 'queued', queued_at: at, attempts: 0, finished_at: null } as const
}

export class SqlInboundStore implements InboundStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  async receive({ integration, source, receivedAt: at, body, headers, hash }: NewInbound): Promise<number> {
    const times = { received_at: at, last_at: at, due_at: at, lease_until: 0, ...queuedAt(at) }
    const told = { integration_id: integration, source, body, size: body.byteLength, headers: JSON.stringify(headers), hash }
    const { id } = await this.#db
      .insertInto('inbound')
      .values({ ...told, ...times, repeats: 0, result: null, error: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  async repeat(integration: string, hash: string, since: number, at: number): Promise<number | undefined> {
    const same = this.#db
      .selectFrom('inbound as same')
      .select('same.id')
      .where('same.integration_id', '=', integration)
      .where('same.hash', '=', hash)
      .where('same.last_at', '>=', since)
      .orderBy('same.id', 'desc')
      .limit(1)
    const row = await this.#db
      .updateTable('inbound')
      .set(({ eb }) => ({ repeats: eb('repeats', '+', 1), last_at: at, due_at: at, ...queuedAt(at) }))
      .where('id', 'in', same)
      .returning('id')
      .executeTakeFirst()
    return row?.id
  }

  async claim(now: number, leaseMs: number): Promise<ClaimedInbound | undefined> {
    const due = this.#db
      .selectFrom('inbound as due')
      .select('due.id')
      .where('due.state', '=', 'queued')
      .where('due.due_at', '<=', now)
      .where('due.lease_until', '<=', now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('inbound as earlier')
              .select('earlier.id')
              .whereRef('earlier.integration_id', '=', 'due.integration_id')
              .where('earlier.state', '=', 'queued')
              .where(({ or, and, eb, ref }) =>
                or([
                  eb('earlier.lease_until', '>', now),
                  eb('earlier.queued_at', '<', ref('due.queued_at')),
                  and([eb('earlier.queued_at', '=', ref('due.queued_at')), eb('earlier.id', '<', ref('due.id'))]),
                ]),
              ),
          ),
        ),
      )
      .orderBy('due.queued_at')
      .orderBy('due.id')
      .limit(1)
    const row = await this.#db
      .updateTable('inbound')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), lease_until: now + leaseMs }))
      .where('lease_until', '<=', now)
      // SQLite has one writer at a time; on PostgreSQL several hubs pass over what another one is taking.
      .where('id', 'in', this.#engine === 'postgres' ? due.forUpdate().skipLocked() : due)
      .returningAll()
      .executeTakeFirst()
    return row && { ...toDetail(row), queuedAt: row.queued_at, leaseUntil: row.lease_until }
  }

  async settle(claim: Parameters<InboundStore['settle']>[0], outcome: InboundOutcome, at: number): Promise<boolean> {
    const held = this.#db.updateTable('inbound').where('id', '=', claim.id).where('lease_until', '=', claim.leaseUntil)
    const { numUpdatedRows } = await held
      .set({ lease_until: 0, ...columnsOf(outcome, at) })
      .where('queued_at', '=', claim.queuedAt)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) return true
    const { result } = columnsOf(outcome, at)
    await held.set({ lease_until: 0, ...(result !== undefined && { result }) }).execute()
    return false
  }

  async nextDue(): Promise<number | null> {
    const row = await this.#db
      .selectFrom('inbound')
      .select(({ fn }) => fn.min('due_at').as('next'))
      .where('state', '=', 'queued')
      .executeTakeFirst()
    return row?.next ?? null
  }

  async list(
    integration: string,
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly count: number; readonly deliveries: readonly Inbound[] }> {
    const all = this.#db.selectFrom('inbound').where('integration_id', '=', integration)
    const { count } = await all.select(({ fn }) => fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow()
    const rows = await all.select(COLUMNS).orderBy('id', 'desc').offset(offset).limit(limit).execute()
    return { count: Number(count), deliveries: rows.map(toInbound) }
  }

  async latest(): Promise<readonly Inbound[]> {
    const newest = this.#db
      .selectFrom('inbound')
      .select(({ fn }) => fn.max('id').as('id'))
      .groupBy('integration_id')
    return (await this.#db.selectFrom('inbound').select(COLUMNS).where('id', 'in', newest).execute()).map(toInbound)
  }

  async detail(integration: string, id: number): Promise<InboundDetail | undefined> {
    const row = await this.#db
      .selectFrom('inbound')
      .selectAll()
      .where('id', '=', id)
      .where('integration_id', '=', integration)
      .executeTakeFirst()
    return row && toDetail(row)
  }

  async replay(integration: string, id: number, at: number): Promise<Inbound | undefined> {
    const row = await this.#db
      .updateTable('inbound')
      .set({ due_at: at, ...queuedAt(at) })
      .where('id', '=', id)
      .where('integration_id', '=', integration)
      .returning(COLUMNS)
      .executeTakeFirst()
    return row && toInbound(row)
  }

  async trim({ before, bytes }: { readonly before: number; readonly bytes: number }): Promise<void> {
    await this.#db.deleteFrom('inbound').where('state', '<>', 'queued').where('last_at', '<', before).execute()
    const sizes = this.#db
      .selectFrom('inbound')
      .select(['id', sql<number>`sum(size) over (partition by integration_id order by id desc)`.as('total')])
    await this.#db
      .deleteFrom('inbound')
      .where('state', '<>', 'queued')
      .where('id', 'in', (from) => from.selectFrom(sizes.as('sizes')).select('sizes.id').where('sizes.total', '>', bytes))
      .execute()
  }
}

function columnsOf(outcome: InboundOutcome, at: number) {
  if (outcome.state === 'processed')
    return { state: outcome.state, result: JSON.stringify(outcome.result), error: null, finished_at: at } as const
  if (outcome.state === 'queued') return { error: outcome.error, due_at: outcome.retryAt }
  return { state: outcome.state, error: outcome.error, finished_at: at }
}
