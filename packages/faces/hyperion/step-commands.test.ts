import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import type { CommandRequest } from '@hyperion/wire/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const STEP = { title: 'Restart', description: '', command: null, expectedMinutes: null, critical: false, requiresConfirmation: false }
const parameter = {
  label: '',
  kind: 'text',
  pattern: '[a-z]+',
  min: null,
  max: null,
  options: [],
  root: null,
  leading_dash: false,
  standard: '',
}
const GREET: CommandRequest = {
  name: 'Greet',
  description: '',
  program: 'sh',
  arguments: ['-c', 'echo "hello $1"; exit 3', 'sh', '{{whom}}'],
  directory: '/',
  parameters: [{ ...parameter, name: 'whom' } as CommandRequest['parameters'][number]],
  role: 'technicien',
  hosts: [],
  tags: [],
  time_limit_s: 60,
  dangerous: false,
  confirm: '',
}

describe('steps of runbooks that name saved commands', () => {
  let hub: TestApp

  beforeAll(async () => {
    hub = await testApp({ tier: 'full' })
  })
  afterAll(() => hub.close())

  async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', url: string, payload?: object, user: TestUser = 'technicien') {
    const authorization = url.startsWith('/api/v1/') ? `Token ${await hub.permanentToken(user)}` : `Bearer ${await hub.token(user)}`
    const headers = { authorization }
    return hub.app.inject({ method, url, headers, ...(payload && { payload }) })
  }

  const save = async (command: CommandRequest): Promise<number> => (await call('POST', '/api/commands', command, 'admin')).json().id
  const runbook = () => hub.database.runbooks.create({ title: 'Recovery', description: '', service: null, steps: [STEP, STEP], at: 0 })

  it('are told for each step, and written by whoever may run them', async () => {
    const command = await save(GREET)
    const { id, steps } = await runbook()
    const url = `/api/runbooks/${id}/commands`
    const step = steps[1]?.id ?? ''
    const named = { step, command, values: { whom: 'ada' } }
    expect((await call('GET', url, undefined, 'viewer')).json()).toEqual({ steps: [] })
    expect((await call('PUT', url, { steps: [named] }, 'viewer')).statusCode).toBe(403)
    const set = await call('PUT', url, { steps: [named] })
    expect([set.statusCode, set.json()]).toEqual([200, { steps: [{ ...named, name: 'Greet', deleted: false }] }])
    expect((await call('GET', url, undefined, 'viewer')).json()).toEqual(set.json())
    expect((await hub.database.audit.list({ limit: 1, action: 'runbook.update' })).at(0)).toMatchObject({ target: id })
    // What the document has of it stays what it is.
    const { steps: told } = (await call('GET', `/api/v1/runbooks/${id}/`)).json()
    expect(Object.keys(told[1])).not.toContain('saved')
    await call('PATCH', `/api/v1/runbooks/${id}/`, { steps: told.map((each: { order: number }) => ({ ...each, order: 3 - each.order })) })
    expect((await call('GET', url)).json()).toEqual(set.json())
  })

  it('are refused where they are wrong, each by its place', async () => {
    const command = await save({ ...GREET, name: 'Wrong' })
    const admins = await save({ ...GREET, name: 'For administrators', role: 'admin' })
    const { id, steps } = await runbook()
    const url = `/api/runbooks/${id}/commands`
    const step = steps[0]?.id ?? ''
    const problems = async (...wanted: object[]) => Object.keys((await call('PUT', url, { steps: wanted })).json().details)
    expect(await problems({ step: UNKNOWN, command, values: {} })).toEqual(['steps.0.step'])
    expect(await problems({ step, command: 4711, values: {} }, { step, command, values: { whom: 'A', other: 'x' } })).toEqual([
      'steps.0.command',
      'steps.1.values.whom',
      'steps.1.values.other',
    ])
    expect(await problems({ step, command: admins, values: {} })).toEqual(['steps.0.command'])
    for (const body of [{}, { steps: [{ step }] }, { steps: [{ step, command, values: { whom: 7 } }] }, { steps: 'x' }])
      expect((await call('PUT', url, body)).statusCode).toBe(422)
    expect((await call('GET', `/api/runbooks/${UNKNOWN}/commands`)).statusCode).toBe(404)
    expect((await call('PUT', `/api/runbooks/${UNKNOWN}/commands`, { steps: [] })).statusCode).toBe(404)
    expect((await call('GET', '/api/runbooks/x/commands')).statusCode).toBe(404)
    // What an administrator named stays when a technician writes it again.
    const named = { step, command: admins, values: { whom: 'ada' } }
    expect((await call('PUT', url, { steps: [named] }, 'admin')).statusCode).toBe(200)
    expect((await call('PUT', url, { steps: [{ ...named, values: {} }] })).json().steps).toMatchObject([named])
  })

  it('say that a command was deleted, by the name that it had', async () => {
    const command = await save({ ...GREET, name: 'Gone' })
    const { id, steps } = await runbook()
    const url = `/api/runbooks/${id}/commands`
    const named = { step: steps[0]?.id ?? '', command, values: {} }
    await call('PUT', url, { steps: [named] })
    await call('PUT', `/api/commands/${command}`, { ...GREET, name: 'Renamed' }, 'admin')
    expect((await call('GET', url)).json().steps).toMatchObject([{ name: 'Renamed', deleted: false }])
    await call('DELETE', `/api/commands/${command}`, undefined, 'admin')
    const gone = [{ ...named, name: 'Gone', deleted: true }]
    expect((await call('GET', url)).json().steps).toEqual(gone)
    expect((await call('PUT', url, { steps: [named] })).json().steps).toEqual(gone)
  })

  it('put what came of them on the timeline of the incident that they are run for', async () => {
    const command = await save({ ...GREET, name: 'For an incident' })
    const service = await hub.database.services.create({
      name: 'redis',
      description: '',
      ownerTeam: null,
      criticality: 'TIER_1_CRITICAL',
      runbookUrl: null,
      escalationPolicyId: null,
      hosts: [hub.hubHostId],
      createdAt: 0,
    })
    const { incident } = await hub.incidents.create({ title: 'x', service: service.id }, null)
    const url = `/api/hosts/${hub.hubHostId}/commands/${command}/run?wait=20`
    const body = { values: { whom: 'ada' }, reason: 'Recovery, step 1', incident: incident.shortId }
    const { action } = (await call('POST', url, body)).json()
    expect(action).toMatchObject({ state: 'succeeded', incident: incident.shortId, output: 'hello ada\n' })
    await expect
      .poll(async () => (await hub.incidents.timeline(incident.id)).at(-1))
      .toMatchObject({
        type: 'ACTION',
        actor: 'technicien',
        message: expect.stringMatching(/^“For an incident” on .+: ended with code 3$/),
        data: { action: action.id, host: hub.hubHostId, saved: 'For an incident', state: 'succeeded', exitCode: 3 },
      })
    // One that names no incident there is harms nothing.
    const odd = await call('POST', url, { ...body, incident: 'INC-ZZZZZZ' })
    expect(odd.statusCode).toBe(200)
  })
})
