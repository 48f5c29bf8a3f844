import { readFileSync } from 'node:fs'
import { DEFAULT_THRESHOLDS } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import { PASSWORD, type TestApp, testApp } from '@hyperion/testkit/app'
import { TestClock } from '@hyperion/testkit/clock'
import { DOCUMENT_TIME, documentHost } from '@hyperion/testkit/live-host'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { healthcheckDialect } from './index.ts'

function golden(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8'))
}

/** Names and types of a document, without its values. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape)
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each)]))
}

describe("the document's examples, number by number", () => {
  let hub: TestApp
  let headers: Record<string, string>
  beforeAll(async () => {
    hub = await testApp({ host: documentHost(), clock: new TestClock(DOCUMENT_TIME) })
    headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  })
  afterAll(() => hub.close())

  it.each(['health', 'cpu', 'memory', 'disk', 'system', 'os', 'load', 'network', 'services'])('GET /%s', async (name) => {
    for (const url of [`/${name}`, `/${name}/`]) {
      const answer = await hub.app.inject({ url, headers })
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
      expect(answer.json()).toMatchObject(golden(name))
    }
  })

  it('prints decimals as the document does', async () => {
    const { body } = await hub.app.inject({ url: '/memory' })
    expect(body).toContain('"total_gb":16.0,"used_gb":10.5,"free_gb":5.5,"usage_percent":65.6')
  })

  it('GET /processes/top lists five where the example shows three', async () => {
    const { top_processes, ...rest } = golden('processes-top') as { top_processes: object[] }
    const answer = (await hub.app.inject({ url: '/processes/top', headers })).json()
    expect(answer).toMatchObject(rest)
    expect(answer.top_processes).toHaveLength(5)
    expect(answer.top_processes.slice(0, 3)).toEqual(top_processes)
  })

  it('GET /processes counts by state', async () => {
    const answer = await hub.app.inject({ url: '/processes', headers })
    expect(answer.json()).toEqual({
      checked_at: '2025-01-08T15:30:00Z',
      total_processes: 156,
      running: 2,
      sleeping: 153,
      stopped: 0,
      zombie: 1,
    })
  })

  it('refuses without a token', async () => {
    const answer = await hub.app.inject({ url: '/os' })
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    expect(answer.json()).toEqual(golden('token-missing'))
  })

  it('refuses a login with the wrong password', async () => {
    const payload = { username: 'admin', password: 'wrong' }
    const answer = await hub.app.inject({ method: 'POST', url: '/login', payload })
    expect(answer.statusCode).toBe(401)
    expect(answer.json()).toEqual(golden('login-failed'))
  })

  it('words a lacking permission', () => {
    const { status, body } = healthcheckDialect.render(new DomainError('permission_denied', '', { permission: 'users' }))
    expect(status).toBe(403)
    expect(body).toEqual(golden('permission-denied'))
  })
})

describe('alerts', () => {
  it("are the document's, with its sample's own disk threshold", async () => {
    const thresholds = { ...DEFAULT_THRESHOLDS, disk: { warning: 85, critical: 90 } }
    const hub = await testApp({ host: documentHost({ cpu: 94, diskUsedGib: 435 }), thresholds: () => thresholds })
    const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
    expect((await hub.app.inject({ url: '/alerts', headers })).json()).toEqual(golden('alerts'))
    await hub.close()
  })

  it.each([
    { name: 'nothing at the threshold itself', figures: { cpu: 70, memoryUsedGib: 11.2, diskUsedGib: 400 }, alerts: [] },
    {
      name: 'unrounded: 70.04 breaches 70 although it shows as 70',
      figures: { cpu: 70.04 },
      alerts: [{ type: 'CPU', level: 'warning', message: 'CPU usage is at 70%', value: 70, threshold: 70 }],
    },
    {
      name: 'one decimal',
      figures: { cpu: 1, memoryUsedGib: 14 },
      alerts: [{ type: 'MEMORY', level: 'critical', message: 'Memory usage is at 87.5%', value: 87.5, threshold: 85 }],
    },
    {
      name: 'disk over 80',
      figures: { cpu: 1, diskUsedGib: 435 },
      alerts: [{ type: 'DISK', level: 'warning', message: 'Disk usage is at 87%', value: 87, threshold: 80 }],
    },
  ])('$name', async ({ figures, alerts }) => {
    const hub = await testApp({ host: documentHost(figures) })
    const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
    const answer = (await hub.app.inject({ url: '/alerts', headers })).json()
    expect(answer).toEqual({ checked_at: '2025-01-08T15:30:00Z', alerts, total_alerts: alerts.length })
    await hub.close()
  })
})

describe('accounts', () => {
  it('signs the first admin in, makes them change the password, and out', async () => {
    const hub = await testApp({ clock: new TestClock(DOCUMENT_TIME) })
    const post = (url: string, payload: object, token = '') =>
      hub.app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}` } })
    const get = (url: string, token: string) => hub.app.inject({ url, headers: { authorization: `Bearer ${token}` } })

    const login = await post('/login', { username: 'newcomer', password: PASSWORD })
    expect(login.statusCode).toBe(200)
    const expected = golden('login') as { user: { permissions: string[] } }
    expected.user.permissions = ['read']
    expect(shape(login.json())).toEqual(shape(expected))
    expect(login.json()).toMatchObject({ message: 'Connexion réussie', expires_at: '2025-01-09T15:30:00Z', must_change_password: true })
    const { token } = login.json()

    const gated = await get('/os', token)
    expect(gated.statusCode).toBe(403)
    expect(gated.json().error).toBe('Changement de mot de passe requis')
    expect((await get('/me', token)).json()).toEqual({
      checked_at: '2025-01-08T15:30:00Z',
      user: {
        id: expect.any(Number),
        username: 'newcomer',
        role: 'viewer',
        permissions: ['read'],
        created_at: '2025-01-08T15:30:00Z',
        last_login: '2025-01-08T15:30:00Z',
        must_change_password: true,
      },
    })

    const request = { ...golden('change-password-request'), current_password: PASSWORD }
    const refused = await post('/change-password', { ...request, confirm_password: 'another' }, token)
    expect(refused.statusCode).toBe(400)
    expect(Object.keys(refused.json().details)).toEqual(['confirm_password'])
    const changed = await post('/change-password', request, token)
    expect(changed.statusCode).toBe(200)
    expect(changed.json()).toEqual(golden('change-password'))
    expect((await get('/os', token)).statusCode).toBe(200)

    const out = await post('/logout', {}, token)
    expect(out.json()).toEqual({ message: 'Déconnexion réussie' })
    const after = await get('/me', token)
    expect(after.statusCode).toBe(401)
    expect(after.json()).toEqual({ error: 'Token invalide', message: 'Le token est inconnu, révoqué ou expiré' })
    await hub.close()
  })
})
