import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '@hyperion/adapters/db'

export interface TestDatabase extends Database {
  /** The same file once more, where every write fails as on a read-only medium. */
  openReadonly(): Promise<Database>
}

let migrated: Promise<Buffer> | undefined

/** A fresh, empty SQLite database in a folder of its own; closing it removes the folder. */
export async function openTestDatabase(): Promise<TestDatabase> {
  migrated ??= migratedFile()
  const folder = await mkdtemp(path.join(tmpdir(), 'hyperion-db-'))
  const file = path.join(folder, 'hyperion.db')
  await writeFile(file, await migrated)
  const database = await openDatabase({ kind: 'sqlite', file })
  return {
    ...database,
    openReadonly: () => openDatabase({ kind: 'sqlite', file, readonly: true }),
    close: async () => {
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Made once: all migrations take longer than most tests. */
async function migratedFile(): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hyperion-db-'))
  const file = path.join(folder, 'hyperion.db')
  await (await openDatabase({ kind: 'sqlite', file })).close()
  const bytes = await readFile(file)
  await rm(folder, { recursive: true })
  return bytes
}
