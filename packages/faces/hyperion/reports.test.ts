import { type TestApp, type TestUser, testApp } from '@hyperion/testkit/app'
import type { PreferencesAnswer, ReportRunRow, ReportScheduleRow, ReportSchedulesAnswer, ReportsAnswer } from '@hyperion/wire/web'
import { beforeEach, describe, expect, it } from 'vitest'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

let hub: TestApp
let cookies: Map<TestUser, string>
beforeEach(async () => {
  hub = await testApp()
  cookies = new Map()
  for (const user of ['admin', 'technicien', 'viewer'] as const) cookies.set(user, await hub.cookie(user))
  return () => hub.close()
})

async function ask<T>(method: Method, url: string, payload?: object, user: TestUser = 'admin'): Promise<{ status: number; body: T }> {
  const headers = { cookie: cookies.get(user) ?? '', 'accept-language': 'fr' }
  const answer = await hub.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body === '' ? (undefined as T) : answer.json() }
}

const refused = (...fields: string[]) => ({
  status: 422,
  body: { error: 'VALIDATION_ERROR', details: Object.fromEntries(fields.map((field) => [field, [expect.any(String)]])) },
})

describe('reports in the web app', () => {
  it('are asked for, followed, opened and removed', async () => {
    const asked = await ask<ReportsAnswer>(
      'POST',
      '/api/reports',
      { hosts: [1], format: 'html', hours: null, language: 'fr', zone: 'Europe/Paris' },
      'viewer',
    )
    expect(asked).toMatchObject({
      status: 202,
      body: { reports: [{ host_name: 'atlas', status: 'pending', hours: null, scheduled: false, requested_by: 'viewer' }] },
    })
    const id = asked.body.reports[0]?.id
    hub.reports.start()
    await expect.poll(async () => (await ask<{ status: string }>('GET', `/api/reports/${id}`)).body.status).toBe('completed')
    const [report] = (await ask<ReportsAnswer>('GET', '/api/reports', undefined, 'viewer')).body.reports
    expect(report).toMatchObject({
      progress: 1,
      error: null,
      figures: expect.arrayContaining([expect.objectContaining({ label: 'Processeur, moyenne' })]),
    })
    const headers = { cookie: cookies.get('viewer') ?? '' }
    expect((await hub.app.inject({ url: report?.file_url ?? '', headers })).body).toContain('(Europe/Paris)')
    expect((await ask('DELETE', `/api/reports/${id}`, undefined, 'viewer')).status).toBe(403)
    expect((await ask('DELETE', `/api/reports/${id}`, undefined, 'technicien')).status).toBe(204)
    expect((await ask('DELETE', `/api/reports/${id}`)).status).toBe(404)
    expect((await hub.app.inject({ url: report?.file_url ?? '', headers })).statusCode).toBe(404)
  })

  it.each([
    ['no hosts', { hosts: [] }, 'hosts'],
    ['no list', { hosts: 1 }, 'hosts'],
    ['too long a time', { hosts: [1], hours: 87_601 }, 'hours'],
    ['no zone', { hosts: [1], zone: 'Mars/Olympus' }, 'zone'],
    ['a format that is none', { hosts: [1], format: 'docx' }, 'format'],
    ['what is not known', { hosts: [1], x: 1 }, 'x'],
  ])('refuse %s', async (_, body, field) => {
    expect(await ask('POST', '/api/reports', body)).toMatchObject(refused(field))
  })

  it('are of hosts that there are', async () => {
    expect((await ask('POST', '/api/reports', { hosts: [77] })).status).toBe(404)
  })
})

const TIMING = { every: 'week', weekday: 1, time: '08:00', zone: 'Europe/Paris' }
const SCHEDULE = { name: 'Monday', timing: TIMING, recipients: ['ops@example.org'] }

