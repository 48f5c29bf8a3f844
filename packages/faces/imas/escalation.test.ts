import type { Incident } from '@hyperion/domain/incidents'
import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { KeptMailer } from '@hyperion/testkit/escalation'
import { beforeEach, describe, expect, it } from 'vitest'

const POLICIES = '/api/v1/escalation-policies/'
const METHODS = '/api/v1/me/contact-methods/'
const RULES = '/api/v1/me/notification-rules/'
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

let hub: TestApp
let mailer: KeptMailer
let admin: number

beforeEach(async () => {
  mailer = new KeptMailer()
  hub = await testApp({ mailer, allowPrivate: ['127.0.0.1:9'] })
  admin = (await hub.database.users.byUsername('admin'))?.id ?? 0
  await hub.database.users.update(admin, { email: 'admin@example.org' })
  return async () => {
    await hub.paging.engine.stop()
    await hub.paging.worker.stop()
    await hub.orchestrator.stop()
    await hub.close()
  }
})

async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, user: TestUser = 'admin') {
  const authorization = `Token ${await hub.permanentToken(user)}`
  return hub.app.inject({ method, url, headers: { authorization }, ...(payload && { payload }) })
}

const policy = (more: object = {}) => ({
  name: 'Day and night',
  steps: [{ delay_minutes: 5, targets: [{ type: 'user', id: admin }] }],
  ...more,
})

async function create(more: object = {}): Promise<string> {
  const answer = await ask('POST', POLICIES, policy(more))
  expect(answer.statusCode).toBe(201)
  return answer.json().id
}

async function open(escalationPolicyId: string | null): Promise<Incident> {
  const nothing = { description: '', ownerTeam: null, runbookUrl: null, hosts: [], createdAt: 0 } as const
  const { id } = await hub.database.services.create({ ...nothing, name: 'web', criticality: 'TIER_1_CRITICAL', escalationPolicyId })
  return (await hub.incidents.create({ title: 'Disk full', service: id, severity: 'SEV1_CRITICAL' }, null)).incident
}

/** Lets the hub do what it owes at this instant. */
async function work(): Promise<void> {
  Object.assign(hub.stepHandlers, hub.paging.handlers)
  hub.paging.engine.start()
  hub.paging.worker.start()
  hub.orchestrator.start()
  for (let quiet = 0; quiet < 5; ) {
    await hub.clock.advance(0)
    const busy = hub.orchestrator.busy || hub.paging.engine.busy || hub.paging.worker.busy
    quiet = busy ? 0 : quiet + 1
  }
}

