import type { Notice } from '@hyperion/domain/alerts'
import type { AlertStore } from '@hyperion/ports/alerts'
import type { HostStore } from '@hyperion/ports/hosts'
import type { NotificationStore } from '@hyperion/ports/notifications'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)
const NOTICE: Notice = { at: NOW, level: 'error', message: 'Channel ops: answered 500' }

export interface NotificationStoreUnderTest {
  readonly notifications: NotificationStore
  readonly alerts: AlertStore
  readonly hosts: HostStore
  readonly users: UserStore
  close(): Promise<void>
}

export function notificationStoreContract(name: string, make: () => Promise<NotificationStoreUnderTest>): void {
  describe(`${name} as NotificationStore`, () => {
    let made: NotificationStoreUnderTest
    let store: NotificationStore

    beforeEach(async () => {
      made = await make()
      store = made.notifications
      return () => made.close()
    })

    const user = async (username: string, createdAt = NOW) =>
      (await made.users.create({ username, passwordHash: 'x', role: 'viewer', mustChangePassword: false, createdAt })).id

    it('lists what was told, newest first, page after page', async () => {
      for (const at of [NOW, NOW + 1, NOW + 2]) await store.add({ ...NOTICE, at })
      const all = await store.list({ limit: 9 })
      expect(all.map(({ at }) => at - NOW)).toEqual([2, 1, 0])
      expect(all[0]).toEqual({ ...NOTICE, at: NOW + 2, id: expect.any(Number), alert: null })
      expect(await store.list({ limit: 1, before: all[0]?.id })).toEqual([all[1]])
      await store.deleteBefore(NOW + 2)
      expect(await store.list({ limit: 9 })).toEqual([all[0]])
    })

    it('keeps each event of an alert once', async () => {
      const host = (await made.hosts.ensureHub('atlas', NOW)).id
      const about = { host, hostName: 'atlas', rule: 'disk', instance: '', title: 'Disk', unit: 'percent' } as const
      const figures = { value: 95, threshold: 90, level: 'critical', message: 'Disk usage is at 95%' } as const
      const event = { kind: 'fired', ...about, ...figures, startedAt: NOW, at: NOW } as const
      const state = { phase: 'firing', level: 'critical', since: NOW, criticalSince: NOW, calmSince: null } as const
      for (let i = 0; i < 2; i++) await made.alerts.commit({ host, rule: 'disk', instance: '', state, event })
      const [{ id } = { id: 0 }] = await made.alerts.current()
      expect(await store.list({ limit: 9 })).toMatchObject([
        { at: NOW, level: 'error', message: 'atlas: Disk usage is at 95%', alert: { id, event } },
      ])
    })

    it('knows how far each user has read, from the making of the account on', async () => {
      const [ada, bob] = [await user('ada'), await user('bob', NOW + 1)]
      for (const at of [NOW, NOW + 1, NOW + 2]) await store.add({ ...NOTICE, at })
      expect([await store.unread(ada), await store.unread(bob)]).toEqual([3, 2])
      const [newest, middle] = await store.list({ limit: 9 })
      await store.markRead(ada, middle?.id ?? 0)
      expect([await store.unread(ada), await store.unread(bob)]).toEqual([1, 2])
      await store.markRead(ada, newest?.id ?? 0)
      await store.markRead(ada, middle?.id ?? 0)
      expect(await store.unread(ada)).toBe(0)
      await store.markRead(bob, 2_000_000_000)
      await store.add({ ...NOTICE, at: NOW + 3 })
      expect(await store.unread(bob)).toBe(1)
    })
  })
}
