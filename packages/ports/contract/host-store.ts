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
      expect(made).toEqual({ id: made.id, name: 'atlas', kind: 'hub', createdAt: NOW })
      expect(await hosts.ensureHub('atlas', NOW + 1)).toEqual(made)
      expect(await hosts.ensureHub('hermes', NOW + 2)).toEqual({ ...made, name: 'hermes' })
      expect(await hosts.list()).toEqual([{ ...made, name: 'hermes' }])
      expect(await hosts.byId(made.id)).toEqual({ ...made, name: 'hermes' })
    })

    it('makes it once when asked several times at once', async () => {
      const made = await Promise.all([1, 2, 3, 4].map(() => hosts.ensureHub('atlas', NOW)))
      expect(new Set(made.map((host) => host.id)).size).toBe(1)
      expect(await hosts.list()).toHaveLength(1)
    })
  })
}
