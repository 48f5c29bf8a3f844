import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ReportScheduleSettings } from '@hyperion/domain/reports'
import type { Mailer } from '@hyperion/ports/mail'
import type { MetricStore } from '@hyperion/ports/metric-store'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { type SmtpServer, startSmtp } from '@hyperion/testkit/smtp'
import { beforeEach, describe, expect, it } from 'vitest'
import { ReportRuns, ReportSchedules, type ReportSources, Reports } from '../index.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Saturday before clocks go forward in Paris. */
const START = Date.parse('2026-03-28T12:00:00Z')

let clock: TestClock
let database: TestDatabase
let smtp: SmtpServer
let folder: string
let stops: (() => Promise<void>)[]
let logged: string[]

beforeEach(async () => {
  clock = new TestClock(START)
  database = await openTestDatabase()
  smtp = await startSmtp()
  folder = await mkdtemp(path.join(tmpdir(), 'hyperion-reports-'))
  await database.hosts.ensureHub('atlas', clock.now())
  stops = []
  logged = []
  return async () => {
    for (const stop of stops) await stop()
    await smtp.close()
    await database.close()
    await rm(folder, { recursive: true })
  }
})

const SETTINGS: ReportScheduleSettings = {
  name: 'Daily, <prod>',
  enabled: true,
  hosts: [],
  tags: [],
  format: 'pdf',
  language: 'en',
  range: 'day',
  includeContainers: true,
  timing: { every: 'day', weekday: null, day: null, time: '02:30', zone: 'Europe/Paris' },
  recipients: ['ops@example.org', 'boss@example.org'],
}

/** Ranges that were read: what a report covers. */
const asked: { readonly from: number; readonly to: number }[] = []

const metrics: ReportSources['metrics'] = {
  series: async () => [{ group: 'cpu', instance: '', first: 0, last: START + 400 * DAY }],
  read: async ({ metrics: names, from, to }) => {
    asked.push({ from, to })
    const times = Float64Array.of(from, to - 1)
    const column = { values: Float64Array.of(10, 20), present: Uint8Array.of(1, 1) }
    return { times, columns: names.map((metric) => ({ metric, ...column })), bucket: 0, damaged: false }
  },
  statistics: async ({ metrics: names }) =>
    names.map(() => ({
      count: 2,
      min: 10,
      max: 20,
      avg: 15,
      stddev: 5,
      p50: 15,
      p75: 17,
      p90: 19,
      p95: 19,
      p97_5: 20,
      p99: 20,
      p100: 20,
      current: 20,
    })),
}

interface Hub {
  readonly schedules: ReportSchedules
  stop(): Promise<void>
}

/** One hub of those that share a database. */
function hub({ mailer = smtp.mailer(), series = metrics.series }: { mailer?: Mailer | null; series?: MetricStore['series'] } = {}): Hub {
  const sources = { metrics: { ...metrics, series }, alerts: async () => [], info: async () => null, processes: async () => [] }
  const shared = { hosts: database.hosts, clock, log: (line: string) => void logged.push(line) }
  const reports = new Reports({ ...shared, store: database.reports, sources, folder })
  const url = 'https://hub.example'
  const runs = new ReportRuns({ ...shared, store: database.reportSchedules, reportStore: database.reports, reports, mailer, url })
  const schedules = new ReportSchedules({
    store: database.reportSchedules,
    hosts: database.hosts,
    mail: mailer !== null,
    clock,
    onRun: () => runs.wake(),
  })
  reports.start()
  runs.start()
  const stop = async (): Promise<void> => {
    await runs.stop()
    await reports.stop()
  }
  stops.push(stop)
  return { schedules, stop }
}

const lastRun = async ({ schedules }: Hub) => (await schedules.list())[0]?.lastRun

async function sent(count: number): Promise<void> {
  await expect.poll(() => smtp.mails.length).toBe(count)
}

/** Until a run of the schedule ended so. */
async function ended(of: Hub, status: 'sent' | 'failed'): Promise<void> {
  await expect.poll(async () => (await lastRun(of))?.status).toBe(status)
}

