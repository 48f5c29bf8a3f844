import type { AlertEvent } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type {
  Delivery,
  DeliveryFailure,
  DeliveryQuery,
  DeliveryStatus,
  DeliveryStore,
  LeasedDelivery,
  LeasedMessage,
  LeaseOptions,
} from '@hyperion/ports/alerts'
import type { ExpressionBuilder, ExpressionWrapper, Selectable, SelectQueryBuilder, SqlBool, Transaction, UpdateObject } from 'kysely'
import type { Db, DeliveriesTable, Engine, Schema } from '../schema.ts'
import { remind } from './outbox.ts'

type Tx = Transaction<Schema>
type WithDue = Schema & { due: DeliveriesTable }
type First = Pick<Selectable<DeliveriesTable>, 'id' | 'channel_id' | 'message'>

export function toDelivery(row: Selectable<DeliveriesTable>): Delivery {
  return {
    id: row.id,
    channel: row.channel_id,
    alert: row.alert_id,
    kind: row.kind,
    event: JSON.parse(row.event),
    status: row.status,
    attempts: row.attempts,
    createdAt: row.created_at,
    dueAt: row.due_at,
    finishedAt: row.finished_at,
    error: row.error,
    message: row.message,
  }
}

export class SqlDeliveryStore implements DeliveryStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  async lease(options: LeaseOptions): Promise<LeasedMessage | undefined> {
    return this.#db.transaction().execute(async (tx) => {
      const first = await this.#firstDue(tx, options)
      if (!first) return undefined
      const ids = await this.#together(tx, first, options)
      const message = first.message ?? first.id
      const until = options.now + options.leaseMs
      const rows = await tx
        .updateTable('deliveries')
        .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), due_at: until, message }))
        .where('id', 'in', ids)
        .returningAll()
        .execute()
      if (first.message === null) await pace(tx, first.channel_id, options)
      const [head, ...others] = await withReferences(tx, rows.map(toDelivery))
      return head && { id: message, channel: first.channel_id, until, deliveries: [head, ...others] }
    })
  }

  async counts(): Promise<Record<DeliveryStatus, number>> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .select(({ fn }) => ['status', fn.countAll<number | string>().as('count')])
      .groupBy('status')
      .execute()
    return { queued: 0, sent: 0, failed: 0, ...Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)])) }
  }

  async nextDue(now: number): Promise<number | null> {
    const row = await this.#db
      .selectFrom('deliveries')
      .select(({ fn }) => fn.min('due_at').as('next'))
      .where('status', '=', 'queued')
      .where('due_at', '>', now)
      .executeTakeFirst()
    return row?.next ?? null
  }

  async succeed(message: LeasedMessage, at: number, reference?: string): Promise<void> {
    await this.#finish(message, { status: 'sent', finished_at: at, error: null, reference: reference ?? null })
  }

  async fail(message: LeasedMessage, { at, error, retryAt }: DeliveryFailure): Promise<void> {
    await this.#finish(message, retryAt === null ? { status: 'failed', finished_at: at, error } : { due_at: retryAt, error })
  }

  async split(message: LeasedMessage, at: number, error: string): Promise<void> {
    const ids = message.deliveries.map(({ id }) => id).sort((a, b) => a - b)
    const half = Math.ceil(ids.length / 2)
    await this.#db.transaction().execute(async (tx) => {
      for (const part of [ids.slice(0, half), ids.slice(half)])
        if (part[0] !== undefined) await finish(tx, part, message.until, { message: part[0], due_at: at, error })
    })
  }

  async hold(channel: number, until: number): Promise<void> {
    await this.#db.updateTable('channels').set({ held_until: until }).where('id', '=', channel).execute()
  }

  async retry(id: number, at: number): Promise<Delivery> {
    const row = await this.#db
      .updateTable('deliveries')
      .set({ status: 'queued', attempts: 0, due_at: at, finished_at: null, message: null })
      .where('id', '=', id)
      .where('status', '=', 'failed')
      .returningAll()
      .executeTakeFirst()
    if (row) return toDelivery(row)
    const known = await this.#db.selectFrom('deliveries').select('id').where('id', '=', id).executeTakeFirst()
    throw known ? new DomainError('conflict', 'the delivery did not fail') : new DomainError('not_found', 'no such delivery')
  }

  remind(now: number): Promise<readonly AlertEvent[]> {
    return remind(this.#db, now)
  }

  async list({ limit, before, channel, alert, status }: DeliveryQuery): Promise<readonly Delivery[]> {
    let query = this.#db.selectFrom('deliveries').selectAll()
    if (before !== undefined) query = query.where('id', '<', before)
    if (channel !== undefined) query = query.where('channel_id', '=', channel)
    if (alert !== undefined) query = query.where('alert_id', '=', alert)
    if (status !== undefined) query = query.where('status', '=', status)
    return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toDelivery)
  }

  /** What failed before waits for its own time alone; what is new also for its channel's pace and its alert's turn. */
  async #firstDue(tx: Tx, { now, except, pace: { burstMs } }: LeaseOptions): Promise<First | undefined> {
    let due = tx
      .selectFrom('deliveries as due')
      .innerJoin('channels', 'channels.id', 'due.channel_id')
      .select(['due.id', 'due.channel_id', 'due.message'])
      .where('due.status', '=', 'queued')
      .where('due.due_at', '<=', now)
      .where(({ or, eb }) => or([eb('channels.held_until', 'is', null), eb('channels.held_until', '<=', now)]))
      .where(({ or, and, eb }) => {
        const isNew = and([eb('due.message', 'is', null), eb('channels.paced_to', '<=', now + burstMs), firstOfItsAlert(eb)])
        return or([eb('due.message', 'is not', null), isNew])
      })
    if (except.length > 0) due = due.where('due.channel_id', 'not in', except)
    return this.#locked(due.orderBy('due.id').limit(1)).executeTakeFirst()
  }

  /** What goes out with the first one: what did so before, else all that is new for the channel. */
  async #together(tx: Tx, { message, channel_id }: First, { limit }: LeaseOptions): Promise<readonly number[]> {
    const queued = tx.selectFrom('deliveries as due').select('due.id').where('due.status', '=', 'queued')
    const wanted =
      message === null
        ? queued
            .where('due.channel_id', '=', channel_id)
            .where('due.message', 'is', null)
            .where(({ eb }) => firstOfItsAlert(eb))
        : queued.where('due.message', '=', message)
    const rows = await this.#locked(wanted.orderBy('due.id').limit(limit)).execute()
    return rows.map(({ id }) => id)
  }

  /** SQLite has one writer at a time; on PostgreSQL several hubs pass over what another one is taking. */
  #locked<T>(query: SelectQueryBuilder<WithDue, keyof WithDue, T>): SelectQueryBuilder<WithDue, keyof WithDue, T> {
    return this.#engine === 'postgres' ? query.forUpdate('due').skipLocked() : query
  }

  async #finish({ deliveries, until }: LeasedMessage, change: UpdateObject<Schema, 'deliveries'>): Promise<void> {
    await finish(
      this.#db,
      deliveries.map(({ id }) => id),
      until,
      change,
    )
  }
}

