import type { PushStore } from '@hyperion/ports/push'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)

export interface PushStoreUnderTest {
  readonly push: PushStore
  readonly users: UserStore
  close(): Promise<void>
}

export function pushStoreContract(name: string, make: () => Promise<PushStoreUnderTest>): void {
  describe(`${name} as PushStore`, () => {
    let made: PushStoreUnderTest
    let store: PushStore
    let ada: number
    let bob: number

    beforeEach(async () => {
      made = await make()
      store = made.push
      const [first, second] = [await user('ada'), await user('bob')]
      ada = first
      bob = second
      return () => made.close()
    })

    const user = async (username: string) =>
      (await made.users.create({ username, passwordHash: 'x', role: 'admin', mustChangePassword: false, createdAt: NOW })).id
    const browser = (endpointHash: string, owner = ada) =>
      ({ user: owner, endpointHash, subscription: 'sealed', label: 'Firefox', createdAt: NOW }) as const

    it('keeps a browser once, for whoever uses it now', async () => {
      const first = await store.save(browser('one'))
      expect(first).toEqual({ id: expect.any(Number), ...browser('one') })
      const second = await store.save(browser('two'))
      const taken = await store.save({ ...browser('one', bob), subscription: 'other', createdAt: NOW + 1 })
      expect(taken).toEqual({ ...first, user: bob, subscription: 'other' })
      expect(await store.list()).toEqual([taken, second])
    })

    it('forgets a browser of its user alone, and those of a user who goes', async () => {
      const { id } = await store.save(browser('one'))
      expect(await store.remove(id, bob)).toBe(false)
      expect([await store.remove(id, ada), await store.remove(id)]).toEqual([true, false])
      await store.save(browser('two', bob))
      await made.users.delete(bob)
      expect(await store.list()).toEqual([])
    })

    it('keeps the first pair of keys of a name', async () => {
      const pair = { publicKey: 'p', privateKey: 'sealed' }
      expect(await store.keyPair('push')).toBeUndefined()
      const kept = await Promise.all([1, 2].map((n) => store.ensureKeyPair('push', { ...pair, publicKey: `p${n}` })))
      expect(kept[0]).toEqual(kept[1])
      expect(await store.keyPair('push')).toEqual(kept[0])
    })
  })
}
