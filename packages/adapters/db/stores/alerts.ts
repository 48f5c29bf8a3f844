import type { AlertEvent } from '@hyperion/domain/alerts'
import type { Alert, AlertStore, Transition } from '@hyperion/ports/alerts'
import type { Selectable, Transaction } from 'kysely'
import type { AlertsTable, Db, Schema } from '../schema.ts'
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
  }
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
      await keepState(tx, transition)
      if (transition.event) await queue(tx, await keepAlert(tx, transition.event), transition.event)
    })
  }

  async current(): Promise<readonly Alert[]> {
    const rows = await this.#db.selectFrom('alerts').selectAll().where('state', '=', 'firing').orderBy('id', 'desc').execute()
    return rows.map(toAlert)
  }

  async recent(limit: number): Promise<readonly Alert[]> {
    const rows = await this.#db.selectFrom('alerts').selectAll().orderBy('id', 'desc').limit(limit).execute()
    return rows.map(toAlert)
  }
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

async function keepAlert(tx: Tx, event: AlertEvent): Promise<number> {
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
  }
  const { id } = await tx
    .insertInto('alerts')
    .values({ host_id: host, rule, instance, started_at: event.startedAt, ...latest })
    .onConflict((conflict) => conflict.columns(['host_id', 'rule', 'instance', 'started_at']).doUpdateSet(latest))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