describe('escalation policies', () => {
  it('are made, shown, changed and deleted', async () => {
    hub.paging.onCall.add('s1', 'Primary', [], () => [])
    const steps = [
      { delay_minutes: 5, targets: [{ type: 'schedule', id: 's1' }] },
      { delay_minutes: 0, targets: [{ type: 'user', id: admin }] },
    ]
    const answer = await ask('POST', POLICIES, policy({ steps, repeat: 2, description: 'é' }))
    expect(answer.statusCode).toBe(201)
    const made = answer.json()
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Day and night',
      description: 'é',
      steps: [
        { delay_minutes: 5, targets: [{ type: 'schedule', id: 's1', name: 'Primary' }] },
        { delay_minutes: 0, targets: [{ type: 'user', id: admin, name: 'admin' }] },
      ],
      repeat: 2,
      notify: [],
      services: [],
      created_at: '2026-01-15T12:00:00Z',
      updated_at: '2026-01-15T12:00:00Z',
    })
    expect((await ask('GET', POLICIES, undefined, 'viewer')).json()).toEqual({ count: 1, next: null, previous: null, results: [made] })
    const url = `${POLICIES}${made.id}`
    expect((await ask('PUT', `${url}/`, policy({ name: 'Night' }))).json()).toMatchObject({ name: 'Night', repeat: 0, description: '' })
    expect((await ask('GET', url)).json()).toMatchObject({ name: 'Night' })
    const targets = (await ask('GET', `${POLICIES}targets/?page_size=100`)).json().results
    expect(targets).toEqual(expect.arrayContaining([{ type: 'schedule', id: 's1', name: 'Primary' }]))
    expect((await ask('DELETE', `${url}/`)).statusCode).toBe(204)
    expect((await ask('GET', url)).json()).toEqual({ error: 'Not found', details: {} })
    await hub.audit.flush()
    const actions = (await hub.audit.list({ limit: 9 })).map(({ action }) => action).filter((each) => each.startsWith('escalation'))
    expect(actions).toEqual(['escalation_policy.delete', 'escalation_policy.update', 'escalation_policy.create'])
  })

  it('stay as long as a service names them, and under one name each', async () => {
    const id = await create()
    await open(id)
    expect((await ask('DELETE', `${POLICIES}${id}/`)).json().error).toBe('Escalation policy is used by services')
    expect((await ask('GET', `${POLICIES}${id}/`)).json().services).toMatchObject([{ name: 'web' }])
    const again = await ask('POST', POLICIES, policy())
    expect([again.statusCode, again.json().error]).toEqual([409, 'Escalation policy already exists'])
  })

  it.each([
    ['nothing', {}, ['name', 'steps']],
    ['a name of spaces', { name: ' ', steps: [] }, ['name', 'steps']],
    ['a name that is too long', { name: 'x'.repeat(101) }, ['name']],
    ['no steps', { steps: [] }, ['steps']],
    ['a step without targets', { steps: [{ delay_minutes: 5, targets: [] }] }, ['steps.0.targets']],
    ['a step without a delay', { steps: [{ targets: [{ type: 'user', id: 1 }] }] }, ['steps.0.delay_minutes']],
    ['a delay of more than a day', { steps: [{ delay_minutes: 1441, targets: [{ type: 'user', id: 1 }] }] }, ['steps.0.delay_minutes']],
    ['a delay in words', { steps: [{ delay_minutes: 'soon', targets: [{ type: 'user', id: 1 }] }] }, ['steps.0.delay_minutes']],
    ['too many rounds', { repeat: 10 }, ['repeat']],
    ['an unknown user', { steps: [{ delay_minutes: 5, targets: [{ type: 'user', id: 999 }] }] }, ['steps.0.targets.0.id']],
    ['a user by name', { steps: [{ delay_minutes: 5, targets: [{ type: 'user', id: 'admin' }] }] }, ['steps.0.targets.0.id']],
    ['an unknown schedule', { steps: [{ delay_minutes: 5, targets: [{ type: 'schedule', id: UNKNOWN }] }] }, ['steps.0.targets.0.id']],
    ['an unknown team', { steps: [{ delay_minutes: 5, targets: [{ type: 'team', id: '\0' }] }] }, ['steps.0.targets.0.id']],
    ['an unknown channel', { notify: [77] }, ['notify.0']],
    ['an odd target', { steps: [{ delay_minutes: 5, targets: [{ type: 'dog', id: 1 }] }] }, ['steps.0.targets.0.type']],
    ['an extra field', { color: 'red' }, ['color']],
  ])('refuse %s', async (name, more, fields) => {
    const answer = await ask('POST', POLICIES, name === 'nothing' ? more : policy(more))
    expect([answer.statusCode, Object.keys(answer.json().details)]).toEqual([400, fields])
  })

  it('say in the document’s words what does not exist', async () => {
    const answer = await ask('POST', POLICIES, policy({ notify: [77] }))
    expect(answer.json()).toEqual({ error: 'Validation failed', details: { 'notify.0': ['Channel with this ID does not exist.'] } })
  })

  it.each([['GET'], ['PUT'], ['DELETE']] as const)('answer 404 to %s of an unknown one', async (method) => {
    for (const id of [UNKNOWN, 'x', '%00'])
      expect((await ask(method, `${POLICIES}${id}/`, method === 'PUT' ? policy() : undefined)).statusCode).toBe(404)
  })

  it.each([
    ['viewer', 'POST', POLICIES, 403],
    ['technicien', 'POST', POLICIES, 403],
    ['viewer', 'POST', `${POLICIES}${UNKNOWN}/test/`, 403],
    ['technicien', 'POST', `${POLICIES}${UNKNOWN}/test/`, 404],
    ['viewer', 'GET', '/api/v1/on-call/readiness/', 200],
  ] as const)('let %s %s %s: %i', async (user, method, url, status) => {
    const body = url === POLICIES ? policy() : {}
    expect((await ask(method, url, method === 'GET' ? undefined : body, user)).statusCode).toBe(status)
  })
})

describe('the escalation of an incident', () => {
  it('shows its steps and what became of each page', async () => {
    const { id, shortId } = await open(await create({ repeat: 1 }))
    await work()
    const answer = (await ask('GET', `/api/v1/incidents/${shortId}/escalation/`, undefined, 'viewer')).json()
    const at = '2026-01-15T12:00:00Z'
    const position = { round: 1, step: 1 }
    const people = [{ id: admin, username: 'admin', methods: ['mail'] }]
    expect(answer).toMatchObject({
      runs: [
        {
          policy: { name: 'Day and night' },
          state: 'running',
          round: 2,
          step: 1,
          steps: 1,
          rounds: 2,
          started_at: at,
          next_at: '2026-01-15T12:05:00Z',
          finished_at: null,
          why: null,
          log: [{ ...position, planned_at: at, ran_at: at, reached: true, targets: [{ target: 'admin (user)', people, problem: null }] }],
        },
      ],
      pages: [{ kind: 'page', status: 'sent', to: 'admin', method: 'mail', attempts: 1, finished_at: at, error: null }],
    })
    expect(mailer.mails[0]?.text).toContain(`https://hyperion.example/app/incidents/${shortId}`)
    expect((await ask('GET', `/api/v1/incidents/${id}/escalation/`)).json()).toEqual(answer)
    expect((await ask('GET', `/api/v1/incidents/${UNKNOWN}/escalation/`)).statusCode).toBe(404)
  })
})

