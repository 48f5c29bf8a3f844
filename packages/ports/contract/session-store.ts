import type { Session, SessionStore, StoredUser } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'
import type { UserStoreUnderTest } from './user-store.ts'

const NOW = Date.UTC(2040, 5, 1)

export function sessionStoreContract(name: string, make: () => Promise<UserStoreUnderTest>): void {
  describe(`${name} as SessionStore`, () => {
    let sessions: SessionStore
    let user: StoredUser
    let session: Session

    beforeEach(async () => {
      const made = await make()
      sessions = made.sessions
      user = await made.users.create({ username: 'ada', passwordHash: 'h', role: 'viewer', mustChangePassword: true, createdAt: NOW - 9 })
      session = { tokenHash: 'a'.repeat(64), userId: user.id, kind: 'token', createdAt: NOW, expiresAt: NOW + 1000, address: '2001:db8::1' }
      return () => made.close()
    })

    it('finds a session with its user, who has no password hash', async () => {
      await sessions.create(session)
      const { passwordHash: _, ...known } = user
      expect(await sessions.find(session.tokenHash, NOW)).toEqual({ session, user: known })
      expect(await sessions.find('b'.repeat(64), NOW)).toBeUndefined()
    })

    it('finds it until the millisecond of its expiry', async () => {
      await sessions.create(session)
      expect(await sessions.find(session.tokenHash, NOW + 999)).toBeDefined()
      expect(await sessions.find(session.tokenHash, NOW + 1000)).toBeUndefined()
    })

    it('revokes one, and does not mind an unknown one', async () => {
      await sessions.create(session)
      await sessions.create({ ...session, tokenHash: 'other', kind: 'cookie' })
      await sessions.revoke(session.tokenHash)
      await sessions.revoke(session.tokenHash)
      expect(await sessions.find(session.tokenHash, NOW)).toBeUndefined()
      expect((await sessions.find('other', NOW))?.session.kind).toBe('cookie')
    })

    it('revokes all of a user', async () => {
      await sessions.create(session)
      await sessions.create({ ...session, tokenHash: 'other' })
      await sessions.revokeAll(user.id + 1)
      expect(await sessions.find('other', NOW)).toBeDefined()
      await sessions.revokeAll(user.id)
      expect(await sessions.find('other', NOW)).toBeUndefined()
      expect(await sessions.find(session.tokenHash, NOW)).toBeUndefined()
    })

    it('deletes what has expired, and that alone', async () => {
      await sessions.create(session)
      await sessions.create({ ...session, tokenHash: 'later', expiresAt: NOW + 1001 })
      await sessions.deleteExpired(NOW + 1000)
      expect(await sessions.find(session.tokenHash, NOW)).toBeUndefined()
      expect(await sessions.find('later', NOW)).toBeDefined()
    })

    it('keeps a hash once', async () => {
      await sessions.create(session)
      await expect(sessions.create(session)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('has no session of nobody', async () => {
      await expect(sessions.create({ ...session, userId: 77 })).rejects.toMatchObject({ code: 'not_found' })
      expect(await sessions.find(session.tokenHash, NOW)).toBeUndefined()
    })
  })
}
