import { startPostgres } from '@hyperion/testkit/postgres'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { Pool } from 'pg'
import { describe, expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import type { Engine, Schema } from '../schema.ts'
import { MIGRATIONS } from './index.ts'

const POSITION = MIGRATIONS.findIndex(({ name }) => name === '0005-alert-subjects')
const BEFORE = MIGRATIONS.slice(0, POSITION)
const UNTIL = MIGRATIONS.slice(0, POSITION + 1)
/** Types of today would refuse the columns of then. */
type Loose = Kysely<Record<string, Record<string, unknown>>>

const OPEN: Record<Engine, () => Promise<{ db: Kysely<Schema>; close: () => Promise<unknown> }>> = {
  sqlite: async () => {
    const database = new BetterSqlite3(':memory:')
    database.pragma('foreign_keys = on')
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
    return { db, close: () => db.destroy() }
  },
  postgres: async () => {
    const { url, stop } = await startPostgres()
    const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: url }) }) })
    return { db, close: () => db.destroy().then(stop) }
  },
}

async function fill(db: Loose, engine: Engine): Promise<void> {
  await db.insertInto('hosts').values({ id: 1, name: 'atlas', kind: 'hub', created_at: 1 }).execute()
  const enabled = engine === 'postgres' ? true : 1
  await db.insertInto('channels').values({ id: 4, kind: 'discord', name: 'd', enabled, notify_on: 'critical', settings: 's' }).execute()
  await db.insertInto('alert_states').values({ host_id: 1, resource: 'disk', state: '{"phase":"ok"}' }).execute()
  const figures = { host_id: 1, resource: 'disk', level: 'critical', value: 95.53, threshold: 90, started_at: 10 }
  await db
    .insertInto('alerts')
    .values({ id: 7, ...figures, state: 'firing', resolved_at: null })
    .execute()
  const event = { kind: 'fired', level: 'critical', threshold: 90, host: 1, hostName: 'atlas', resource: 'disk', value: 95.53 }
  const queued = { status: 'queued', attempts: 2, created_at: 10, due_at: 20, finished_at: null, error: 'no answer' }
  await db
    .insertInto('deliveries')
    .values({ id: 9, channel_id: 4, alert_id: 7, kind: 'fired', event: JSON.stringify({ ...event, startedAt: 10, at: 10 }), ...queued })
    .execute()
}

describe.each(['sqlite', 'postgres'] as const)('the change from resources to rules on %s', (engine) => {
  it('keeps alerts, states and what waits to be delivered, and numbers go on', async () => {
    const { db, close } = await OPEN[engine]()
    await migrate(db, engine, BEFORE)
    await fill(db as unknown as Loose, engine)
    await migrate(db, engine, UNTIL)
    expect(await db.selectFrom('alert_states').selectAll().execute()).toEqual([
      { host_id: 1, rule: 'disk', instance: '', state: '{"phase":"ok"}' },
    ])
    expect(await db.selectFrom('alerts').selectAll().execute()).toMatchObject([
      { id: 7, rule: 'disk', instance: '', title: 'Disk', unit: 'percent', message: 'Disk usage is at 95.5%', value: 95.53 },
    ])
    const [delivery] = await db.selectFrom('deliveries').selectAll().execute()
    expect(delivery).toMatchObject({ id: 9, alert_id: 7, attempts: 2, error: 'no answer', reference: null })
    expect(JSON.parse(delivery?.event ?? '')).toEqual({
      kind: 'fired',
      level: 'critical',
      host: 1,
      hostName: 'atlas',
      rule: 'disk',
      instance: '',
      title: 'Disk',
      unit: 'percent',
      value: 95.53,
      threshold: 90,
      message: 'Disk usage is at 95.5%',
      startedAt: 10,
      at: 10,
    })
    const alert = { host_id: 1, rule: 'cpu', instance: '', title: 'CPU', unit: 'percent', message: 'm', level: 'warning' } as const
    const { id } = await db
      .insertInto('alerts')
      .values({ ...alert, state: 'firing', started_at: 30 })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect(id).toBe(8)
    await close()
  })
})
