import type { NewUser, OidcIdentityStore, UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

interface OidcIdentityStoreUnderTest {
  readonly oidcIdentities: OidcIdentityStore
  readonly users: UserStore
  close(): Promise<void>
}

const ADA: NewUser = { username: 'ada', passwordHash: '', role: 'viewer', mustChangePassword: false, createdAt: Date.UTC(2040, 5, 1) }
const WHO = { issuer: 'https://id.example', subject: '42' }

export function oidcIdentityStoreContract(name: string, make: () => Promise<OidcIdentityStoreUnderTest>): void {
  describe(`${name} as OidcIdentityStore`, () => {
    let identities: OidcIdentityStore
    let users: UserStore

    beforeEach(async () => {
      const made = await make()
      identities = made.oidcIdentities
      users = made.users
      return () => made.close()
    })

    it('finds the user by issuer and subject together', async () => {
      expect(await identities.find(WHO)).toBeUndefined()
      const ada = await identities.create(WHO, ADA)
      expect(ada).toMatchObject({ username: 'ada', role: 'viewer', passwordHash: '', email: '' })
      expect(await identities.find(WHO)).toEqual(ada)
      expect(await users.byUsername('ada')).toEqual(ada)
      expect(await identities.find({ ...WHO, issuer: 'https://other.example' })).toBeUndefined()
      expect(await identities.find({ ...WHO, subject: '43' })).toBeUndefined()
    })

    it('makes neither half when the other is taken', async () => {
      await identities.create(WHO, ADA)
      await expect(identities.create(WHO, { ...ADA, username: 'bob' })).rejects.toMatchObject({ code: 'conflict' })
      expect(await users.byUsername('bob')).toBeUndefined()
      const other = { ...WHO, subject: '43' }
      await expect(identities.create(other, ADA)).rejects.toMatchObject({ code: 'conflict' })
      expect(await identities.find(other)).toBeUndefined()
    })

    it('makes one user of a person who signs in twice at once', async () => {
      const names = ['a', 'b', 'c', 'd']
      const ends = await Promise.allSettled(names.map((username) => identities.create(WHO, { ...ADA, username })))
      expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
      expect(await users.count()).toBe(1)
    })

    it('forgets a user who is deleted', async () => {
      await users.create({ ...ADA, username: 'root', role: 'admin' })
      const { id } = await identities.create(WHO, ADA)
      await users.delete(id)
      expect(await identities.find(WHO)).toBeUndefined()
    })
  })
}
