import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { startPostgres } from '@hyperion/testkit/postgres'
import BetterSqlite3 from 'better-sqlite3'
import { Client } from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './index.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hyperion-db-'))
  file = path.join(folder, 'data', 'hyperion.db')
  return () => rm(folder, { recursive: true })
})

const ADMIN = { username: 'admin', passwordHash: 'h', role: 'admin', mustChangePassword: true, createdAt: 1 } as const

/** Looks into the file, or changes it, past the adapter. */
function inFile<T>(look: (database: BetterSqlite3.Database) => T): T {
  const database = new BetterSqlite3(file)
  try {
    return look(database)
  } finally {
    database.close()
  }
}

async function create(): Promise<void> {
  const database = await openDatabase({ kind: 'sqlite', file })
  await database.users.create(ADMIN)
  await database.close()
}

describe('an SQLite file', () => {
  it('is made for its owner alone, with its folder', async () => {
    const database = await openDatabase({ kind: 'sqlite', file })
    await database.users.create(ADMIN)
    const names = await readdir(path.dirname(file))
    expect(names.sort()).toEqual(['hyperion.db', 'hyperion.db-shm', 'hyperion.db-wal'])
    for (const name of names) expect((await stat(path.join(path.dirname(file), name))).mode & 0o077).toBe(0)
    expect(await database.healthy()).toBe(true)
    expect(database.readonlyReason).toBeNull()
    await database.close()
  })

  it('gives space back little by little and logs ahead', async () => {
    await create()
    expect(inFile((it) => [it.pragma('auto_vacuum', { simple: true }), it.pragma('journal_mode', { simple: true })])).toEqual([2, 'wal'])
  })

  it('has the columns of the HealthCheck document, and its thresholds', async () => {
    await create()
    const columns = (table: string) =>
      inFile((it) =>
        (it.pragma(`table_info(${table})`) as { name: string; type: string }[]).map((c) => `${c.name} ${c.type.toUpperCase()}`),
      )
    expect(columns('users').slice(0, 9)).toEqual([
      'id INTEGER',
      'username TEXT',
      'password_hash TEXT',
      'role TEXT',
      'token TEXT',
      'token_expires TIMESTAMP',
      'created_at TIMESTAMP',
      'last_login TIMESTAMP',
      'must_change_password BOOLEAN',
    ])
    expect(columns('users').slice(9)).toEqual(['email TEXT', 'first_name TEXT', 'last_name TEXT'])
    expect(columns('thresholds')).toEqual([
      'id INTEGER',
      'resource TEXT',
      'warning_level INTEGER',
      'critical_level INTEGER',
      'updated_at TIMESTAMP',
      'updated_by INTEGER',
    ])
    const rows = inFile((it) => it.prepare('select resource, warning_level, critical_level from thresholds order by id').raw().all())
    expect(rows).toEqual([
      ['cpu', 70, 90],
      ['memory', 70, 85],
      ['disk', 80, 90],
    ])
  })

  it("keeps the hash of the latest API token in users.token until it is revoked, a browser's never", async () => {
    const database = await openDatabase({ kind: 'sqlite', file })
    const { id } = await database.users.create(ADMIN)
    const stored = () => inFile((it) => it.prepare('select token, token_expires, last_login from users').raw().get())
    await database.users.recordLogin(id, { at: 5, tokenHash: 'first', expiresAt: 50 })
    await database.users.recordLogin(id, { at: 6, tokenHash: 'second', expiresAt: 60 })
    await database.users.recordLogin(id, { at: 7 })
    await database.sessions.revoke('first')
    expect(stored()).toEqual(['second', 60, 7])
    await database.sessions.revoke('second')
    expect(stored()).toEqual([null, null, 7])
    await database.close()
  })

  it('survives being opened again and being opened twice at once', async () => {
    const [one, two] = await Promise.all([openDatabase({ kind: 'sqlite', file }), openDatabase({ kind: 'sqlite', file })])
    await one.users.create(ADMIN)
    expect(await two.users.count()).toBe(1)
    await Promise.all([one.close(), two.close()])
    const again = await openDatabase({ kind: 'sqlite', file })
    expect(await again.users.count()).toBe(1)
    await again.close()
  })

  it('may be the memory', async () => {
    const database = await openDatabase({ kind: 'sqlite', file: ':memory:' })
    await database.users.create(ADMIN)
    expect(await database.users.count()).toBe(1)
    await database.close()
  })

  it('rejects every use after it was closed', async () => {
    const database = await openDatabase({ kind: 'sqlite', file })
    await database.close()
    await expect(database.users.count()).rejects.toThrow()
  })
})

