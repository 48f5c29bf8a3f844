import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

const SQLITE_BUSY = 5

/** Held until it is released or the process ends, however it ends. */
export interface Lock {
  release(): void
}

/**
 * Waits for the lock at most `waitMs`; `busy` when another process keeps it. SQLite is only asked for its file lock:
 * unlike a file whose presence is the lock, the system takes it back from a process that was killed.
 */
export async function takeLock(file: string, waitMs: number): Promise<Lock | 'busy'> {
  // Only here, because some Node 24 announce at import that it is experimental.
  const { DatabaseSync } = await import('node:sqlite')
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(file, { timeout: waitMs })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return 'busy'
    throw error
  }
  return { release: () => database.close() }
}
