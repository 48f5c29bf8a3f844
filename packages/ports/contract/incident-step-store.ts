import type { IncidentStore, StepStore } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import { beforeEach, describe, expect, it } from 'vitest'
import { serviceNamed } from './incident-store.ts'

interface StepStoreUnderTest {
  readonly incidentSteps: StepStore
  readonly incidents: IncidentStore
  readonly services: Pick<ServiceStore, 'create'>
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const LEASE = 60_000

export function incidentStepStoreContract(name: string, make: () => Promise<StepStoreUnderTest>): void {
  describe(`${name} as StepStore`, () => {
    let steps: StepStore
    let incident: string
    let kinds: () => Promise<readonly string[]>

    beforeEach(async () => {
      const made = await make()
      steps = made.incidentSteps
      const service = await serviceNamed(made.services, 'web')
      const request = { title: 'x', description: '', severity: 'SEV4_LOW', service, scopes: [], source: 'manual', dedupKey: null } as const
      const opened = await made.incidents.open({ ...request, createdBy: null, detectedAt: NOW, at: NOW }, ['notify', 'slack'])
      incident = opened.incident.id
      kinds = async () => (await made.incidents.detail(incident)).steps.map(({ kind, state }) => `${kind} ${state}`)
      return () => made.close()
    })

    it('leases each to one, the one due first, and again when it is not settled', async () => {
      const all = await Promise.all(Array.from({ length: 4 }, () => steps.lease(NOW, LEASE)))
      expect(all.map((step) => step?.kind ?? 'none').sort()).toEqual(['none', 'none', 'notify', 'slack'])
      expect(await steps.lease(NOW + LEASE - 1, LEASE)).toBeUndefined()
      expect(await steps.lease(NOW + LEASE, LEASE)).toMatchObject({ kind: 'notify', attempts: 2 })
    })

    it('leaves incidents out that somebody deals with', async () => {
      expect(await steps.lease(NOW, LEASE, [incident])).toBeUndefined()
      expect(await steps.lease(NOW, LEASE, ['another'])).toMatchObject({ kind: 'notify' })
      expect(await steps.nextDue(NOW - 1)).toBe(NOW)
    })

    it('settles what was leased, and not what somebody else has by now', async () => {
      const first = await steps.lease(NOW, LEASE)
      const again = await steps.lease(NOW + LEASE, LEASE)
      if (!first || !again) throw new Error('nothing was leased')
      await steps.settle({ ...first, id: again.id, leaseUntil: first.leaseUntil }, { state: 'failed', at: NOW })
      await steps.settle(again, { state: 'done', at: NOW + LEASE })
      expect(await kinds()).toContain(`${again.kind} done`)
      expect(await kinds()).not.toContain(`${again.kind} failed`)
    })

    it('tries again when told to, and once more by hand', async () => {
      const step = await steps.lease(NOW, LEASE)
      if (!step) throw new Error('nothing was leased')
      await steps.settle(step, { state: 'pending', at: NOW, error: 'no answer', retryAt: NOW + 2_000 })
      await steps.lease(NOW, LEASE)
      expect(await steps.lease(NOW + 1_999, LEASE)).toBeUndefined()
      const second = await steps.lease(NOW + 2_000, LEASE)
      expect(second).toMatchObject({ id: step.id, attempts: 2, error: 'no answer' })
      await steps.settle(second as typeof step, { state: 'failed', at: NOW + 3_000, error: 'gone' })
      expect(await steps.retry(step.id, NOW + 4_000)).toMatchObject({ state: 'pending', attempts: 0 })
      await expect(steps.retry(step.id, NOW)).rejects.toMatchObject({ code: 'conflict' })
      await expect(steps.retry(step.id + 100, NOW)).rejects.toMatchObject({ code: 'not_found' })
      expect(await steps.lease(NOW + 4_000, LEASE)).toMatchObject({ id: step.id, attempts: 1 })
    })

    it('owes one of a kind once as long as it waits, and anew once it is under way', async () => {
      await steps.add(incident, 'slack', NOW + 5)
      expect(await kinds()).toEqual(['notify pending', 'slack pending'])
      await steps.lease(NOW + 5, LEASE)
      await steps.lease(NOW + 5, LEASE)
      await steps.add(incident, 'slack', NOW + 6)
      await steps.add(incident, 'slack', NOW + 7)
      expect(await kinds()).toEqual(['notify pending', 'slack pending', 'slack pending'])
      expect(await steps.nextDue(NOW + 5)).toBe(NOW + 7)
      expect(await steps.nextDue(NOW + 7)).toBe(NOW + 5 + LEASE)
    })
  })
}
