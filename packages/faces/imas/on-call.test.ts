import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'

const SCHEDULES = '/api/v1/schedules/'
/** Thursday noon. */
const NOW = '2026-01-15T12:00:00Z'

let hub: TestApp
let tokens: Record<string, string>
let ids: Record<string, number>

beforeEach(async () => {
  hub = await testApp()
  tokens = {}
  ids = {}
  for (const { id, username } of await hub.database.users.list()) ids[username] = id
  for (const user of ['admin', 'technicien', 'viewer'] as const) tokens[user] = await hub.permanentToken(user)
  return () => hub.close()
})

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
async function ask(method: Method, url: string, payload?: object, user: TestUser = 'admin') {
  const headers = { authorization: `Token ${tokens[user]}` }
  const answer = await hub.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}

const layer = (more: object = {}) => ({
  name: 'Weekly',
  participants: [ids.admin, ids.viewer],
  rotation: { every: 1, unit: 'week' },
  handoff: '09:00',
  weekday: 1,
  start: '2026-01-05',
  ...more,
})
const schedule = (more: object = {}) => ({ name: 'Primary', zone: 'Europe/Paris', layers: [layer()], ...more })
const make = async (more: object = {}) => (await ask('POST', SCHEDULES, schedule(more))).body.id as string

describe('schedules', () => {
  it('are added, listed by page, changed and deleted', async () => {
    const made = await ask('POST', SCHEDULES, schedule())
    const people = [
      { id: ids.admin, username: 'admin' },
      { id: ids.viewer, username: 'viewer' },
    ]
    expect(made).toEqual({
      status: 201,
      body: {
        ...schedule(),
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        layers: [{ ...layer(), participants: people, hours: [] }],
        created_at: NOW,
        updated_at: NOW,
      },
    })
    const { id } = made.body
    expect((await ask('GET', SCHEDULES)).body).toEqual({ count: 1, next: null, previous: null, results: [made.body] })
    const hours = [{ days: [6, 7], from: '00:00', to: '00:00' }]
    const changed = await ask('PUT', `${SCHEDULES}${id}/`, schedule({ name: 'Weekends', layers: [layer({ hours })] }))
    expect(changed.body).toMatchObject({ id, name: 'Weekends', layers: [{ hours }] })
    expect((await ask('GET', `${SCHEDULES}${id}`)).body).toEqual(changed.body)
    expect((await ask('DELETE', `${SCHEDULES}${id}/`)).status).toBe(204)
    for (const method of ['GET', 'DELETE'] as const) expect((await ask(method, `${SCHEDULES}${id}/`)).status).toBe(404)
    expect((await ask('PUT', `${SCHEDULES}${id}/`, schedule())).status).toBe(404)
  })

  it('have a name of their own', async () => {
    await make()
    const error = 'A schedule of this name exists already'
    const details = { name: ['This name is taken.'] }
    expect(await ask('POST', SCHEDULES, schedule())).toEqual({ status: 409, body: { error, details } })
    const id = await make({ name: 'Other' })
    expect((await ask('PUT', `${SCHEDULES}${id}/`, schedule())).status).toBe(409)
  })

  it('are noted in the audit log', async () => {
    const id = await make()
    await ask('DELETE', `${SCHEDULES}${id}/`)
    await hub.audit.flush()
    const { entries } = (
      await hub.app.inject({ url: '/api/audit', headers: { authorization: `Bearer ${await hub.token('admin')}` } })
    ).json()
    expect(entries.slice(0, 2).map(({ action, target }: { action: string; target: string }) => [action, target])).toEqual([
      ['on_call.delete', id],
      ['on_call.create', 'Primary'],
    ])
  })

  it('lose users that are deleted', async () => {
    const id = await make()
    await hub.database.users.delete(ids.viewer as number)
    expect((await ask('GET', `${SCHEDULES}${id}/`)).body.layers[0].participants).toEqual([{ id: ids.admin, username: 'admin' }])
    const { shifts, gaps } = (await ask('GET', `${SCHEDULES}${id}/shifts/`)).body
    expect([shifts.length, gaps]).toEqual([1, []])
  })
})

