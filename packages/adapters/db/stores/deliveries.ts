import type { Delivery, DeliveryFailure, DeliveryStore, LeasedDelivery } from '@hyperion/ports/alerts'
import type { Selectable, UpdateObject } from 'kysely'
import type { Db, DeliveriesTable, Engine, Schema } from '../schema.ts'

type Attempt = Pick<Delivery, 'id' | 'attempts'>

function toDelivery(row: Selectable<DeliveriesTable>): Delivery {
  return {
    id: row.id,
    channel: row.channel_id,
    alert: row.alert_id,
    kind: row.kind,
    status: row.status,
    attempts: row.attempts,
    createdAt: row.created_at,
    dueAt: row.due_at,
    finishedAt: row.finished_at,
    error: row.error,
  }
}

export class SqlDeliveryStore implements DeliveryStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  async lease(now: number, leaseMs: number, limit: number): Promise<readonly LeasedDelivery[]> {
    const due = this.#db
      .selectFrom('deliveries as due')
      .select('due.id')
      .where('due.status', '=', 'queued')
      .where('due.due_at', '<=', now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('deliveries as earlier')
              .select('earlier.id')
              .whereRef('earlier.alert_id', '=', 'due.alert_id')
              .whereRef('earlier.channel_id', '=', 'due.channel_id')
              .whereRef('earlier.id', '<', 'due.id')
              .where('earlier.status', '=', 'queued'),
          ),
        ),
      )
      .orderBy('due.id')
      .limit(limit)
    const rows = await this.#db
      .updateTable('deliveries')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), due_at: now + leaseMs }))
      // SQLite has one writer at a time; on PostgreSQL several hubs pass over what another one is taking.
      .where('id', 'in', this.#engine === 'postgres' ? due.forUpdate().skipLocked() : due)
      .returningAll()
      .execute()
    const leased = rows.map((row) => ({ ...toDelivery(row), event: JSON.parse(row.event), reference: null }))
    const references = await this.#references(leased)
    return leased
      .map((each) => ({ ...each, reference: references.get(`${each.alert} ${each.channel}`) ?? null }))
      .sort((a, b) => a.id - b.id)
  }

  async succeed(attempt: Attempt, at: number, reference?: string): Promise<void> {
    await this.#finish(attempt, { status: 'sent', finished_at: at, error: null, reference: reference ?? null })
  }

  async fail(attempt: Attempt, { at, error, retryAt }: DeliveryFailure): Promise<void> {
    await this.#finish(attempt, retryAt === null ? { status: 'failed', finished_at: at, error } : { due_at: retryAt, error })
  }

  async list(limit: number): Promise<readonly Delivery[]> {
    const rows = await this.#db.selectFrom('deliveries').selectAll().orderBy('id', 'desc').limit(limit).execute()
    return rows.map(toDelivery)
  }

  /** The latest of each alert and channel. */
  async #references(deliveries: readonly Pick<Delivery, 'alert' | 'channel'>[]): Promise<ReadonlyMap<string, string | null>> {
    if (deliveries.length === 0) return new Map()
    const rows = await this.#db
      .selectFrom('deliveries')
      .select(['alert_id', 'channel_id', 'reference'])
      .where('reference', 'is not', null)
      .where('alert_id', 'in', [...new Set(deliveries.map(({ alert }) => alert))])
      .orderBy('id')
      .execute()
    return new Map(rows.map((row) => [`${row.alert_id} ${row.channel_id}`, row.reference]))
  }

  async #finish({ id, attempts }: Attempt, change: UpdateObject<Schema, 'deliveries'>): Promise<void> {
    await this.#db
      .updateTable('deliveries')
      .set(change)
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .where('status', '=', 'queued')
      .execute()
  }
}
