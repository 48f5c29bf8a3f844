import { readFileSync } from 'node:fs'
import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { TestClock } from '@hyperion/testkit/clock'
import { beforeEach, describe, expect, it } from 'vitest'

const URL_OF_LIST = '/api/v1/incidents/'
const CREATED = Date.parse('2026-02-05T18:30:00Z')
const MINUTE = 60_000

/** One of the document's examples. */
const golden = (name: string) => JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))

let hub: TestApp
let service: string
let scope: string
let team: string
beforeEach(async () => {
  hub = await testApp({ clock: new TestClock(CREATED), publicUrl: 'https://imas.example.com' })
  team = (
    await hub.database.teams.create({
      name: 'SRE Core',
      description: '',
      slackChannelId: 'C0123456789',
      scheduleId: null,
      members: [],
      createdAt: CREATED,
    })
  ).id
  scope = (await hub.database.impactScopes.create({ name: 'Data Loss Risk', description: '' })).id
  service = await newService('redis-prod')
  const admin = await hub.database.users.byUsername('admin')
  await hub.database.users.update(admin?.id ?? 0, { email: 'admin@example.com' })
  return () => hub.close()
})

async function newService(name: string): Promise<string> {
  const fields = { description: '', ownerTeam: team, criticality: 'TIER_1_CRITICAL', escalationPolicyId: null, hosts: [] } as const
  return (
    await hub.database.services.create({ ...fields, name, runbookUrl: 'https://wiki.example.com/redis-recovery', createdAt: CREATED })
  ).id
}

async function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object, user: TestUser = 'admin') {
  const authorization = `Token ${await hub.permanentToken(user)}`
  return hub.app.inject({ method, url: path, headers: { authorization }, ...(payload && { payload }) })
}

async function create(fields: object = {}): Promise<{ id: string; short_id: string }> {
  const answer = await ask('POST', URL_OF_LIST, { title: 'Redis Cluster Down', service, ...fields })
  expect(answer.statusCode).toBe(201)
  return answer.json()
}

const request = () => ({ ...golden('incident-request'), service, impacted_scopes: [scope] })

