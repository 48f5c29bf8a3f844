import { parentPort, workerData } from 'node:worker_threads'
import type { Database, Statement } from 'better-sqlite3'
import { openFile } from './open-file.ts'
import type { FailureReply, OpenOptions, QueryRequest, Reply, Request } from './protocol.ts'

const CACHED_STATEMENTS = 200

function failure(id: number, error: unknown): FailureReply {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'SQLITE_ERROR'
  return { id, error: { code, message: error instanceof Error ? error.message : String(error) } }
}

function statementCache(database: Database): (sql: string) => Statement {
  const statements = new Map<string, Statement>()
  return (sql) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = database.prepare(sql)
    if (statements.size >= CACHED_STATEMENTS) statements.clear()
    statements.set(sql, statement)
    return statement
  }
}

function execute(statement: Statement, { id, params }: QueryRequest): Reply {
  if (statement.reader) return { id, rows: statement.all(...params), changes: 0 }
  return { id, rows: [], changes: statement.run(...params).changes }
}

function serve(options: OpenOptions): void {
  const port = parentPort
  if (!port) throw new Error('the database worker runs in a worker thread only')
  let database: Database
  try {
    database = openFile(options)
  } catch (error) {
    port.postMessage(failure(0, error))
    port.close()
    return
  }
  const prepare = statementCache(database)
  port.on('message', (request: Request) => {
    if (request === 'close') {
      database.close()
      port.close()
      return
    }
    try {
      port.postMessage(execute(prepare(request.sql), request))
    } catch (error) {
      port.postMessage(failure(request.id, error))
    }
  })
  port.postMessage({ id: 0, rows: [], changes: 0 } satisfies Reply)
}

serve(workerData as OpenOptions)