describe('an SQLite medium that fails', () => {
  it('is told as storage_unavailable when it takes no more, and still reads', async () => {
    const script = `
      import { openDatabase } from '${new URL('./index.ts', import.meta.url).href}'
      const database = await openDatabase({ kind: 'sqlite', file: ${JSON.stringify(file)} })
      const { id } = await database.users.create(${JSON.stringify(ADMIN)})
      const session = { userId: id, kind: 'token', createdAt: 1, expiresAt: 2, address: 'x'.repeat(10_000), lastSeenAt: 1, userAgent: '', key: null }
      const codes = new Set()
      for (let i = 0; i < 600; i++) await database.sessions.create({ ...session, id: String(i), tokenHash: String(i) }).catch((e) => codes.add(e.code))
      console.log(JSON.stringify({ codes: [...codes], users: await database.users.count() }))
      await database.close()`
    // No file may grow beyond 3 MiB: as on a disk that is full, in a process of its own.
    const limited = ['-c', 'ulimit -f 6144; exec "$0" --input-type=module -e "$1"', process.execPath, script]
    const { stdout } = await promisify(execFile)('sh', limited)
    expect(JSON.parse(stdout)).toEqual({ codes: ['storage_unavailable'], users: 1 })
  })

  it('is refused when there is nothing to read either', async () => {
    await writeFile(path.join(folder, 'data'), 'in the way')
    const opening = openDatabase({ kind: 'sqlite', file })
    await expect(opening).rejects.toMatchObject({ code: 'storage_unavailable', message: expect.stringMatching(/^cannot write [^\n]+$/) })
  })

  it('is refused when the file is no database', async () => {
    await create()
    await writeFile(file, 'x'.repeat(8192))
    await expect(openDatabase({ kind: 'sqlite', file })).rejects.toMatchObject({ code: 'storage_unavailable' })
  })

  it('is refused when a newer version wrote it', async () => {
    await create()
    inFile((it) => it.prepare("insert into schema_migrations values ('9999-from-the-future', 1)").run())
    const refusal = { code: 'conflict', message: expect.stringContaining('newer version (9999-from-the-future)') }
    await expect(openDatabase({ kind: 'sqlite', file })).rejects.toMatchObject(refusal)
  })
})

describe('reading only', () => {
  it('reads, and refuses each write as storage_unavailable', async () => {
    await create()
    const database = await openDatabase({ kind: 'sqlite', file, readonly: true })
    expect(await database.users.byUsername('admin')).toMatchObject(ADMIN)
    await expect(database.users.create({ ...ADMIN, username: 'x' })).rejects.toMatchObject({ code: 'storage_unavailable' })
    await expect(database.sessions.revokeAll(1)).rejects.toMatchObject({ code: 'storage_unavailable' })
    expect(await database.healthy()).toBe(false)
    expect(database.readonlyReason).toBe('opened for reading only')
    await database.close()
  })

  it('does not make the file, nor take one that is not up to date', async () => {
    await expect(openDatabase({ kind: 'sqlite', file, readonly: true })).rejects.toMatchObject({ code: 'storage_unavailable' })
    await create()
    inFile((it) => it.prepare('delete from schema_migrations').run())
    await expect(openDatabase({ kind: 'sqlite', file, readonly: true })).rejects.toMatchObject({ code: 'storage_unavailable' })
  })

  it('is what is left of a file whose log cannot be written', async () => {
    await create()
    await mkdir(`${file}-wal`)
    const database = await openDatabase({ kind: 'sqlite', file })
    expect(database.readonlyReason).toMatch(/^cannot write [^\n]+hyperion\.db: [^\n]+$/)
    expect(await database.users.count()).toBe(1)
    expect(await database.healthy()).toBe(false)
    await database.close()
  })
})

describe('a PostgreSQL database', () => {
  it('is brought up to date once by several hubs at the same time', async () => {
    const { url, stop } = await startPostgres()
    const databases = await Promise.all([1, 2, 3].map(() => openDatabase({ kind: 'postgres', url })))
    const client = new Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query('select resource, warning_level, critical_level from thresholds order by id')
    await client.end()
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['cpu', 70, 90],
      ['memory', 70, 85],
      ['disk', 80, 90],
    ])
    await Promise.all(databases.map((each) => each.close()))
    await stop()
  })

  it('that goes away is storage_unavailable, not the end of the process', async () => {
    const { url, stop } = await startPostgres()
    const database = await openDatabase({ kind: 'postgres', url })
    expect(await database.healthy()).toBe(true)
    await stop()
    await expect(database.users.count()).rejects.toMatchObject({ code: 'storage_unavailable' })
    expect(await database.healthy()).toBe(false)
    await database.close()
  })

  it('that nobody serves is storage_unavailable, without its password in the message', async () => {
    const opening = openDatabase({ kind: 'postgres', url: 'postgres://hyperion:secret@127.0.0.1:1/hyperion' })
    const refusal = await opening.catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'storage_unavailable' })
    expect(String(refusal)).not.toContain('secret')
  })
})
