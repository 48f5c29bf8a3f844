import type { AlertLevel } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import type { Channel, ChannelStore, NewChannel } from '@hyperion/ports/alerts'
import type { Selectable } from 'kysely'
import type { ChannelsTable, Db } from '../schema.ts'

/** The levels of a `notify_on` column. */
export function levelsOf(text: string): readonly AlertLevel[] {
  return text.split(',').filter((each) => each !== '') as AlertLevel[]
}

function toChannel(row: Selectable<ChannelsTable>): Channel {
  const { id, kind, name, enabled, notify_on, settings } = row
  return { id, kind, name, enabled: Boolean(enabled), notifyOn: levelsOf(notify_on), settings }
}

export class SqlChannelStore implements ChannelStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly Channel[]> {
    const rows = await this.#db.selectFrom('channels').selectAll().orderBy('id').execute()
    return rows.map(toChannel)
  }

  async byId(id: number): Promise<Channel | undefined> {
    const row = await this.#db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toChannel(row)
  }

  async create({ notifyOn, ...channel }: NewChannel): Promise<Channel> {
    const row = await this.#db
      .insertInto('channels')
      .values({ ...channel, notify_on: notifyOn.join(',') })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toChannel(row)
  }

  async update(id: number, { notifyOn, ...change }: Partial<Omit<NewChannel, 'kind'>>): Promise<Channel> {
    const row = await this.#db
      .updateTable('channels')
      .set({ ...change, ...(notifyOn && { notify_on: notifyOn.join(',') }) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new DomainError('not_found', 'no such channel')
    return toChannel(row)
  }

  async delete(id: number): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('channels').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw new DomainError('not_found', 'no such channel')
  }
}