describe('a test page', () => {
  it('goes the whole way, and ends on demand', async () => {
    const id = await create()
    const begun = await ask('POST', `${POLICIES}${id}/test/`, {}, 'technicien')
    expect(begun.statusCode).toBe(201)
    const test = begun.json()
    expect(test).toMatchObject({ policy: id, urgency: 'urgent', started_by: 'technicien', ends_at: '2026-01-15T12:10:00Z', ended_at: null })
    await work()
    const url = `${POLICIES}${id}/test/${test.id}/`
    const hops = async () =>
      (await ask('GET', url)).json().hops.map(({ kind, state, subject }: Record<string, string>) => `${kind} ${state} ${subject}`)
    const { short_id } = test.incident
    const way = ['signal done null', `incident done ${short_id}`, 'escalation done Day and night', 'page done admin (mail)']
    expect(await hops()).toEqual([...way, 'acknowledged waiting null', 'resolved waiting null'])
    expect(mailer.told).toEqual([expect.stringContaining('[TEST]')])
    await hub.incidents.transition(short_id, 'acknowledge', { id: admin, username: 'admin' })
    expect((await ask('POST', `${url}resolve/`, undefined, 'technicien')).json()).toMatchObject({ ended_at: '2026-01-15T12:00:00Z' })
    expect(await hops()).toEqual([...way, 'acknowledged done admin', 'resolved done null'])
    const incident = await hub.incidents.byRef(short_id)
    expect(incident).toMatchObject({ source: 'test', severity: 'SEV4_LOW', status: 'RESOLVED', title: 'Test page: Day and night' })
    expect((await ask('GET', `${POLICIES}${id}/test/${UNKNOWN}/`)).statusCode).toBe(404)
    expect((await ask('GET', `${POLICIES}${UNKNOWN}/test/${test.id}/`)).statusCode).toBe(404)
  })

  it('ends by itself after ten minutes, and shows whom it does not reach', async () => {
    await hub.database.users.update(admin, { email: '' })
    const id = await create()
    const test = (await ask('POST', `${POLICIES}${id}/test/`, { urgency: 'other' })).json()
    await work()
    const url = `${POLICIES}${id}/test/${test.id}/`
    expect((await ask('GET', url)).json().hops[3]).toMatchObject({
      kind: 'page',
      state: 'failed',
      reason: expect.stringContaining('admin'),
    })
    hub.paging.services.pagingTests.start()
    await hub.clock.advance(600_000)
    await hub.paging.services.pagingTests.stop()
    await expect.poll(async () => (await ask('GET', url)).json().incident.status).toBe('RESOLVED')
    expect((await ask('GET', url)).json().ended_at).not.toBeNull()
    expect((await ask('POST', `${POLICIES}${id}/test/`, { urgency: 'x' })).json().details).toHaveProperty('urgency')
  })
})

