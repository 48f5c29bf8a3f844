import BetterSqlite3 from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import type { Schema } from '../schema.ts'
import { MIGRATIONS } from './index.ts'

const POSITION = MIGRATIONS.findIndex(({ name }) => name === '0006-identities')

it('keeps whoever is signed in, and gives each session an id of its own', async () => {
  const database = new BetterSqlite3(':memory:')
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
  await migrate(db, 'sqlite', MIGRATIONS.slice(0, POSITION))
  database.exec(`insert into users (id, username, password_hash, role, created_at) values (1, 'ada', 'h', 'viewer', 1)`)
  for (const hash of ['one', 'two']) {
    database.exec(
      `insert into sessions (token_hash, user_id, kind, created_at, expires_at, address) values ('${hash}', 1, 'token', 1, 9, '::1')`,
    )
  }
  await migrate(db, 'sqlite', MIGRATIONS.slice(0, POSITION + 1))
  const sessions = await db.selectFrom('sessions').selectAll().orderBy('token_hash').execute()
  const kept = { user_id: 1, kind: 'token', expires_at: 9, last_seen_at: null, user_agent: '', name: null, role: null, hint: null }
  expect(sessions).toMatchObject([
    { ...kept, token_hash: 'one' },
    { ...kept, token_hash: 'two' },
  ])
  expect(new Set(sessions.map(({ id }) => id)).size).toBe(2)
  await db.destroy()
})
