import type { NewTeam, ServiceStore, TeamStore } from '@hyperion/ports/services'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'
import { NEW_SERVICE, UNKNOWN_ID } from './service-samples.ts'

interface TeamStoreUnderTest {
  readonly teams: TeamStore
  readonly services: ServiceStore
  readonly users: UserStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)

export function teamStoreContract(name: string, make: () => Promise<TeamStoreUnderTest>): void {
  describe(`${name} as TeamStore`, () => {
    let store: TeamStoreUnderTest
    let teams: TeamStore
    let ada: number
    let bob: number
    let core: NewTeam

    beforeEach(async () => {
      store = await make()
      teams = store.teams
      const user = { passwordHash: 'h', mustChangePassword: false, createdAt: NOW, role: 'admin' } as const
      bob = (await store.users.create({ ...user, username: 'Bob' })).id
      ada = (await store.users.create({ ...user, username: 'ada' })).id
      const told = { description: 'É"%', slackChannelId: 'C0123456789', scheduleId: UNKNOWN_ID }
      core = { ...told, name: 'SRE Core', members: [bob, ada, ada], createdAt: NOW }
      return () => store.close()
    })

    it('keeps a team whole, and lists them and their members by name', async () => {
      const made = await teams.create(core)
      const members = [
        { id: ada, username: 'ada' },
        { id: bob, username: 'Bob' },
      ]
      expect(made).toEqual({ ...core, id: expect.stringMatching(/^[0-9a-f-]{36}$/), members })
      const other = await teams.create({ ...core, name: 'apps', slackChannelId: null, scheduleId: null, members: [] })
      expect(await teams.list()).toEqual([other, made])
      expect([await teams.byId(made.id), await teams.byId(UNKNOWN_ID)]).toEqual([made, undefined])
    })

    it('changes what is told and leaves the rest', async () => {
      const made = await teams.create(core)
      expect(await teams.update(made.id, {})).toEqual(made)
      expect(await teams.update(made.id, { members: [ada], scheduleId: null })).toEqual({
        ...made,
        members: [{ id: ada, username: 'ada' }],
        scheduleId: null,
      })
      const changed = await teams.update(made.id, { name: 'Core', description: '', slackChannelId: null, members: [] })
      expect(changed).toEqual({ ...made, name: 'Core', description: '', slackChannelId: null, scheduleId: null, members: [] })
    })

    it('refuses a name that is taken, unknown members and unknown teams, and changes nothing then', async () => {
      const made = await teams.create(core)
      const other = await teams.create({ ...core, name: 'Apps' })
      await expect(teams.create(core)).rejects.toMatchObject({ code: 'conflict' })
      await expect(teams.update(other.id, { name: core.name, members: [] })).rejects.toMatchObject({ code: 'conflict' })
      await expect(teams.create({ ...core, name: 'New', members: [ada, 999_999] })).rejects.toMatchObject({ code: 'not_found' })
      await expect(teams.update(made.id, { description: 'x', members: [999_999] })).rejects.toMatchObject({ code: 'not_found' })
      await expect(teams.update(UNKNOWN_ID, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
      await expect(teams.delete(UNKNOWN_ID)).rejects.toMatchObject({ code: 'not_found' })
      expect(await teams.list()).toEqual([other, made])
    })

    it('of many who ask at once for one name makes one', async () => {
      const tries = await Promise.allSettled(Array.from({ length: 5 }, () => teams.create(core)))
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await teams.list()).toHaveLength(1)
    })

    it('goes without its services, and loses users who go', async () => {
      const made = await teams.create(core)
      const service = await store.services.create({ ...NEW_SERVICE, ownerTeam: made.id })
      expect(service.ownerTeam).toEqual({ id: made.id, name: 'SRE Core' })
      await store.users.delete(ada)
      expect((await teams.byId(made.id))?.members).toEqual([{ id: bob, username: 'Bob' }])
      await teams.delete(made.id)
      expect(await store.services.byId(service.id)).toEqual({ ...service, ownerTeam: null })
    })
  })
}
