import type { NewUser, SessionStore, UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'
import { sampleSession } from './sample-session.ts'

export interface UserStoreUnderTest {
  readonly users: UserStore
  /** Over the same users. */
  readonly sessions: SessionStore
  close(): Promise<void>
}

const ADA: NewUser = { username: 'ada', passwordHash: '$argon2id$one', role: 'technicien', mustChangePassword: true, createdAt: 1_000 }
/** Past 2^32 and the year 2038, as real instants are. */
const NOW = Date.UTC(2040, 5, 1)

export function userStoreContract(name: string, make: () => Promise<UserStoreUnderTest>): void {
  describe(`${name} as UserStore`, () => {
    let users: UserStore
    let sessions: SessionStore

    beforeEach(async () => {
      const made = await make()
      users = made.users
      sessions = made.sessions
      return () => made.close()
    })

    it('is empty at first', async () => {
      expect(await users.count()).toBe(0)
      expect(await users.byId(1)).toBeUndefined()
      expect(await users.byUsername('ada')).toBeUndefined()
    })

    it('gives back what it was given, with an id and empty names', async () => {
      const created = await users.create({ ...ADA, createdAt: NOW })
      expect(created).toEqual({ ...ADA, createdAt: NOW, id: created.id, email: '', firstName: '', lastName: '', lastLogin: null })
      expect(await users.byId(created.id)).toEqual(created)
      expect(await users.byUsername('ada')).toEqual(created)
      expect(await users.count()).toBe(1)
    })

    it('keeps a name once, case counting', async () => {
      await users.create(ADA)
      await expect(users.create(ADA)).rejects.toMatchObject({ code: 'conflict' })
      await users.create({ ...ADA, username: 'Ada' })
      expect(await users.count()).toBe(2)
    })

    it('takes any text as a name, to the letter', async () => {
      for (const username of ["o'brien", 'x"; drop table users; --', 'Zoë 🚀', '%', '']) {
        const { id } = await users.create({ ...ADA, username })
        expect((await users.byUsername(username))?.id).toBe(id)
      }
    })

    it('sets a password and ends the sign-ins of that user alone', async () => {
      const [ada, bob] = [await users.create(ADA), await users.create({ ...ADA, username: 'bob' })]
      await sessions.create(sampleSession({ tokenHash: 'ada-1', userId: ada.id }))
      await sessions.create(sampleSession({ tokenHash: 'ada-2', userId: ada.id }))
      await sessions.create(sampleSession({ tokenHash: 'bob-1', userId: bob.id }))
      await users.setPassword(ada.id, 'new', false, 'ada-2')
      expect(await users.byId(ada.id)).toMatchObject({ passwordHash: 'new', mustChangePassword: false })
      expect(await users.byId(bob.id)).toEqual(bob)
      expect(await sessions.find('ada-1', NOW)).toBeUndefined()
      expect(await sessions.find('ada-2', NOW)).toBeDefined()
      expect(await sessions.find('bob-1', NOW)).toBeDefined()
      await users.setPassword(ada.id, 'newer', true)
      expect(await sessions.find('ada-2', NOW)).toBeUndefined()
      expect((await users.byId(ada.id))?.mustChangePassword).toBe(true)
    })

    it('refuses a password for nobody', async () => {
      await expect(users.setPassword(77, 'x', false)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('notes the last login', async () => {
      const { id } = await users.create(ADA)
      await users.recordLogin(id, { at: NOW, tokenHash: 'hash', expiresAt: NOW + 1 })
      expect((await users.byId(id))?.lastLogin).toBe(NOW)
      await users.recordLogin(id, { at: NOW + 5 })
      expect((await users.byId(id))?.lastLogin).toBe(NOW + 5)
    })
  })
}