describe('the document’s examples', () => {
  it('an incident that is opened', async () => {
    const answer = await ask('POST', URL_OF_LIST, request())
    const { id, short_id } = answer.json()
    expect([answer.statusCode, answer.json()]).toEqual([201, { ...golden('incident-created'), id, short_id }])
    expect([id, short_id]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^INC-[A-Z0-9]{6}$/)])
  })

  it('the list', async () => {
    const description = 'Connection timeout on all nodes'
    for (let i = 1; i <= 41; i += 1) await create({ title: `Older ${i}` })
    await hub.clock.advance(MINUTE)
    const { id, short_id } = await create({ description, severity: 'SEV1_CRITICAL' })
    await ask('PATCH', `${URL_OF_LIST}${short_id}/`, { lead: (await hub.database.users.byUsername('admin'))?.id })
    const answer = (await ask('GET', URL_OF_LIST)).json()
    const example = golden('incidents')
    const row = { ...example.results[0], id, short_id, service: { id: service, name: 'redis-prod' }, created_at: '2026-02-05T18:31:00Z' }
    expect({ ...answer, results: answer.results.slice(0, 1) }).toMatchObject({ ...example, results: [row] })
    expect(answer.results).toHaveLength(20)
    const last = (await ask('GET', `${URL_OF_LIST}?page=3&ordering=created_at`)).json()
    expect(last).toMatchObject({ count: 42, next: null, previous: 'https://imas.example.com/api/v1/incidents/?page=2&ordering=created_at' })
    expect((await ask('GET', `${URL_OF_LIST}?page=4`)).statusCode).toBe(404)
  })

  it('the detail, by either name, with and without its slash', async () => {
    const { id, short_id } = (await ask('POST', URL_OF_LIST, { ...request(), description: golden('incident').description })).json()
    await ask('PATCH', `${URL_OF_LIST}${id}`, { lead: (await hub.database.users.byUsername('admin'))?.id })
    await hub.incidents.edit(id, { warRoomLink: golden('incident').war_room_link, lidLink: golden('incident').lid_link }, null)
    const answer = await ask('GET', `${URL_OF_LIST}${short_id.toLowerCase()}`)
    const example = golden('incident')
    const { timeline, ...shown } = answer.json()
    expect([answer.statusCode, shown]).toMatchObject(
      [
        200,
        {
          ...example,
          id,
          short_id,
          service: { ...example.service, id: service, owner_team: { id: team, name: 'SRE Core' } },
          impacted_scopes: [{ id: scope, name: 'Data Loss Risk' }],
          timeline: undefined,
        },
      ].map((each) => (typeof each === 'object' ? without(each, 'timeline') : each)),
    )
    expect(timeline[0]).toMatchObject({ ...example.timeline[0], id: expect.any(String) })
    expect(shown.allowed_actions).toEqual(['acknowledge', 'mitigate', 'resolve'])
  })

  it('acknowledged, resolved, and refused what is not allowed', async () => {
    const { id, short_id } = (await ask('POST', URL_OF_LIST, request())).json()
    const admin = { id: (await hub.database.users.byUsername('admin'))?.id, username: 'admin' }
    await hub.clock.advance(5 * MINUTE)
    const acknowledged = await ask('POST', `${URL_OF_LIST}${short_id}/acknowledge/`, { message: 'Investigating the issue' })
    expect([acknowledged.statusCode, acknowledged.json()]).toEqual([
      200,
      { ...golden('acknowledged'), id, short_id, acknowledged_by: admin },
    ])
    const again = await ask('POST', `${URL_OF_LIST}${id}/acknowledge/`)
    const error = 'Cannot acknowledge an incident that is acknowledged. Allowed: mitigate, resolve'
    expect([again.statusCode, again.json()]).toEqual([409, { error, details: {} }])
    await hub.clock.advance(25 * MINUTE)
    const resolved = await ask('POST', `${URL_OF_LIST}${id}/resolve/`, golden('resolve-request'))
    expect([resolved.statusCode, resolved.json()]).toEqual([200, { ...golden('resolved'), id, short_id, resolved_by: admin }])
    const { resolution_note, root_cause } = (await ask('GET', `${URL_OF_LIST}${id}/`)).json()
    expect({ resolution_note, root_cause }).toEqual(golden('resolve-request'))
  })

  it('comments and tags', async () => {
    const { id } = await create()
    const comment = await ask('POST', `${URL_OF_LIST}${id}/comments/`, golden('comment-request'))
    expect([comment.statusCode, comment.json()]).toMatchObject([
      201,
      { ...golden('comment-request'), author: { username: 'admin' }, created_at: '2026-02-05T18:30:00Z' },
    ])
    const listed = await ask('GET', `${URL_OF_LIST}${id}/comments/`)
    expect(listed.json()).toEqual({ count: 1, next: null, previous: null, results: [comment.json()] })
    const tagged = await ask('POST', `${URL_OF_LIST}${id}/tags/`, golden('tags-request'))
    expect(tagged.statusCode).toBe(200)
    expect(tagged.json().tags.map(({ name }: { name: string }) => name)).toEqual(['customer-impact', 'postmortem-required'])
    const left = await ask('DELETE', `${URL_OF_LIST}${id}/tags/customer-impact/`)
    expect(left.json()).toMatchObject({
      tags: [{ name: 'postmortem-required', id: expect.any(String), color: expect.stringMatching(/^#[0-9a-f]{6}$/) }],
    })
  })

  it('the duplicate of an open one, with its id', async () => {
    const { id, short_id } = await create()
    const answer = await ask('POST', URL_OF_LIST, request())
    expect([answer.statusCode, answer.json()]).toEqual([409, { error: 'Incident already exists', details: {}, id, short_id }])
    await ask('POST', `${URL_OF_LIST}${id}/resolve/`)
    expect((await ask('POST', URL_OF_LIST, request())).statusCode).toBe(201)
    const keyed = { title: 'Redis Cluster Down', service, dedup_key: 'node-7' }
    expect([(await ask('POST', URL_OF_LIST, keyed)).statusCode, (await ask('POST', URL_OF_LIST, keyed)).statusCode]).toEqual([201, 409])
  })
})

function without(object: object, field: string): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== field))
}

