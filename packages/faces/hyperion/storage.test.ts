import { type TestApp, testApp } from '@hyperion/testkit/app'
import type { HistoryStorageAnswer, HostStorageAnswer } from '@hyperion/wire/web'
import { beforeEach, describe, expect, it } from 'vitest'

const STANDARD = { raw_days: 30, five_minute_days: 90, total_days: 0 }
const SHORT = { raw_days: 5, five_minute_days: 90, total_days: 0 }

let app: TestApp
let admin: Record<string, string>
beforeEach(async () => {
  app = await testApp()
  admin = { authorization: `Bearer ${await app.token('admin')}` }
  return () => app.close()
})

async function call(method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, payload?: unknown, headers = admin) {
  const answer = await app.app.inject({ method, url, headers, ...(payload !== undefined && { payload: payload as object }) })
  return { status: answer.statusCode, body: answer.json() }
}

describe('the space that history takes', () => {
  it('is told as a whole and by host, with what it will be', async () => {
    const { body } = await call('GET', '/api/storage')
    const whole = body as HistoryStorageAnswer
    expect(whole).toMatchObject({
      bytes: 710_000,
      day_bytes: 70_100,
      database_bytes: 2_000_000,
      volume: { total_bytes: 100_000_000, free_bytes: 50_000_000 },
      retention: { ...STANDARD, updated_at: null, updated_by: null },
      deleting: [],
    })
    expect(whole.hosts).toMatchObject([
      {
        id: app.hubHostId,
        parts: { raw: 700_000, five_minutes: 0, hourly: 0, times: 1_000, journal: 9_000 },
        bytes_per_value: 0.7,
        growth_per_day: 70_100,
        settled_bytes: null,
        own_retention: false,
      },
    ])
    const { points, settled_bytes } = whole.forecast
    expect(points[0]).toEqual({ at: app.clock.now(), bytes: 710_000 })
    expect(points.at(-1)?.bytes).toBeGreaterThan(2_000_000)
    expect(settled_bytes).toBeNull()
    expect(whole.full_at).toBeNull()
  })

  it('fills the volume on the day on which its growth has used up what is free', async () => {
    await call('PUT', '/api/retention', { raw_days: 400, five_minute_days: 400, total_days: 400 })
    const { body } = await call('GET', '/api/storage')
    expect(body.full_at).toBeNull()
    expect(body.forecast.settled_bytes).toBeCloseTo(400 * 70_100 + 9_000, -3)
  })

  it('is told of one host', async () => {
    const { body } = await call('GET', `/api/hosts/${app.hubHostId}/storage`)
    expect(body as HostStorageAnswer).toMatchObject({ id: app.hubHostId, bytes: 710_000, standard: STANDARD, retention: STANDARD })
    expect((await call('GET', '/api/hosts/999/storage')).status).toBe(404)
  })
})