describe('ways to reach oneself', () => {
  const ntfy = (more: object = {}) => ({
    kind: 'ntfy',
    label: 'Phone',
    settings: { topic: 'secret-topic', server: 'http://127.0.0.1:9' },
    ...more,
  })

  it('are one’s own mail and browsers, and what one adds; secrets are not shown again', async () => {
    expect((await ask('GET', METHODS)).json().results).toEqual([
      { id: 'mail', kind: 'mail', label: 'mail', own: true, problem: null, settings: {}, secrets_set: [], last: null },
      expect.objectContaining({ id: 'push', problem: 'no browser has notifications switched on' }),
    ])
    const made = await ask('POST', METHODS, ntfy(), 'viewer')
    expect([made.statusCode, made.json()]).toMatchObject([
      201,
      { kind: 'ntfy', label: 'Phone', own: false, settings: { server: 'http://127.0.0.1:9' }, secrets_set: ['topic'], generated: {} },
    ])
    const { id } = made.json()
    expect((await ask('PUT', `${METHODS}${id}/`, { label: 'Pager' }, 'viewer')).json()).toMatchObject({
      label: 'Pager',
      secrets_set: ['topic'],
    })
    for (const method of ['PUT', 'DELETE'] as const)
      expect((await ask(method, `${METHODS}${id}/`, method === 'PUT' ? { label: 'x' } : undefined)).statusCode).toBe(404)
    expect((await ask('POST', `${METHODS}${id}/test/`)).statusCode).toBe(404)
    expect((await ask('POST', `${METHODS}${id}/test/`, undefined, 'viewer')).json()).toEqual({ ok: false, error: expect.any(String) })
    expect((await ask('GET', METHODS, undefined, 'viewer')).json().results[2].last).toMatchObject({ ok: false })
    expect((await ask('DELETE', `${METHODS}${id}/`, undefined, 'viewer')).statusCode).toBe(204)
    const kinds = (await ask('GET', `${METHODS}kinds/`)).json().results.map(({ kind }: { kind: string }) => kind)
    expect([kinds.includes('ntfy'), kinds.includes('email'), kinds.includes('browser')]).toEqual([true, false, false])
  })

  it('are tried on demand', async () => {
    expect((await ask('POST', `${METHODS}mail/test/`)).json()).toEqual({ ok: true, error: null })
    expect(mailer.told).toEqual(['admin@example.org: [TEST] Hyperion: Test page'])
    expect((await ask('GET', METHODS)).json().results[0].last).toMatchObject({ ok: true, at: '2026-01-15T12:00:00Z' })
  })

  it.each([
    ['an unknown kind', ntfy({ kind: 'pigeon' }), ['kind']],
    ['a kind that everybody has', ntfy({ kind: 'email' }), ['kind']],
    ['no label', ntfy({ label: '' }), ['label']],
    ['a wrong setting', ntfy({ settings: { topic: 'a b' } }), ['settings.topic']],
    ['a missing setting', ntfy({ settings: {} }), ['settings.topic']],
    ['an address inside the network', ntfy({ settings: { topic: 'abc', server: 'http://10.0.0.1' } }), ['settings.server']],
    ['an unknown setting', ntfy({ settings: { topic: 'abc', pin: '1' } }), ['settings.pin']],
    ['no settings', { kind: 'ntfy', label: 'x' }, ['settings']],
  ])('refuse %s', async (_, body, fields) => {
    const answer = await ask('POST', METHODS, body)
    expect([answer.statusCode, Object.keys(answer.json().details)]).toEqual([400, fields])
  })

  it('are called in the order that one’s rules say', async () => {
    const { id } = (await ask('POST', METHODS, ntfy())).json()
    const rules = [
      { urgency: 'urgent', delay_minutes: 0, method: 'push' },
      { urgency: 'urgent', delay_minutes: 5, method: id },
    ]
    expect((await ask('PUT', RULES, { rules })).json()).toEqual({ count: 2, next: null, previous: null, results: rules })
    expect((await ask('GET', RULES)).json().results).toEqual(rules)
    expect((await ask('GET', RULES, undefined, 'viewer')).json().results).toEqual([])
    const foreign = await ask('PUT', RULES, { rules: [{ urgency: 'other', delay_minutes: 0, method: id }] }, 'viewer')
    expect(foreign.json().details).toEqual({ 'rules.0.method': ['Contact method with this ID does not exist.'] })
    const wrong = await ask('PUT', RULES, { rules: [{ urgency: 'never', delay_minutes: -1, method: 7 }] })
    expect(Object.keys(wrong.json().details).toSorted()).toEqual(['rules.0.delay_minutes', 'rules.0.method', 'rules.0.urgency'])
    expect((await ask('PUT', RULES, { rules: [] })).json().results).toEqual([])
  })
})

describe('readiness', () => {
  it('names everybody who may be paged, the worst first, with why', async () => {
    const viewer = (await hub.database.users.byUsername('viewer')) ?? expect.fail()
    const person = { id: viewer.id, username: 'viewer', email: '' }
    hub.paging.onCall.add('s1', 'Primary', [person], () => [person])
    await create()
    await ask('POST', `${METHODS}mail/test/`)
    const { results } = (await ask('GET', '/api/v1/on-call/readiness/')).json()
    expect(results).toMatchObject([
      {
        user: { username: 'viewer' },
        state: 'unreachable',
        on_call_now: true,
        through: ['Primary (schedule)'],
        methods: [
          { id: 'mail', state: 'unreachable', reason: 'no mail address' },
          { id: 'push', state: 'unreachable' },
        ],
      },
      {
        user: { username: 'admin' },
        state: 'ok',
        on_call_now: false,
        through: ['Day and night (policy)'],
        methods: [{ id: 'mail', state: 'ok', last_at: '2026-01-15T12:00:00Z', reason: null }, { id: 'push' }],
      },
    ])
  })
})
