import { Worker } from 'node:worker_threads'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { SqlError } from '../errors.ts'
import type { OpenOptions, QueryReply, QueryRequest, Reply, SqlValue } from './protocol.ts'

// Read by the library when the first of all its connections opens, in whichever thread; `immutable` needs a file URI.
process.env.SQLITE_USE_URI = '1'

interface Waiting {
  readonly resolve: (reply: QueryReply) => void
  readonly reject: (error: Error) => void
}

/**
 * The bundled worker, also when the rest runs from source: V8 crashes now and then when threads come and go that strip
 * types by themselves, each with WebAssembly of its own.
 */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? '../../../../dist/db-worker.mjs' : './db-worker.mjs', import.meta.url)

/** One SQLite connection in a thread of its own, so that its synchronous calls never hold up the event loop. */
export class WorkerConnection implements DatabaseConnection {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 0
  #ended: Error | undefined

  private constructor(options: OpenOptions) {
    this.#worker = new Worker(WORKER, { workerData: options, name: 'hyperion-db', execArgv: [] })
    this.#worker.on('message', (reply: Reply) => this.#settle(reply))
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error.message : String(error)))
    this.#worker.on('exit', () => this.#end('the database is closed'))
  }

  static async open(options: OpenOptions): Promise<WorkerConnection> {
    const connection = new WorkerConnection(options)
    await connection.#await(connection.#nextId++)
    return connection
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const request: QueryRequest = { id: this.#nextId++, sql: query.sql, params: query.parameters.map(toSqlValue) }
    const reply = this.#await(request.id)
    if (!this.#ended) this.#worker.postMessage(request)
    const { rows, changes } = await reply
    return { rows: rows as R[], numAffectedRows: BigInt(changes) }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator; nothing here streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported')
  }

  async close(): Promise<void> {
    if (this.#ended) return
    const exited = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()))
    this.#worker.postMessage('close')
    await exited
  }

  #await(id: number): Promise<QueryReply> {
    if (this.#ended) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('error' in reply) waiting?.reject(new SqlError(reply.error.code, reply.error.message))
    else waiting?.resolve(reply)
  }

  #end(reason: string): void {
    this.#ended ??= new SqlError('SQLITE_CANTOPEN', reason)
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}

function toSqlValue(value: unknown): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  return value === undefined ? null : (value as SqlValue)
}
