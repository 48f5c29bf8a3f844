import { PASSWORD, type TestApp, testApp } from '@hyperion/testkit/app'
import type { NewUserRequest, ThresholdsAnswer, ThresholdsRequest, UserChangeRequest, UserRow } from '@hyperion/wire/web'
import { beforeEach, expect, it } from 'vitest'

let hub: TestApp
let cookie: string
beforeEach(async () => {
  hub = await testApp()
  cookie = await hub.cookie('admin')
  return () => hub.close()
})

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
  hub.app.inject({ method, url, headers: { cookie }, ...(payload && { payload }) })
const NEW: NewUserRequest = { username: 'jean.dupont', password: 'TempPassword123!', role: 'technicien' }

it('creates, lists, changes and deletes users by cookie', async () => {
  const created = await ask('POST', '/api/users', NEW)
  expect(created.statusCode).toBe(201)
  const row: UserRow = created.json()
  expect(row).toEqual({
    id: expect.any(Number),
    username: 'jean.dupont',
    role: 'technicien',
    email: '',
    first_name: '',
    last_name: '',
    created_at: new Date(hub.clock.now()).toISOString(),
    last_login: null,
    must_change_password: true,
    two_factor: false,
  })
  const { users } = (await ask('GET', '/api/users')).json()
  expect(users.map(({ username }: UserRow) => username)).toEqual(['admin', 'technicien', 'viewer', 'newcomer', 'jean.dupont'])
  expect(users.at(-1)).toEqual(row)

  const change: UserChangeRequest = { email: 'jean@example.org', first_name: 'Jean', last_name: 'Dupont', role: 'admin' }
  const changed = await ask('PUT', `/api/users/${row.id}`, change)
  expect([changed.statusCode, changed.json()]).toEqual([200, { ...row, ...change }])
  expect((await ask('GET', `/api/users/${row.id}`)).json()).toEqual(changed.json())
  expect((await ask('DELETE', `/api/users/${row.id}`)).statusCode).toBe(204)
  expect((await ask('GET', `/api/users/${row.id}`)).statusCode).toBe(404)
})

it('tells why a user stays as it is', async () => {
  const last = { error: 'CONFLICT', message: 'The last administrator can be neither deleted nor given another role', details: {} }
  expect((await ask('DELETE', '/api/users/1')).json()).toEqual(last)
  const taken = await ask('POST', '/api/users', { ...NEW, username: 'viewer' })
  expect([taken.statusCode, taken.json()]).toEqual([409, { error: 'CONFLICT', message: 'This user name is taken', details: {} }])
  const weak = await ask('POST', '/api/users', { ...NEW, username: 'a b', password: 'A b' })
  expect(weak.json().details).toEqual({
    username: ['The user name may have letters, digits and . _ @ + -, and begins with a letter or a digit'],
    password: ['The new password must have at least 8 characters', 'The new password must differ from the user name'],
  })
})

it('refuses a change from another site', async () => {
  const headers = { cookie, origin: 'https://evil.example' }
  const answer = await hub.app.inject({ method: 'DELETE', url: '/api/users/3', headers })
  expect(answer.statusCode).toBe(403)
})

it('ends the session of an administrator who resets their own password', async () => {
  expect((await ask('PUT', '/api/users/1', { password: 'another password' })).statusCode).toBe(200)
  expect((await ask('GET', '/api/users')).statusCode).toBe(401)
  await expect(hub.accounts.login('admin', PASSWORD, { kind: 'cookie', address: '' })).rejects.toMatchObject({
    code: 'credentials_invalid',
  })
})

it('reads and changes thresholds', async () => {
  const before: ThresholdsAnswer = (await ask('GET', '/api/thresholds')).json()
  expect(before).toMatchObject({ updated_at: null, updated_by: null, thresholds: { cpu: { warning: 70, critical: 90 } } })
  const change: ThresholdsRequest = { cpu: { warning: 10, critical: 20 } }
  const after = await ask('PUT', '/api/thresholds', change)
  const updated_at = new Date(hub.clock.now()).toISOString()
  expect([after.statusCode, after.json()]).toEqual([
    200,
    { thresholds: { ...before.thresholds, ...change }, updated_at, updated_by: 'admin' },
  ])
  expect((await ask('GET', '/api/thresholds')).json()).toEqual(after.json())
  const wrong = await ask('PUT', '/api/thresholds', { cpu: { warning: 20, critical: 20 } })
  expect([wrong.statusCode, wrong.json().details]).toEqual([422, { 'cpu.warning': ['Must be below the critical threshold'] }])
})

it('tells the web app about fields in its user’s language, and a token in English', async () => {
  const french = { 'accept-language': 'fr-FR,fr;q=0.9' }
  const wrong = { cpu: { warning: 20, critical: 20 } }
  const ask = (headers: Record<string, string>, payload: object) =>
    hub.app.inject({ method: 'PUT', url: '/api/thresholds', headers: { ...french, ...headers }, payload })
  expect((await ask({ cookie }, wrong)).json().details).toEqual({ 'cpu.warning': ['Doit être inférieur au seuil critique'] })
  expect((await ask({ cookie }, { gpu: 1 })).json().details).toEqual({ gpu: ["Ce champ n'est pas reconnu"] })
  const authorization = `Bearer ${await hub.token('admin')}`
  expect((await ask({ authorization }, wrong)).json().details).toEqual({ 'cpu.warning': ['Must be below the critical threshold'] })
  expect((await ask({ authorization }, { gpu: 1 })).json().details).toEqual({ gpu: ['This field is not known'] })
})
