import type { ContactStore } from '@hyperion/ports/escalation'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

interface ContactStoreUnderTest {
  readonly contacts: ContactStore
  readonly users: UserStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)

export function contactStoreContract(name: string, make: () => Promise<ContactStoreUnderTest>): void {
  describe(`${name} as ContactStore`, () => {
    let contacts: ContactStore
    let users: UserStore
    let ada: number
    let bob: number

    beforeEach(async () => {
      const made = await make()
      contacts = made.contacts
      users = made.users
      const person = { passwordHash: 'h', mustChangePassword: false, createdAt: NOW } as const
      ada = (await users.create({ ...person, username: 'ada', role: 'viewer' })).id
      bob = (await users.create({ ...person, username: 'bob', role: 'admin' })).id
      return () => made.close()
    })

    const method = (user: number) => ({ user, kind: 'ntfy', label: 'É phone', settings: 'sealed', createdAt: NOW })

    it('keeps, changes and forgets methods of their owner', async () => {
      const made = await contacts.create(method(ada))
      expect(made).toEqual({ ...method(ada), id: expect.any(Number) })
      expect(await contacts.update(made.id, ada, {})).toEqual(made)
      expect(await contacts.update(made.id, ada, { label: 'new', settings: 's' })).toMatchObject({ label: 'new', settings: 's' })
      expect([await contacts.list(), await contacts.byId(made.id + 1)]).toMatchObject([[{ label: 'new' }], undefined])
      await expect(contacts.update(made.id, bob, { label: 'x' })).rejects.toMatchObject({ code: 'not_found' })
      await expect(contacts.delete(made.id, bob)).rejects.toMatchObject({ code: 'not_found' })
      await contacts.delete(made.id, ada)
      expect(await contacts.byId(made.id)).toBeUndefined()
    })

    it('keeps rules in their order, without those of methods that are gone', async () => {
      const { id } = await contacts.create(method(ada))
      const rules = [
        { urgency: 'urgent', delayMinutes: 5, method: String(id) },
        { urgency: 'urgent', delayMinutes: 0, method: 'push' },
        { urgency: 'other', delayMinutes: 1440, method: 'mail' },
      ] as const
      await contacts.setRules(bob, [{ urgency: 'other', delayMinutes: 0, method: 'mail' }])
      await contacts.setRules(ada, rules)
      expect((await contacts.rules()).filter(({ user }) => user === ada)).toEqual(rules.map((rule) => ({ ...rule, user: ada })))
      await contacts.delete(id, ada)
      expect((await contacts.rules()).filter(({ user }) => user === ada)).toHaveLength(2)
      await expect(contacts.setRules(ada, [{ urgency: 'other', delayMinutes: 0, method: String(id) }])).rejects.toMatchObject({
        code: 'not_found',
      })
      await contacts.setRules(ada, [])
      expect(await contacts.rules()).toHaveLength(1)
    })

    it('forgets all of a deleted user', async () => {
      await contacts.create(method(ada))
      await contacts.setRules(ada, [{ urgency: 'other', delayMinutes: 0, method: 'mail' }])
      await users.delete(ada)
      expect([await contacts.list(), await contacts.rules()]).toEqual([[], []])
    })
  })
}
