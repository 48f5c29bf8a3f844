import type { ContainerInfo } from '@hyperion/domain/hosts'
import type { ContainerStore, StoredContainer } from '@hyperion/ports/containers'
import type { HostStore } from '@hyperion/ports/hosts'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)

function container(name: string, change: Partial<ContainerInfo> = {}): ContainerInfo {
  const run = { state: 'running', exitCode: null, health: null, createdAt: NOW - 5000, startedAt: NOW - 4000 } as const
  return { engine: 'docker', id: name.padEnd(64, '0'), name, image: 'nginx:latest', ...run, ...change }
}

export function containerStoreContract(
  name: string,
  make: () => Promise<{ containers: ContainerStore; hosts: HostStore; close(): Promise<void> }>,
): void {
  describe(`${name} as ContainerStore`, () => {
    let containers: ContainerStore
    let host: number

    beforeEach(async () => {
      const made = await make()
      containers = made.containers
      host = (await made.hosts.ensureHub('atlas', NOW)).id
      return () => made.close()
    })

    const tell = (told: readonly ContainerInfo[], now = NOW, engines: readonly string[] = ['docker']) =>
      containers.replace({ host, engines, containers: told, now })
    const row = async (of: string) => (await containers.list(host)).find((each) => each.name === of) as StoredContainer

    it('is empty at first', async () => {
      expect(await containers.list(host)).toEqual([])
      expect(await containers.byId(host, 1)).toBeUndefined()
    })

    it('keeps what was told, by name', async () => {
      const web = container('web', { health: 'healthy' })
      const job = container('job', { state: 'exited', exitCode: 137, startedAt: null, engine: 'podman:1000' })
      await tell([web, job])
      const [first, second] = await containers.list(host)
      const { id: containerId, ...told } = job
      expect(first).toEqual({ ...told, id: first?.id, host, containerId, updatedAt: NOW })
      expect(second).toMatchObject({ name: 'web', health: 'healthy', containerId: web.id })
      expect(await containers.byId(host, first?.id ?? 0)).toEqual(first)
      expect(await containers.byId(host + 1, first?.id ?? 0)).toBeUndefined()
    })

    it('keeps the id of one that is made anew under its name, and its time while nothing changes', async () => {
      await tell([container('web')])
      const before = await row('web')
      await tell([container('web')], NOW + 1)
      expect(await row('web')).toEqual(before)
      await tell([container('web', { id: 'f'.repeat(64), image: 'nginx:1.29' })], NOW + 2)
      expect(await row('web')).toEqual({ ...before, containerId: 'f'.repeat(64), image: 'nginx:1.29', updatedAt: NOW + 2 })
    })

    it('tells those that are gone from those that nobody can see', async () => {
      await tell([container('web'), container('job', { engine: 'podman' })])
      await tell([], NOW + 1)
      expect(await row('web')).toMatchObject({ state: 'removed', updatedAt: NOW + 1 })
      expect(await row('job')).toMatchObject({ state: 'unknown', updatedAt: NOW + 1 })
      await tell([], NOW + 2, ['docker', 'podman'])
      expect(await row('job')).toMatchObject({ state: 'removed', updatedAt: NOW + 2 })
      await tell([], NOW + 3, [])
      expect(await containers.list(host)).toMatchObject([
        { state: 'removed', updatedAt: NOW + 2 },
        { state: 'removed', updatedAt: NOW + 1 },
      ])
      const { id } = await row('web')
      await tell([container('web')], NOW + 4)
      expect(await row('web')).toMatchObject({ id, state: 'running' })
    })

    it('forgets those that are gone, and no others', async () => {
      await tell([container('web'), container('job'), container('db', { engine: 'podman' })])
      await tell([container('web')], NOW + 1)
      const ids = (await containers.list(host)).map(({ id }) => id)
      await containers.drop(host + 1, ids)
      await containers.drop(host, [])
      expect(await containers.list(host)).toHaveLength(3)
      await containers.drop(host, ids)
      expect(await containers.list(host)).toMatchObject([{ name: 'web' }])
    })

    it('leaves a host alone that is gone meanwhile', async () => {
      await containers.replace({ host: host + 7, engines: ['docker'], containers: [container('web')], now: NOW })
      expect(await containers.list(host + 7)).toEqual([])
    })

    it('changes nothing when it cannot change all', async () => {
      await tell([container('web')])
      const twice = [container('job'), container('job')]
      await expect(tell(twice, NOW + 1)).rejects.toThrow()
      expect(await containers.list(host)).toMatchObject([{ name: 'web', state: 'running', updatedAt: NOW }])
    })
  })
}
