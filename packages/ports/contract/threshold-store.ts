import { DEFAULT_THRESHOLDS, type Thresholds } from '@hyperion/domain/alerts'
import type { ThresholdStore } from '@hyperion/ports/thresholds'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

interface ThresholdStoreUnderTest {
  readonly thresholds: ThresholdStore
  readonly users: UserStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const CHANGED: Thresholds = {
  cpu: { warning: 60, critical: 85 },
  memory: { warning: 75, critical: 90 },
  disk: { warning: 0, critical: 100 },
}

export function thresholdStoreContract(name: string, make: () => Promise<ThresholdStoreUnderTest>): void {
  describe(`${name} as ThresholdStore`, () => {
    let thresholds: ThresholdStore
    let users: UserStore
    let ada: number
    let bob: number

    beforeEach(async () => {
      const made = await make()
      thresholds = made.thresholds
      users = made.users
      const user = { passwordHash: 'h', role: 'admin', mustChangePassword: false, createdAt: NOW } as const
      ada = (await users.create({ ...user, username: 'ada' })).id
      bob = (await users.create({ ...user, username: 'bob' })).id
      return () => made.close()
    })

    it('has the defaults at first', async () => {
      expect(await thresholds.read()).toEqual({ thresholds: DEFAULT_THRESHOLDS, updatedAt: null, updatedBy: null })
    })

    it('keeps what was changed, when and by whom', async () => {
      const changed = { thresholds: CHANGED, updatedAt: NOW, updatedBy: 'ada' }
      expect(await thresholds.change(CHANGED, { userId: ada, at: NOW })).toEqual(changed)
      expect(await thresholds.read()).toEqual(changed)
    })

    it('leaves what is not given, and names the latest change', async () => {
      await thresholds.change({ disk: CHANGED.disk, cpu: CHANGED.cpu }, { userId: ada, at: NOW })
      await thresholds.change({ cpu: { warning: 1, critical: 2 } }, { userId: bob, at: NOW + 1 })
      expect(await thresholds.read()).toEqual({
        thresholds: { cpu: { warning: 1, critical: 2 }, memory: DEFAULT_THRESHOLDS.memory, disk: CHANGED.disk },
        updatedAt: NOW + 1,
        updatedBy: 'bob',
      })
    })

    it('outlives who changed it', async () => {
      await thresholds.change(CHANGED, { userId: ada, at: NOW })
      await users.delete(ada)
      expect(await thresholds.read()).toEqual({ thresholds: CHANGED, updatedAt: NOW, updatedBy: null })
    })

    it('changes nothing for nobody', async () => {
      await expect(thresholds.change(CHANGED, { userId: 77, at: NOW })).rejects.toMatchObject({ code: 'not_found' })
      expect((await thresholds.read()).thresholds).toEqual(DEFAULT_THRESHOLDS)
    })

    it('takes changes at the same time one after the other', async () => {
      const other: Thresholds = { cpu: CHANGED.memory, memory: CHANGED.disk, disk: CHANGED.cpu }
      await Promise.all([thresholds.change(CHANGED, { userId: ada, at: NOW }), thresholds.change(other, { userId: bob, at: NOW })])
      expect([CHANGED, other]).toContainEqual((await thresholds.read()).thresholds)
    })
  })
}
