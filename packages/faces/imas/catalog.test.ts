import { readFileSync } from 'node:fs'
import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { TestClock } from '@hyperion/testkit/clock'
import { beforeEach, describe, expect, it } from 'vitest'

const V1 = '/api/v1'
const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/)

/** What the document leaves open is any text. */
function golden(name: string): Record<string, unknown> {
  const text = readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8')
  return JSON.parse(text, (key, value) => (key === 'id' && typeof value === 'string' ? expect.any(String) : value))
}

let hub: TestApp
async function open(options: Parameters<typeof testApp>[0] = {}): Promise<void> {
  hub = await testApp(options)
}

beforeEach(async () => {
  await open({ clock: new TestClock(Date.UTC(2026, 0, 15, 10)) })
  return () => hub.close()
})

async function ask(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, payload?: object, user: TestUser = 'admin') {
  const headers = { authorization: `Token ${await hub.permanentToken(user)}` }
  const answer = await hub.app.inject({ method, url: `${V1}${path}`, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
}

async function make(path: string, payload: object): Promise<string> {
  const { status, body } = await ask('POST', path, payload)
  expect([status, body]).toEqual([201, expect.objectContaining(payload)])
  return body.id
}

async function makePolicy(): Promise<string> {
  const admin = await hub.database.users.byUsername('admin')
  const steps = [{ delayMinutes: 5, targets: [{ type: 'user', id: admin?.id ?? 0 }] }] as const
  const { policy } = await hub.paging.services.policies.create({ name: 'Core', description: '', steps, repeat: 0, notify: [] })
  return policy.id
}

const makeTeam = (name = 'SRE Core') => make('/teams/', { name })
const makeService = (name = 'redis-prod') => make('/services/', { name })

describe('the document’s examples', () => {
  it('services', async () => {
    const owner_team = await makeTeam()
    const told = { criticality: 'TIER_1_CRITICAL', runbook_url: 'https://wiki.example.com/redis' }
    const made = await ask('POST', '/services/', { name: 'redis-prod', owner_team, ...told })
    expect(made.status).toBe(201)
    for (let i = 0; i < 14; i++) await makeService(`service-${i}`)
    const { body } = await ask('GET', '/services/')
    expect(body.count).toBe(15)
    expect((await ask('GET', '/services/?search=REDIS')).body).toMatchObject({ ...golden('services'), count: 1 })
    expect(await ask('GET', `/services/${made.body.id}/`)).toEqual({ status: 200, body: made.body })
    expect(made.body).toEqual({
      id: UUID,
      name: 'redis-prod',
      owner_team: { id: owner_team, name: 'SRE Core' },
      ...told,
      description: '',
      escalation_policy: null,
      hosts: [],
      open_incidents: 0,
      created_at: '2026-01-15T10:00:00Z',
    })
  })

  it('teams', async () => {
    await hub.close()
    const onCall = { id: 2, username: 'oncall-user', email: 'oncall@example.com' }
    await open({ onCall: async (schedule) => (schedule === UNKNOWN ? onCall : null) })
    const made = await ask('POST', '/teams/', { name: 'SRE Core', slack_channel_id: 'C0123456789', schedule: UNKNOWN, members: [2, 1] })
    for (let i = 0; i < 4; i++) await makeTeam(`team-${i}`)
    expect((await ask('GET', '/teams/')).body.count).toBe(5)
    expect((await ask('GET', '/teams/?search=sre')).body).toMatchObject({ ...golden('teams'), count: 1 })
    const members = [
      { id: 1, username: 'admin' },
      { id: 2, username: 'technicien' },
    ]
    expect(made.body).toMatchObject({ description: '', schedule: UNKNOWN, members })
    expect(await ask('GET', `/teams/${made.body.id}/`)).toEqual({ status: 200, body: made.body })
  })

  it('a runbook', async () => {
    await hub.close()
    await open({ clock: new TestClock(Date.UTC(2026, 0, 20, 14, 30)) })
    const wanted = JSON.parse(readFileSync(new URL('./golden/runbook.json', import.meta.url), 'utf8'))
    const { id: _, service: _service, created_at: _made, updated_at: _changed, ...request } = wanted
    const steps = wanted.steps.map(({ id: _id, ...step }: { id: string }) => step)
    const before = { title: 'Recovery', description: '', service: null, steps: [], at: Date.UTC(2026, 0, 15, 10) }
    const { id } = await hub.database.runbooks.create(before)
    const changed = await ask('PUT', `/runbooks/${id}/`, { ...request, steps, service: await makeService() })
    expect([changed.status, changed.body]).toEqual([200, expect.objectContaining({ id })])
    expect((await ask('GET', `/runbooks/${id}/`)).body).toMatchObject(golden('runbook'))
    expect(changed.body.steps[1]).toMatchObject({ description: '', expected_duration_minutes: null, requires_confirmation: false })
    expect((await ask('GET', '/runbooks/')).body).toEqual({ count: 1, next: null, previous: null, results: [changed.body] })
  })

  it('a tag', async () => {
    const request = golden('tag-request')
    const made = await ask('POST', '/tags/', request)
    expect(made).toEqual({ status: 201, body: { id: UUID, ...request } })
    expect((await ask('GET', '/tags/')).body).toEqual({ count: 1, next: null, previous: null, results: [made.body] })
    expect(await ask('POST', '/tags/', request)).toEqual({
      status: 409,
      body: { error: 'This name is taken', details: { name: ['This name is taken.'] } },
    })
    expect((await ask('POST', '/tags/', { name: 'x' })).body.color).toBe('#6c757d')
    expect((await ask('POST', '/tags/', { name: 'y', color: '#ABCDEF' })).body.color).toBe('#abcdef')
  })
})

describe('changes', () => {
  it('PUT changes a service as a whole, PATCH what is told', async () => {
    const owner_team = await makeTeam()
    const id = await makeService()
    const told = { description: 'Cache', owner_team, criticality: 'TIER_4_LOW', runbook_url: 'https://w.example/', hosts: [hub.hubHostId] }
    const escalation_policy = await makePolicy()
    const patched = await ask('PATCH', `/services/${id}/`, { ...told, escalation_policy })
    expect(patched.body).toMatchObject({ ...told, name: 'redis-prod', owner_team: { id: owner_team }, escalation_policy })
    const unknown = await ask('PATCH', `/services/${id}/`, { escalation_policy: UNKNOWN })
    expect([unknown.status, Object.keys(unknown.body.details)]).toEqual([400, ['escalation_policy']])
    const put = await ask('PUT', `/services/${id}/`, { name: 'redis' })
    const blank = {
      description: '',
      owner_team: null,
      criticality: 'TIER_3_STANDARD',
      runbook_url: null,
      escalation_policy: null,
      hosts: [],
    }
    expect(put).toEqual({ status: 200, body: { ...patched.body, name: 'redis', ...blank } })
  })

  it('of teams, impact scopes and tags likewise', async () => {
    const team = await makeTeam()
    expect((await ask('PATCH', `/teams/${team}/`, { members: [1] })).body).toMatchObject({ name: 'SRE Core', members: [{ id: 1 }] })
    expect((await ask('PUT', `/teams/${team}/`, { name: 'Core' })).body).toMatchObject({ name: 'Core', members: [], schedule: null })
    const scope = await make('/impact-scopes/', { name: 'Data Loss Risk', description: 'x' })
    expect((await ask('PATCH', `/impact-scopes/${scope}/`, { name: 'Data' })).body).toEqual({ id: scope, name: 'Data', description: 'x' })
    expect((await ask('PUT', `/impact-scopes/${scope}/`, { name: 'Data' })).body.description).toBe('')
    const tag = await make('/tags/', { name: 'a', color: '#000000' })
    expect((await ask('PATCH', `/tags/${tag}/`, { name: 'b' })).body).toEqual({ id: tag, name: 'b', color: '#000000' })
    expect((await ask('PUT', `/tags/${tag}/`, { name: 'b' })).body.color).toBe('#6c757d')
  })

  it('keep a step that is told with its id, in the order that is told', async () => {
    const { id, steps } = (await ask('POST', '/runbooks/', { title: 'R', steps: [{ title: 'a' }, { title: 'b' }] })).body
    const patched = await ask('PATCH', `/runbooks/${id}/`, { title: 'S' })
    expect(patched.body.steps).toEqual(steps)
    const [a, b] = steps
    const wanted = [{ title: 'c' }, { ...a, order: 9 }, { ...b, order: 0 }]
    const after = (await ask('PUT', `/runbooks/${id}/`, { title: 'S', steps: wanted })).body.steps
    expect(after).toEqual([
      { ...b, order: 1 },
      { ...b, id: UUID, title: 'c', order: 2 },
      { ...a, order: 3 },
    ])
  })

  it('clean names and texts', async () => {
    const body = { name: ' redis\n\u202eprod\u0000 ', description: ' a\u0000b\nc ' }
    expect((await ask('POST', '/services/', body)).body).toMatchObject({ name: 'redis prod', description: 'ab\nc' })
  })

  it('delete', async () => {
    const team = await makeTeam()
    const service = (await ask('POST', '/services/', { name: 'redis-prod', owner_team: team })).body.id
    const runbook = await ask('POST', '/runbooks/', { title: 'R', service })
    expect(await ask('DELETE', `/teams/${team}/`)).toEqual({ status: 204, body: undefined })
    expect((await ask('GET', `/services/${service}/`)).body.owner_team).toBeNull()
    expect((await ask('DELETE', `/services/${service}/`)).status).toBe(204)
    expect((await ask('GET', `/runbooks/${runbook.body.id}/`)).body.service).toBeNull()
    expect((await ask('DELETE', `/runbooks/${runbook.body.id}/`)).status).toBe(204)
    for (const path of ['/tags/', '/impact-scopes/']) {
      const id = await make(path, { name: 'x' })
      expect((await ask('DELETE', `${path}${id}/`)).status).toBe(204)
      expect((await ask('DELETE', `${path}${id}/`)).status).toBe(404)
    }
  })

  it('are in the audit log, without long texts', async () => {
    const id = (await ask('POST', '/runbooks/', { title: 'R', description: 'x'.repeat(300), steps: [{ title: 'a' }] })).body.id
    await ask('DELETE', `/runbooks/${id}/`)
    await ask('POST', '/tags/', { name: 'a' })
    await ask('POST', '/tags/', { name: 'A' })
    await hub.audit.flush()
    const entries = await hub.database.audit.list({ limit: 10 })
    expect(entries.map(({ action, target, outcome }) => [action, target, outcome])).toEqual([
      ['tag.create', 'A', 'failure'],
      ['tag.create', 'a', 'success'],
      ['runbook.delete', 'R', 'success'],
      ['runbook.create', 'R', 'success'],
    ])
    expect(entries[3]?.details).toEqual({ title: 'R', description: '300 characters', steps: 1 })
  })
})

describe('lists', () => {
  it('are pages by name, with a search in whatever case', async () => {
    for (const name of ['b10', 'É2', 'b9', 'a']) await makeService(name)
    const first = await ask('GET', '/services/?page_size=3')
    expect(first.body.results.map(({ name }: { name: string }) => name)).toEqual(['a', 'b9', 'b10'])
    expect(first.body).toMatchObject({ count: 4, previous: null, next: 'http://localhost/api/v1/services/?page_size=3&page=2' })
    expect((await ask('GET', '/services/?page_size=3&page=2')).body).toMatchObject({ next: null, results: [{ name: 'É2' }] })
    expect((await ask('GET', '/services/?search=%C3%A9')).body.count).toBe(1)
    expect((await ask('GET', '/services/?search=%25%00')).body.count).toBe(0)
    expect((await ask('GET', '/services/?page=2')).status).toBe(404)
  })

  it('of runbooks are searched by title, text and service', async () => {
    const service = await makeService()
    await ask('POST', '/runbooks/', { title: 'Fail over', service })
    await ask('POST', '/runbooks/', { title: 'Other', description: 'nothing' })
    const titles = async (query: string) =>
      (await ask('GET', `/runbooks/?${query}`)).body.results.map(({ title }: { title: string }) => title)
    expect(await titles('search=REDIS')).toEqual(['Fail over'])
    expect(await titles('search=thing')).toEqual(['Other'])
    expect(await titles(`service=${service.toUpperCase()}`)).toEqual(['Fail over'])
    expect(await titles(`service=${UNKNOWN}`)).toEqual([])
  })
})

describe('bad input', () => {
  const long = (length: number) => 'x'.repeat(length + 1)
  const MISSING = ['This field is required.']
  it.each<[string, string, object, Record<string, unknown>]>([
    ['no name', '/services/', {}, { name: MISSING }],
    ['no team name', '/teams/', {}, { name: MISSING }],
    ['no tag name', '/tags/', {}, { name: MISSING }],
    ['no scope name', '/impact-scopes/', {}, { name: MISSING }],
    ['no title', '/runbooks/', {}, { title: MISSING }],
    ['no step title', '/runbooks/', { title: 'R', steps: [{}] }, { 'steps.0.title': MISSING }],
    ['an empty name', '/services/', { name: '' }, { name: MISSING }],
    ['a blank name', '/services/', { name: ' \n' }, { name: ['This field may not be blank.'] }],
    ['a blank step title', '/runbooks/', { title: 'R', steps: [{ title: ' ' }] }, { 'steps.0.title': ['This field may not be blank.'] }],
    ['a number for a name', '/teams/', { name: 1 }, { name: ['Must be of type string.'] }],
    ['null for a name', '/tags/', { name: null }, { name: ['Must be of type string.'] }],
    ['a long name', '/services/', { name: long(100) }, { name: ['Must have at most 100 characters.'] }],
    ['a long tag', '/tags/', { name: long(50) }, { name: ['Must have at most 50 characters.'] }],
    ['a long title', '/runbooks/', { title: long(200) }, { title: ['Must have at most 200 characters.'] }],
    ['a long text', '/runbooks/', { title: 'R', description: long(20_000) }, { description: ['Must have at most 20000 characters.'] }],
    ['an unknown field', '/services/', { name: 'x', id: 1 }, { id: ['This field is not known.'] }],
    ['an unknown team', '/services/', { name: 'x', owner_team: UNKNOWN }, { owner_team: ['Team with this ID does not exist.'] }],
    ['no id of a team', '/services/', { name: 'x', owner_team: 'x\0' }, { owner_team: ['Team with this ID does not exist.'] }],
    ['an unknown host', '/services/', { name: 'x', hosts: [1, 99] }, { hosts: ['Host with this ID does not exist.'] }],
    ['no host', '/services/', { name: 'x', hosts: ['a'] }, { 'hosts.0': ['Must be of type integer.'] }],
    [
      'no policy',
      '/services/',
      { name: 'x', escalation_policy: 'x' },
      { escalation_policy: ['Escalation policy with this ID does not exist.'] },
    ],
    ['an unknown member', '/teams/', { name: 'x', members: [99] }, { members: ['User with this ID does not exist.'] }],
    ['a member beyond the database', '/teams/', { name: 'x', members: [2 ** 40] }, { 'members.0': ['Must be <= 2147483647.'] }],
    ['no schedule', '/teams/', { name: 'x', schedule: 'x' }, { schedule: ['Schedule with this ID does not exist.'] }],
    ['no channel', '/teams/', { name: 'x', slack_channel_id: '#a b' }, { slack_channel_id: ['This value is not valid.'] }],
    ['an unknown service', '/runbooks/', { title: 'R', service: UNKNOWN }, { service: ['Service with this ID does not exist.'] }],
    ['no service', '/runbooks/', { title: 'R', service: 1 }, { service: ['Must be of type string.'] }],
    [
      'a long wait',
      '/runbooks/',
      { title: 'R', steps: [{ title: 'a', expected_duration_minutes: 1e6 }] },
      { 'steps.0.expected_duration_minutes': ['Must be <= 10080.'] },
    ],
    [
      'too many steps',
      '/runbooks/',
      { title: 'R', steps: Array.from({ length: 101 }, () => ({ title: 'a' })) },
      { steps: ['This value is not valid.'] },
    ],
    ['no color', '/tags/', { name: 'x', color: 'red' }, { color: ['This value is not valid.'] }],
    [
      'no criticality',
      '/services/',
      { name: 'x', criticality: 'high' },
      { criticality: ['Must be one of: TIER_1_CRITICAL, TIER_2_IMPORTANT, TIER_3_STANDARD, TIER_4_LOW.'] },
    ],
    ...['javascript:alert(1)', 'wiki', ''].map((runbook_url): [string, string, object, Record<string, unknown>] => [
      `the link ${JSON.stringify(runbook_url)}`,
      '/services/',
      { name: 'x', runbook_url },
      { runbook_url: ['Must be an address that begins with http:// or https://.'] },
    ]),
  ])('%s', async (_, path, payload, details) => {
    expect(await ask('POST', path, payload)).toEqual({ status: 400, body: { error: 'Validation failed', details } })
    expect((await ask('GET', path)).body.count).toBe(0)
  })

  it('is told also of changes', async () => {
    const id = await makeService()
    expect((await ask('PATCH', `/services/${id}/`, {})).body.details).toEqual({ body: ['This value is not valid.'] })
    expect((await ask('PATCH', `/services/${id}/`, { owner_team: UNKNOWN })).body.details).toHaveProperty('owner_team')
    expect((await ask('PUT', `/services/${id}/`, { description: '' })).body.details).toEqual({ name: MISSING })
    expect((await ask('GET', '/services/?criticality=x')).body.details).toEqual({ criticality: ['This field is not known.'] })
    expect((await ask('GET', '/runbooks/?service=x')).body.details).toEqual({ service: ['This value is not valid.'] })
  })

  it('a name that is taken in whatever case is a conflict', async () => {
    for (const path of ['/services/', '/teams/', '/impact-scopes/', '/tags/']) {
      const id = await make(path, { name: 'Redis' })
      const other = await make(path, { name: 'other' })
      expect((await ask('POST', path, { name: 'rEDIS' })).status).toBe(409)
      expect((await ask('PATCH', `${path}${other}/`, { name: 'REDIS' })).status).toBe(409)
      expect((await ask('PATCH', `${path}${id}/`, { name: 'REDIS' })).status).toBe(200)
    }
  })

  it.each([UNKNOWN, '1', 'x', '%00', UNKNOWN.replace('-', '')])('there is nothing at %s', async (id) => {
    for (const path of ['/services/', '/teams/', '/impact-scopes/', '/runbooks/', '/tags/']) {
      const wanted = { status: 404, body: { error: 'Not found', details: {} } }
      expect(await ask('GET', `${path}${id}/`)).toEqual(wanted)
      expect(await ask('PATCH', `${path}${id}/`, path === '/runbooks/' ? { title: 'x' } : { name: 'x' })).toEqual(wanted)
      expect(await ask('DELETE', `${path}${id}/`)).toEqual(wanted)
    }
  })

  it('refuses a schedule that nobody knows, where somebody knows them', async () => {
    await hub.close()
    await open({ scheduleExists: async () => false })
    const answer = await ask('POST', '/teams/', { name: 'x', schedule: UNKNOWN })
    expect(answer.body.details).toEqual({ schedule: ['Schedule with this ID does not exist.'] })
  })

  it('is told to the web app in the language of its user', async () => {
    const headers = { cookie: await hub.cookie('admin'), 'accept-language': 'fr', host: 'localhost:80' }
    const payload = { name: 'x', owner_team: UNKNOWN }
    const answer = await hub.app.inject({ method: 'POST', url: `${V1}/services/`, headers, payload })
    expect(answer.json().details).toEqual({ owner_team: ["Aucune équipe n'a cet identifiant."] })
  })
})

it('who may change what', async () => {
  const statuses = async (user: TestUser) => {
    const answers = await Promise.all(
      ['/services/', '/teams/', '/impact-scopes/', '/runbooks/', '/tags/'].flatMap((path) => [
        ask('GET', path, undefined, user),
        ask('POST', path, {}, user),
      ]),
    )
    return answers.map(({ status }) => status)
  }
  expect(await statuses('viewer')).toEqual([200, 403, 200, 403, 200, 403, 200, 403, 200, 403])
  expect(await statuses('technicien')).toEqual([200, 403, 200, 403, 200, 403, 200, 400, 200, 400])
  expect(await statuses('admin')).toEqual([200, 400, 200, 400, 200, 400, 200, 400, 200, 400])
})
