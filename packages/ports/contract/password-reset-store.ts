import type { PasswordResetStore, UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

interface PasswordResetStoreUnderTest {
  readonly passwordResets: PasswordResetStore
  readonly users: UserStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)

export function passwordResetStoreContract(name: string, make: () => Promise<PasswordResetStoreUnderTest>): void {
  describe(`${name} as PasswordResetStore`, () => {
    let resets: PasswordResetStore
    let users: UserStore
    let ada: number

    beforeEach(async () => {
      const made = await make()
      resets = made.passwordResets
      users = made.users
      ada = (await users.create({ username: 'ada', passwordHash: 'h', role: 'admin', mustChangePassword: false, createdAt: NOW })).id
      await users.create({ username: 'bob', passwordHash: 'h', role: 'admin', mustChangePassword: false, createdAt: NOW })
      return () => made.close()
    })

    const link = (tokenHash: string, expiresAt = NOW + 1000) => ({ userId: ada, tokenHash, expiresAt })

    it('finds a link until the millisecond of its end', async () => {
      expect(await resets.create(link('one'), 0)).toBe(true)
      expect(await resets.find('one', NOW + 999)).toBe(ada)
      expect(await resets.find('one', NOW + 1000)).toBeUndefined()
      expect(await resets.take('one', NOW + 1000)).toBeUndefined()
      expect(await resets.find('other', NOW)).toBeUndefined()
    })

    it('lets one of many take it', async () => {
      await resets.create(link('one'), 0)
      const taken = await Promise.all(Array.from({ length: 6 }, () => resets.take('one', NOW)))
      expect(taken.filter((user) => user === ada)).toHaveLength(1)
      expect(await resets.find('one', NOW)).toBeUndefined()
    })

    it('keeps the latest of a user, and none that comes too soon after another', async () => {
      await resets.create(link('one'), 0)
      expect(await resets.create(link('two', NOW + 1005), NOW + 999)).toBe(false)
      expect(await resets.find('one', NOW)).toBe(ada)
      expect(await resets.create(link('two', NOW + 1005), NOW + 1000)).toBe(true)
      expect([await resets.find('one', NOW), await resets.find('two', NOW)]).toEqual([undefined, ada])
    })

    it('ends a link with a new password or address of its user, not with a new name', async () => {
      for (const change of [
        () => users.setPassword(ada, 'new', false),
        () => users.update(ada, { passwordHash: 'newer' }),
        () => users.update(ada, { email: 'ada@example.org' }),
      ]) {
        await resets.create(link('one'), NOW + 1000)
        await users.update(ada, { firstName: 'Ada' })
        expect(await resets.find('one', NOW)).toBe(ada)
        await change()
        expect(await resets.find('one', NOW)).toBeUndefined()
      }
    })

    it('forgets the link of a user who is deleted', async () => {
      await resets.create(link('one'), 0)
      await users.delete(ada)
      expect(await resets.find('one', NOW)).toBeUndefined()
    })
  })
}
