import { randomUUID } from 'node:crypto'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import type { Database } from '../../packages/adapters/db/index.ts'
import { SEVERITIES } from '../../packages/domain/incidents/index.ts'

const DAY = 86_400_000
const SERVICES = 40
const TOGETHER = 500
const SYMPTOMS = ['latency is high', 'cluster is down', 'queue grows', 'disk is full', 'certificate ends', 'replication lags', 'restarts']
const PARTS = ['redis', 'postgres', 'gateway', 'search', 'billing', 'mail', 'cache', 'ingest', 'auth', 'cdn']

type Row = Readonly<Record<string, string | number | null>>

/** Rows of the table of incidents over a year that ends now; most are resolved, as they are where people work. */
export function* incidentRows(services: readonly string[], count: number, now: number): Generator<Row> {
  for (let i = 0; i < count; i += 1) {
    const createdAt = now - Math.floor(((i * 7919) % count) * ((364 * DAY) / count)) - 1000
    const resolved = i % 50 !== 0
    const acknowledgedAt = i % 10 === 0 ? null : createdAt + 60_000 * (1 + (i % 30))
    const title = `${PARTS[i % PARTS.length]}-${i % 97}: ${SYMPTOMS[i % SYMPTOMS.length]} in zone ${i % 13}`
    const description = `Seen by check ${i} for ${i % 59} minutes. ${'Lorem ipsum dolor sit amet, '.repeat(4)}`
    const shortId = `INC-${i.toString(36).toUpperCase().padStart(6, '0')}`
    yield {
      id: randomUUID(),
      short_id: shortId,
      title,
      description,
      search_text: `${shortId} ${title}\n${description}`.toLowerCase(),
      severity: SEVERITIES[i % SEVERITIES.length] as string,
      status: resolved ? 'RESOLVED' : acknowledgedAt ? 'ACKNOWLEDGED' : 'TRIGGERED',
      service_id: services[(i * i) % services.length] as string,
      source: 'alertmanager',
      dedup_key: `k${i}`,
      open_key: null,
      created_at: createdAt,
      detected_at: createdAt - 1000 * (i % 300),
      acknowledged_at: acknowledgedAt,
      resolved_at: resolved ? createdAt + 60_000 * (30 + (i % 600)) : null,
      resolution_note: '',
      root_cause: '',
      reopened: 0,
      updated_at: createdAt,
    }
  }
}

export async function fillServices(database: Database, now: number): Promise<readonly string[]> {
  const fields = { description: '', ownerTeam: null, criticality: 'TIER_3_STANDARD', escalationPolicyId: null, hosts: [] } as const
  const names = Array.from({ length: SERVICES }, (_, i) => `service-${i}`)
  return Promise.all(names.map(async (name) => (await database.services.create({ ...fields, name, runbookUrl: null, createdAt: now })).id))
}

/** Into the file of a database, beside the hub's own way, which takes one at a time. */
export function fillSqlite(file: string, rows: Iterable<Row>): void {
  const db = new BetterSqlite3(file)
  let insert: BetterSqlite3.Statement | undefined
  db.transaction(() => {
    for (const row of rows) {
      const columns = Object.keys(row)
      insert ??= db.prepare(`insert into incidents (${columns.join(', ')}) values (${columns.map((name) => `@${name}`).join(', ')})`)
      insert.run(row)
    }
  })()
  db.exec('analyze')
  db.close()
}

export async function fillPostgres(url: string, rows: Iterable<Row>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const flush = async (batch: readonly Row[]): Promise<void> => {
    const [first] = batch
    if (!first) return
    const columns = Object.keys(first)
    const places = batch.map((_, at) => `(${columns.map((__, i) => `$${at * columns.length + i + 1}`).join(', ')})`)
    await client.query(
      `insert into incidents (${columns.join(', ')}) values ${places.join(', ')}`,
      batch.flatMap((row) => columns.map((name) => row[name])),
    )
  }
  let batch: Row[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < TOGETHER) continue
    await flush(batch)
    batch = []
  }
  await flush(batch)
  // As PostgreSQL does by itself, if not at once.
  await client.query('vacuum analyze')
  await client.end()
}
