import { type AlertEvent, type HeldEvent, noDataRule, type Telling, tell } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { Alert, AlertFilter, AlertStore, AlertStory, StoryEvent, Transition } from '@hyperion/ports/alerts'
import { type Selectable, sql, type Transaction } from 'kysely'
import type { AlertEventsTable, AlertsTable, Db, Schema } from '../schema.ts'
import { toDelivery } from './deliveries.ts'
import { queue } from './outbox.ts'

type Tx = Transaction<Schema>

function toAlert(row: Selectable<AlertsTable>): Alert {
  return {
    id: row.id,
    host: row.host_id,
    rule: row.rule,
    instance: row.instance,
    title: row.title,
    unit: row.unit,
    message: row.message,
    level: row.level,
    state: row.state,
    value: row.value,
    threshold: row.threshold,
    startedAt: row.started_at,
    resolvedAt: row.resolved_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    flapping: Boolean(row.flapping),
    held: row.held,
  }
}

function toStoryEvent({ id: _, alert_id: __, ...event }: Selectable<AlertEventsTable>): StoryEvent {
  return event
}

export class SqlAlertStore implements AlertStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async states(): Promise<readonly Omit<Transition, 'event'>[]> {
    const rows = await this.#db.selectFrom('alert_states').selectAll().execute()
    return rows.map(({ host_id, rule, instance, state }) => ({ host: host_id, rule, instance, state: JSON.parse(state) }))
  }

  async commit(transition: Transition): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const host = await tx.selectFrom('hosts').select('id').where('id', '=', transition.host).executeTakeFirst()
      if (!host) return
      await keepState(tx, transition)
      const { event, telling = 'now', noticedAt } = transition
      if (event) await keepEvent(tx, event, telling, noticedAt ?? event.at)
    })
  }

  async current(): Promise<readonly Alert[]> {
    const rows = await this.#db.selectFrom('alerts').selectAll().where('state', '=', 'firing').orderBy('id', 'desc').execute()
    return rows.map(toAlert)
  }

  async recent(limit: number): Promise<readonly Alert[]> {
    return this.find({ limit })
  }

  async find({ state, level, host, rule, search, before, limit }: AlertFilter): Promise<readonly Alert[]> {
    let query = this.#db.selectFrom('alerts').selectAll('alerts').orderBy('alerts.id', 'desc').limit(limit)
    if (state) query = query.where('state', '=', state)
    if (level) query = query.where('level', '=', level)
    if (host !== undefined) query = query.where('host_id', '=', host)
    if (rule !== undefined) query = query.where('rule', 'in', [rule, noDataRule(rule)])
    if (before !== undefined) query = query.where('alerts.id', '<', before)
    if (search) query = query.innerJoin('hosts', 'hosts.id', 'alerts.host_id').where(mentions(search))
    return (await query.execute()).map(toAlert)
  }

  async story(id: number): Promise<AlertStory | undefined> {
    const row = await this.#db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) return undefined
    const [events, deliveries] = await Promise.all([
      this.#db.selectFrom('alert_events').selectAll().where('alert_id', '=', id).orderBy('id').execute(),
      this.#db.selectFrom('deliveries').selectAll().where('alert_id', '=', id).orderBy('id').execute(),
    ])
    return { alert: toAlert(row), events: events.map(toStoryEvent), deliveries: deliveries.map(toDelivery) }
  }

  acknowledge(id: number, { name, at, acknowledged }: Parameters<AlertStore['acknowledge']>[1]): Promise<Alert> {
    return this.#db.transaction().execute(async (tx) => {
      const row = await tx
        .updateTable('alerts')
        .set({ acknowledged_at: acknowledged ? at : null, acknowledged_by: acknowledged ? name : null })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      if (!row) throw new DomainError('not_found', 'no such alert')
      if (row.state !== 'firing') throw new DomainError('conflict', 'The alert is over')
      const kind = acknowledged ? 'acknowledged' : 'unacknowledged'
      const { level, value, threshold, message } = row
      const event = { alert_id: id, kind, level, value, threshold, message, at, told: 'never', actor: name } as const
      await insertEvent(tx, event)
      return toAlert(row)
    })
  }

  async held(): Promise<readonly Alert[]> {
    const rows = await this.#db.selectFrom('alerts').selectAll().where('held', 'is not', null).orderBy('id').execute()
    return rows.map(toAlert)
  }

  release({ id, held }: Pick<Alert, 'id' | 'held'>, event: AlertEvent): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('alerts')
        .set({ held: null })
        .where('id', '=', id)
        .where('held', '=', held)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await queue(tx, id, event, event.at)
      return true
    })
  }

  async markSilenced(id: number, until: number | null): Promise<void> {
    await this.#db.updateTable('alerts').set({ silenced_until: until }).where('id', '=', id).execute()
  }

  async trim({ alerts, deliveries }: { readonly alerts: number; readonly deliveries: number }): Promise<void> {
    await this.#db.deleteFrom('deliveries').where('finished_at', '<', deliveries).execute()
    await this.#db.deleteFrom('alerts').where('resolved_at', '<', alerts).execute()
  }
}

