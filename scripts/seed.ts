/**
 * npm run seed [-- --times N]: fills the data directory with N × 30 days of made-up history of this machine, by a
 * generator that always makes the same of the same machine and times, and with incidents where there are no services yet. Run it
 * while the hub is stopped.
 */
import './build-first.mjs'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '@hyperion/adapters/db'
import { openEmbeddedMetricStore } from '@hyperion/adapters/metric-embedded'
import { createLocalHost } from '@hyperion/agent'
import { DEFAULT_RETENTION, encodeReport, type Report } from '@hyperion/domain/metrics'
import type { HostFrame, MetricStore } from '@hyperion/ports/metric-store'
import { ROOT } from './checks/source-files.ts'
import { history } from './seed/history.ts'
import { seedIncidents } from './seed/incidents.ts'

const DAY = 86_400_000
const DAYS = 30
const BATCH = 1000
const INTERVAL_MS = Number(process.env.HYPERION_SAMPLE_INTERVAL ?? 15) * 1000

const { values } = parseArgs({ options: { times: { type: 'string', default: '1' } } })
const times = Number(values.times)
if (!Number.isInteger(times) || times < 1) {
  console.error('--times takes a whole number from 1 on')
  process.exit(2)
}

/** One report of this machine, for its instances and sizes. */
async function presentReport(): Promise<{ hostname: string; report: Report }> {
  const reported = Promise.withResolvers<Report>()
  const host = createLocalHost({ sampleIntervalMs: 1000, onStored: reported.resolve })
  await host.start()
  const report = await reported.promise
  await host.stop()
  return { hostname: host.info.hostname, report }
}

async function fill(metrics: MetricStore, host: number, like: Report): Promise<number> {
  const to = Math.floor(Date.now() / INTERVAL_MS) * INTERVAL_MS
  let batch: HostFrame[] = []
  let appended = 0
  const flush = async (): Promise<void> => {
    if (batch.length > 0) appended += (await metrics.append(batch)).appended
    batch = []
  }
  for (const report of history({ like, from: to - times * DAYS * DAY, to, intervalMs: INTERVAL_MS })) {
    batch.push({ host, frame: encodeReport(report) })
    if (batch.length === BATCH) await flush()
  }
  await flush()
  await metrics.maintain(Date.now(), { standard: DEFAULT_RETENTION, hosts: new Map() })
  return appended
}

const dataDir = resolve(process.env.HYPERION_DATA_DIR ?? join(ROOT, 'data'))
mkdirSync(dataDir, { recursive: true })
const url = process.env.HYPERION_DATABASE_URL
const location = url ? ({ kind: 'postgres', url } as const) : ({ kind: 'sqlite', file: join(dataDir, 'hyperion.db') } as const)
const database = await openDatabase(location)
const { hostname, report } = await presentReport()
const { id } = await database.hosts.ensureHub(hostname, Date.now())
await seedIncidents(database, Date.now(), times * DAYS)
await database.close()
const metrics = await openEmbeddedMetricStore({ database: location, log: console.error })
console.log(`hyperion: writing ${times * DAYS} days of made-up history of ${hostname}`)
const appended = await fill(metrics, id, report)
const { values: held, totalBytes } = await metrics.usage()
await metrics.close()
console.log(`hyperion: ${appended} reports added; the history now holds ${held} values in ${(totalBytes / 2 ** 20).toFixed(1)} MiB`)
