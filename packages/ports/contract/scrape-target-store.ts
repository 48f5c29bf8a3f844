import type { HostInventory } from '@hyperion/domain/hosts'
import type { HostStore } from '@hyperion/ports/hosts'
import type { NewScrapeTarget, ScrapeTargetStore } from '@hyperion/ports/prometheus'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)
const TARGET: NewScrapeTarget = {
  name: 'web-01',
  url: 'https://web-01.example:9100/metrics',
  credentials: 'v1.sealed',
  ca: null,
  serverName: null,
  intervalMs: null,
  timeoutMs: 10_000,
  createdAt: NOW,
  inventory: inventoryOf('web-01'),
  lastSeen: NOW,
}

function inventoryOf(hostname: string): HostInventory {
  const os = { name: 'Debian GNU/Linux', version: '12', architecture: 'x86_64', kernel: '6.1' }
  const info = { hostname, os, cpu: { model: null, cores: 2 }, memoryBytes: 4 * 1024 ** 3, bootedAt: NOW }
  return { info, interfaces: [], mounts: [], cloud: null }
}

export function scrapeTargetStoreContract(
  name: string,
  make: () => Promise<{ scrapeTargets: ScrapeTargetStore; hosts: HostStore; close(): Promise<void> }>,
): void {
  describe(`${name} as ScrapeTargetStore`, () => {
    let targets: ScrapeTargetStore
    let hosts: HostStore

    beforeEach(async () => {
      const made = await make()
      targets = made.scrapeTargets
      hosts = made.hosts
      return () => made.close()
    })

    it('makes a host with its target', async () => {
      expect(await targets.list()).toEqual([])
      const made = await targets.add(TARGET)
      expect(made).toEqual({ ...TARGET, host: made.host })
      expect(await targets.list()).toEqual([made])
      expect(await hosts.list()).toEqual([{ id: made.host, name: 'web-01', kind: 'prometheus', createdAt: NOW, tags: [] }])
    })

    it('has every address once, and makes no host of a second', async () => {
      const made = await targets.add(TARGET)
      await expect(targets.add({ ...TARGET, name: 'other' })).rejects.toMatchObject({ code: 'conflict' })
      expect(await hosts.list()).toHaveLength(1)
      const other = await targets.add({ ...TARGET, url: 'http://127.0.0.1:9100/metrics' })
      await expect(targets.change(other.host, { url: TARGET.url })).rejects.toMatchObject({ code: 'conflict' })
      expect(await targets.list()).toEqual([made, other])
    })

    it('changes what it is told to and nothing else', async () => {
      const made = await targets.add(TARGET)
      expect(await targets.change(made.host, { name: 'shop' })).toEqual({ ...made, name: 'shop' })
      const change = { url: 'http://127.0.0.1:9100/', credentials: null, ca: 'PEM', serverName: 'x', intervalMs: 5000, timeoutMs: 2000 }
      expect(await targets.change(made.host, change)).toEqual({ ...made, name: 'shop', ...change })
      expect(await targets.change(made.host, { intervalMs: null })).toMatchObject({ intervalMs: null, timeoutMs: 2000 })
      expect(await targets.change(made.host + 1, { name: 'x' })).toBeUndefined()
    })

    it('keeps news, and lets the name follow the machine until somebody names it', async () => {
      const { host } = await targets.add(TARGET)
      await targets.keep(host, { lastSeen: NOW + 5 })
      await targets.keep(host, {})
      await targets.keep(host + 1, { lastSeen: NOW, inventory: inventoryOf('gone') })
      expect(await targets.list()).toMatchObject([{ name: 'web-01', lastSeen: NOW + 5, inventory: TARGET.inventory }])
      await targets.keep(host, { inventory: inventoryOf('web-02') })
      expect(await targets.list()).toMatchObject([{ name: 'web-02', inventory: inventoryOf('web-02') }])
      await targets.change(host, { name: 'shop' })
      await targets.keep(host, { inventory: inventoryOf('web-03') })
      expect(await targets.list()).toMatchObject([{ name: 'shop' }])
    })

    it('deletes its own hosts and no others', async () => {
      const hub = await hosts.ensureHub('atlas', NOW)
      const { host } = await targets.add(TARGET)
      expect(await targets.remove(hub.id)).toBe(false)
      expect(await targets.remove(host)).toBe(true)
      expect(await targets.remove(host)).toBe(false)
      expect(await targets.list()).toEqual([])
      expect(await hosts.list()).toEqual([hub])
    })
  })
}
