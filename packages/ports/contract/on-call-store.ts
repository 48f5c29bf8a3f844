import type { OnCallSettings } from '@hyperion/domain/on-call'
import type { NewOverride, OnCallStore } from '@hyperion/ports/on-call'
import type { TeamStore } from '@hyperion/ports/services'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

interface OnCallStoreUnderTest {
  readonly onCall: OnCallStore
  readonly teams: TeamStore
  readonly users: UserStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const HOUR = 3_600_000
const NOBODY = '00000000-0000-4000-8000-000000000000'

export function onCallStoreContract(name: string, make: () => Promise<OnCallStoreUnderTest>): void {
  describe(`${name} as OnCallStore`, () => {
    let store: OnCallStore
    let users: UserStore
    let teams: TeamStore
    let ada: number
    let bob: number
    let primary: OnCallSettings
    let taken: NewOverride

    beforeEach(async () => {
      const made = await make()
      store = made.onCall
      users = made.users
      teams = made.teams
      const user = { passwordHash: 'h', mustChangePassword: false, createdAt: NOW } as const
      ada = (await users.create({ ...user, username: 'ada', role: 'admin' })).id
      bob = (await users.create({ ...user, username: 'bob', role: 'viewer' })).id
      const hours = [{ days: [6, 7], from: '00:00', to: '00:00' }]
      const layer = { name: 'Wéek"ends%', participants: [ada, bob, ada], rotation: { every: 2, unit: 'week' }, handoff: '09:00' } as const
      primary = { name: 'Primary', zone: 'Europe/Paris', layers: [{ ...layer, weekday: 1, start: '2040-01-02', hours }] }
      taken = { user: bob, from: NOW, to: NOW + HOUR, reason: 'the dentist’s', author: 'ada', createdAt: NOW }
      return () => made.close()
    })

    it('keeps schedules whole, by name', async () => {
      const first = await store.create(primary, NOW)
      const times = { createdAt: NOW, updatedAt: NOW, handed: { at: NOW, users: [] } }
      expect(first).toEqual({ ...primary, ...times, id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
      const second = await store.create({ ...primary, name: 'Backup', layers: [] }, NOW)
      expect(await store.list()).toEqual([second, first])
      expect(await store.byId(first.id)).toEqual(first)
      expect(await store.byId(NOBODY)).toBeUndefined()
    })

    it('refuses a name that is taken, however many ask at once', async () => {
      const made = await Promise.allSettled(Array.from({ length: 4 }, () => store.create(primary, NOW)))
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      await expect(store.create(primary, NOW)).rejects.toMatchObject({ code: 'conflict' })
      const other = await store.create({ ...primary, name: 'Backup' }, NOW)
      await expect(store.update(other.id, primary, NOW)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('changes and deletes, with all that belongs to it', async () => {
      const { id } = await store.create(primary, NOW)
      const change = { ...primary, name: 'New', zone: 'UTC', layers: [] }
      expect(await store.update(id, change, NOW + 1)).toMatchObject({ ...change, id, createdAt: NOW, updatedAt: NOW + 1 })
      await store.addOverride(id, taken)
      await store.setFeed({ tokenHash: 'a', user: ada, schedule: id, createdAt: NOW })
      await store.delete(id)
      expect([await store.list(), await store.overrides(id, { from: 0, to: NOW + HOUR }), await store.feed('a')]).toEqual([
        [],
        [],
        undefined,
      ])
      await expect(store.update(id, primary, NOW)).rejects.toMatchObject({ code: 'not_found' })
      await expect(store.delete(id)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('stays while a team goes by it', async () => {
      const { id } = await store.create(primary, NOW)
      const team = { name: 'SRE', description: '', slackChannelId: null, members: [], createdAt: NOW }
      const sre = await teams.create({ ...team, scheduleId: id })
      await teams.create({ ...team, name: 'Other', scheduleId: null })
      expect(await store.teams()).toEqual([{ id: sre.id, name: 'SRE', schedule: id }])
      await expect(store.delete(id)).rejects.toMatchObject({ code: 'conflict' })
      await teams.update(sre.id, { scheduleId: null })
      await store.delete(id)
      expect([await store.teams(), await store.list()]).toEqual([[], []])
    })

    it('tells overrides that reach into a range, as they were made', async () => {
      const { id } = await store.create(primary, NOW)
      const later = await store.addOverride(id, { ...taken, from: NOW + HOUR, to: NOW + 2 * HOUR, reason: '' })
      const first = await store.addOverride(id, taken)
      expect(first).toEqual({ ...taken, id: expect.any(Number) })
      expect(first.id).toBeGreaterThan(later.id)
      expect(await store.overrides(id, { from: NOW, to: NOW + 2 * HOUR })).toEqual([later, first])
      expect(await store.overrides(id, { from: NOW + HOUR, to: NOW + 2 * HOUR })).toEqual([later])
      expect(await store.overrides(id, { from: 0, to: NOW + HOUR })).toEqual([first])
      expect(await store.overrides(NOBODY, { from: 0, to: NOW + HOUR })).toEqual([])
      await expect(store.deleteOverride(NOBODY, first.id)).rejects.toMatchObject({ code: 'not_found' })
      await store.deleteOverride(id, first.id)
      await expect(store.deleteOverride(id, first.id)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('refuses what belongs to nothing, and forgets what belonged to a deleted user', async () => {
      const { id } = await store.create(primary, NOW)
      await expect(store.addOverride(NOBODY, taken)).rejects.toMatchObject({ code: 'not_found' })
      await expect(store.addOverride(id, { ...taken, user: 999 })).rejects.toMatchObject({ code: 'not_found' })
      await expect(store.setFeed({ tokenHash: 'a', user: ada, schedule: NOBODY, createdAt: NOW })).rejects.toMatchObject({
        code: 'not_found',
      })
      await store.addOverride(id, taken)
      await store.setFeed({ tokenHash: 'a', user: bob, schedule: id, createdAt: NOW })
      await users.delete(bob)
      expect([await store.overrides(id, { from: 0, to: NOW + HOUR }), await store.feed('a')]).toEqual([[], undefined])
    })

    it('lets one at a time see to a hand-off, and each hand-off be seen to once', async () => {
      const { id, handed } = await store.create(primary, NOW)
      const lease = () => store.leaseHandOff(id, handed, NOW, NOW + HOUR)
      expect((await Promise.all([lease(), lease(), lease()])).filter(Boolean)).toHaveLength(1)
      // Whoever had it is gone: the next one takes over, and the first one comes too late.
      expect(await store.leaseHandOff(id, handed, NOW + HOUR, NOW + 2 * HOUR)).toBe(true)
      await store.settleHandOff(id, NOW + HOUR, { at: NOW + 1, users: [bob] })
      expect((await store.byId(id))?.handed).toEqual(handed)
      const next = { at: NOW + 1, users: [ada] }
      await store.settleHandOff(id, NOW + 2 * HOUR, next)
      expect((await store.byId(id))?.handed).toEqual(next)
      expect(await store.leaseHandOff(id, handed, NOW + HOUR, NOW + 3 * HOUR)).toBe(false)
      expect(await store.leaseHandOff(id, next, NOW + HOUR, NOW + 3 * HOUR)).toBe(true)
      expect(await store.leaseHandOff(NOBODY, next, NOW, NOW + HOUR)).toBe(false)
    })

    it('keeps a change of settings apart from hand-offs', async () => {
      const { id, handed } = await store.create(primary, NOW)
      await store.leaseHandOff(id, handed, NOW, NOW + HOUR)
      await store.update(id, { ...primary, zone: 'UTC' }, NOW + 1)
      await store.settleHandOff(id, NOW + HOUR, { at: NOW + 5, users: [ada] })
      expect(await store.byId(id)).toMatchObject({ zone: 'UTC', handed: { at: NOW + 5, users: [ada] } })
    })

    it('has one calendar address for a user and a schedule, the newest', async () => {
      const { id } = await store.create(primary, NOW)
      const feed = { tokenHash: 'a', user: ada, schedule: id, createdAt: NOW }
      await store.setFeed(feed)
      await store.setFeed({ ...feed, tokenHash: 'b', user: bob })
      await store.setFeed({ ...feed, tokenHash: 'c', createdAt: NOW + 1 })
      expect([await store.feed('a'), await store.feed('c')]).toEqual([undefined, { ...feed, tokenHash: 'c', createdAt: NOW + 1 }])
      await store.deleteFeed(ada, id)
      await store.deleteFeed(ada, id)
      expect([await store.feed('c'), (await store.feed('b'))?.user]).toEqual([undefined, bob])
    })
  })
}