/** Whether nothing that was queued earlier of the same alert still waits for the channel. */
function firstOfItsAlert({ not, exists, selectFrom }: ExpressionBuilder<WithDue, 'due'>): ExpressionWrapper<WithDue, 'due', SqlBool> {
  return not(
    exists(
      selectFrom('deliveries as earlier')
        .select('earlier.id')
        .whereRef('earlier.alert_id', '=', 'due.alert_id')
        .whereRef('earlier.channel_id', '=', 'due.channel_id')
        .whereRef('earlier.id', '<', 'due.id')
        .where('earlier.status', '=', 'queued'),
    ),
  )
}

async function pace(tx: Tx, channel: number, { now, pace: { messageMs } }: LeaseOptions): Promise<void> {
  const row = await tx.selectFrom('channels').select('paced_to').where('id', '=', channel).executeTakeFirstOrThrow()
  const used = Math.max(row.paced_to, now) + messageMs
  await tx.updateTable('channels').set({ paced_to: used }).where('id', '=', channel).execute()
}

/** With each the latest answer of its channel to an event of its alert. */
async function withReferences(tx: Tx, deliveries: readonly Delivery[]): Promise<readonly LeasedDelivery[]> {
  if (deliveries.length === 0) return []
  const rows = await tx
    .selectFrom('deliveries')
    .select(['alert_id', 'channel_id', 'reference'])
    .where('reference', 'is not', null)
    .where('alert_id', 'in', [...new Set(deliveries.map(({ alert }) => alert))])
    .orderBy('id')
    .execute()
  const references = new Map(rows.map((row) => [`${row.alert_id} ${row.channel_id}`, row.reference]))
  return deliveries
    .map((each) => ({ ...each, reference: references.get(`${each.alert} ${each.channel}`) ?? null }))
    .sort((a, b) => a.id - b.id)
}

async function finish(db: Db | Tx, ids: readonly number[], until: number, change: UpdateObject<Schema, 'deliveries'>): Promise<void> {
  await db.updateTable('deliveries').set(change).where('id', 'in', ids).where('status', '=', 'queued').where('due_at', '=', until).execute()
}
