import type { Notice } from '@hyperion/domain/alerts'
import type { Notification, NotificationQuery, NotificationStore } from '@hyperion/ports/notifications'
import type { Selectable } from 'kysely'
import type { Db, NotificationsTable } from '../schema.ts'

function toNotification({ id, at, level, message, alert_id, event }: Selectable<NotificationsTable>): Notification {
  return { id, at, level, message, alert: alert_id !== null && event !== null ? { id: alert_id, event: JSON.parse(event) } : null }
}

export class SqlNotificationStore implements NotificationStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async add({ at, level, message }: Notice): Promise<void> {
    await this.#db.insertInto('notifications').values({ at, level, message, alert_id: null, kind: null, event: null }).execute()
  }

  async list({ limit, before }: NotificationQuery): Promise<readonly Notification[]> {
    let query = this.#db.selectFrom('notifications').selectAll()
    if (before !== undefined) query = query.where('id', '<', before)
    return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toNotification)
  }

  async unread(user: number): Promise<number> {
    const { unread } = await this.#db
      .selectFrom('notifications')
      .select(({ fn }) => fn.countAll().as('unread'))
      .where(({ eb, selectFrom, fn, val }) =>
        eb('id', '>', fn.coalesce(selectFrom('notification_reads').select('read_to').where('user_id', '=', user), val(0))),
      )
      .where('at', '>=', ({ selectFrom }) => selectFrom('users').select('created_at').where('id', '=', user))
      .executeTakeFirstOrThrow()
    return Number(unread)
  }

  async markRead(user: number, upTo: number): Promise<void> {
    const { newest } = await this.#db
      .selectFrom('notifications')
      .select(({ fn }) => fn.max('id').as('newest'))
      .where('id', '<=', upTo)
      .executeTakeFirstOrThrow()
    if (newest === null) return
    await this.#db
      .insertInto('notification_reads')
      .values({ user_id: user, read_to: newest })
      .onConflict((conflict) =>
        conflict.column('user_id').doUpdateSet({ read_to: newest }).where('notification_reads.read_to', '<', newest),
      )
      .execute()
  }

  async deleteBefore(at: number): Promise<void> {
    await this.#db.deleteFrom('notifications').where('at', '<', at).execute()
  }
}
