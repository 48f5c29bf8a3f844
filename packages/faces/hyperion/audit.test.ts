import { PASSWORD, type TestApp, testApp } from '@hyperion/testkit/app'
import { beforeEach, expect, it } from 'vitest'

interface Entry {
  readonly id: number
  readonly action: string
  readonly actor: { readonly id: number | null; readonly name: string }
}

interface Answer {
  readonly entries: readonly Entry[]
  readonly next: number | null
}

let hub: TestApp
let headers: Record<string, string>
beforeEach(async () => {
  hub = await testApp()
  headers = { authorization: `Bearer ${await hub.token('admin')}` }
  return () => hub.close()
})

const read = async (query = ''): Promise<Answer> => (await hub.app.inject({ url: `/api/audit${query}`, headers })).json()
const post = (url: string, payload: object, sent: Record<string, string> = {}) =>
  hub.app.inject({ method: 'POST', url, payload, headers: sent })
const bearer = (answer: { json(): { token: string } }) => ({ authorization: `Bearer ${answer.json().token}` })

it('tells who signed in and out, changed a password or ran a task, from where and how it ended', async () => {
  await post('/login', { username: 'viewer', password: 'wrong' })
  const signedIn = await post('/login', { username: 'viewer', password: PASSWORD })
  const sent = bearer(signedIn)
  const change = { current_password: PASSWORD, new_password: 'short', confirm_password: 'short' }
  await post('/change-password', change, sent)
  const next = 'quite another password'
  await post('/change-password', { ...change, new_password: next, confirm_password: next }, sent)
  await hub.app.inject({ method: 'POST', url: '/logout', headers: sent })
  await post('/api/session', { username: 'admin', password: PASSWORD })
  await post('/api/tasks/', { name: 'record_storage_usage' }, headers)
  await post('/api/tasks/no_such_task/run', {}, headers)

  const viewer = { id: signedIn.json().user.id, name: 'viewer' }
  const admin = { id: expect.any(Number), name: 'admin' }
  const common = {
    id: expect.any(Number),
    timestamp: new Date(hub.clock.now()).toISOString(),
    address: '127.0.0.1',
    target: null,
    host: null,
  }
  const [success, failure] = [
    { ...common, outcome: 'success' },
    { ...common, outcome: 'failure' },
  ]
  expect(await read()).toEqual({
    entries: [
      { ...failure, actor: admin, action: 'task.run', target: 'no_such_task', details: { error: 'not_found' } },
      { ...success, actor: admin, action: 'task.run', target: 'record_storage_usage', details: {} },
      { ...success, actor: admin, action: 'session.sign_in', details: { kind: 'cookie' } },
      { ...success, actor: viewer, action: 'session.sign_out', details: { kind: 'token' } },
      { ...success, actor: viewer, action: 'password.change', details: {} },
      { ...failure, actor: viewer, action: 'password.change', details: { error: 'validation_failed' } },
      { ...success, actor: viewer, action: 'session.sign_in', details: { kind: 'token' } },
      {
        ...failure,
        actor: { id: null, name: 'viewer' },
        action: 'session.sign_in',
        details: { kind: 'token', error: 'credentials_invalid' },
      },
    ],
    next: null,
  })
})

it('keeps no secret', async () => {
  await post('/login', { username: 'viewer', password: PASSWORD })
  await post('/login', { username: 'viewer', password: 'a wrong password' })
  const { body } = await hub.app.inject({ url: '/api/audit', headers })
  expect(body).not.toContain('password')
})

it('comes in pages and by filter', async () => {
  for (const username of ['a', 'b', 'c', 'c']) await post('/login', { username, password: 'wrong' })
  await post('/api/tasks/', { name: 'record_storage_usage' }, headers)
  const names = ({ entries }: Answer): string[] => entries.map(({ actor }) => actor.name)
  const first = await read('?limit=2')
  expect(names(first)).toEqual(['admin', 'c'])
  const second = await read(`?limit=2&before=${first.next}`)
  expect(names(second)).toEqual(['c', 'b'])
  expect(await read(`?limit=2&before=${second.next}`)).toMatchObject({ entries: [{ actor: { name: 'a' } }], next: null })
  expect(names(await read('?actor=c'))).toEqual(['c', 'c'])
  expect(names(await read('?action=task.run'))).toEqual(['admin'])
  expect(names(await read('?action=task.run&actor=c'))).toEqual([])
})

it.each([
  '?limit=0',
  '?limit=501',
  '?limit=x',
  '?before=0',
  '?before=2147483648',
  '?action=x',
  '?action=%00',
  '?actor=',
  '?actor=%00',
  '?x=1',
])('refuses %s', async (query) => {
  const answer = await hub.app.inject({ url: `/api/audit${query}`, headers })
  expect([answer.statusCode, answer.json().error]).toEqual([422, 'VALIDATION_ERROR'])
  expect(Object.keys(answer.json().details)).toHaveLength(1)
})

it.each([
  ['viewer', 403],
  ['technicien', 403],
  ['newcomer', 403],
  ['admin', 200],
] as const)('answers a %s with %d', async (user, status) => {
  const sent = { authorization: `Bearer ${await hub.token(user)}` }
  expect((await hub.app.inject({ url: '/api/audit', headers: sent })).statusCode).toBe(status)
})
