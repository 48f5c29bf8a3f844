import type { EscalationPolicyStore, PagingTest, PagingTestStore } from '@hyperion/ports/escalation'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import { beforeEach, describe, expect, it } from 'vitest'
import { incidentFor, ESCALATION_NOW as NOW, POLICY } from './escalation-samples.ts'
import { NEW_SERVICE, UNKNOWN_ID } from './service-samples.ts'

interface EscalationPolicyStoreUnderTest {
  readonly escalationPolicies: EscalationPolicyStore
  readonly pagingTests: PagingTestStore
  readonly services: ServiceStore
  readonly incidents: IncidentStore
  close(): Promise<void>
}

export function escalationPolicyStoreContract(name: string, make: () => Promise<EscalationPolicyStoreUnderTest>): void {
  describe(`${name} as EscalationPolicyStore and PagingTestStore`, () => {
    let policies: EscalationPolicyStore
    let tests: PagingTestStore
    let made: EscalationPolicyStoreUnderTest

    beforeEach(async () => {
      made = await make()
      policies = made.escalationPolicies
      tests = made.pagingTests
      return () => made.close()
    })

    it('keeps, changes and forgets policies', async () => {
      await policies.create(POLICY)
      await policies.create({ ...POLICY, id: UNKNOWN_ID, name: 'A' })
      expect((await policies.list()).map(({ name: of }) => of)).toEqual(['A', POLICY.name])
      expect(await policies.byId(POLICY.id)).toEqual(POLICY)
      const { id, createdAt, ...rest } = { ...POLICY, name: 'Night', steps: [], repeat: 9, notify: [], updatedAt: NOW + 1 }
      expect(await policies.update(id, rest)).toEqual({ ...rest, id, createdAt })
      await expect(policies.create({ ...POLICY, id: 'other', name: 'A' })).rejects.toMatchObject({ code: 'conflict' })
      await expect(policies.update(id, { ...rest, name: 'A' })).rejects.toMatchObject({ code: 'conflict' })
      await policies.delete(id)
      expect(await policies.byId(id)).toBeUndefined()
      await expect(policies.update(id, rest)).rejects.toMatchObject({ code: 'not_found' })
      await expect(policies.delete(id)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keeps a policy as long as a service names it', async () => {
      await policies.create(POLICY)
      const { id: service } = await made.services.create({ ...NEW_SERVICE, escalationPolicyId: POLICY.id })
      const other = await made.services.create({ ...NEW_SERVICE, name: 'other', escalationPolicyId: null })
      expect(await policies.ofService(service)).toEqual(POLICY)
      expect(await policies.ofService(other.id)).toBeUndefined()
      expect(await policies.services()).toEqual([{ id: service, name: NEW_SERVICE.name, policy: POLICY.id }])
      await expect(policies.delete(POLICY.id)).rejects.toMatchObject({ code: 'conflict' })
      await made.services.update(service, { escalationPolicyId: null })
      await policies.delete(POLICY.id)
    })

    it('keeps tests, and ends each once', async () => {
      await policies.create(POLICY)
      const wanted = { id: UNKNOWN_ID, name: 'Paging tests', at: NOW }
      const service = await tests.serviceFor(POLICY.id, wanted)
      expect(await tests.serviceFor(POLICY.id, { ...wanted, id: POLICY.id })).toBe(service)
      const subject = { id: 'a', policy: POLICY.id, service, urgency: 'urgent', incident: null } as const
      const test: PagingTest = { ...subject, startedBy: 'ada', startedAt: NOW, endedAt: null }
      await tests.create(test)
      expect(await tests.byId('a')).toEqual(test)
      const incident = await incidentFor(made)
      await tests.opened('a', incident)
      expect([await tests.unended(NOW - 1), await tests.unended(NOW)]).toMatchObject([[], [{ id: 'a', incident }]])
      expect([await tests.end('a', NOW + 1), await tests.end('a', NOW + 2)]).toEqual([true, false])
      expect([await tests.unended(NOW), await tests.byId('a')]).toMatchObject([[], { endedAt: NOW + 1 }])
      const own = await made.services.create({ ...NEW_SERVICE, escalationPolicyId: POLICY.id })
      expect(await tests.serviceFor(POLICY.id, wanted)).toBe(own.id)
    })
  })
}
