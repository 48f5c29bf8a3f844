import { NEVER, type Session, type SessionStore, type StoredUser, type UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'
import { sampleSession } from './sample-session.ts'
import type { UserStoreUnderTest } from './user-store.ts'

const NOW = Date.UTC(2040, 5, 1)
const KEY = { name: "backup of ada's ☕", role: 'viewer', hint: 'hyp_abcd' } as const

export function sessionStoreContract(name: string, make: () => Promise<UserStoreUnderTest>): void {
  describe(`${name} as SessionStore`, () => {
    let users: UserStore
    let sessions: SessionStore
    let user: StoredUser
    let session: Session

    beforeEach(async () => {
      const made = await make()
      users = made.users
      sessions = made.sessions
      user = await users.create({ username: 'ada', passwordHash: 'h', role: 'technicien', mustChangePassword: true, createdAt: NOW - 9 })
      session = sampleSession({ tokenHash: 'a'.repeat(64), userId: user.id })
      return () => made.close()
    })

    const another = (tokenHash: string, rest: Partial<Session> = {}): Promise<void> =>
      sessions.create(sampleSession({ userId: user.id, tokenHash, ...rest }))
    const aKey = (tokenHash: string, rest: Partial<Session> = {}): Promise<void> =>
      another(tokenHash, { kind: 'key', key: KEY, lastSeenAt: null, expiresAt: NEVER, ...rest })
    const hashes = (list: readonly Session[]): string[] => list.map(({ tokenHash }) => tokenHash)

    it('finds a session with its user, who has no password hash', async () => {
      await sessions.create(session)
      const { passwordHash: _, ...known } = user
      expect(await sessions.find(session.tokenHash, NOW)).toEqual({ session, user: known })
      expect(await sessions.find('b'.repeat(64), NOW)).toBeUndefined()
    })

    it('finds it by its id, expired or not', async () => {
      await sessions.create(session)
      expect(await sessions.byId(session.id)).toEqual(session)
      await another('over', { expiresAt: NOW - 1 })
      expect((await sessions.byId('id of over'))?.tokenHash).toBe('over')
      expect(await sessions.byId('unknown')).toBeUndefined()
    })

    it('finds it until the millisecond of its expiry', async () => {
      await sessions.create(session)
      expect(await sessions.find(session.tokenHash, NOW + 999)).toBeDefined()
      expect(await sessions.find(session.tokenHash, NOW + 1000)).toBeUndefined()
    })

    it('revokes one, and does not mind an unknown one', async () => {
      await sessions.create(session)
      await another('other', { kind: 'cookie' })
      await sessions.revoke(session.tokenHash)
      await sessions.revoke(session.tokenHash)
      expect(await sessions.find(session.tokenHash, NOW)).toBeUndefined()
      expect((await sessions.find('other', NOW))?.session.kind).toBe('cookie')
    })

    it('revokes all of a user', async () => {
      await sessions.create(session)
      await another('other')
      await sessions.revokeAll(user.id + 1)
      expect(await sessions.find('other', NOW)).toBeDefined()
      await sessions.revokeAll(user.id)
      expect(await sessions.find('other', NOW)).toBeUndefined()
      expect(await sessions.find(session.tokenHash, NOW)).toBeUndefined()
    })

    it('revokes all sign-ins but one, and no key', async () => {
      const bob = await users.create({ ...user, username: 'bob' })
      for (const hash of ['one', 'two', 'kept']) await another(hash)
      await another('of bob', { userId: bob.id })
      await aKey('key')
      await sessions.revokeOthers(user.id, 'kept')
      const left = await Promise.all(['one', 'two', 'kept', 'of bob', 'key'].map((hash) => sessions.find(hash, NOW)))
      expect(left.map((found) => found?.session.tokenHash)).toEqual([undefined, undefined, 'kept', 'of bob', 'key'])
    })

    it('lists what a user is signed in with, last seen first', async () => {
      const bob = await users.create({ ...user, username: 'bob' })
      await another('old')
      await another('young')
      await another('over', { expiresAt: NOW })
      await another('of bob', { userId: bob.id })
      await aKey('key')
      await sessions.seen('young', NOW + 5)
      expect(hashes(await sessions.signIns(user.id, NOW, 9))).toEqual(['young', 'old'])
      expect(hashes(await sessions.signIns(user.id, NOW, 1))).toEqual(['young'])
    })

    it('notes when a session was seen', async () => {
      await aKey('key')
      expect((await sessions.byId('id of key'))?.lastSeenAt).toBeNull()
      await sessions.seen('key', NOW + 7)
      await sessions.seen('unknown', NOW + 7)
      expect((await sessions.byId('id of key'))?.lastSeenAt).toBe(NOW + 7)
    })

    it('lists keys with what only they have, oldest first, those that are over too', async () => {
      const bob = await users.create({ ...user, username: 'bob' })
      await another('sign-in')
      await aKey('second', { createdAt: NOW + 1 })
      await aKey('first', { expiresAt: NOW - 1 })
      await aKey('of bob', { userId: bob.id, createdAt: NOW + 2 })
      const own = await sessions.keys(user.id)
      expect(own.map(({ session, username }) => [session.tokenHash, username])).toEqual([
        ['first', 'ada'],
        ['second', 'ada'],
      ])
      expect(own[1]?.session).toEqual(
        sampleSession({
          tokenHash: 'second',
          userId: user.id,
          kind: 'key',
          key: KEY,
          lastSeenAt: null,
          expiresAt: NEVER,
          createdAt: NOW + 1,
        }),
      )
      expect((await sessions.keys()).map(({ username }) => username)).toEqual(['ada', 'ada', 'bob'])
    })

    it('deletes what has expired, and that alone', async () => {
      await sessions.create(session)
      await another('later', { expiresAt: NOW + 1001 })
      await aKey('key', { expiresAt: NOW })
      await sessions.deleteExpired(NOW + 1000)
      expect(await sessions.byId(session.id)).toBeUndefined()
      expect(await sessions.find('later', NOW)).toBeDefined()
      expect(await sessions.keys(user.id)).toHaveLength(1)
    })

    it('keeps a hash once, and an id', async () => {
      await sessions.create(session)
      await expect(sessions.create(session)).rejects.toMatchObject({ code: 'conflict' })
      await expect(another('other', { id: session.id })).rejects.toMatchObject({ code: 'conflict' })
    })

    it('has no session of nobody', async () => {
      await expect(sessions.create({ ...session, userId: 77 })).rejects.toMatchObject({ code: 'not_found' })
      expect(await sessions.find(session.tokenHash, NOW)).toBeUndefined()
    })
  })
}