describe('filters', () => {
  it.each([
    ['status=triggered&severity=SEV1_CRITICAL', ['a']],
    ['status=OPEN', ['b', 'a']],
    ['status=Resolved,mitigated', ['c']],
    ['severity=sev1_critical,sev4_low&ordering=severity', ['a', 'c']],
    ['search=node%20burning', ['b']],
    ['ordering=-title', ['c', 'b', 'a']],
    ['created_after=2026-02-05T18:31:00Z', ['c', 'b']],
    ['created_before=2026-02-05T18:31:00Z', ['a']],
    ['tag=red', ['b']],
  ])('%s', async (query, expected) => {
    await create({ title: 'Node a', severity: 'SEV1_CRITICAL' })
    await hub.clock.advance(MINUTE)
    const b = await create({ title: 'Node burning b', severity: 'SEV2_HIGH' })
    await ask('POST', `${URL_OF_LIST}${b.id}/tags/`, { tags: ['red'] })
    await hub.clock.advance(MINUTE)
    const c = await create({ title: 'Node c', severity: 'SEV4_LOW' })
    await ask('POST', `${URL_OF_LIST}${c.id}/resolve/`)
    const answer = await ask('GET', `${URL_OF_LIST}?${query}`)
    expect(answer.json().results.map(({ title }: { title: string }) => title.at(-1))).toEqual(expected)
  })

  it.each([
    ['status=closed', 'status'],
    ['severity=SEV5', 'severity'],
    ['severity=', 'severity'],
    ['service=redis', 'service'],
    ['team=1', 'team'],
    ['ordering=age', 'ordering'],
    ['page=0', 'page'],
    ['page=x', 'page'],
    ['page_size=101', 'page_size'],
    ['created_after=yesterday', 'created_after'],
    ['limit=5', 'limit'],
  ])('refuse %s, naming the field', async (query, field) => {
    const answer = await ask('GET', `${URL_OF_LIST}?${query}`)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      400,
      { error: 'Validation failed', details: { [field]: [expect.stringMatching(/\.$/)] } },
    ])
  })
})

describe('bad input', () => {
  const UNKNOWN = '00000000-0000-4000-8000-000000000000'

  it('is told by field, in the document’s words', async () => {
    const answer = await ask('POST', URL_OF_LIST, { service: UNKNOWN, title: '   ' })
    expect([answer.statusCode, answer.json()]).toEqual([
      400,
      { error: 'Validation failed', details: { title: ['This field is required.'] } },
    ])
    const both = await ask('POST', URL_OF_LIST, {})
    const required = ['This field is required.']
    expect(both.json()).toEqual({ error: 'Validation failed', details: { title: required, service: required } })
    const service = await ask('POST', URL_OF_LIST, { title: 'x', service: UNKNOWN })
    expect(service.json()).toEqual({ error: 'Validation failed', details: { service: ['Service with this ID does not exist.'] } })
  })

  it.each<[string, object, string]>([
    ['a number for a title', { title: 7 }, 'title'],
    ['a title too long', { title: 'x'.repeat(201) }, 'title'],
    ['no text for a description', { description: ['x'] }, 'description'],
    ['no UUID for a service', { service: 'redis-prod' }, 'service'],
    ['null for a service', { service: null }, 'service'],
    ['an unknown severity', { severity: 'SEV5' }, 'severity'],
    ['an unknown scope', { impacted_scopes: [UNKNOWN] }, 'impacted_scopes'],
    ['a scope that is no UUID', { impacted_scopes: ['x'] }, 'impacted_scopes'],
    ['no list of scopes', { impacted_scopes: 'x' }, 'impacted_scopes'],
    ['no time', { detected_at: 'yesterday' }, 'detected_at'],
    ['a time to come', { detected_at: '2027-01-01T00:00:00Z' }, 'detected_at'],
    ['a field that is not known', { status: 'RESOLVED' }, 'status'],
  ])('%s', async (_, fields, field) => {
    const answer = await ask('POST', URL_OF_LIST, { title: 'x', service, ...fields })
    expect([answer.statusCode, Object.keys(answer.json().details)[0]?.split('.')[0]]).toEqual([400, field])
  })

  it.each<[string, string, object | undefined, number]>([
    ['POST', 'INC-ZZZZZZ/acknowledge/', undefined, 404],
    ['POST', 'nonsense/resolve/', undefined, 404],
    ['GET', `${UNKNOWN}/`, undefined, 404],
    ['GET', '%00/', undefined, 404],
    ['POST', '$/acknowledge/', { message: 7 }, 400],
    ['POST', '$/acknowledge/', { message: 'x'.repeat(2001) }, 400],
    ['POST', '$/resolve/', { resolution_note: 7 }, 400],
    ['POST', '$/resolve/', { note: 'x' }, 400],
    ['POST', '$/comments/', {}, 400],
    ['POST', '$/comments/', { content: ' ' }, 400],
    ['POST', '$/comments/', { content: 'x', comment_type: 'rant' }, 400],
    ['POST', '$/comments/', { content: 'x'.repeat(20_001) }, 400],
    ['POST', '$/tags/', { tags: [] }, 400],
    ['POST', '$/tags/', { tags: ['x'.repeat(51)] }, 400],
    ['POST', '$/tags/', { tags: 'x' }, 400],
    ['PATCH', '$/', { lead: 4711 }, 400],
    ['PATCH', '$/', { lead: 'admin' }, 400],
    ['PATCH', '$/', { service: UNKNOWN }, 400],
    ['PATCH', '$/', { title: '' }, 400],
    ['POST', '$/steps/1e9/retry/', undefined, 404],
    ['POST', '$/steps/x/retry/', undefined, 400],
  ])('%s %s %j', async (method, path, payload, status) => {
    const { id } = await create()
    const answer = await ask(method as 'POST', `${URL_OF_LIST}${path.replace('$', id)}`, payload)
    expect([answer.statusCode, typeof answer.json().error]).toEqual([status, 'string'])
    expect((await ask('GET', `${URL_OF_LIST}${id}/`)).json()).toMatchObject({ status: 'TRIGGERED', tags: [] })
  })
})

