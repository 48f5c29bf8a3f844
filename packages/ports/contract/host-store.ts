import type { HostStore } from '@hyperion/ports/hosts'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)

export function hostStoreContract(name: string, make: () => Promise<{ hosts: HostStore; close(): Promise<void> }>): void {
  describe(`${name} as HostStore`, () => {
    let hosts: HostStore

    beforeEach(async () => {
      const made = await make()
      hosts = made.hosts
      return () => made.close()
    })

    it('is empty at first', async () => {
      expect(await hosts.list()).toEqual([])
      expect(await hosts.byId(1)).toBeUndefined()
    })

    it("makes the hub's own machine once and takes over a changed name", async () => {
      const made = await hosts.ensureHub('atlas', NOW)
      expect(made).toEqual({ id: made.id, name: 'atlas', kind: 'hub', createdAt: NOW, tags: [] })
      expect(await hosts.ensureHub('atlas', NOW + 1)).toEqual(made)
      expect(await hosts.ensureHub('hermes', NOW + 2)).toEqual({ ...made, name: 'hermes' })
      expect(await hosts.list()).toEqual([{ ...made, name: 'hermes' }])
      expect(await hosts.byId(made.id)).toEqual({ ...made, name: 'hermes' })
    })

    it('gives a host the tags it is told to, and no others', async () => {
      const { id } = await hosts.ensureHub('atlas', NOW)
      expect((await hosts.setTags(id, ['web', 'paris', 'web'])).tags).toEqual(['paris', 'web'])
      expect(await hosts.setTags(id, ['db'])).toMatchObject({ name: 'atlas', tags: ['db'] })
      expect(await hosts.ensureHub('atlas', NOW)).toMatchObject({ tags: ['db'] })
      expect(await hosts.list()).toMatchObject([{ tags: ['db'] }])
      expect((await hosts.setTags(id, [])).tags).toEqual([])
      for (const tags of [['x'], []]) await expect(hosts.setTags(id + 1, tags)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('makes it once when asked several times at once', async () => {
      const made = await Promise.all([1, 2, 3, 4].map(() => hosts.ensureHub('atlas', NOW)))
      expect(new Set(made.map((host) => host.id)).size).toBe(1)
      expect(await hosts.list()).toHaveLength(1)
    })
  })
}
