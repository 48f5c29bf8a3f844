import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { beforeEach, describe, expect, it } from 'vitest'
import { Services, Teams } from './index.ts'

const SCHEDULE = '00000000-0000-4000-8000-000000000000'

let database: TestDatabase
let services: Services
const clock = new TestClock()

beforeEach(async () => {
  database = await openTestDatabase()
  services = new Services({ store: database.services, teams: database.teams, hosts: database.hosts, clock })
  return () => database.close()
})

describe('the service of an alert', () => {
  it('is found by its name in whatever case', async () => {
    const { id } = await services.create({ name: 'Café-API' })
    expect((await services.byName('cafÉ-api'))?.id).toBe(id)
    expect(await services.byName('cafe-api')).toBeUndefined()
  })

  it('is the one of exactly that name where two differ in case alone', async () => {
    const [older, newer] = [await services.create({ name: 'redis' }), await services.create({ name: 'other' })]
    await database.services.update(newer.id, { name: 'REDIS' })
    expect((await services.byName('REDIS'))?.id).toBe(newer.id)
    expect([older.id, newer.id]).toContain((await services.byName('Redis'))?.id)
  })

  it('is the one of its host', async () => {
    const host = (await database.hosts.ensureHub('atlas', clock.now())).id
    const { id } = await services.create({ name: 'redis', hosts: [host] })
    expect((await services.ofHost(host))?.id).toBe(id)
    expect(await services.ofHost(host + 1)).toBeUndefined()
  })

  it('is made once for those that name none, however many come at once', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => services.ensureCatchAll()))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await services.list()).toMatchObject([{ name: 'Unassigned', criticality: 'TIER_3_STANDARD', ownerTeam: null }])
    const { id } = await services.change(made[0]?.id ?? '', { name: 'Other' })
    expect((await services.ensureCatchAll()).id).not.toBe(id)
  })
})

it('with incidents stays, also once they are over', async () => {
  const { id } = await services.create({ name: 'redis' })
  const at = clock.now()
  const told = { title: 'x', description: '', severity: 'SEV4_LOW', scopes: [], source: 'manual', dedupKey: null, createdBy: null } as const
  const { incident } = await database.incidents.open({ ...told, service: id, detectedAt: at, at }, [])
  expect((await services.byId(id)).openIncidents).toBe(1)
  await expect(services.delete(id)).rejects.toMatchObject({ code: 'conflict', message: 'This service has incidents' })
  await database.incidents.transition(incident.id, { action: 'resolve', actor: null, at }, [])
  expect((await services.byId(id)).openIncidents).toBe(0)
  await expect(services.delete(id)).rejects.toMatchObject({ code: 'conflict' })
})

it('a team shows who is on call by its schedule', async () => {
  const ada = { id: 1, username: 'ada', email: 'ada@example.org' }
  const deps = { store: database.teams, users: database.users, clock }
  const teams = new Teams({ ...deps, onCall: async (schedule) => (schedule === SCHEDULE ? ada : null) })
  const scheduled = await teams.create({ name: 'Core', scheduleId: SCHEDULE })
  const other = await teams.create({ name: 'Apps' })
  expect([(await teams.view(scheduled)).onCall, (await teams.view(other)).onCall]).toEqual([ada, null])
  expect((await new Teams(deps).view(scheduled)).onCall).toBeNull()
})
