import type { TwoFactorStore } from '@hyperion/ports/two-factor'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

interface TwoFactorStoreUnderTest {
  readonly twoFactor: TwoFactorStore
  readonly users: UserStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const STEP = NOW / 30_000

export function twoFactorStoreContract(name: string, make: () => Promise<TwoFactorStoreUnderTest>): void {
  describe(`${name} as TwoFactorStore`, () => {
    let store: TwoFactorStore
    let users: UserStore
    let ada: number
    let bob: number

    beforeEach(async () => {
      const made = await make()
      store = made.twoFactor
      users = made.users
      const user = { passwordHash: 'h', role: 'admin', mustChangePassword: false, createdAt: NOW } as const
      ada = (await users.create({ ...user, username: 'ada' })).id
      bob = (await users.create({ ...user, username: 'bob' })).id
      return () => made.close()
    })

    const enrol = async (user: number, codes: readonly string[] = ['one', 'two']): Promise<void> => {
      await store.begin(user, 'sealed', NOW)
      expect(await store.confirm(user, { secret: 'sealed', step: STEP, at: NOW }, codes)).toBe(true)
    }

    it('knows nobody at first', async () => {
      expect(await store.find(ada)).toBeUndefined()
      expect(await store.confirmedUsers()).toEqual([])
      expect(await store.takeStep(ada, STEP)).toBe(false)
      expect(await store.takeRecoveryCode(ada, 'one')).toBe(false)
      expect(await store.remove(ada)).toBe(false)
    })

    it('keeps the latest secret until it is confirmed, and counts it for nothing until then', async () => {
      expect(await store.begin(ada, 'first', NOW)).toBe(true)
      expect(await store.begin(ada, 'second', NOW + 1)).toBe(true)
      expect(await store.find(ada)).toEqual({ userId: ada, secret: 'second', confirmedAt: null, recoveryCodes: 0 })
      expect(await store.confirmedUsers()).toEqual([])
      expect(await store.takeStep(ada, STEP)).toBe(false)
      const proof = { step: STEP, at: NOW + 2 }
      expect(await store.confirm(ada, { ...proof, secret: 'first' }, ['one'])).toBe(false)
      expect(await store.confirm(ada, { ...proof, secret: 'second' }, ['one', 'two'])).toBe(true)
      expect(await store.find(ada)).toEqual({ userId: ada, secret: 'second', confirmedAt: NOW + 2, recoveryCodes: 2 })
      expect(await store.confirm(ada, { ...proof, secret: 'second' }, ['three'])).toBe(false)
      expect(await store.begin(ada, 'third', NOW + 3)).toBe(false)
      expect(await store.confirmedUsers()).toEqual([ada])
    })

    it('takes a time step once, and none before it', async () => {
      await enrol(ada)
      expect(await store.takeStep(ada, STEP)).toBe(false)
      expect(await store.takeStep(ada, STEP + 1)).toBe(true)
      expect(await store.takeStep(ada, STEP + 1)).toBe(false)
      expect(await store.takeStep(ada, STEP)).toBe(false)
      expect(await store.takeStep(ada, STEP + 2)).toBe(true)
    })

    it('lets one win of many that take the same step or the same code at once', async () => {
      await enrol(ada)
      for (let round = 1; round <= 5; round++) {
        const steps = await Promise.all(Array.from({ length: 8 }, () => store.takeStep(ada, STEP + round)))
        expect(steps.filter(Boolean)).toHaveLength(1)
      }
      const codes = await Promise.all(Array.from({ length: 8 }, () => store.takeRecoveryCode(ada, 'one')))
      expect(codes.filter(Boolean)).toHaveLength(1)
    })

    it('takes a recovery code once, of its user alone', async () => {
      await enrol(ada, ['one', 'two'])
      await enrol(bob, ['three'])
      expect(await store.takeRecoveryCode(bob, 'one')).toBe(false)
      expect(await store.takeRecoveryCode(ada, 'one')).toBe(true)
      expect(await store.takeRecoveryCode(ada, 'one')).toBe(false)
      expect((await store.find(ada))?.recoveryCodes).toBe(1)
      await store.replaceRecoveryCodes(ada, ['four', 'five', 'six'])
      expect(await store.takeRecoveryCode(ada, 'two')).toBe(false)
      expect(await store.takeRecoveryCode(ada, 'six')).toBe(true)
      expect((await store.find(bob))?.recoveryCodes).toBe(1)
    })

    it('remembers when a session gave a code, for as long as the second factor is there', async () => {
      await enrol(ada)
      expect(await store.provenAt('session')).toBeUndefined()
      await store.recordProof('session', ada, NOW)
      await store.recordProof('session', ada, NOW + 5)
      await store.recordProof('older', ada, NOW - 5)
      expect(await store.provenAt('session')).toBe(NOW + 5)
      await store.deleteProofs(NOW)
      expect([await store.provenAt('older'), await store.provenAt('session')]).toEqual([undefined, NOW + 5])
      expect(await store.remove(ada)).toBe(true)
      expect(await store.provenAt('session')).toBeUndefined()
      expect(await store.find(ada)).toBeUndefined()
    })

    it('forgets all of a user who is deleted', async () => {
      await enrol(ada)
      await users.delete(ada)
      expect(await store.find(ada)).toBeUndefined()
      expect(await store.takeRecoveryCode(ada, 'one')).toBe(false)
    })
  })
}
