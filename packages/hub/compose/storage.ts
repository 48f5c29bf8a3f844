import { statSync } from 'node:fs'
import { type Database, openDatabase } from '@hyperion/adapters/db'
import { openEmbeddedMetricStore } from '@hyperion/adapters/metric-embedded'
import { DomainError } from '@hyperion/domain/errors'
import { CountedMetricStore } from '@hyperion/features/metrics'
import type { Config, DatabaseConfig } from '../config.ts'

export interface Storage {
  readonly database: Database
  readonly metrics: CountedMetricStore
  /** Why nothing is kept, for /health; null when all is well. */
  readonly trouble: string | null
  close(): Promise<void>
}

type Log = (message: string) => void

const IN_MEMORY = { kind: 'sqlite', file: ':memory:' } as const

/**
 * Opens the relational and the metric store. On SQLite a medium that cannot be written is replaced by memory, so that
 * the hub goes on watching (docs/adr/0005); a PostgreSQL that does not answer is an error.
 */
export async function openStorage(config: Config, log: Log): Promise<Storage> {
  // Accounts that exist are never replaced by those of a first start.
  const replaceable = config.database.kind === 'sqlite' && !hasContent(config.database.file)
  const database = await orInMemory(config.database, replaceable, openDatabase)
  const reason = database.reason ?? database.opened.readonlyReason
  const location = reason ? IN_MEMORY : config.database
  const metrics = await orInMemory(location, location.kind === 'sqlite', (where) => openEmbeddedMetricStore({ database: where, log }))
  const trouble = describe(reason ?? metrics.reason)
  if (trouble) log(trouble)
  return {
    database: database.opened,
    metrics: new CountedMetricStore(metrics.opened),
    trouble,
    close: async () => {
      await metrics.opened.close()
      await database.opened.close()
    },
  }
}

function describe(reason: string | null): string | null {
  return reason && `storage: ${reason}; history is kept in memory only and ends with this process`
}

/** Whether there is a database in the file or its write-ahead log. */
function hasContent(file: string): boolean {
  return [file, `${file}-wal`].some((each) => (statSync(each, { throwIfNoEntry: false })?.size ?? 0) > 0)
}

interface Opened<T> {
  readonly opened: T
  /** Why it is in memory instead of where it should be. */
  readonly reason: string | null
}

async function orInMemory<T>(where: DatabaseConfig, replaceable: boolean, open: (where: DatabaseConfig) => Promise<T>): Promise<Opened<T>> {
  try {
    return { opened: await open(where), reason: null }
  } catch (error) {
    if (!replaceable || !(error instanceof DomainError) || error.code !== 'storage_unavailable') throw error
    return { opened: await open(IN_MEMORY), reason: error.message }
  }
}
