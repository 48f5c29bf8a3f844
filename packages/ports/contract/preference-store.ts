import { DEFAULT_PREFERENCES, type Preferences } from '@hyperion/domain/users'
import type { HostStore } from '@hyperion/ports/hosts'
import type { PreferenceStore } from '@hyperion/ports/preferences'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

interface PreferenceStoreUnderTest {
  readonly preferences: PreferenceStore
  readonly users: UserStore
  readonly hosts: HostStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)

export function preferenceStoreContract(name: string, make: () => Promise<PreferenceStoreUnderTest>): void {
  describe(`${name} as PreferenceStore`, () => {
    let made: PreferenceStoreUnderTest
    let preferences: PreferenceStore
    let ada: number
    let bob: number
    let changed: Preferences

    beforeEach(async () => {
      made = await make()
      preferences = made.preferences
      const user = { passwordHash: 'h', mustChangePassword: false, createdAt: NOW } as const
      ada = (await made.users.create({ ...user, username: 'ada', role: 'viewer' })).id
      bob = (await made.users.create({ ...user, username: 'bob', role: 'admin' })).id
      changed = {
        defaultTimeRange: 'all',
        defaultCollectorId: (await made.hosts.ensureHub('atlas', NOW)).id,
        chartTheme: 'dark',
        refreshIntervalSeconds: 30,
        showContainers: false,
        visibleMetrics: ['network', 'cpu'],
      }
      return () => made.close()
    })

    it('has the defaults at first', async () => {
      expect(await preferences.read(ada)).toEqual(DEFAULT_PREFERENCES)
    })

    it('keeps what each user changed', async () => {
      expect(await preferences.change(ada, changed)).toEqual(changed)
      expect(await preferences.read(ada)).toEqual(changed)
      expect(await preferences.read(bob)).toEqual(DEFAULT_PREFERENCES)
      expect([await preferences.isSet(ada), await preferences.isSet(bob)]).toEqual([true, false])
    })

    it('leaves what is not given', async () => {
      await preferences.change(ada, changed)
      expect(await preferences.change(ada, { chartTheme: 'light', visibleMetrics: [], defaultCollectorId: null })).toEqual({
        ...changed,
        chartTheme: 'light',
        visibleMetrics: [],
        defaultCollectorId: null,
      })
      expect(await preferences.change(bob, {})).toEqual(DEFAULT_PREFERENCES)
    })

    it('refuses a host or a user that is not there, and changes nothing', async () => {
      await preferences.change(ada, { showContainers: false })
      const unknown = { defaultCollectorId: 77, showContainers: true }
      await expect(preferences.change(ada, unknown)).rejects.toMatchObject({ code: 'not_found' })
      await expect(preferences.change(77, changed)).rejects.toMatchObject({ code: 'not_found' })
      expect(await preferences.read(ada)).toEqual({ ...DEFAULT_PREFERENCES, showContainers: false })
    })

    it('goes with its user', async () => {
      await preferences.change(ada, changed)
      await made.users.delete(ada)
      expect(await preferences.read(ada)).toEqual(DEFAULT_PREFERENCES)
    })

    it('takes changes at the same time one after the other', async () => {
      await Promise.all([
        preferences.change(ada, { chartTheme: 'dark' }),
        preferences.change(ada, { showContainers: false }),
        preferences.change(ada, { refreshIntervalSeconds: 5 }),
      ])
      expect(await preferences.read(ada)).toEqual({
        ...DEFAULT_PREFERENCES,
        chartTheme: 'dark',
        showContainers: false,
        refreshIntervalSeconds: 5,
      })
    })
  })
}
