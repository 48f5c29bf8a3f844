import { pathToFileURL } from 'node:url'
import BetterSqlite3, { type Database } from 'better-sqlite3'
import type { OpenOptions } from './protocol.ts'

/** How long a statement waits for another connection's write lock. */
const BUSY_TIMEOUT_MS = 5000

export function openFile({ file, mode }: OpenOptions): Database {
  const database =
    mode === 'write'
      ? new BetterSqlite3(file)
      : new BetterSqlite3(mode === 'read' ? file : `${pathToFileURL(file).href}?immutable=1`, { readonly: true })
  try {
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
    if (mode === 'write') {
      // Before anything is written: neither can be changed once the first page is there.
      database.pragma('auto_vacuum = INCREMENTAL')
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = FULL')
    }
    database.pragma('foreign_keys = ON')
    database.pragma('schema_version')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