function mentions(search: string) {
  const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  const text = sql<string>`lower(${sql.ref('alerts.title')} || ' ' || ${sql.ref('alerts.message')} || ' ' || ${sql.ref('alerts.instance')} || ' ' || ${sql.ref('hosts.name')})`
  return sql<boolean>`${text} like ${pattern} escape '\\'`
}

async function keepState(tx: Tx, { host, rule, instance, state }: Transition): Promise<void> {
  if (state.phase === 'ok') {
    await tx.deleteFrom('alert_states').where('host_id', '=', host).where('rule', '=', rule).where('instance', '=', instance).execute()
    return
  }
  const json = JSON.stringify(state)
  await tx
    .insertInto('alert_states')
    .values({ host_id: host, rule, instance, state: json })
    .onConflict((conflict) => conflict.columns(['host_id', 'rule', 'instance']).doUpdateSet({ state: json }))
    .execute()
}

async function keepEvent(tx: Tx, event: AlertEvent, telling: Telling, noticedAt: number): Promise<void> {
  const { id, held } = await keepAlert(tx, event)
  const { kind, level, value, threshold, message, at } = event
  const isNew = await insertEvent(tx, { alert_id: id, kind, level, value, threshold, message, at, told: telling, actor: null })
  if (!isNew) return
  const told = tell(kind, telling, held)
  if (told.held !== held) await tx.updateTable('alerts').set({ held: told.held }).where('id', '=', id).execute()
  if (told.kind) await queue(tx, id, { ...event, kind: told.kind }, noticedAt)
}

/** False for one that is there already. */
async function insertEvent(tx: Tx, event: Omit<Selectable<AlertEventsTable>, 'id'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('alert_events')
    .values(event)
    .onConflict((conflict) => conflict.columns(['alert_id', 'kind', 'at']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows !== 0n
}

async function keepAlert(tx: Tx, event: AlertEvent): Promise<{ readonly id: number; readonly held: HeldEvent | null }> {
  const over = event.kind === 'resolved'
  const { host, rule, instance, title, unit, message, level, value, threshold } = event
  const latest = {
    title,
    unit,
    message,
    level,
    value,
    threshold,
    state: over ? ('resolved' as const) : ('firing' as const),
    resolved_at: over ? event.at : null,
    flapping: event.flapping ?? false,
  }
  return tx
    .insertInto('alerts')
    .values({ host_id: host, rule, instance, started_at: event.startedAt, ...latest })
    .onConflict((conflict) => conflict.columns(['host_id', 'rule', 'instance', 'started_at']).doUpdateSet(latest))
    .returning(['id', 'held'])
    .executeTakeFirstOrThrow()
}
