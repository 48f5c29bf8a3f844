import type { AgentStore } from '@hyperion/ports/agents'
import type { HostEventStore, NewHostEvent } from '@hyperion/ports/host-events'
import type { HostStore } from '@hyperion/ports/hosts'
import { beforeEach, describe, expect, it } from 'vitest'

interface HostEventStoreUnderTest {
  readonly hostEvents: HostEventStore
  readonly hosts: HostStore
  readonly agents: AgentStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)

export function hostEventStoreContract(name: string, make: () => Promise<HostEventStoreUnderTest>): void {
  describe(`${name} as HostEventStore`, () => {
    let made: HostEventStoreUnderTest
    let store: HostEventStore
    let hub: number
    let web: number

    beforeEach(async () => {
      made = await make()
      store = made.hostEvents
      hub = (await made.hosts.ensureHub('atlas', NOW)).id
      await made.agents.addToken({ hash: 'h', label: '', createdAt: NOW, createdBy: 'admin', expiresAt: NOW + 1000 })
      web = (await made.agents.enrol({ tokenHash: 'h', key: 'k', hostname: 'web-01', now: NOW }))?.id ?? 0
      return () => made.close()
    })

    const event = (host: number, more: Partial<NewHostEvent> = {}): NewHostEvent => ({
      host,
      at: NOW,
      kind: 'booted',
      subject: null,
      before: null,
      after: null,
      ...more,
    })

    it('keeps facts, and what was noticed by them', async () => {
      await store.keep(hub, '{"a":1}', [])
      await store.keep(web, '{"b":1}', [event(web)])
      await store.keep(hub, '{"a":2}', [event(hub, { kind: 'deploy', subject: 'web', before: 'web:1', after: 'web:2' })])
      expect(await store.facts()).toEqual(
        new Map([
          [hub, '{"a":2}'],
          [web, '{"b":1}'],
        ]),
      )
      const [found] = await store.list(hub, { limit: 10 })
      expect(found).toEqual({ id: found?.id, host: hub, at: NOW, kind: 'deploy', subject: 'web', before: 'web:1', after: 'web:2' })
    })

    it('lists the newest first, by kind and time', async () => {
      const at = [3, 1, 2].map((second) => event(hub, { at: NOW + second * 1000, kind: second === 2 ? 'os' : 'booted' }))
      await store.keep(hub, '{}', at)
      const times = async (query: Parameters<HostEventStore['list']>[1]) => (await store.list(hub, query)).map((each) => each.at - NOW)
      expect(await times({ limit: 10 })).toEqual([3000, 2000, 1000])
      expect(await times({ limit: 2 })).toEqual([3000, 2000])
      expect(await times({ kinds: ['os', 'kernel'], limit: 10 })).toEqual([2000])
      expect(await times({ from: NOW + 1000, to: NOW + 3000, limit: 10 })).toEqual([2000, 1000])
    })

    it('leaves a host alone that is gone, and forgets one with what happened to it', async () => {
      await store.keep(77, '{}', [event(77)])
      expect(await store.list(77, { limit: 10 })).toEqual([])
      await store.keep(web, '{}', [event(web)])
      await made.agents.remove(web, NOW)
      expect(await store.list(web, { limit: 10 })).toEqual([])
      expect(await store.facts()).toEqual(new Map())
    })

    it('forgets what is old', async () => {
      await store.keep(hub, '{}', [event(hub), event(hub, { at: NOW + 10 })])
      await store.trim(NOW + 5)
      expect((await store.list(hub, { limit: 10 })).map(({ at }) => at)).toEqual([NOW + 10])
    })
  })
}
