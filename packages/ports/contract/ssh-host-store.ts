import type { HostInventory } from '@hyperion/domain/hosts'
import type { HostStore } from '@hyperion/ports/hosts'
import type { NewSshHost, SshHostStore } from '@hyperion/ports/ssh-hosts'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)

function inventory(hostname: string): HostInventory {
  const os = { name: 'Debian GNU/Linux', version: '12', architecture: 'x86_64', kernel: '6.1' }
  const info = { hostname, os, cpu: { model: null, cores: 2 }, memoryBytes: 4 * 1024 ** 3, bootedAt: NOW }
  return { info, interfaces: [], mounts: [], cloud: null }
}

const ACCESS = {
  address: 'web-01.example',
  port: 22,
  username: 'hyperion-watch',
  secretKind: 'key',
  sealedSecret: 'v1.sealed',
  hostKey: { type: 'ssh-ed25519', key: 'AAAA', fingerprint: 'SHA256:x' },
} as const
const NEW: NewSshHost = { ...ACCESS, name: 'web-01', intervalMs: null, inventory: inventory('web-01'), now: NOW }

export function sshHostStoreContract(
  name: string,
  make: () => Promise<{ sshHosts: SshHostStore; hosts: HostStore; close(): Promise<void> }>,
): void {
  describe(`${name} as SshHostStore`, () => {
    let store: SshHostStore
    let hosts: HostStore

    beforeEach(async () => {
      const made = await make()
      store = made.sshHosts
      hosts = made.hosts
      return () => made.close()
    })

    it('adds a host and tells it again', async () => {
      const { now, ...told } = NEW
      const added = await store.add(NEW)
      expect(added).toEqual({ ...told, host: added.host, createdAt: NOW, lastSeen: NOW, tier: 'observe', roots: [] })
      expect(await store.change(added.host, { tier: 'operate' })).toEqual({ ...added, tier: 'operate' })
      await store.change(added.host, { tier: 'observe' })
      const roots = ['/srv/shop', '/var/www']
      expect(await store.change(added.host, { roots })).toEqual({ ...added, roots })
      expect(await store.change(added.host, { roots: [] })).toEqual(added)
      expect(await hosts.byId(added.host)).toEqual({ id: added.host, name: 'web-01', kind: 'ssh', createdAt: NOW, tags: [] })
      const other = await store.add({ ...NEW, port: 2222, secretKind: 'password', intervalMs: 5000 })
      expect(await store.list()).toEqual([added, other])
    })

    it('takes each account of a machine once', async () => {
      const first = await store.add(NEW)
      await expect(store.add({ ...NEW, name: 'again' })).rejects.toMatchObject({ code: 'conflict' })
      const second = await store.add({ ...NEW, username: 'other' })
      await expect(store.change(second.host, { access: ACCESS })).rejects.toMatchObject({ code: 'conflict' })
      expect(await hosts.list()).toHaveLength(2)
      expect(await store.list()).toEqual([first, second])
    })

    it('keeps what is told of a host, whose name follows its machine until somebody names it', async () => {
      const { host } = await store.add(NEW)
      await store.keep(host, { lastSeen: NOW + 5 })
      await store.keep(host, { inventory: inventory('web-02') })
      await store.keep(host + 1, { lastSeen: NOW })
      expect(await store.list()).toMatchObject([{ name: 'web-02', lastSeen: NOW + 5, inventory: inventory('web-02') }])
      await store.change(host, { name: 'shop' })
      await store.keep(host, { inventory: inventory('web-03') })
      expect(await store.list()).toMatchObject([{ name: 'shop', inventory: inventory('web-03') }])
    })

    it('changes the name, the interval and the way in, each alone', async () => {
      const { host } = await store.add(NEW)
      expect(await store.change(host, { intervalMs: 5000 })).toMatchObject({ name: 'web-01', intervalMs: 5000, ...ACCESS })
      const hostKey = { type: 'ssh-rsa', key: 'BBBB', fingerprint: 'SHA256:y' }
      const access = { ...ACCESS, port: 2222, secretKind: 'password', sealedSecret: 'v1.other', hostKey } as const
      expect(await store.change(host, { access, name: 'x' })).toMatchObject({ name: 'x', intervalMs: 5000, ...access })
      expect(await store.change(host, { intervalMs: null })).toMatchObject({ intervalMs: null, ...access })
      expect(await store.change(host + 1, { name: 'y' })).toBeUndefined()
    })

    it('removes its own hosts and no others', async () => {
      const hub = await hosts.ensureHub('atlas', NOW)
      const { host } = await store.add(NEW)
      expect(await store.remove(hub.id)).toBe(false)
      expect(await store.change(hub.id, { name: 'other' })).toBeUndefined()
      expect(await store.remove(host)).toBe(true)
      expect(await store.remove(host)).toBe(false)
      expect(await store.list()).toEqual([])
      expect(await hosts.list()).toEqual([hub])
    })
  })
}
