import { DEFAULT_FLEET_VIEW } from '@hyperion/domain/fleet'
import type { FleetViewStore, NewFleetView } from '@hyperion/ports/fleet-views'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

interface FleetViewStoreUnderTest {
  readonly fleetViews: FleetViewStore
  readonly users: UserStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)

export function fleetViewStoreContract(name: string, make: () => Promise<FleetViewStoreUnderTest>): void {
  describe(`${name} as FleetViewStore`, () => {
    let views: FleetViewStore
    let users: UserStore
    let ada: number
    let bob: number
    let mine: NewFleetView

    beforeEach(async () => {
      const made = await make()
      views = made.fleetViews
      users = made.users
      const user = { passwordHash: 'h', mustChangePassword: false, createdAt: NOW } as const
      ada = (await users.create({ ...user, username: 'ada', role: 'viewer' })).id
      bob = (await users.create({ ...user, username: 'bob', role: 'admin' })).id
      const settings = {
        ...DEFAULT_FLEET_VIEW,
        search: 'é"%',
        states: ['down'],
        tags: ['a', 'b'],
        kinds: ['ssh'],
        descending: true,
      } as const
      mine = { ...settings, name: 'Databases', owner: ada, author: 'ada' }
      return () => made.close()
    })

    it('keeps a view whole and shows each user the right ones, by name', async () => {
      const first = await views.create(mine)
      expect(first).toEqual({ ...mine, id: expect.any(Number) })
      const everyones = await views.create({ ...mine, name: 'All', owner: null, author: 'bob' })
      const other = await views.create({ ...mine, owner: bob, author: 'bob', sort: 'cpu', group: 'tag', columns: [] })
      expect(await views.list(ada)).toEqual([everyones, first])
      expect(await views.list(bob)).toEqual([everyones, other])
      expect(await views.byId(first.id)).toEqual(first)
      expect(await views.byId(first.id + 100)).toBeUndefined()
    })

    it('refuses a name that is taken by the same owner', async () => {
      const first = await views.create(mine)
      await expect(views.create(mine)).rejects.toMatchObject({ code: 'conflict' })
      const everyones = await views.create({ ...mine, owner: null })
      await expect(views.create({ ...mine, owner: null, author: 'bob' })).rejects.toMatchObject({ code: 'conflict' })
      await expect(views.update(first.id, { ...mine, owner: null })).rejects.toMatchObject({ code: 'conflict' })
      await views.create({ ...mine, owner: bob })
      expect(await views.list(ada)).toHaveLength(2)
      expect(everyones.owner).toBeNull()
    })

    it('changes and deletes', async () => {
      const { id } = await views.create(mine)
      const { author: _, ...change } = { ...mine, name: 'New', owner: null, search: '' }
      expect(await views.update(id, change)).toEqual({ ...change, id, author: 'ada' })
      expect(await views.list(bob)).toHaveLength(1)
      await views.delete(id)
      expect(await views.list(bob)).toEqual([])
      await expect(views.update(id, change)).rejects.toMatchObject({ code: 'not_found' })
      await expect(views.delete(id)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('forgets the views of a deleted user, and keeps what that user made for everyone', async () => {
      await views.create(mine)
      const everyones = await views.create({ ...mine, owner: null })
      await users.delete(ada)
      expect(await views.list(ada)).toEqual([everyones])
    })
  })
}
