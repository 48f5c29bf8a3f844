import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startSmtp } from '@hyperion/testkit/smtp'
import type { ReportRow, ReportScheduleRow, ReportSchedulesAnswer, ReportsAnswer } from '@hyperion/wire/web'
import { afterAll, expect, it } from 'vitest'
import { HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'

afterAll(removeTemporaryFolders)

const REPORTS = 6

const reportsOf = async (hub: HubProcess, token: string): Promise<readonly ReportRow[]> =>
  (await hub.json<ReportsAnswer>('/api/reports', token)).reports

it('finishes after kill -9 what it had begun, and leaves nothing behind', async () => {
  const dataDir = temporaryFolder()
  const first = await HubProcess.start({ dataDir })
  const token = await first.token()
  for (let i = 0; i < REPORTS; i++) {
    const asked = await first.post('/api/reports', { hosts: [1], format: i % 2 === 0 ? 'pdf' : 'html' }, token)
    expect(asked.status).toBe(202)
  }
  await expect.poll(async () => (await reportsOf(first, token)).map(({ status }) => status)).toContain('generating')
  await first.stop('SIGKILL')

  const second = await HubProcess.start({ dataDir })
  await expect.poll(async () => (await reportsOf(second, token)).map(({ status }) => status)).toEqual(Array(REPORTS).fill('completed'))
  const made = await reportsOf(second, token)
  const files = readdirSync(join(dataDir, 'reports'))
  expect(files.toSorted()).toEqual(made.map(({ file_url }) => file_url?.replace('/media/reports/', '')).toSorted())
  for (const { file_url, file_size_bytes } of made) {
    const file = await fetch(`${second.base}${file_url}`, { headers: { authorization: `Bearer ${token}` } })
    expect((await file.arrayBuffer()).byteLength).toBe(file_size_bytes)
  }
  await second.stop()
})

it('gives up at once a report that is deleted while it is made', async () => {
  const hub = await HubProcess.start()
  const token = await hub.token()
  const asked = (await (await hub.post('/api/reports', { hosts: [1], hours: 720 }, token)).json()) as ReportsAnswer
  const id = asked.reports[0]?.id
  const gone = await fetch(`${hub.base}/api/reports/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
  expect(gone.status).toBe(204)
  await hub.post('/api/reports', { hosts: [1], format: 'html' }, token)
  await expect.poll(async () => (await reportsOf(hub, token)).map(({ status }) => status)).toEqual(['completed'])
  expect(readdirSync(join(hub.dataDir, 'reports'))).toHaveLength(1)
  await hub.stop()
})

it('mails a scheduled report once, although the hub is killed on the way', async () => {
  const smtp = await startSmtp()
  const dataDir = temporaryFolder()
  const environment = {
    HYPERION_SMTP_URL: smtp.url,
    HYPERION_MAIL_FROM: 'hyperion@hub.example',
    HYPERION_PUBLIC_URL: 'https://hub.example',
  }
  const first = await HubProcess.start({ dataDir, environment })
  const token = await first.token()
  const timing = { every: 'day', time: '08:00', zone: 'Europe/Paris' }
  const schedule = { name: 'Morning', timing, range: 'day', recipients: ['ops@example.org'] }
  const made = (await (await first.post('/api/report-schedules', schedule, token)).json()) as ReportScheduleRow
  expect((await first.post(`/api/report-schedules/${made.id}/run`, {}, token)).status).toBe(202)
  await expect.poll(async () => (await reportsOf(first, token)).length).toBe(1)
  await first.stop('SIGKILL')

  const second = await HubProcess.start({ dataDir, environment })
  const outcome = async () => (await second.json<ReportSchedulesAnswer>('/api/report-schedules', token)).schedules[0]?.last_run
  await expect.poll(async () => (await outcome())?.status).toBe('sent')
  expect(smtp.mails).toHaveLength(1)
  const [mail] = smtp.mails
  expect(mail?.to).toEqual(['ops@example.org'])
  expect(mail?.attachments.map(({ contentType, bytes }) => [contentType, bytes.subarray(0, 5).toString()])).toEqual([
    ['application/pdf', '%PDF-'],
  ])
  const [report] = await reportsOf(second, token)
  expect(report).toMatchObject({ scheduled: true, requested_by: 'Morning' })
  expect(existsSync(join(dataDir, 'reports', report?.file_url?.replace('/media/reports/', '') ?? '-'))).toBe(true)
  await second.stop()
  await smtp.close()
})
