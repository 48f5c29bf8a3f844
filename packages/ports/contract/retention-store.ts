import { DEFAULT_RETENTION } from '@hyperion/domain/metrics'
import type { AgentStore } from '@hyperion/ports/agents'
import type { HostStore } from '@hyperion/ports/hosts'
import type { RetentionStore } from '@hyperion/ports/retention'
import { beforeEach, describe, expect, it } from 'vitest'

interface RetentionStoreUnderTest {
  readonly retention: RetentionStore
  readonly hosts: HostStore
  readonly agents: AgentStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const SHORT = { rawDays: 1, fineDays: 2, totalDays: 3 }
const LONG = { rawDays: 400, fineDays: 500, totalDays: 0 }

export function retentionStoreContract(name: string, make: () => Promise<RetentionStoreUnderTest>): void {
  describe(`${name} as RetentionStore`, () => {
    let made: RetentionStoreUnderTest
    let store: RetentionStore
    let hub: number

    beforeEach(async () => {
      made = await make()
      store = made.retention
      hub = (await made.hosts.ensureHub('hub', NOW)).id
      return () => made.close()
    })

    it('has the default for all at first', async () => {
      expect(await store.standard()).toEqual({ retention: DEFAULT_RETENTION, updatedAt: null, updatedBy: null })
      expect(await store.own()).toEqual(new Map())
    })

    it('keeps what was set for all and for one, when and by whom', async () => {
      await store.setStandard({ retention: SHORT, by: 'ada', at: NOW })
      await store.setOwn(hub, { retention: SHORT, by: 'ada', at: NOW })
      await store.setOwn(hub, { retention: LONG, by: 'bob', at: NOW + 1 })
      expect(await store.standard()).toEqual({ retention: SHORT, updatedAt: NOW, updatedBy: 'ada' })
      expect(await store.own()).toEqual(new Map([[hub, { retention: LONG, updatedAt: NOW + 1, updatedBy: 'bob' }]]))
      await store.clearOwn(hub)
      await store.clearOwn(hub)
      expect(await store.own()).toEqual(new Map())
      expect((await store.standard()).retention).toEqual(SHORT)
    })

    it('knows no retention of a host that is not there, or no longer', async () => {
      await expect(store.setOwn(77, { retention: SHORT, by: 'ada', at: NOW })).rejects.toMatchObject({ code: 'not_found' })
      const token = { hash: 'h', label: '', createdAt: NOW, createdBy: 'ada', expiresAt: NOW + 1 }
      await made.agents.addToken(token)
      const host = (await made.agents.enrol({ tokenHash: 'h', key: 'k', hostname: 'web-01', now: NOW }))?.id as number
      await store.setOwn(host, { retention: SHORT, by: 'ada', at: NOW })
      await made.agents.remove(host, NOW)
      expect(await store.own()).toEqual(new Map())
    })
  })
}