describe('shifts', () => {
  it('are told with gaps, and for each layer', async () => {
    const hours = [{ days: [4], from: '22:00', to: '06:00' }]
    const nights = layer({ name: 'Nights', participants: [ids.technicien], hours })
    const id = await make({ layers: [layer({ start: '2026-01-15' }), nights] })
    const { status, body } = await ask('GET', `${SCHEDULES}${id}/shifts/?from=2026-01-15T06:00:00Z&to=2026-01-19T12:00:00%2B01:00`)
    expect(status).toBe(200)
    const [admin, viewer, technicien] = ['admin', 'viewer', 'technicien'].map((username) => [{ id: ids[username], username }])
    const weekly = { layer: 'Weekly', override: null }
    expect(body).toEqual({
      from: '2026-01-15T06:00:00Z',
      to: '2026-01-19T11:00:00Z',
      zone: 'Europe/Paris',
      shifts: [
        { from: '2026-01-15T08:00:00Z', to: '2026-01-15T21:00:00Z', users: admin, ...weekly },
        { from: '2026-01-15T21:00:00Z', to: '2026-01-16T05:00:00Z', users: technicien, layer: 'Nights', override: null },
        { from: '2026-01-16T05:00:00Z', to: '2026-01-19T08:00:00Z', users: admin, ...weekly },
        { from: '2026-01-19T08:00:00Z', to: '2026-01-19T11:00:00Z', users: viewer, ...weekly },
      ],
      gaps: [{ from: '2026-01-15T06:00:00Z', to: '2026-01-15T08:00:00Z' }],
      layers: [
        {
          name: 'Weekly',
          shifts: [
            { from: '2026-01-15T08:00:00Z', to: '2026-01-19T08:00:00Z', users: admin, ...weekly },
            { from: '2026-01-19T08:00:00Z', to: '2026-01-19T11:00:00Z', users: viewer, ...weekly },
          ],
        },
        {
          name: 'Nights',
          shifts: [{ from: '2026-01-15T21:00:00Z', to: '2026-01-16T05:00:00Z', users: technicien, layer: 'Nights', override: null }],
        },
      ],
    })
  })

  it('are shown before a schedule is kept', async () => {
    const { status, body } = await ask('POST', `${SCHEDULES}preview/`, schedule({ name: '', from: NOW }))
    expect([status, body.from, body.to, body.shifts.length]).toEqual([200, NOW, '2026-02-12T12:00:00Z', 5])
    expect((await ask('GET', SCHEDULES)).body.count).toBe(0)
  })

  it('are taken, and given back', async () => {
    const id = await make()
    const url = `${SCHEDULES}${id}/overrides/`
    const user = { id: ids.technicien, username: 'technicien' }
    const first = await ask('POST', url, { user: user.id, to: '2026-01-15T20:00:00Z', reason: 'Dentist' }, 'technicien')
    const span = { from: NOW, to: '2026-01-15T20:00:00Z' }
    expect(first).toEqual({
      status: 201,
      body: { id: expect.any(Number), user, ...span, reason: 'Dentist', author: 'technicien', created_at: NOW },
    })
    const second = await ask('POST', url, { user: ids.viewer, from: '2026-01-15T13:00:00Z', to: '2026-01-15T14:00:00Z' })
    expect((await ask('GET', url)).body).toEqual({ count: 2, next: null, previous: null, results: [first.body, second.body] })
    const { shifts } = (await ask('GET', `${SCHEDULES}${id}/shifts/?to=2026-01-15T21:00:00Z`)).body
    const told = shifts.map(({ users, override }: { users: { username: string }[]; override: number }) => [users[0]?.username, override])
    expect(told).toEqual([
      ['technicien', first.body.id],
      ['viewer', second.body.id],
      ['technicien', first.body.id],
      ['viewer', null],
    ])
    expect((await ask('DELETE', `${url}${first.body.id}/`, undefined, 'technicien')).status).toBe(204)
    expect((await ask('DELETE', `${url}${first.body.id}/`)).status).toBe(404)
    expect((await ask('GET', `${url}?from=2026-01-16T00:00:00Z`)).body.results).toEqual([])
  })
})

