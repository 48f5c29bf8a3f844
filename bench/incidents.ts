/**
 * 100,000 incidents: pages of the list, searches and analytics on SQLite and on PostgreSQL, as the API asks for them.
 * `node bench/incidents.ts [incidents]`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../packages/adapters/db/index.ts'
import { IncidentMetrics } from '../packages/features/incidents/index.ts'
import { systemClock as clock } from '../packages/ports/clock/index.ts'
import type { IncidentQuery } from '../packages/ports/incidents/index.ts'
import { startCluster } from '../packages/testkit/postgres/cluster.ts'
import { printFigure } from './figures.ts'
import { fillPostgres, fillServices, fillSqlite, incidentRows } from './fill/incidents.ts'

const COUNT = Number(process.argv[2] ?? 100_000)
const ROUNDS = 40
const BUDGET_MS = 100

const PAGE: IncidentQuery = { ordering: { by: 'created_at', descending: true }, offset: 0, limit: 20 }

function cases(database: Database, service: string): Readonly<Record<string, (round: number) => Promise<unknown>>> {
  const { incidents } = database
  const metrics = new IncidentMetrics({ store: database.incidentMetrics, clock })
  const find = (query: Partial<IncidentQuery>) => incidents.find({ ...PAGE, ...query })
  return {
    'list, newest first': (round) => find({ offset: round * 20 }),
    'list, last pages': (round) => find({ offset: COUNT - 20 * (round + 1) }),
    'list, by severity': (round) => find({ ordering: { by: 'severity', descending: false }, offset: round * 20 }),
    'list, by status': () => find({ ordering: { by: 'status', descending: false } }),
    'list, open ones': () => find({ statuses: ['TRIGGERED', 'ACKNOWLEDGED', 'MITIGATED'] }),
    'list, of a service': () => find({ service }),
    'search, many match': (round) => find({ search: ['redis', 'latency', 'zone'][round % 3] as string }),
    'search, few match': (round) => find({ search: `check ${round * 997} for` }),
    'search, none matches': () => find({ search: 'nowhere to be found' }),
    summary: (round) => metrics.summary(round % 2 ? '1y' : '30d'),
    trends: () => metrics.trends('1y'),
    'by service': () => metrics.byService('1y'),
  }
}

async function measure(name: string, database: Database, service: string): Promise<void> {
  for (const [what, run] of Object.entries(cases(database, service))) {
    await run(0)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = performance.now()
      await run(round)
      times.push(performance.now() - begun)
    }
    times.sort((a, b) => a - b)
    const value = times[Math.ceil(times.length * 0.95) - 1] ?? 0
    printFigure({ what: `${COUNT.toLocaleString('en')} incidents, ${name}: ${what}, p95`, unit: 'ms', value, budget: BUDGET_MS })
  }
}

const folder = await mkdtemp(join(tmpdir(), 'hyperion-incidents-bench-'))
try {
  const file = join(folder, 'hyperion.db')
  const sqlite = await openDatabase({ kind: 'sqlite', file })
  const services = await fillServices(sqlite, clock.now())
  fillSqlite(file, incidentRows(services, COUNT, clock.now()))
  await measure('SQLite', sqlite, services[0] as string)
  await sqlite.close()
} finally {
  await rm(folder, { recursive: true })
}
const cluster = await startCluster()
try {
  const postgres = await openDatabase({ kind: 'postgres', url: cluster.url })
  const services = await fillServices(postgres, clock.now())
  await fillPostgres(cluster.url, incidentRows(services, COUNT, clock.now()))
  await measure('PostgreSQL', postgres, services[0] as string)
  await postgres.close()
} finally {
  await cluster.stop()
}
