import type {
  NewSlackEvent,
  SlackEvent,
  SlackMessage,
  SlackPerson,
  SlackPlace,
  SlackRoom,
  SlackState,
  SlackStore,
  StoredSlackSettings,
} from '@hyperion/ports/slack'
import type { Insertable } from 'kysely'
import type { Db, Engine, Schema } from '../../schema.ts'
import { settingsColumns, toEvent, toMessage, toPerson, toRoom, toSettings } from './rows.ts'

const ONLY = 1
const SIGNATURE = 'signature'

export class SqlSlackStore implements SlackStore {
  readonly #db: Db
  readonly #engine: Engine

  constructor(db: Db, engine: Engine) {
    this.#db = db
    this.#engine = engine
  }

  async settings(): Promise<StoredSlackSettings | undefined> {
    const row = await this.#db.selectFrom('slack_settings').selectAll().where('id', '=', ONLY).executeTakeFirst()
    return row && toSettings(row)
  }

  async saveSettings(settings: StoredSlackSettings): Promise<void> {
    const columns = settingsColumns(settings)
    await this.#db.transaction().execute(async (tx) => {
      const before = await tx.selectFrom('slack_settings').select('team_id').where('id', '=', ONLY).executeTakeFirst()
      if (before?.team_id !== columns.team_id) await tx.deleteFrom('slack_users').execute()
      await tx
        .insertInto('slack_settings')
        .values({ id: ONLY, ...columns, last_event_at: null, last_error: null, last_error_at: null })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...columns, last_error: null, last_error_at: null }))
        .execute()
    })
  }

  async clearSettings(): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom('slack_settings').execute()
      await tx.deleteFrom('slack_users').execute()
    })
  }

  async state(): Promise<SlackState> {
    const row = await this.#db
      .selectFrom('slack_settings')
      .select(['last_event_at', 'last_error', 'last_error_at'])
      .where('id', '=', ONLY)
      .executeTakeFirst()
    return { lastEventAt: row?.last_event_at ?? null, lastError: row?.last_error ?? null, lastErrorAt: row?.last_error_at ?? null }
  }

  async noteState({ lastEventAt, lastError, lastErrorAt }: Partial<SlackState>): Promise<void> {
    const set = {
      ...(lastEventAt !== undefined && { last_event_at: lastEventAt }),
      ...(lastError !== undefined && { last_error: lastError }),
      ...(lastErrorAt !== undefined && { last_error_at: lastErrorAt }),
    }
    if (Object.keys(set).length > 0) await this.#db.updateTable('slack_settings').set(set).where('id', '=', ONLY).execute()
  }

  async message(incident: string, place: SlackPlace): Promise<SlackMessage | undefined> {
    const messages = this.#db.selectFrom('slack_messages').selectAll()
    const row = await messages.where('incident_id', '=', incident).where('place', '=', place).executeTakeFirst()
    return row && toMessage(row)
  }

  async messageAt(channel: string, ts: string): Promise<SlackMessage | undefined> {
    const messages = this.#db.selectFrom('slack_messages').selectAll()
    const row = await messages.where('channel', '=', channel).where('ts', '=', ts).executeTakeFirst()
    return row && toMessage(row)
  }

  async saveMessage({ incident, place, ...columns }: SlackMessage): Promise<void> {
    await this.#db
      .insertInto('slack_messages')
      .values({ incident_id: incident, place, ...columns })
      .onConflict((conflict) => conflict.columns(['incident_id', 'place']).doUpdateSet(columns))
      .execute()
  }

  async room(incident: string): Promise<SlackRoom | undefined> {
    const row = await this.#db.selectFrom('slack_rooms').selectAll().where('incident_id', '=', incident).executeTakeFirst()
    return row && toRoom(row)
  }

  async roomAt(channel: string): Promise<SlackRoom | undefined> {
    const row = await this.#db.selectFrom('slack_rooms').selectAll().where('channel', '=', channel).executeTakeFirst()
    return row && toRoom(row)
  }

  async saveRoom({ incident, ...columns }: SlackRoom): Promise<void> {
    await this.#db
      .insertInto('slack_rooms')
      .values({ incident_id: incident, ...columns })
      .onConflict((conflict) => conflict.column('incident_id').doUpdateSet(columns))
      .execute()
  }

  async person(id: string): Promise<SlackPerson | undefined> {
    const row = await this.#db.selectFrom('slack_users').selectAll().where('slack_id', '=', id).executeTakeFirst()
    return row && toPerson(row)
  }

  async personOf(user: number): Promise<SlackPerson | undefined> {
    const people = this.#db.selectFrom('slack_users').selectAll().where('user_id', '=', user)
    const row = await people.orderBy('checked_at', 'desc').limit(1).executeTakeFirst()
    return row && toPerson(row)
  }

  async savePerson({ id, user, mail, name, locale, checkedAt, toldAt }: SlackPerson): Promise<void> {
    const columns = { user_id: user, mail, name, locale, checked_at: checkedAt, told_at: toldAt }
    await this.#db
      .insertInto('slack_users')
      .values({ slack_id: id, ...columns })
      .onConflict((conflict) => conflict.column('slack_id').doUpdateSet(columns))
      .execute()
  }

  remember(signature: string, at: number): Promise<boolean> {
    const row = newEvent({ key: `${SIGNATURE}:${signature}`, subject: null, kind: SIGNATURE, payload: {}, at })
    return this.#insert({ ...row, state: 'done', finished_at: at })
  }

  receive(event: NewSlackEvent): Promise<boolean> {
    return this.#insert(newEvent(event))
  }

  async #insert(row: Insertable<Schema['slack_events']>): Promise<boolean> {
    const inserted = await this.#db
      .insertInto('slack_events')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return inserted !== undefined
  }

  async lease(now: number, leaseMs: number): Promise<SlackEvent | undefined> {
    const due = this.#db
      .selectFrom('slack_events as due')
      .select('due.id')
      .where('due.state', '=', 'pending')
      .where('due.due_at', '<=', now)
      .where('due.lease_until', '<=', now)
      .orderBy('due.id')
      .limit(1)
    const row = await this.#db
      .updateTable('slack_events')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), lease_until: now + leaseMs }))
      .where('id', 'in', this.#engine === 'postgres' ? due.forUpdate().skipLocked() : due)
      .returningAll()
      .executeTakeFirst()
    return row && toEvent(row)
  }

  async settle(
    { id, leaseUntil }: Parameters<SlackStore['settle']>[0],
    { at, error, retryAt }: Parameters<SlackStore['settle']>[1],
  ): Promise<void> {
    const state = retryAt !== undefined ? 'pending' : error === undefined ? 'done' : 'failed'
    await this.#db
      .updateTable('slack_events')
      .set({
        state,
        error: error ?? null,
        lease_until: 0,
        ...(retryAt === undefined ? { finished_at: at } : { due_at: retryAt }),
      })
      .where('id', '=', id)
      .where('lease_until', '=', leaseUntil)
      .where('state', '=', 'pending')
      .execute()
  }

  async trim(before: number): Promise<void> {
    await this.#db.deleteFrom('slack_events').where('state', '<>', 'pending').where('received_at', '<', before).execute()
  }
}

function newEvent({ key, subject, kind, payload, at }: NewSlackEvent): Insertable<Schema['slack_events']> {
  return {
    event_id: key,
    subject,
    kind,
    payload: JSON.stringify(payload),
    state: 'pending',
    attempts: 0,
    received_at: at,
    due_at: at,
    lease_until: 0,
    finished_at: null,
    error: null,
  }
}
