import type { NewUser, SessionStore, StoredUser, UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'
import { sampleSession } from './sample-session.ts'
import type { UserStoreUnderTest } from './user-store.ts'

const NOW = Date.UTC(2040, 5, 1)
const ROOT: NewUser = { username: 'root', passwordHash: 'hash', role: 'admin', mustChangePassword: false, createdAt: NOW }
const SIGN_INS = ['root-cookie', 'root-token', 'root-key', 'ada-cookie', 'ada-token', 'ada-key']

/** What administrators do to users. */
export function userChangesContract(name: string, make: () => Promise<UserStoreUnderTest>): void {
  describe(`${name} as UserStore, users changed`, () => {
    let users: UserStore
    let sessions: SessionStore
    let root: StoredUser
    let ada: StoredUser

    beforeEach(async () => {
      const made = await make()
      users = made.users
      sessions = made.sessions
      root = await users.create(ROOT)
      ada = await users.create({ ...ROOT, username: 'ada', role: 'viewer' })
      for (const user of [root, ada]) {
        for (const kind of ['cookie', 'token', 'key'] as const) {
          await sessions.create(sampleSession({ userId: user.id, kind, tokenHash: `${user.username}-${kind}` }))
        }
        await users.recordLogin(user.id, { at: NOW, tokenHash: `${user.username}-token`, expiresAt: NOW + 1 })
      }
      return () => made.close()
    })

    const signedIn = async (): Promise<string[]> => {
      const found = await Promise.all(SIGN_INS.map((hash) => sessions.find(hash, NOW)))
      return SIGN_INS.filter((_, i) => found[i])
    }

    it('lists them by id, without password hashes', async () => {
      const listed = await users.list()
      expect(listed.map(({ username }) => username)).toEqual(['root', 'ada'])
      expect(listed[0]).not.toHaveProperty('passwordHash')
      expect(listed[1]).toMatchObject({ id: ada.id, role: 'viewer', lastLogin: NOW })
    })

    it('changes what is given and leaves the rest, signed in', async () => {
      const names = { email: 'ada@example.org', firstName: 'Ada', lastName: "O'Lovelace 🚀" }
      const changed = await users.update(ada.id, names)
      const { passwordHash: _, ...before } = ada
      expect(changed).toEqual({ ...before, ...names, lastLogin: NOW })
      expect(await users.update(ada.id, {})).toEqual(changed)
      expect(await users.update(ada.id, { role: 'viewer', email: '' })).toEqual({ ...changed, email: '' })
      expect((await users.byId(ada.id))?.passwordHash).toBe('hash')
      expect(await signedIn()).toEqual(SIGN_INS)
    })

    it.each([
      { change: { role: 'technicien' }, after: { role: 'technicien', mustChangePassword: false, passwordHash: 'hash' } },
      { change: { passwordHash: 'new' }, after: { role: 'viewer', mustChangePassword: true, passwordHash: 'new' } },
    ] as const)('ends every sign-in of that user with $change', async ({ change, after }) => {
      const changed = await users.update(ada.id, change)
      expect(changed).not.toHaveProperty('passwordHash')
      expect(await users.byId(ada.id)).toMatchObject(after)
      expect(await signedIn()).toEqual(['root-cookie', 'root-token', 'root-key'])
    })

    it('deletes a user with every sign-in, and gives the id to nobody else', async () => {
      await users.delete(ada.id)
      expect(await users.byId(ada.id)).toBeUndefined()
      expect(await signedIn()).toEqual(['root-cookie', 'root-token', 'root-key'])
      expect((await users.create({ ...ROOT, username: 'ada' })).id).toBeGreaterThan(ada.id)
    })

    it('knows when there is nobody to change', async () => {
      await expect(users.update(77, { role: 'admin' })).rejects.toMatchObject({ code: 'not_found' })
      await expect(users.delete(77)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keeps the last administrator', async () => {
      await expect(users.update(root.id, { role: 'viewer', email: 'gone@example.org' })).rejects.toMatchObject({ code: 'last_admin' })
      await expect(users.delete(root.id)).rejects.toMatchObject({ code: 'last_admin' })
      expect(await users.byId(root.id)).toMatchObject({ role: 'admin', email: '' })
      expect(await users.update(root.id, { role: 'admin', passwordHash: 'new' })).toMatchObject({ role: 'admin' })
      await users.update(ada.id, { role: 'admin' })
      await users.delete(root.id)
      await expect(users.delete(ada.id)).rejects.toMatchObject({ code: 'last_admin' })
      expect((await users.list()).map(({ username }) => username)).toEqual(['ada'])
    })

    it('keeps one of several administrators that remove each other at the same time', async () => {
      for (let round = 0; round < 5; round++) {
        await Promise.all(['b', 'c', 'd'].map((letter) => users.create({ ...ROOT, username: `${letter}${round}` })))
        const admins = (await users.list()).filter(({ role }) => role === 'admin')
        const removals = admins.map(async ({ id }, i) => {
          if (i % 2) await users.delete(id)
          else await users.update(id, { role: 'viewer' })
        })
        const ends = await Promise.allSettled(removals)
        const refused = ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason)
        expect(refused).toEqual([expect.objectContaining({ code: 'last_admin' })])
        expect((await users.list()).filter(({ role }) => role === 'admin')).toHaveLength(1)
      }
    })
  })
}