describe('a scheduled report', () => {
  it('is mailed when it is due, for whole days of its zone, also where clocks change', async () => {
    const made = hub()
    const { id, nextAt } = await made.schedules.add(SETTINGS, 'ada')
    expect(new Date(nextAt ?? 0).toISOString()).toBe('2026-03-29T01:30:00.000Z')
    await clock.advance(13.5 * HOUR - 1)
    expect(await lastRun(made)).toBeNull()
    asked.length = 0
    await clock.advance(15_000)
    await sent(1)
    await ended(made, 'sent')
    expect(asked[0]).toEqual({ from: Date.parse('2026-03-27T23:00:00Z'), to: Date.parse('2026-03-28T23:00:00Z') })
    const [schedule] = await made.schedules.list()
    expect(schedule).toMatchObject({
      id,
      nextAt: Date.parse('2026-03-30T00:30:00Z'),
      lastRun: { status: 'sent', error: null, requestedBy: null },
    })

    asked.length = 0
    await clock.advance(DAY - HOUR)
    await sent(2)
    // The night before had one hour less.
    expect(asked[0]).toEqual({ from: Date.parse('2026-03-28T23:00:00Z'), to: Date.parse('2026-03-29T22:00:00Z') })
  })

  it('tells its key figures, has the file attached and links to it', async () => {
    const made = hub()
    const { id } = await made.schedules.add({ ...SETTINGS, language: 'fr' }, 'ada')
    await made.schedules.runNow(id, 'bob')
    await sent(1)
    const [mail] = smtp.mails
    expect(mail).toMatchObject({ to: SETTINGS.recipients, subject: 'Daily, <prod> : atlas, 27–28 mars 2026' })
    expect(mail?.headers).toMatchObject({ 'auto-submitted': 'auto-generated' })
    const [report] = await database.reports.list(1)
    const link = `https://hub.example/media/reports/${report?.file}`
    expect(mail?.text).toContain('  Processeur, moyenne: 15,0 %')
    expect(mail?.text).toContain(link)
    expect(mail?.html).toContain('<h1 style="font-size:20px;margin:0">Daily, &lt;prod&gt;</h1>')
    expect(mail?.html).toContain(`<a href="${link}">Ouvrir le rapport</a>`)
    const [pdf, ...others] = mail?.attachments ?? []
    expect([pdf?.filename, pdf?.contentType, others]).toEqual([`atlas-2026-03-28-${report?.id}.pdf`, 'application/pdf', []])
    expect(pdf?.bytes.length).toBe(report?.sizeBytes)
    expect(await lastRun(made)).toMatchObject({ requestedBy: 'bob' })
    expect(await made.schedules.list()).toMatchObject([{ nextAt: Date.parse('2026-03-29T01:30:00Z') }])
  })

  it('is one mail about all of its hosts', async () => {
    for (const name of ['web-10', 'web-9']) await addHost(name)
    const made = hub()
    const { id } = await made.schedules.add({ ...SETTINGS, format: 'html', tags: ['web'] }, 'ada')
    await made.schedules.runNow(id, 'ada')
    await sent(1)
    const [mail] = smtp.mails
    expect(mail?.subject).toBe('Daily, <prod>: 2 hosts, 27 – 28 Mar 2026')
    expect(mail?.attachments.map(({ filename }) => filename)).toEqual([
      expect.stringMatching(/^web-9-.*html$/),
      expect.stringMatching(/^web-10-.*html$/),
    ])
    expect(mail?.html.match(/<tr>/g)).toHaveLength(3)
  })

  it('is made up for once after the hub was away', async () => {
    const first = hub()
    await first.schedules.add(SETTINGS, 'ada')
    await first.stop()
    await clock.advance(7 * DAY)
    const second = hub()
    await sent(1)
    await ended(second, 'sent')
    expect(await second.schedules.list()).toMatchObject([
      { nextAt: Date.parse('2026-04-05T00:30:00Z'), lastRun: { dueAt: Date.parse('2026-04-04T00:30:00Z') } },
    ])
    await clock.advance(60_000)
    expect(smtp.mails).toHaveLength(1)
  })

  it('is sent once by several hubs', async () => {
    const [one] = [hub(), hub(), hub()]
    await one?.schedules.add(SETTINGS, 'ada')
    await clock.advance(14 * HOUR)
    await sent(1)
    await ended(one as Hub, 'sent')
    await clock.advance(60_000)
    expect(smtp.mails).toHaveLength(1)
    expect(await database.reports.list(9)).toHaveLength(1)
  })

  it('goes on where a process was killed', async () => {
    const first = hub()
    const { id } = await first.schedules.add(SETTINGS, 'ada')
    await first.stop()
    await database.reportSchedules.beginNow(id, { dueAt: clock.now(), requestedBy: 'ada' })
    // It had the run, then the report, and then it was gone.
    await database.reportSchedules.claimRun(clock.now(), 300_000)
    const second = hub()
    await clock.advance(60_000)
    expect(smtp.mails).toEqual([])
    await clock.advance(300_000)
    await sent(1)
    await ended(second, 'sent')
  })
})

