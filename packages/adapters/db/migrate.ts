import { DomainError } from '@hyperion/domain/errors'
import { sql } from 'kysely'
import { COLUMN_TYPES } from './migrations/columns.ts'
import { MIGRATIONS, type Migration } from './migrations/index.ts'
import type { Db, Engine } from './schema.ts'

/** Any number will do, as long as every hub uses the same. */
const POSTGRES_LOCK = 4_815_162_342

async function hasMigrationTable(db: Db, engine: Engine): Promise<boolean> {
  const query =
    engine === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = 'schema_migrations'`
      : sql`select 1 where to_regclass('schema_migrations') is not null`
  return (await query.execute(db)).rows.length > 0
}

/** The migrations that the database lacks. One that it has and this version does not know is a `conflict`. */
export async function pendingMigrations(
  db: Db,
  engine: Engine,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<readonly Migration[]> {
  if (!(await hasMigrationTable(db, engine))) return migrations
  const rows = await db.selectFrom('schema_migrations').select('name').execute()
  const applied = new Set(rows.map((row) => row.name))
  const pending = migrations.filter((each) => !applied.delete(each.name))
  const [unknown] = applied
  if (unknown) throw new DomainError('conflict', `the database was written by a newer version (${unknown})`)
  return pending
}

/** Brings the database up to date, one migration a transaction; several hubs may start at once. Writes nothing when it is. */
export async function migrate(db: Db, engine: Engine, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  for (;;) {
    if ((await pendingMigrations(db, engine, migrations)).length === 0) return
    await applyNext(db, engine, migrations)
  }
}

async function applyNext(db: Db, engine: Engine, migrations: readonly Migration[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // SQLite's immediate transaction is the lock by itself.
    if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${POSTGRES_LOCK})`.execute(tx)
    await tx.schema
      .createTable('schema_migrations')
      .ifNotExists()
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('applied_at', COLUMN_TYPES[engine].time, (c) => c.notNull())
      .execute()
    const [next] = await pendingMigrations(tx, engine, migrations)
    if (!next) return
    await next.up(tx, COLUMN_TYPES[engine])
    await tx.insertInto('schema_migrations').values({ name: next.name, applied_at: Date.now() }).execute()
  })
}