describe('who is on call', () => {
  it('is told for every schedule, with the next hand-off', async () => {
    const id = await make()
    await make({ name: 'Backup', layers: [layer({ start: '2027-01-04' })] })
    const { status, body } = await ask('GET', '/api/v1/on-call/', undefined, 'viewer')
    const person = (username: string) => ({ id: ids[username], username, email: '' })
    expect([status, body.count, body.results]).toEqual([
      200,
      2,
      [
        { schedule: { id: expect.any(String), name: 'Backup', zone: 'Europe/Paris' }, teams: [], users: [], until: null, next: [] },
        {
          schedule: { id, name: 'Primary', zone: 'Europe/Paris' },
          teams: [],
          users: [person('viewer')],
          until: '2026-01-19T08:00:00Z',
          next: [person('admin')],
        },
      ],
    ])
  })

  it('is told with the teams that go by the schedule, which keep it', async () => {
    const id = await make()
    const team = { name: 'SRE Core', description: '', slackChannelId: null, members: [], createdAt: 0, scheduleId: id }
    const sre = await hub.database.teams.create(team)
    expect((await ask('GET', '/api/v1/on-call/')).body.results[0].teams).toEqual([{ id: sre.id, name: 'SRE Core' }])
    const refused = { status: 409, body: { error: 'A team goes by this schedule', details: {} } }
    expect(await ask('DELETE', `${SCHEDULES}${id}/`)).toEqual(refused)
  })

  it('is one of the people there are', async () => {
    const { body } = await ask('GET', '/api/v1/on-call/people/?page_size=2', undefined, 'viewer')
    expect(body.count).toBe(4)
    expect(body.results).toEqual([
      { id: ids.admin, username: 'admin', first_name: '', last_name: '' },
      { id: ids.newcomer, username: 'newcomer', first_name: '', last_name: '' },
    ])
  })
})

describe('roles', () => {
  it.each([
    ['POST', '', 'technicien'],
    ['POST', 'preview/', 'technicien'],
    ['PUT', 'x/', 'technicien'],
    ['DELETE', 'x/', 'technicien'],
    ['POST', 'x/overrides/', 'viewer'],
    ['DELETE', 'x/overrides/1/', 'viewer'],
  ] as const)('%s %s is not for a %s', async (method, path, user) => {
    expect((await ask(method, `${SCHEDULES}${path}`, method === 'DELETE' ? undefined : {}, user)).status).toBe(403)
  })

  it('lets the web app in by its cookie, and tells fields in its language', async () => {
    const headers = { cookie: await hub.cookie('admin'), 'accept-language': 'fr' }
    expect((await hub.app.inject({ url: '/api/v1/on-call/', headers })).statusCode).toBe(200)
    const answer = await hub.app.inject({ method: 'POST', url: SCHEDULES, headers, payload: schedule({ zone: 'Mars' }) })
    expect([answer.statusCode, answer.json().details]).toEqual([400, { zone: ["Ce fuseau horaire n'existe pas."] }])
  })
})

