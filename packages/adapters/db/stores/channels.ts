import { DomainError } from '@hyperion/domain/errors'
import type { Channel, ChannelStore, NewChannel } from '@hyperion/ports/alerts'
import type { Selectable, Updateable } from 'kysely'
import type { ChannelsTable, Db } from '../schema.ts'
import { hostsOf, levelsOf } from './channel-columns.ts'

function toChannel(row: Selectable<ChannelsTable>): Channel {
  const { id, kind, name, settings } = row
  return {
    id,
    kind,
    name,
    settings,
    enabled: Boolean(row.enabled),
    notifyOn: levelsOf(row.notify_on),
    notifyRecovery: Boolean(row.notify_recovery),
    remindAfter: row.remind_after,
    groupWait: row.group_wait,
    hosts: hostsOf(row.hosts),
    heldUntil: row.held_until,
    pacedTo: row.paced_to,
  }
}

/** The columns of what is given. */
function toColumns({ notifyOn, notifyRecovery, remindAfter, groupWait, hosts, ...same }: Partial<NewChannel>): Updateable<ChannelsTable> {
  return {
    ...same,
    ...(notifyOn && { notify_on: notifyOn.join(',') }),
    ...(notifyRecovery !== undefined && { notify_recovery: notifyRecovery }),
    ...(remindAfter !== undefined && { remind_after: remindAfter }),
    ...(groupWait !== undefined && { group_wait: groupWait }),
    ...(hosts && { hosts: hosts.join(',') }),
  }
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

  async create(channel: NewChannel): Promise<Channel> {
    const { kind, name, enabled, settings, notifyOn } = channel
    const row = await this.#db
      .insertInto('channels')
      .values({ ...toColumns(channel), kind, name, enabled, settings, notify_on: notifyOn.join(',') })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toChannel(row)
  }

  async update(id: number, change: Partial<Omit<NewChannel, 'kind'>>): Promise<Channel> {
    const row = await this.#db.updateTable('channels').set(toColumns(change)).where('id', '=', id).returningAll().executeTakeFirst()
    if (!row) throw new DomainError('not_found', 'no such channel')
    return toChannel(row)
  }

  async delete(id: number): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('channels').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw new DomainError('not_found', 'no such channel')
  }
}