describe('the retention', () => {
  it('is set for all, which is noted with who did it', async () => {
    const longer = { raw_days: 60, five_minute_days: 90, total_days: 730 }
    const { status, body } = await call('PUT', '/api/retention', longer)
    expect(status).toBe(200)
    expect(body).toEqual({ ...longer, updated_at: new Date(app.clock.now()).toISOString(), updated_by: 'admin' })
    expect((await call('GET', '/api/retention')).body).toEqual(body)
    await app.audit.flush()
    const [entry] = (await call('GET', '/api/audit')).body.entries
    expect(entry).toMatchObject({ action: 'retention.change', target: 'all hosts', outcome: 'success', details: { rawDays: 60 } })
  })

  it('is set for one host, and taken back', async () => {
    const url = `/api/hosts/${app.hubHostId}/retention`
    const own = { raw_days: 90, five_minute_days: 100, total_days: 110 }
    expect((await call('PUT', url, own)).body).toMatchObject({ retention: own, own_retention: true, standard: STANDARD })
    expect((await call('GET', '/api/storage')).body.hosts[0]).toMatchObject({ retention: own, own_retention: true })
    expect((await call('DELETE', url)).body).toMatchObject({ retention: STANDARD, own_retention: false })
  })

  it('takes nothing away unless that was confirmed, and says before what it would', async () => {
    const url = `/api/hosts/${app.hubHostId}/retention`
    const loss = { id: app.hubHostId, dropped_days: 0, thinned_days: 5, thinned_values: 500_000, thinned_bytes: 350_000 }
    expect((await call('POST', `${url}/preview`, SHORT)).body).toMatchObject({ hosts: [loss], dropped_bytes: 0, thinned_bytes: 350_000 })
    expect((await call('POST', '/api/retention/preview', SHORT)).body).toMatchObject({ hosts: [loss] })
    expect((await call('POST', '/api/retention/preview', STANDARD)).body).toEqual({ hosts: [], dropped_bytes: 0, thinned_bytes: 0 })
    for (const target of [url, '/api/retention']) {
      const refused = await call('PUT', target, SHORT)
      expect(refused).toMatchObject({ status: 422, body: { details: { confirm: [expect.stringContaining('350000 bytes')] } } })
      expect((await call('GET', '/api/retention')).body).toMatchObject(STANDARD)
      expect((await call('PUT', target, { ...SHORT, confirm: true })).status).toBe(200)
      expect((await call('PUT', url, STANDARD)).status).toBe(200)
      expect((await call('GET', '/api/retention')).body).toMatchObject(target === url ? STANDARD : SHORT)
      if (target === url) await call('DELETE', url)
    }
    expect((await call('POST', `${url}/preview`, {})).body.hosts).toEqual([expect.objectContaining(loss)])
    expect((await call('DELETE', url)).status).toBe(422)
    expect((await call('DELETE', `${url}?confirm=true`)).body).toMatchObject({ retention: SHORT, own_retention: false })
  })

  it.each([
    [{ ...STANDARD, raw_days: 0 }, 'raw_days'],
    [{ ...STANDARD, raw_days: 401 }, 'raw_days'],
    [{ ...STANDARD, raw_days: 1.5 }, 'raw_days'],
    [{ ...STANDARD, five_minute_days: 29 }, 'five_minute_days'],
    [{ ...STANDARD, total_days: 89 }, 'total_days'],
    [{ ...STANDARD, total_days: -1 }, 'total_days'],
    [{ raw_days: 30, five_minute_days: 90 }, 'total_days'],
    [{ ...STANDARD, days: 3 }, 'days'],
  ])('refuses %j, naming %s', async (body, field) => {
    for (const url of ['/api/retention', `/api/hosts/${app.hubHostId}/retention`]) {
      const refused = await call('PUT', url, body)
      expect([refused.status, Object.keys(refused.body.details)]).toEqual([422, [field]])
    }
  })

  it('names what is missing of a preview, and the host that is unknown', async () => {
    const partly = await call('POST', `/api/hosts/${app.hubHostId}/retention/preview`, { raw_days: 3 })
    expect([partly.status, Object.keys(partly.body.details)]).toEqual([422, ['five_minute_days', 'total_days']])
    for (const answer of [
      await call('PUT', '/api/hosts/999/retention', STANDARD),
      await call('DELETE', '/api/hosts/999/retention'),
      await call('POST', '/api/hosts/999/retention/preview', {}),
    ]) {
      expect(answer.status).toBe(404)
    }
  })

  it('is only for administrators to change', async () => {
    const viewer = { authorization: `Bearer ${await app.token('viewer')}` }
    expect((await call('GET', '/api/storage', undefined, viewer)).status).toBe(200)
    expect((await call('PUT', '/api/retention', STANDARD, viewer)).status).toBe(403)
    expect((await call('POST', '/api/retention/preview', STANDARD, viewer)).status).toBe(403)
  })
})