describe('what goes wrong', () => {
  it('is tried again until the mail server takes the mail', async () => {
    const made = hub()
    const { id } = await made.schedules.add(SETTINGS, 'ada')
    smtp.next({ code: 451 }, { code: 451 })
    await made.schedules.runNow(id, 'ada')
    await expect.poll(async () => (await lastRun(made))?.error).toContain('try again later')
    expect(await lastRun(made)).toMatchObject({ status: 'open' })
    await clock.advance(75_000)
    await expect.poll(() => logged).toHaveLength(2)
    await clock.advance(330_000)
    await sent(1)
    await ended(made, 'sent')
    expect(await lastRun(made)).toMatchObject({ error: null })
  })

  it('is told, and left at that, when it was refused for good', async () => {
    const made = hub()
    const { id } = await made.schedules.add(SETTINGS, 'ada')
    smtp.next({ code: 550, recipient: 'boss@example.org' })
    await made.schedules.runNow(id, 'ada')
    await ended(made, 'failed')
    expect((await lastRun(made))?.error).toContain('boss@example.org')
    expect(smtp.mails.map(({ to }) => to)).toEqual([['ops@example.org']])
  })

  it('of some hosts keeps nothing from the others', async () => {
    const web = await addHost('web-1')
    const made = hub({
      series: async (host) => {
        if (host === web) throw new Error('the disk is gone')
        return metrics.series(host)
      },
    })
    const { id } = await made.schedules.add(SETTINGS, 'ada')
    await made.schedules.runNow(id, 'ada')
    await sent(1)
    await ended(made, 'sent')
    expect(smtp.mails[0]?.text).toContain('The report of web-1 could not be made. the disk is gone')
    expect(await lastRun(made)).toMatchObject({ error: 'web-1: the disk is gone' })
  })

  it('of all hosts is made anew later', async () => {
    let broken = true
    const made = hub({
      series: async (host) => {
        if (broken) throw new Error('the disk is gone')
        return metrics.series(host)
      },
    })
    const { id } = await made.schedules.add(SETTINGS, 'ada')
    await made.schedules.runNow(id, 'ada')
    await expect.poll(async () => (await lastRun(made))?.error).toBe('the disk is gone')
    broken = false
    await clock.advance(75_000)
    await sent(1)
    await ended(made, 'sent')
  })

  it('is plain where there is no host, or no mail server', async () => {
    const made = hub()
    const { id } = await made.schedules.add({ ...SETTINGS, tags: ['nowhere'] }, 'ada')
    await made.schedules.runNow(id, 'ada')
    await ended(made, 'failed')
    expect(await lastRun(made)).toMatchObject({ error: 'no_hosts' })
    await made.stop()
    const mute = hub({ mailer: null })
    await mute.schedules.runNow(id, 'ada')
    await expect.poll(async () => (await lastRun(mute))?.error).toBe('no_mail_server')
  })

  it('is named by field', async () => {
    const { schedules } = hub()
    const wrong = schedules.add({ ...SETTINGS, name: '', hosts: [77], recipients: [] }, 'ada')
    await expect(wrong).rejects.toMatchObject({
      code: 'validation_failed',
      info: { details: { name: ['name'], hosts: ['unknown_host'], recipients: ['nobody'] } },
    })
    await expect(schedules.runNow(77, 'ada')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a change of a schedule', () => {
  it('plans anew, or not at all when it is switched off', async () => {
    const { schedules } = hub()
    const { id } = await schedules.add(SETTINGS, 'ada')
    const weekly = { ...SETTINGS, timing: { ...SETTINGS.timing, every: 'week', weekday: 1 } } as const
    expect(await schedules.change(id, weekly, 'bob')).toMatchObject({ author: 'bob', nextAt: Date.parse('2026-03-30T00:30:00Z') })
    expect(await schedules.change(id, { ...weekly, enabled: false }, 'bob')).toMatchObject({ nextAt: null })
    await expect(schedules.change(77, weekly, 'bob')).rejects.toMatchObject({ code: 'not_found' })
    await schedules.delete(id)
    expect(await schedules.list()).toEqual([])
  })

  it('of something else loses nothing that is due', async () => {
    const first = hub()
    const { id } = await first.schedules.add(SETTINGS, 'ada')
    await first.stop()
    await clock.advance(DAY)
    await first.schedules.change(id, { ...SETTINGS, name: 'Renamed' }, 'bob')
    hub()
    await sent(1)
    expect(smtp.mails[0]?.subject).toMatch(/^Renamed: /)
  })
})

/** A host of an agent, tagged `web`. */
async function addHost(name: string): Promise<number> {
  await database.agents.addToken({ label: name, hash: name, createdAt: clock.now(), expiresAt: clock.now() + DAY, createdBy: 'ada' })
  const host = await database.agents.enrol({ tokenHash: name, key: name, hostname: name, now: clock.now() })
  return (await database.hosts.setTags(host?.id ?? 0, ['web'])).id
}
