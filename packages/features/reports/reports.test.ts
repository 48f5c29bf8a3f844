import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Alert } from '@hyperion/ports/alerts'
import type { MetricStore, Statistics } from '@hyperion/ports/metric-store'
import type { PerformanceReport } from '@hyperion/ports/reports'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { beforeEach, describe, expect, it } from 'vitest'
import { type ReportRequest, type ReportSources, Reports } from './index.ts'

const HOUR = 3_600_000
const STEP = 15_000

let clock: TestClock
let database: TestDatabase
let folder: string
let host: number
let logged: string[]

beforeEach(async () => {
  clock = new TestClock(Date.UTC(2026, 0, 11, 20))
  database = await openTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'hyperion-reports-'))
  host = (await database.hosts.ensureHub('atlas', clock.now())).id
  logged = []
  return async () => {
    await database.close()
    await rm(folder, { recursive: true })
  }
})

const FIGURES: Statistics = {
  count: 240,
  min: 10,
  max: 90,
  avg: 40.25,
  stddev: 12,
  p50: 38,
  p75: 50,
  p90: 60,
  p95: 70,
  p97_5: 75,
  p99: 80,
  p100: 90,
  current: 42,
}

/** An hour of history with a gap in the middle: a value that grows by one a step, 50 GiB left on every mount. */
function history(): ReportSources['metrics'] {
  const from = clock.now() - HOUR
  const times = Float64Array.from({ length: 240 }, (_, i) => from + i * STEP).filter((_, i) => i < 100 || i >= 140)
  const instance = { cpu: '', memory: '', load: '', filesystem: '/<data>', disk: 'sda', network: 'eth0', container: '<web>' } as const
  const groups = Object.entries(instance) as [keyof typeof instance, string][]
  const read: MetricStore['read'] = async ({ metrics }) => ({
    times,
    columns: metrics.map((metric) => ({
      metric,
      values: times.map((at) => 20 + (at - from) / STEP / 10),
      present: new Uint8Array(200).fill(1),
    })),
    bucket: 0,
    damaged: false,
  })
  return {
    read,
    series: async () => groups.map(([group, name]) => ({ group, instance: name, first: from, last: clock.now() - 1 })),
    statistics: async ({ metrics, to }) =>
      metrics.map((metric) => {
        if (to < clock.now()) return { ...FIGURES, avg: 38.15 }
        if (metric === 'filesystem.available') return { ...FIGURES, current: 1 }
        return metric === 'filesystem.total' ? { ...FIGURES, current: 100 } : FIGURES
      }),
  }
}

const ALERT: Alert = {
  id: 1,
  host: 1,
  rule: 'cpu',
  instance: '',
  title: 'CPU',
  unit: 'percent',
  message: 'CPU usage is at 95%',
  level: 'critical',
  state: 'resolved',
  value: 95,
  threshold: 90,
  startedAt: Date.UTC(2026, 0, 11, 19),
  resolvedAt: Date.UTC(2026, 0, 11, 19, 42),
  acknowledgedAt: null,
  acknowledgedBy: null,
  flapping: false,
  held: null,
}
const PROGRAM = {
  command: '',
  cpuPeak: 180,
  cpuPeakAt: 0,
  memoryBytes: 3 * 2 ** 20,
  memoryPeak: 5 * 2 ** 20,
  processes: 2,
  lastSeen: 0,
} as const

function reports(sources: Partial<ReportSources> = {}): Reports {
  const os = { name: 'Debian', version: '12', architecture: 'x86_64', kernel: '6.1.0' }
  const info = { hostname: 'atlas.example', os, cpu: { model: 'EPYC', cores: 4 }, memoryBytes: 16 * 2 ** 30, bootedAt: 0 }
  const all: ReportSources = {
    metrics: history(),
    alerts: async () => [ALERT],
    info: async () => info,
    processes: async () => [{ ...PROGRAM, name: '<script>alert(1)</script>', user: 'root', cpuPercent: 99.5 }],
    ...sources,
  }
  const log = (line: string) => void logged.push(line)
  return new Reports({ store: database.reports, hosts: database.hosts, sources: all, clock, log, folder })
}

const request = (): ReportRequest => ({
  host,
  format: 'html',
  language: 'en',
  hours: 1,
  zone: 'Europe/Paris',
  includeContainers: true,
  requestedBy: 'ada',
})

async function made(service: Reports, wanted: Partial<ReportRequest> = {}): Promise<PerformanceReport> {
  const { id } = await service.request({ ...request(), ...wanted })
  service.start()
  await expect.poll(async () => (await service.byId(id)).status).toMatch(/completed|failed/)
  await service.stop()
  return service.byId(id)
}