it('lets viewers read and technicians act', async () => {
  const { id } = await create()
  expect((await hub.app.inject({ url: URL_OF_LIST })).statusCode).toBe(401)
  expect((await ask('GET', `${URL_OF_LIST}${id}/`, undefined, 'viewer')).statusCode).toBe(200)
  expect((await ask('POST', `${URL_OF_LIST}${id}/acknowledge/`, undefined, 'viewer')).statusCode).toBe(403)
  expect((await ask('POST', `${URL_OF_LIST}${id}/acknowledge/`, undefined, 'technicien')).statusCode).toBe(200)
})

it('mitigates, and reopens what was resolved', async () => {
  const { id } = await create()
  const mitigated = await ask('POST', `${URL_OF_LIST}${id}/mitigate/`, { message: 'Traffic moved' })
  expect([mitigated.statusCode, mitigated.json()]).toMatchObject([200, { status: 'MITIGATED', mitigated_at: '2026-02-05T18:30:00Z' }])
  await ask('POST', `${URL_OF_LIST}${id}/resolve/`)
  const reopened = await ask('POST', `${URL_OF_LIST}${id}/reopen/`)
  expect([reopened.statusCode, reopened.json()]).toMatchObject([200, { status: 'TRIGGERED', message: 'Incident reopened successfully' }])
  const { timeline } = (await ask('GET', `${URL_OF_LIST}${id}/`)).json()
  expect(timeline.map(({ message }: { message: string }) => message)).toEqual([
    'Incident created',
    'Incident mitigated by admin: Traffic moved',
    'Incident resolved by admin',
    'Incident reopened by admin',
  ])
})

it('opens one of many that are asked for at once', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask('POST', URL_OF_LIST, request())))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
})

