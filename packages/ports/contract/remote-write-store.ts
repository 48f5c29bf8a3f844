import type { HostInventory } from '@hyperion/domain/hosts'
import type { HostStore } from '@hyperion/ports/hosts'
import type { RemoteWriteStore } from '@hyperion/ports/prometheus'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)
const RECEIVER = { name: 'paris', tokenHash: 'h1', hint: '…abcd', newHosts: true, createdAt: NOW, createdBy: 'admin' }
const OS = { name: 'Debian GNU/Linux', version: '12', architecture: 'x86_64', kernel: '6.1' }
const INVENTORY: HostInventory = {
  info: { hostname: 'web-01', os: OS, cpu: { model: null, cores: 2 }, memoryBytes: 4 * 1024 ** 3, bootedAt: NOW },
  interfaces: [],
  mounts: [],
  cloud: null,
}

export function remoteWriteStoreContract(
  name: string,
  make: () => Promise<{ remoteWrite: RemoteWriteStore; hosts: HostStore; close(): Promise<void> }>,
): void {
  describe(`${name} as RemoteWriteStore`, () => {
    let store: RemoteWriteStore
    let hosts: HostStore

    beforeEach(async () => {
      const made = await make()
      store = made.remoteWrite
      hosts = made.hosts
      return () => made.close()
    })

    it('keeps receivers, each of a name and a token', async () => {
      const { tokenHash, ...told } = RECEIVER
      const made = await store.addReceiver(RECEIVER)
      expect(made).toEqual({ ...told, id: made.id, lastUsedAt: null })
      expect(await store.receiverByToken(tokenHash)).toEqual(made)
      expect(await store.receiverByToken('other')).toBeUndefined()
      await expect(store.addReceiver({ ...RECEIVER, tokenHash: 'h2' })).rejects.toMatchObject({ code: 'conflict' })
      const other = await store.addReceiver({ ...RECEIVER, name: 'lyon', tokenHash: 'h2' })
      await expect(store.changeReceiver(other.id, { name: 'paris' })).rejects.toMatchObject({ code: 'conflict' })
      expect(await store.receivers()).toEqual([made, other])
    })

    it('changes a receiver, its token included', async () => {
      const made = await store.addReceiver(RECEIVER)
      expect(await store.changeReceiver(made.id, { newHosts: false, lastUsedAt: NOW })).toEqual({
        ...made,
        newHosts: false,
        lastUsedAt: NOW,
      })
      expect(await store.changeReceiver(made.id, { token: { hash: 'h9', hint: '…wxyz' } })).toMatchObject({ hint: '…wxyz', name: 'paris' })
      expect(await store.receiverByToken('h1')).toBeUndefined()
      expect((await store.receiverByToken('h9'))?.id).toBe(made.id)
      expect(await store.changeReceiver(made.id + 1, { name: 'x' })).toBeUndefined()
    })

    it('makes one host of an instance, also when asked several times at once', async () => {
      const { id: receiver } = await store.addReceiver(RECEIVER)
      const key = { receiver, job: 'node', instance: 'web-01:9100' }
      const made = await Promise.all([1, 2, 3].map(() => store.admit(key, 'web-01', NOW)))
      const host = made[0]?.host as number
      expect(made[0]).toEqual({ ...key, id: made[0]?.id, host, name: 'web-01', inventory: null, lastSeen: null })
      expect(await store.instances()).toEqual([made[0]])
      expect(await hosts.list()).toEqual([{ id: host, name: 'web-01', kind: 'prometheus', createdAt: NOW, tags: [] }])
      const other = await store.admit({ ...key, job: 'db' }, 'db-01', NOW)
      expect(other.host).not.toBe(host)
    })

    it('keeps news of a host and renames it', async () => {
      const { id: receiver } = await store.addReceiver(RECEIVER)
      const { host } = await store.admit({ receiver, job: 'node', instance: 'web-01:9100' }, 'web-01:9100', NOW)
      await store.keep(host ?? 0, { inventory: INVENTORY, lastSeen: NOW, name: 'web-01' })
      await store.keep(host ?? 0, { lastSeen: NOW + 1 })
      await store.keep((host ?? 0) + 1, { lastSeen: NOW + 1, name: 'x' })
      expect(await store.instances()).toMatchObject([{ name: 'web-01', inventory: INVENTORY, lastSeen: NOW + 1 }])
      expect(await store.rename(host ?? 0, 'shop')).toBe(true)
      expect(await store.instances()).toMatchObject([{ name: 'shop' }])
      const hub = await hosts.ensureHub('atlas', NOW)
      expect(await store.rename(hub.id, 'x')).toBe(false)
    })

    it('refuses the instance of a host that was deleted until it is forgiven', async () => {
      const { id: receiver } = await store.addReceiver(RECEIVER)
      const key = { receiver, job: 'node', instance: 'web-01:9100' }
      const { id, host } = await store.admit(key, 'web-01', NOW)
      expect(await store.forgive(id)).toBe(false)
      const hub = await hosts.ensureHub('atlas', NOW)
      expect(await store.removeHost(hub.id)).toBe(false)
      expect(await store.removeHost(host ?? 0)).toBe(true)
      expect(await store.removeHost(host ?? 0)).toBe(false)
      expect(await store.admit(key, 'web-01', NOW)).toMatchObject({ id, host: null, name: '' })
      expect(await store.forgive(id)).toBe(true)
      expect((await store.admit(key, 'web-01', NOW)).host).not.toBeNull()
    })

    it('leaves hosts alone when their receiver goes', async () => {
      const { id: receiver } = await store.addReceiver(RECEIVER)
      const { host } = await store.admit({ receiver, job: 'node', instance: 'web-01:9100' }, 'web-01', NOW)
      await store.receive({ receiver, receivedAt: NOW, body: new Uint8Array([1]) })
      expect(await store.removeReceiver(receiver)).toBe(true)
      expect(await store.removeReceiver(receiver)).toBe(false)
      expect(await store.instances()).toMatchObject([{ receiver: null, host, name: 'web-01' }])
      expect(await store.inbox()).toEqual([])
      expect(await store.removeHost(host ?? 0)).toBe(true)
    })

    it('keeps requests to the byte until they are dropped', async () => {
      const { id: receiver } = await store.addReceiver(RECEIVER)
      const body = Uint8Array.from({ length: 256 }, (_, i) => i)
      const ids = [await store.receive({ receiver, receivedAt: NOW, body }), await store.receive({ receiver, receivedAt: NOW + 1, body })]
      const kept = (await store.inbox()).map((entry) => ({ ...entry, body: Uint8Array.from(entry.body) }))
      expect(kept).toEqual(ids.map((id, i) => ({ id, receiver, receivedAt: NOW + i, body })))
      await store.drop([])
      await store.drop([ids[0] ?? 0])
      expect(await store.inbox()).toMatchObject([{ id: ids[1] }])
      await expect(store.receive({ receiver: receiver + 1, receivedAt: NOW, body })).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
