import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '@hyperion/adapters/db'

export interface TestDatabase extends Database {
  /** The same file once more, where every write fails as on a read-only medium. */
  openReadonly(): Promise<Database>
}

/** A fresh, empty SQLite database in a folder of its own; closing it removes the folder. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hyperion-db-'))
  const file = path.join(folder, 'hyperion.db')
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