describe('scheduled reports', () => {
  it('are kept by administrators, with an entry in the log', async () => {
    const made = await ask<ReportScheduleRow>('POST', '/api/report-schedules', SCHEDULE)
    const standards = { enabled: true, hosts: [], tags: [], format: 'pdf', language: 'en', range: 'week', containers: true }
    const times = { timing: { ...TIMING, day: null }, next_run: '2026-01-19T07:00:00.000Z', last_run: null, author: 'admin' }
    expect(made).toMatchObject({ status: 201, body: { ...SCHEDULE, ...standards, ...times } })
    const url = `/api/report-schedules/${made.body.id}`
    const off = await ask<ReportScheduleRow>('PUT', url, { ...SCHEDULE, name: 'Off', enabled: false, hosts: [1] })
    expect(off).toMatchObject({ status: 200, body: { name: 'Off', next_run: null, hosts: [1] } })
    const run = await ask<ReportRunRow>('POST', `${url}/run`)
    expect(run).toMatchObject({ status: 202, body: { status: 'open', requested_by: 'admin', error: null } })
    const all = await ask<ReportSchedulesAnswer>('GET', '/api/report-schedules')
    expect(all.body).toEqual({ mail: false, schedules: [{ ...off.body, last_run: run.body }] })
    expect((await ask('DELETE', url)).status).toBe(204)
    for (const [method, at] of [
      ['PUT', url],
      ['DELETE', url],
      ['POST', `${url}/run`],
    ] as const) {
      expect((await ask(method, at, method === 'PUT' ? SCHEDULE : undefined)).status).toBe(404)
    }
    const log = await ask<{ entries: { action: string; target: string }[] }>('GET', '/api/audit?limit=20')
    const deeds = log.body.entries.map(({ action }) => action).filter((action) => action.startsWith('report_schedule.'))
    expect(new Set(deeds)).toEqual(
      new Set(['report_schedule.create', 'report_schedule.update', 'report_schedule.run', 'report_schedule.delete']),
    )
    expect((await ask('GET', '/api/report-schedules', undefined, 'technicien')).status).toBe(403)
  })

  it.each([
    ['nothing', {}, ['name', 'recipients', 'timing']],
    ['a clock that is none', { ...SCHEDULE, timing: { ...TIMING, time: '25:00', zone: 'Mars' } }, ['timing.time', 'timing.zone']],
    ['no day', { ...SCHEDULE, timing: { ...TIMING, weekday: null } }, ['timing.weekday']],
    ['nobody, and a name of nothing', { ...SCHEDULE, name: ' ', recipients: [] }, ['name', 'recipients']],
    ['no mail address', { ...SCHEDULE, recipients: ['ops'] }, ['recipients']],
    ['no such host', { ...SCHEDULE, hosts: [77] }, ['hosts']],
    ['a range that is none', { ...SCHEDULE, range: 'year' }, ['range']],
  ])('refuse %s', async (_, body, fields) => {
    expect(await ask('POST', '/api/report-schedules', body)).toMatchObject(refused(...fields))
  })
})

describe('preferences in the web app', () => {
  it('are those of the PerfAnalysis API', async () => {
    expect((await ask<PreferencesAnswer>('GET', '/api/preferences', undefined, 'viewer')).body).toMatchObject({
      default_time_range: '24h',
      default_collector_id: 1,
      own: false,
    })
    const changed = await ask<PreferencesAnswer>('PUT', '/api/preferences', { chart_theme: 'dark', visible_metrics: ['cpu'] }, 'viewer')
    expect(changed).toMatchObject({ status: 200, body: { chart_theme: 'dark', visible_metrics: ['cpu'], default_time_range: '24h' } })
    const { own, ...inDocument } = changed.body
    expect(own).toBe(true)
    const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
    expect((await hub.app.inject({ url: '/dashboard/preferences/', headers })).json()).toEqual(inDocument)
    expect(await ask('PUT', '/api/preferences', { default_collector_id: 77 })).toMatchObject(refused('default_collector_id'))
    expect(await ask('PUT', '/api/preferences', { chart_theme: 'pink' })).toMatchObject(refused('chart_theme'))
  })
})
