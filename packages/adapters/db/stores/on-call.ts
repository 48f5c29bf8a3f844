import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import type { OnCallSettings } from '@hyperion/domain/on-call'
import type { HandOff, NewOverride, OnCallFeed, OnCallOverride, OnCallSchedule, OnCallStore, ScheduledTeam } from '@hyperion/ports/on-call'
import type { Selectable } from 'kysely'
import type { Db } from '../schema.ts'
import type { OnCallOverridesTable, OnCallTables } from '../tables/on-call.ts'

function toSchedule(row: Selectable<OnCallTables['on_call_schedules']>): OnCallSchedule {
  const { id, name, zone, settings, created_at, updated_at, handed_at, handed_to } = row
  const handed = { at: handed_at, users: JSON.parse(handed_to) }
  return { ...JSON.parse(settings), id, name, zone, createdAt: created_at, updatedAt: updated_at, handed }
}

function toRow({ name, zone, ...settings }: OnCallSettings) {
  return { name, zone, settings: JSON.stringify(settings) }
}

function toOverride(row: Selectable<OnCallOverridesTable>): OnCallOverride {
  const { id, user_id, from_at, to_at, reason, author, created_at } = row
  return { id, user: user_id, from: from_at, to: to_at, reason, author, createdAt: created_at }
}

export class SqlOnCallStore implements OnCallStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly OnCallSchedule[]> {
    const rows = await this.#db.selectFrom('on_call_schedules').selectAll().orderBy('name').execute()
    return rows.map(toSchedule)
  }

  async byId(id: string): Promise<OnCallSchedule | undefined> {
    const row = await this.#db.selectFrom('on_call_schedules').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toSchedule(row)
  }

  async create(settings: OnCallSettings, at: number): Promise<OnCallSchedule> {
    const times = { created_at: at, updated_at: at, handed_at: at, handed_to: '[]', lease_until: 0 }
    const insert = this.#db.insertInto('on_call_schedules').values({ ...toRow(settings), ...times, id: randomUUID() })
    return toSchedule(await insert.returningAll().executeTakeFirstOrThrow())
  }

  async update(id: string, settings: OnCallSettings, at: number): Promise<OnCallSchedule> {
    const change = this.#db.updateTable('on_call_schedules').set({ ...toRow(settings), updated_at: at })
    const row = await change.where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw unknown('schedule')
    return toSchedule(row)
  }

  async delete(id: string): Promise<void> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('on_call_schedules')
      .where('id', '=', id)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('teams').select('teams.id').where('schedule_id', '=', id))))
      .executeTakeFirst()
    if (numDeletedRows > 0n) return
    if (!(await this.byId(id))) throw unknown('schedule')
    throw new DomainError('conflict', 'a team has this schedule')
  }

  async overrides(schedule: string, { from, to }: { readonly from: number; readonly to: number }): Promise<readonly OnCallOverride[]> {
    const rows = await this.#db
      .selectFrom('on_call_overrides')
      .selectAll()
      .where('schedule_id', '=', schedule)
      .where('to_at', '>', from)
      .where('from_at', '<', to)
      .orderBy('id')
      .execute()
    return rows.map(toOverride)
  }

  async addOverride(schedule: string, { user, from, to, reason, author, createdAt }: NewOverride): Promise<OnCallOverride> {
    const row = { schedule_id: schedule, user_id: user, from_at: from, to_at: to, reason, author, created_at: createdAt }
    return toOverride(await this.#db.insertInto('on_call_overrides').values(row).returningAll().executeTakeFirstOrThrow())
  }

  async deleteOverride(schedule: string, id: number): Promise<void> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('on_call_overrides')
      .where('schedule_id', '=', schedule)
      .where('id', '=', id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw unknown('override')
  }

  async teams(): Promise<readonly ScheduledTeam[]> {
    const rows = await this.#db
      .selectFrom('teams')
      .select(['id', 'name', 'schedule_id'])
      .where('schedule_id', 'is not', null)
      .orderBy('name')
      .execute()
    return rows.map(({ id, name, schedule_id }) => ({ id, name, schedule: schedule_id as string }))
  }

  async leaseHandOff(schedule: string, handed: HandOff, now: number, until: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('on_call_schedules')
      .set({ lease_until: until })
      .where('id', '=', schedule)
      .where('handed_at', '=', handed.at)
      .where('handed_to', '=', JSON.stringify(handed.users))
      .where('lease_until', '<=', now)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  async settleHandOff(schedule: string, leaseUntil: number, handed: HandOff): Promise<void> {
    await this.#db
      .updateTable('on_call_schedules')
      .set({ lease_until: 0, handed_at: handed.at, handed_to: JSON.stringify(handed.users) })
      .where('id', '=', schedule)
      .where('lease_until', '=', leaseUntil)
      .execute()
  }

  async setFeed({ tokenHash, user, schedule, createdAt }: OnCallFeed): Promise<void> {
    const change = { token_hash: tokenHash, created_at: createdAt }
    await this.#db
      .insertInto('on_call_feeds')
      .values({ ...change, user_id: user, schedule_id: schedule })
      .onConflict((conflict) => conflict.columns(['user_id', 'schedule_id']).doUpdateSet(change))
      .execute()
  }

  async feed(tokenHash: string): Promise<OnCallFeed | undefined> {
    const row = await this.#db.selectFrom('on_call_feeds').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
    return row && { tokenHash, user: row.user_id, schedule: row.schedule_id, createdAt: row.created_at }
  }

  async deleteFeed(user: number, schedule: string): Promise<void> {
    await this.#db.deleteFrom('on_call_feeds').where('user_id', '=', user).where('schedule_id', '=', schedule).execute()
  }
}

function unknown(what: string): DomainError {
  return new DomainError('not_found', `no such ${what}`)
}
