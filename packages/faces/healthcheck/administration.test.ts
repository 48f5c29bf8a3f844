import { readFileSync } from 'node:fs'
import { PASSWORD, type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import { TestClock } from '@hyperion/testkit/clock'
import { DOCUMENT_TIME, documentHost } from '@hyperion/testkit/live-host'
import { beforeEach, describe, expect, it } from 'vitest'

function golden(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))
}

let hub: TestApp
let tokens: Record<'admin' | 'viewer', string>
beforeEach(async () => {
  hub = await testApp({ host: documentHost({ cpu: 65 }), clock: new TestClock(DOCUMENT_TIME) })
  tokens = { admin: await hub.token('admin'), viewer: await hub.token('viewer') }
  return () => hub.close()
})

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, token = tokens.admin) =>
  hub.app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload && { payload }) })
const login = async (username: string, password: string) =>
  (await hub.app.inject({ method: 'POST', url: '/login', payload: { username, password } })).json()
const idOf = async (name: TestUser) => (await hub.database.users.byUsername(name))?.id

describe("the document's users", () => {
  it('POST /users answers as printed, and the user may sign in', async () => {
    const answer = await ask('POST', '/users', golden('user-request'))
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toEqual(golden('user-created'))
    const signedIn = await login('jean.dupont', 'TempPassword123!')
    expect(signedIn).toMatchObject({ message: 'Connexion réussie', must_change_password: false })
    expect((await ask('GET', '/os', undefined, signedIn.token)).statusCode).toBe(200)
    const denied = await ask('POST', '/users', golden('user-request'), signedIn.token)
    expect([denied.statusCode, denied.json()]).toEqual([403, golden('permission-denied')])
  })

  it('GET /users lists them as printed', async () => {
    const users = await hub.database.users.list()
    for (const { id, role } of users) if (role !== 'admin') await ask('DELETE', `/users/${id}`)
    const expected = golden('users') as { users: { created_at: string; last_login: string }[] }
    const [admin, jean] = expected.users as [(typeof expected.users)[0], (typeof expected.users)[0]]
    const passwordHash = (await hub.database.users.byUsername('admin'))?.passwordHash ?? ''
    const created = await hub.database.users.create({
      username: 'jean.dupont',
      passwordHash,
      role: 'technicien',
      mustChangePassword: false,
      createdAt: Date.parse(jean.created_at),
    })
    await hub.database.users.recordLogin(created.id, { at: Date.parse(jean.last_login) })
    await hub.database.users.recordLogin(1, { at: Date.parse(admin.last_login) })
    const answer = await ask('GET', '/users')
    admin.created_at = '2025-01-08T15:30:00Z'
    expect(answer.json()).toEqual({ ...expected, users: [admin, { ...jean, id: created.id }] })
  })

  it('GET, PUT and DELETE /users/{id}', async () => {
    const url = `/users/${await idOf('viewer')}`
    const before = (await ask('GET', url)).json()
    expect(before).toEqual({
      checked_at: '2025-01-08T15:30:00Z',
      user: {
        id: await idOf('viewer'),
        username: 'viewer',
        role: 'viewer',
        permissions: ['read'],
        email: '',
        first_name: '',
        last_name: '',
        created_at: '2025-01-08T15:30:00Z',
        last_login: '2025-01-08T15:30:00Z',
        must_change_password: false,
      },
    })
    const change = { role: 'technicien', email: 'v@example.org', first_name: 'Zoë', last_name: 'Viewer' }
    const changed = await ask('PUT', url, change)
    expect([changed.statusCode, changed.json()]).toEqual([
      200,
      { message: 'Utilisateur modifié avec succès', user: { ...before.user, ...change, permissions: ['read', 'execute'] } },
    ])
    expect((await ask('GET', url)).json().user).toEqual(changed.json().user)
    const removed = await ask('DELETE', url)
    expect([removed.statusCode, removed.json()]).toEqual([200, { message: 'Utilisateur supprimé avec succès' }])
    const gone = { error: 'Introuvable', message: "La ressource demandée n'existe pas" }
    expect((await ask('GET', url)).json()).toEqual(gone)
    expect((await ask('PUT', url, change)).json()).toEqual(gone)
    expect((await ask('DELETE', url)).json()).toEqual(gone)
  })

  it.each([
    ['a new role', 'PUT', { role: 'technicien' }],
    ['a new password', 'PUT', { password: 'another password' }],
    ['deletion', 'DELETE', undefined],
  ] as const)('%s ends every session of the user at once, and no other', async (_, method, payload) => {
    const cookie = await hub.cookie('viewer')
    const enter = async () => [
      (await ask('GET', '/me', undefined, tokens.viewer)).statusCode,
      (await hub.app.inject({ url: '/api/session', headers: { cookie } })).statusCode,
      (await ask('GET', '/me')).statusCode,
    ]
    expect(await enter()).toEqual([200, 200, 200])
    expect((await ask(method, `/users/${await idOf('viewer')}`, payload)).statusCode).toBe(200)
    expect(await enter()).toEqual([401, 401, 200])
  })

  it('a password that an administrator sets has to be changed', async () => {
    await ask('PUT', `/users/${await idOf('viewer')}`, { password: 'set by the admin' })
    expect(await login('viewer', PASSWORD)).toEqual(golden('login-failed'))
    const signedIn = await login('viewer', 'set by the admin')
    expect(signedIn.must_change_password).toBe(true)
    expect((await ask('GET', '/os', undefined, signedIn.token)).json().error).toBe('Changement de mot de passe requis')
  })

  it('keeps names, told at once, without signing anybody out', async () => {
    await ask('PUT', `/users/${await idOf('viewer')}`, { email: 'v@example.org', role: 'viewer' })
    expect((await ask('GET', '/me', undefined, tokens.viewer)).statusCode).toBe(200)
  })

  it('refuses a name that is taken, also in other letters', async () => {
    for (const username of ['viewer', 'Viewer']) {
      const answer = await ask('POST', '/users', { ...golden('user-request'), username })
      expect([answer.statusCode, answer.json()]).toEqual([409, { error: 'Conflit', message: "Ce nom d'utilisateur est déjà pris" }])
    }
    const twice = await Promise.all([1, 2].map(() => ask('POST', '/users', golden('user-request'))))
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409])
  })

  it('keeps the last administrator, also when two demote each other', async () => {
    const refusal = { error: 'Conflit', message: 'Le dernier administrateur ne peut être ni supprimé ni rétrogradé' }
    for (const answer of [await ask('PUT', '/users/1', { role: 'viewer' }), await ask('DELETE', '/users/1')]) {
      expect([answer.statusCode, answer.json()]).toEqual([409, refusal])
    }
    const other = await idOf('technicien')
    await ask('PUT', `/users/${other}`, { role: 'admin' })
    const second = await hub.token('technicien')
    const both = await Promise.all([ask('PUT', `/users/${other}`, { role: 'viewer' }), ask('PUT', '/users/1', { role: 'viewer' }, second)])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect((await hub.database.users.list()).filter(({ role }) => role === 'admin')).toHaveLength(1)
  })

  it('lets nobody make themselves more than they are', async () => {
    const mine = `/users/${await idOf('viewer')}`
    expect((await ask('PUT', mine, { role: 'admin' }, tokens.viewer)).json()).toEqual(golden('permission-denied'))
    for (const extra of [{ id: 1 }, { permissions: ['users'] }, { password_hash: 'x' }, { must_change_password: false }, { token: 'x' }]) {
      const answer = await ask('PUT', mine, { email: 'v@example.org', ...extra })
      expect([answer.statusCode, Object.keys(answer.json().details)]).toEqual([400, Object.keys(extra)])
    }
    expect((await ask('GET', mine)).json().user.email).toBe('')
  })
})