describe('bad input', () => {
  const refused = async (method: Method, path: string, payload?: object) => {
    const { status, body } = await ask(method, `${SCHEDULES}${path}`, payload)
    return [status, Object.keys(body.details).sort()]
  }

  it.each([
    ['nothing', {}, ['layers', 'name', 'zone']],
    ['other types', { name: 1, zone: null, layers: 'x' }, ['layers', 'name', 'zone']],
    ['what is not known', { ...{ name: 'x', zone: 'UTC', layers: [] }, colour: 'red' }, ['colour']],
    ['no layers', { name: 'x', zone: 'UTC', layers: [] }, ['layers']],
    ['no zone and no name', { name: '\u0000', zone: 'Mars/Olympus', layers: [] }, ['layers', 'name', 'zone']],
  ])('of a schedule: %s', async (_, payload, fields) => {
    expect(await refused('POST', '', payload)).toEqual([400, fields])
  })

  it.each([
    ['an empty rotation', { participants: [] }, ['layers.0.participants']],
    ['unknown people', { participants: [999] }, ['layers.0.participants']],
    [
      'people that are none',
      { participants: [0, 'x', 2 ** 40] },
      ['layers.0.participants.0', 'layers.0.participants.1', 'layers.0.participants.2'],
    ],
    ['no turn', { rotation: { every: 0, unit: 'week' } }, ['layers.0.rotation.every']],
    ['an unknown unit', { rotation: { every: 1, unit: 'month' } }, ['layers.0.rotation.unit']],
    ['no day for weeks', { weekday: null }, ['layers.0.weekday']],
    ['no times', { handoff: '9', start: 'x' }, ['layers.0.handoff', 'layers.0.start']],
    ['odd hours', { hours: [{ days: [], from: 'x', to: 'x' }] }, ['layers.0.hours.0.days', 'layers.0.hours.0.from', 'layers.0.hours.0.to']],
  ])('of a layer: %s', async (_, more, fields) => {
    for (const path of ['', 'preview/']) expect(await refused('POST', path, schedule({ layers: [layer(more)] }))).toEqual([400, fields])
  })

  it.each([
    ['nobody and no end', {}, ['to', 'user']],
    ['somebody unknown', { user: 999, to: '2026-01-16T12:00:00Z' }, ['user']],
    ['an end before the beginning', { user: 1, from: '2026-01-16T12:00:00Z', to: '2026-01-16T12:00:00Z' }, ['to']],
    ['the past', { user: 1, from: '2026-01-14T12:00:00Z', to: '2026-01-15T12:00:00Z' }, ['to']],
    ['years', { user: 1, to: '2036-01-14T12:00:00Z' }, ['to']],
    ['no instants', { user: 1, from: 'now', to: '2026-13-45T00:00:00Z' }, ['from', 'to']],
    ['a novel', { user: 1, to: '2026-01-16T12:00:00Z', reason: 'x'.repeat(201) }, ['reason']],
  ])('of an override: %s', async (_, payload, fields) => {
    expect(await refused('POST', `${await make()}/overrides/`, payload)).toEqual([400, fields])
  })

  it.each([
    ['from=x', ['from']],
    ['to=2026-01-01T00:00:00Z', ['to']],
    ['from=2026-01-01T00:00:00Z&to=2026-04-04T00:00:00Z', ['to']],
    ['until=x', ['until']],
    ['from=2026-01-01T00:00:00Z&from=2026-01-01T00:00:00Z', ['from']],
  ])('of a range: %s', async (query, fields) => {
    expect(await refused('GET', `${await make()}/shifts/?${query}`)).toEqual([400, fields])
  })

  it('of an address', async () => {
    for (const path of ['nope/', 'nope/shifts/', 'nope/overrides/']) expect((await ask('GET', `${SCHEDULES}${path}`)).status).toBe(404)
    expect((await ask('POST', `${SCHEDULES}nope/feed/`)).status).toBe(404)
    expect((await ask('GET', `${SCHEDULES}%00/`)).status).toBe(400)
    expect((await ask('DELETE', `${SCHEDULES}${await make()}/overrides/x/`)).status).toBe(400)
    expect((await ask('GET', `${SCHEDULES}?page=2`)).status).toBe(404)
  })
})
