import { DomainError } from '@hyperion/domain/errors'

/** A failed statement with the engine's own code: an SQLite result name, an SQLSTATE or a system error name. */
export class SqlError extends Error {
  override readonly name = 'SqlError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const UNIQUE = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'])

/** Each engine has a second code for a row that may not go, since others refer to it. */
const REFERENCE = new Set(['SQLITE_CONSTRAINT_FOREIGNKEY', 'SQLITE_CONSTRAINT_TRIGGER', '23503', '23001'])

/** SQLite's result codes of a medium that fails; extended codes begin with one of them. */
const SQLITE_MEDIUM = /^SQLITE_(FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB|BUSY|LOCKED|PERM|NOLFS|NOMEM|PROTOCOL)/

/** SQLSTATE classes: connection, authorization, no such database, read only, resources, shutdown, time-out, system error. */
const POSTGRES_MEDIUM = /^(08|28|3D|25006|53|57P|57014|58|XX)/

/** Whatever the operating system refused: ENOSPC, EROFS, ECONNREFUSED … but not Node's own ERR_ codes. */
const SYSTEM_MEDIUM = /^E(?!RR_)[A-Z0-9_]+$/

/** The driver tells a lost or unobtainable connection by these words alone. */
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** What a failed statement means to the rest of the hub; anything that is neither medium nor key stays as it is. */
export function toDomainError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (UNIQUE.has(code)) return new DomainError('conflict', 'a row with this key exists already')
  if (REFERENCE.has(code)) return new DomainError('not_found', 'what the row refers to is gone')
  const medium = SQLITE_MEDIUM.test(code) || POSTGRES_MEDIUM.test(code) || SYSTEM_MEDIUM.test(code) || LOST.test(error.message)
  return medium ? new DomainError('storage_unavailable', oneLine(error.message || code)) : error
}

/** Runs database work with its failures put into the catalog's words. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toDomainError(error)
  }
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
