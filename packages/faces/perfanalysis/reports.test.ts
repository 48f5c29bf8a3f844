import { type TestApp, testApp } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'

let hub: TestApp
let authorization: string

beforeEach(async () => {
  hub = await testApp()
  authorization = `Bearer ${await hub.token('viewer')}`
  return () => hub.close()
})

const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, headers: object = { authorization }) =>
  hub.app.inject({ method, url, headers: { ...headers }, ...(payload && { payload }) })

const WANTED = { collector_id: 1, format: 'html', time_range_hours: 24, include_containers: true }

async function finished(wanted: object = WANTED): Promise<Record<string, unknown>> {
  const { id } = (await ask('POST', '/api/v1/reports/generate/', wanted)).json()
  hub.reports.start()
  await expect.poll(async () => (await ask('GET', `/api/v1/reports/${id}/`)).json().status).toBe('completed')
  return (await ask('GET', `/api/v1/reports/${id}/`)).json()
}

describe('reports', () => {
  it('are accepted, made and fetched as the document shows', async () => {
    const accepted = await ask('POST', '/api/v1/reports/generate/', WANTED)
    expect([accepted.statusCode, accepted.json()]).toEqual([
      202,
      {
        id: 1,
        name: 'Performance Report - atlas - 2026-01-15',
        collector_id: 1,
        status: 'pending',
        format: 'html',
        created_at: '2026-01-15T12:00:00Z',
      },
    ])
    const begun = {
      ...accepted.json(),
      collector_name: 'atlas',
      file_url: null,
      file_size_bytes: null,
      time_range_hours: 24,
      completed_at: null,
      error_message: null,
      progress: 0,
    }
    expect((await ask('GET', '/api/v1/reports/1/')).json()).toEqual(begun)
    hub.reports.start()
    await expect.poll(async () => (await ask('GET', '/api/v1/reports/1')).json().status).toBe('completed')
    const done = {
      ...begun,
      status: 'completed',
      file_url: '/media/reports/report_1_20260115.html',
      file_size_bytes: expect.any(Number),
      completed_at: '2026-01-15T12:00:00Z',
      progress: 1,
    }
    const list = await ask('GET', '/api/v1/reports/')
    expect(list.json()).toEqual([done])
    const file = await ask('GET', list.json()[0].file_url)
    expect([file.statusCode, file.headers['content-type'], file.headers['content-security-policy']]).toEqual([
      200,
      'text/html; charset=utf-8',
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    ])
    expect(file.rawPayload).toHaveLength(list.json()[0].file_size_bytes)
    expect(file.body).toContain('Performance report · atlas')
  })

  it('opens for the browser of who is signed in, and for nobody else', async () => {
    const { file_url } = (await finished({ ...WANTED, format: 'pdf' })) as { file_url: string }
    const page = await ask('GET', file_url, undefined, { cookie: await hub.cookie('viewer') })
    expect([page.statusCode, page.headers['content-type'], page.headers['content-disposition']]).toEqual([
      200,
      'application/pdf',
      'attachment',
    ])
    expect((await ask('GET', file_url, undefined, {})).statusCode).toBe(401)
  })

  it('tells which field is wrong', async () => {
    const wrong = await ask('POST', '/api/v1/reports/generate/', { format: 'docx' })
    expect([wrong.statusCode, wrong.json()]).toEqual([
      422,
      {
        error: 'VALIDATION_ERROR',
        message: 'Validation failed',
        details: { collector_id: ['This field is required'], format: ['Must be one of: html, pdf'] },
      },
    ])
    for (const field of [
      { time_range_hours: 0 },
      { time_range_hours: 90_000 },
      { include_containers: 'yes' },
      { collector_id: '1' },
      { x: 1 },
    ]) {
      const answer = await ask('POST', '/api/v1/reports/generate/', { ...WANTED, ...field })
      expect([answer.statusCode, Object.keys(answer.json().details)]).toEqual([422, Object.keys(field)])
    }
    expect((await ask('POST', '/api/v1/reports/generate/', { ...WANTED, collector_id: 77 })).json()).toMatchObject({ error: 'NOT_FOUND' })
    for (const url of ['/api/v1/reports/77/', '/media/reports/report_77_20260115.html'])
      expect((await ask('GET', url)).statusCode).toBe(404)
    expect((await ask('GET', '/api/v1/reports/abc/')).statusCode).toBe(422)
  })

  it('never leaves its folder', async () => {
    for (const name of [
      '..%2Fhyperion.db',
      '%2e%2e%2fhyperion.db',
      'report_1_20260115.html%00.pdf',
      'secret.key',
      '.',
      'report_1_20260115.html.part',
    ]) {
      expect((await ask('GET', `/media/reports/${name}`)).statusCode).toBeGreaterThanOrEqual(400)
    }
  })

  it('are removed by those who may', async () => {
    const { id, file_url } = await finished()
    expect((await ask('DELETE', `/api/v1/reports/${id}/`)).statusCode).toBe(403)
    const technicien = { authorization: `Bearer ${await hub.token('technicien')}` }
    expect((await ask('DELETE', `/api/v1/reports/${id}/`, undefined, technicien)).statusCode).toBe(204)
    expect((await ask('GET', String(file_url))).statusCode).toBe(404)
    expect((await ask('GET', '/api/v1/reports/')).json()).toEqual([])
  })
})
