import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import type { FleetViewRequest, FleetViewRow } from '@hyperion/wire/fleet'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let hub: TestApp
beforeEach(async () => {
  hub = await testApp()
})
afterEach(() => hub.close())

const VIEW: FleetViewRequest = {
  name: 'Databases by disk',
  shared: false,
  search: 'db',
  states: ['critical', 'down'],
  tags: ['paris'],
  kinds: ['agent'],
  sort: 'disk',
  descending: true,
  group: 'tag',
  columns: ['disk', 'seen'],
}

async function call(user: TestUser, method: 'GET' | 'POST' | 'PUT' | 'DELETE', id = '', payload?: object) {
  const headers = { authorization: `Bearer ${await hub.token(user)}` }
  return hub.app.inject({ method, url: `/api/fleet-views${id}`, headers, ...(payload && { payload }) })
}

const namesOf = async (user: TestUser): Promise<string[]> => (await call(user, 'GET')).json().views.map(({ name }: FleetViewRow) => name)

describe('saved views', () => {
  it('are each user’s own', async () => {
    const made = await call('viewer', 'POST', '', VIEW)
    expect(made.statusCode).toBe(201)
    expect(made.json()).toEqual({ ...VIEW, id: expect.any(Number), author: 'viewer' })
    expect((await call('viewer', 'GET')).json()).toEqual({ views: [made.json()] })
    expect(await namesOf('admin')).toEqual([])
    const path = `/${made.json().id}`
    for (const method of ['PUT', 'DELETE'] as const)
      expect((await call('admin', method, path, method === 'PUT' ? VIEW : undefined)).statusCode).toBe(404)
    expect((await call('viewer', 'PUT', path, { ...VIEW, name: 'Other' })).json()).toMatchObject({ name: 'Other' })
    expect((await call('viewer', 'DELETE', path)).statusCode).toBe(204)
    expect(await namesOf('viewer')).toEqual([])
  })

  it('are shared by whoever may configure, and by nobody else', async () => {
    expect((await call('viewer', 'POST', '', { ...VIEW, shared: true })).statusCode).toBe(403)
    const made = await call('admin', 'POST', '', { ...VIEW, shared: true })
    expect(made.json()).toMatchObject({ shared: true, author: 'admin' })
    expect(await namesOf('viewer')).toEqual([VIEW.name])
    const path = `/${made.json().id}`
    expect((await call('viewer', 'PUT', path, VIEW)).statusCode).toBe(403)
    expect((await call('viewer', 'DELETE', path)).statusCode).toBe(403)
    expect((await call('admin', 'PUT', path, VIEW)).json()).toMatchObject({ shared: false })
    expect(await namesOf('viewer')).toEqual([])
    expect(await namesOf('admin')).toEqual([VIEW.name])
    const audit = await hub.app.inject({ url: '/api/audit', headers: { authorization: `Bearer ${await hub.token('admin')}` } })
    expect(audit.json().entries.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['fleet_view.create', 'fleet_view.update', 'fleet_view.delete']),
    )
  })

  it('have a name that is not taken', async () => {
    await call('viewer', 'POST', '', VIEW)
    expect((await call('viewer', 'POST', '', VIEW)).statusCode).toBe(409)
    expect((await call('admin', 'POST', '', VIEW)).statusCode).toBe(201)
  })

  it.each<[string, object]>([
    ['name', { name: '' }],
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(61) }],
    ['shared', { shared: 'yes' }],
    ['search', { search: 'x'.repeat(201) }],
    ['states', { states: ['bad'] }],
    ['tags', { tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }],
    ['kinds', { kinds: ['agent', 'agent'] }],
    ['sort', { sort: 'size' }],
    ['descending', { descending: null }],
    ['group', { group: 'kind' }],
    ['columns', { columns: 'cpu' }],
  ])('refuse a wrong %s: %j', async (field, wrong) => {
    const answer = await call('viewer', 'POST', '', { ...VIEW, ...wrong })
    expect(answer.statusCode).toBe(422)
    expect(Object.keys(answer.json().details)[0]).toMatch(new RegExp(`^${field}`))
  })

  it('are not found where there are none', async () => {
    expect((await call('admin', 'DELETE', '/77')).statusCode).toBe(404)
    expect((await call('admin', 'PUT', '/77', VIEW)).statusCode).toBe(404)
    expect((await call('admin', 'DELETE', '/x')).statusCode).toBe(422)
  })
})
