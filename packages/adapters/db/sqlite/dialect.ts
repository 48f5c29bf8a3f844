import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { Mutex } from '../mutex.ts'
import type { WorkerConnection } from './worker-connection.ts'

/** Hands the single connection to one user at a time: a transaction holds it to its end. */
class SqliteWorkerDriver implements Driver {
  readonly #connection: WorkerConnection
  readonly #mutex = new Mutex()
  #release = (): void => {}

  constructor(connection: WorkerConnection) {
    this.#connection = connection
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#release = await this.#mutex.acquire()
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#release()
  }

  /** Immediate: taking the write lock only at the first write may fail with a stale snapshot, without any waiting. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'))
    } catch (error) {
      // A full or failing disk makes SQLite roll back by itself; the statement's own error is the one to tell.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    }
  }

  destroy(): Promise<void> {
    return this.#connection.close()
  }
}

/** Kysely on SQLite in a worker thread. */
export class SqliteWorkerDialect implements Dialect {
  readonly #connection: WorkerConnection

  constructor(connection: WorkerConnection) {
    this.#connection = connection
  }

  createDriver(): Driver {
    return new SqliteWorkerDriver(this.#connection)
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter()
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createIntrospector<T>(db: Kysely<T>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}
