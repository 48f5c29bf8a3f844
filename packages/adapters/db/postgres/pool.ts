import { Pool, types } from 'pg'

const INT8 = 20

/** A pool that reads bigint columns (times, sizes) as numbers and waits a bounded time for the server. */
export function openPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    statement_timeout: 30_000,
    keepAlive: true,
    application_name: 'hyperion',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  })
  // A connection lost while idle: the pool drops it by itself, the next statement makes a new one.
  pool.on('error', () => {})
  return pool
}