describe('a performance report', () => {
  it('is a page that loads nothing, with every section', async () => {
    const report = await made(reports())
    expect(report).toMatchObject({ status: 'completed', progress: 1, completedAt: clock.now(), file: `report_${report.id}_20260111.html` })
    expect(report.name).toBe('Performance Report - atlas - 2026-01-11')
    const html = await readFile(path.join(folder, report.file ?? ''), 'utf8')
    expect(report.sizeBytes).toBe(Buffer.byteLength(html))
    const titles = [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)
    expect(titles).toEqual(['Summary', 'CPU', 'Memory', 'File systems', 'Disks', 'Network', 'Containers', 'Alerts', 'Busiest processes'])
    expect(html.match(/<svg /g)).toHaveLength(8)
    for (const told of ['40.3 %', '+2.1 points since the period before', 'CPU usage is at 95%', '42 min', 'EPYC, 4 cores'])
      expect(html).toContain(told)
    expect(html).toMatch(/\/&lt;data&gt; will be full in about \d+ min/)
    expect(html).not.toMatch(/<script|<link|src=|href="http|url\((?!#)/)
    expect(await readdir(folder)).toEqual([report.file])
  })

  it('tells of containers, those that used most first, unless asked not to', async () => {
    const used: Readonly<Record<string, number>> = { idle: 1, 'db<1>': 80, web: 90 }
    const of = history()
    const series: MetricStore['series'] = async (id) => [
      ...(await of.series(id)).filter(({ group }) => group !== 'container'),
      ...Object.keys(used).map((name) => ({
        group: 'container' as const,
        instance: name,
        first: clock.now() - HOUR,
        last: clock.now() - 1,
      })),
    ]
    const statistics: MetricStore['statistics'] = async (query) =>
      query.group === 'container' ? query.metrics.map(() => ({ ...FIGURES, avg: used[query.instance] ?? 0 })) : of.statistics(query)
    const sources = { metrics: { ...of, series, statistics } }
    const html = async (includeContainers: boolean) => {
      const { file } = await made(reports(sources), { includeContainers })
      return readFile(path.join(folder, file ?? ''), 'utf8')
    }
    const [, section = ''] = (await html(true)).split('<h2>Containers</h2>')
    expect([...section.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name).slice(0, 3)).toEqual([
      'web',
      'db&lt;1&gt;',
      'idle',
    ])
    expect(await html(false)).not.toContain('<h2>Containers</h2>')
  })

  it('speaks French', async () => {
    const report = await made(reports(), { language: 'fr' })
    const html = await readFile(path.join(folder, report.file ?? ''), 'utf8')
    expect(html).toContain('<html lang="fr">')
    expect(html).toContain('Processus les plus actifs')
    expect(html).toContain('40,3 %')
  })

  it('is a PDF', async () => {
    const report = await made(reports(), { format: 'pdf' })
    const bytes = await readFile(path.join(folder, report.file ?? ''))
    expect([bytes.subarray(0, 5).toString(), report.file]).toEqual(['%PDF-', `report_${report.id}_20260111.pdf`])
    expect(bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1)
  })

  it('says so when there is nothing to tell', async () => {
    const empty = { ...history(), series: async () => [] }
    const report = await made(reports({ metrics: empty, alerts: async () => [], processes: async () => [], info: async () => null }))
    const html = await readFile(path.join(folder, report.file ?? ''), 'utf8')
    expect(html).toContain('There is no history of this host in this period.')
    expect(html).toContain('No alert in this period.')
  })
})

describe('making reports', () => {
  it('tells why one failed, and goes on with the next', async () => {
    let broken = true
    const series: MetricStore['series'] = async (id) => {
      if (broken) throw new Error('the disk is gone')
      return history().series(id)
    }
    const service = reports({ metrics: { ...history(), series } })
    expect(await made(service)).toMatchObject({ status: 'failed', error: 'the disk is gone', file: null })
    expect(logged).toEqual([expect.stringContaining('the disk is gone')])
    broken = false
    expect(await made(service)).toMatchObject({ status: 'completed' })
  })

  it('shows how far it is', async () => {
    const seen: number[] = []
    const service = reports({
      processes: async () => {
        seen.push((await database.reports.list(1))[0]?.progress ?? 0)
        return []
      },
    })
    await made(service)
    expect(seen).toEqual([0.7])
  })

  it('goes on with what a process that was killed had begun', async () => {
    const { id } = await reports().request(request())
    await database.reports.claim(clock.now(), 60_000)
    const service = reports()
    service.start()
    await service.stop()
    expect(await service.byId(id)).toMatchObject({ status: 'generating' })
    await clock.advance(60_000)
    service.start()
    await expect.poll(async () => (await service.byId(id)).status).toBe('completed')
    await service.stop()
  })

  it('leaves the one under way to the next start when it is stopped', async () => {
    const gate = Promise.withResolvers<void>()
    const first = reports({ processes: () => gate.promise.then(() => []) })
    const { id } = await first.request(request())
    first.start()
    await expect.poll(async () => (await first.byId(id)).progress).toBe(0.7)
    const stopped = first.stop()
    gate.resolve()
    await stopped
    const second = reports()
    second.start()
    await expect.poll(async () => (await second.byId(id)).status).toBe('completed')
    await second.stop()
  })

  it('gives up what ends the process every time', async () => {
    const { id } = await reports().request(request())
    for (let i = 0; i < 3; i++) await database.reports.claim(clock.now() + i * 60_000, 60_000)
    await clock.advance(180_000)
    const service = reports()
    service.start()
    await expect.poll(async () => (await service.byId(id)).status).toBe('failed')
    await service.stop()
    expect(await service.byId(id)).toMatchObject({ error: 'given up after 3 attempts' })
  })

  it('removes a report with its file, old ones by itself', async () => {
    const service = reports()
    const report = await made(service)
    await service.delete(report.id)
    expect(await readdir(folder)).toEqual([])
    await expect(service.byId(report.id)).rejects.toMatchObject({ code: 'not_found' })
    await made(service)
    await clock.advance(91 * 24 * HOUR)
    service.start()
    await expect.poll(() => readdir(folder)).toEqual([])
    await service.stop()
    expect(await service.list(9)).toEqual([])
  })

  it('knows no host that is not there', async () => {
    await expect(reports().request({ ...request(), host: 77 })).rejects.toMatchObject({ code: 'not_found' })
  })
})