describe("the document's thresholds", () => {
  it('are read and changed as printed, and /alerts goes by them', async () => {
    expect((await ask('GET', '/config/thresholds', undefined, tokens.viewer)).json()).toEqual(golden('thresholds'))
    expect((await ask('GET', '/alerts')).json().total_alerts).toBe(0)
    await hub.clock.advance(5 * 60_000)
    const changed = await ask('PUT', '/config/thresholds', golden('thresholds-request'))
    expect([changed.statusCode, changed.json()]).toEqual([200, golden('thresholds-changed')])
    expect((await ask('GET', '/alerts')).json().alerts).toEqual([
      { type: 'CPU', level: 'warning', message: 'CPU usage is at 65%', value: 65, threshold: 60 },
    ])
    const { thresholds } = (await ask('GET', '/config/thresholds')).json()
    expect(thresholds).toEqual(golden('thresholds-request'))
  })

  it('may be changed for one resource alone', async () => {
    const changed = (await ask('PUT', '/config/thresholds', { disk: { warning: 0, critical: 100 } })).json()
    expect(changed.thresholds).toEqual({ ...(golden('thresholds').thresholds as object), disk: { warning: 0, critical: 100 } })
  })

  it('are an administrator’s to change', async () => {
    const answer = await ask('PUT', '/config/thresholds', golden('thresholds-request'), tokens.viewer)
    expect([answer.statusCode, answer.json()]).toEqual([403, golden('permission-denied')])
  })

  it('are refused all together, each wrong field with its reason', async () => {
    const answer = await ask('PUT', '/config/thresholds', {
      cpu: { warning: 10, critical: 20 },
      memory: { warning: 90, critical: 90 },
      disk: { warning: -1, critical: 101 },
    })
    expect([answer.statusCode, answer.json()]).toEqual([
      400,
      {
        error: 'Données invalides',
        message: 'Certains champs sont manquants ou invalides',
        details: {
          'memory.warning': ['Doit être inférieur au seuil critique'],
          'disk.warning': ['Doit être un pourcentage entier de 0 à 100'],
          'disk.critical': ['Doit être un pourcentage entier de 0 à 100'],
        },
      },
    ])
    expect((await ask('GET', '/config/thresholds')).json()).toEqual(golden('thresholds'))
  })
})

it('notes in the audit log who changed what, and no password', async () => {
  await ask('POST', '/users', golden('user-request'))
  await ask('PUT', '/users/5', { password: 'another password', role: 'viewer' })
  await ask('DELETE', '/users/1')
  await ask('PUT', '/config/thresholds', { cpu: { warning: 1, critical: 2 } })
  const entries = await hub.audit.list({ limit: 4 })
  expect(entries.map(({ action, target, outcome, details }) => [action, target, outcome, details])).toEqual([
    ['thresholds.change', null, 'success', { cpu: { warning: 1, critical: 2 } }],
    ['user.delete', '1', 'failure', { error: 'last_admin' }],
    ['user.update', '5', 'success', { fields: ['password', 'role'], role: 'viewer' }],
    ['user.create', 'jean.dupont', 'success', { role: 'technicien' }],
  ])
})
