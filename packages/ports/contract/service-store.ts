import type { HostStore } from '@hyperion/ports/hosts'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { NewTeam, ServiceStore, TeamStore } from '@hyperion/ports/services'
import type { SshHostStore } from '@hyperion/ports/ssh-hosts'
import { beforeEach, describe, expect, it } from 'vitest'
import { NEW_SERVICE, SECOND_HOST, UNKNOWN_ID } from './service-samples.ts'

interface ServiceStoreUnderTest {
  readonly services: ServiceStore
  readonly teams: TeamStore
  readonly hosts: HostStore
  readonly sshHosts: SshHostStore
  readonly incidents: IncidentStore
  close(): Promise<void>
}

const NOW = NEW_SERVICE.createdAt
const TEAM: NewTeam = { name: 'SRE Core', description: '', slackChannelId: null, scheduleId: null, members: [], createdAt: NOW }

export function serviceStoreContract(name: string, make: () => Promise<ServiceStoreUnderTest>): void {
  describe(`${name} as ServiceStore`, () => {
    let store: ServiceStoreUnderTest
    let services: ServiceStore
    let one: number
    let two: number

    beforeEach(async () => {
      store = await make()
      services = store.services
      one = (await store.hosts.ensureHub('atlas', NOW)).id
      two = (await store.sshHosts.add(SECOND_HOST)).host
      return () => store.close()
    })

    it('keeps a service whole, and lists them by name, or their names by age', async () => {
      const team = await store.teams.create(TEAM)
      const made = await services.create({ ...NEW_SERVICE, ownerTeam: team.id, hosts: [two, one, one] })
      const ownerTeam = { id: team.id, name: 'SRE Core' }
      const id = expect.stringMatching(/^[0-9a-f-]{36}$/)
      expect(made).toEqual({ ...NEW_SERVICE, id, ownerTeam, hosts: [one, two], openIncidents: 0 })
      const bare = { description: '', runbookUrl: null, escalationPolicyId: null, criticality: 'TIER_4_LOW' } as const
      const other = await services.create({ ...NEW_SERVICE, ...bare, name: 'API', createdAt: NOW + 1 })
      expect(await services.list()).toEqual([other, made])
      expect(await services.names()).toEqual([
        { id: made.id, name: 'redis-prod' },
        { id: other.id, name: 'API' },
      ])
      expect([await services.byId(other.id), await services.byId(UNKNOWN_ID)]).toEqual([other, undefined])
    })

    it('changes what is told and leaves the rest', async () => {
      const team = await store.teams.create(TEAM)
      const made = await services.create({ ...NEW_SERVICE, ownerTeam: team.id, hosts: [one] })
      expect(await services.update(made.id, {})).toEqual(made)
      expect(await services.update(made.id, { ownerTeam: null, hosts: [] })).toEqual({ ...made, ownerTeam: null, hosts: [] })
      const all = { name: 'redis', description: '', criticality: 'TIER_4_LOW', runbookUrl: null, escalationPolicyId: null } as const
      const changed = await services.update(made.id, { ...all, ownerTeam: team.id, hosts: [two] })
      expect(changed).toEqual({ ...made, ...all, hosts: [two] })
    })

    it('has a host in one service at most', async () => {
      const made = await services.create({ ...NEW_SERVICE, hosts: [one, two] })
      const other = await services.create({ ...NEW_SERVICE, name: 'api', hosts: [two] })
      expect((await services.ofHost(one))?.id).toBe(made.id)
      expect(await services.ofHost(two)).toEqual(other)
      expect((await services.update(made.id, { hosts: [two] })).hosts).toEqual([two])
      expect((await services.byId(other.id))?.hosts).toEqual([])
      expect([await services.ofHost(one), await services.ofHost(999_999)]).toEqual([undefined, undefined])
      await store.sshHosts.remove(two)
      expect((await services.byId(made.id))?.hosts).toEqual([])
    })

    it('has it in one also when many take it at once', async () => {
      const made = await Promise.all(['a', 'b', 'c', 'd'].map((each) => services.create({ ...NEW_SERVICE, name: each })))
      await Promise.all(made.map(({ id }, i) => services.update(id, { hosts: i % 2 ? [one, two] : [two, one] })))
      const held = (await services.list()).flatMap(({ hosts }) => hosts)
      expect(held.toSorted((a, b) => a - b)).toEqual([one, two])
    })

    it('refuses a name that is taken and what is unknown, and changes nothing then', async () => {
      const made = await services.create({ ...NEW_SERVICE, hosts: [one] })
      const other = await services.create({ ...NEW_SERVICE, name: 'api' })
      await expect(services.create(NEW_SERVICE)).rejects.toMatchObject({ code: 'conflict' })
      await expect(services.update(other.id, { name: made.name, hosts: [one] })).rejects.toMatchObject({ code: 'conflict' })
      const wrong = { ...NEW_SERVICE, name: 'New' }
      await expect(services.create({ ...wrong, ownerTeam: UNKNOWN_ID })).rejects.toMatchObject({ code: 'not_found' })
      await expect(services.create({ ...wrong, hosts: [one, 999_999] })).rejects.toMatchObject({ code: 'not_found' })
      await expect(services.update(UNKNOWN_ID, {})).rejects.toMatchObject({ code: 'not_found' })
      expect(await services.list()).toEqual([other, made])
    })

    it('deletes', async () => {
      const made = await services.create({ ...NEW_SERVICE, hosts: [one] })
      await services.delete(made.id)
      expect([await services.list(), await services.ofHost(one)]).toEqual([[], undefined])
      await expect(services.delete(made.id)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keeps one with incidents, also when they begin while it is being deleted', async () => {
      const told = { title: 'x', description: '', severity: 'SEV4_LOW', scopes: [], source: 'manual', dedupKey: null } as const
      const open = (service: string) => store.incidents.open({ ...told, service, createdBy: null, detectedAt: NOW, at: NOW }, [])
      const { id } = await services.create(NEW_SERVICE)
      await open(id)
      expect((await services.byId(id))?.openIncidents).toBe(1)
      await expect(services.delete(id)).rejects.toMatchObject({ code: 'conflict' })
      const racing = await services.create({ ...NEW_SERVICE, name: 'racing' })
      const [opened, deleted] = await Promise.allSettled([open(racing.id), services.delete(racing.id)])
      expect([opened, deleted].filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(opened.status === 'rejected' || (await services.byId(racing.id))).toBeTruthy()
    })
  })
}
