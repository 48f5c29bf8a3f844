import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '@hyperion/adapters/db'

/** A fresh, empty SQLite database in a folder of its own; closing it removes the folder. */
export async function openTestDatabase(): Promise<Database> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hyperion-db-'))
  const database = await openDatabase({ kind: 'sqlite', file: path.join(folder, 'hyperion.db') })
  return {
    ...database,
    close: async () => {
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}