describe('figures', () => {
  it('are as the document shows them, and say over how many', async () => {
    const a = await create({ severity: 'SEV1_CRITICAL', detected_at: '2026-02-05T18:25:00Z' })
    await create({ title: 'Still open', severity: 'SEV2_HIGH' })
    await hub.clock.advance(10 * MINUTE)
    await ask('POST', `${URL_OF_LIST}${a.id}/acknowledge/`)
    await hub.clock.advance(10 * MINUTE)
    await ask('POST', `${URL_OF_LIST}${a.id}/resolve/`)
    const summary = (await ask('GET', '/api/v1/metrics/summary/')).json()
    expect(Object.keys(golden('summary')).filter((field) => !(field in summary))).toEqual([])
    expect(summary).toEqual({
      period: '30d',
      total_incidents: 2,
      open_incidents: 1,
      resolved_incidents: 1,
      avg_mttd_seconds: 150,
      avg_mtta_seconds: 600,
      avg_mttr_seconds: 1200,
      incidents_by_severity: { SEV1_CRITICAL: 1, SEV2_HIGH: 1, SEV3_MEDIUM: 0, SEV4_LOW: 0 },
      averaged_over: { mttd: 2, mtta: 1, mttr: 1 },
    })
  })

  it('are null over nothing', async () => {
    const { avg_mttd_seconds, avg_mtta_seconds, avg_mttr_seconds } = (await ask('GET', '/api/v1/metrics/summary/?period=7d')).json()
    expect([avg_mttd_seconds, avg_mtta_seconds, avg_mttr_seconds]).toEqual([null, null, null])
  })

  it('by seven days that end now', async () => {
    const first = await create()
    await hub.clock.advance(40 * MINUTE)
    await ask('POST', `${URL_OF_LIST}${first.id}/resolve/`)
    await hub.clock.advance(8 * 24 * 60 * MINUTE)
    await create()
    const { period, data } = (await ask('GET', '/api/v1/metrics/trends/')).json()
    expect(period).toBe('30d')
    expect(data).toEqual([
      { date: '2026-01-14', incidents: 0, mttr_avg: null, resolved: 0 },
      { date: '2026-01-16', incidents: 0, mttr_avg: null, resolved: 0 },
      { date: '2026-01-23', incidents: 0, mttr_avg: null, resolved: 0 },
      { date: '2026-01-30', incidents: 1, mttr_avg: 2400, resolved: 1 },
      { date: '2026-02-06', incidents: 1, mttr_avg: null, resolved: 0 },
    ])
    expect((await ask('GET', '/api/v1/metrics/trends/?period=1y')).json().data).toHaveLength(53)
  })

  it('by service, most incidents first', async () => {
    const other = await newService('api')
    await create({ severity: 'SEV4_LOW' })
    await create({ title: 'Another' })
    await create({ service: other })
    const offenders = (await ask('GET', '/api/v1/metrics/top-offenders/')).json()
    expect(offenders).toEqual({
      period: '30d',
      results: [
        { service: { id: service, name: 'redis-prod' }, incidents: 2, avg_mttr_seconds: null, resolved: 0 },
        { service: { id: other, name: 'api' }, incidents: 1, avg_mttr_seconds: null, resolved: 0 },
      ],
    })
    expect((await ask('GET', '/api/v1/metrics/top-offenders/?limit=1')).json().results).toHaveLength(1)
    const services = (await ask('GET', '/api/v1/metrics/by-service/')).json()
    expect(services.results[0]).toMatchObject({ incidents: 2, open_incidents: 2, incidents_by_severity: { SEV3_MEDIUM: 1, SEV4_LOW: 1 } })
  })

  it('as a table, in which nothing is a formula', async () => {
    await create({ title: '=cmd|"/C calc"!A0' })
    await create({ title: 'Comma, "quote"\nand line' })
    const answer = await ask('GET', '/api/v1/metrics/export/?format=csv')
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="incidents-30d.csv"',
    })
    expect(answer.body).toMatch(/^id,short_id,title,service,severity,status,/)
    expect(answer.body).toContain(`,"'=cmd|""/C calc""!A0",redis-prod,SEV3_MEDIUM,TRIGGERED,manual,,2026-02-05T18:30:00Z,`)
    expect(answer.body).toContain(',"Comma, ""quote""\nand line",')
    expect(answer.body.trimEnd().split('\r\n')).toHaveLength(3)
  })

  it.each(['summary', 'trends', 'top-offenders', 'by-service', 'export'])('refuse a wrong period of %s', async (name) => {
    const answer = await ask('GET', `/api/v1/metrics/${name}/?period=5d`)
    expect([answer.statusCode, Object.keys(answer.json().details)]).toEqual([400, ['period']])
  })
})
