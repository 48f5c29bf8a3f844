import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { startCluster } from './cluster.ts'

/** Set by the global set-up: where to ask for the cluster that the whole test run shares. */
export const BROKER_VARIABLE = 'HYPERION_TEST_POSTGRES_BROKER'
/** Set by hand: use this server (superuser address) instead of starting one. */
const SERVER_VARIABLE = 'HYPERION_TEST_POSTGRES_URL'

export interface TestPostgres {
  /** Address of a new, empty database. */
  readonly url: string
  /** Drops the database, whoever is still connected. */
  stop(): Promise<void>
}

let clusterUrl: Promise<string> | undefined

/** A new, empty database on a real PostgreSQL, which starts once a test run and only when somebody asks. */
export async function startPostgres(): Promise<TestPostgres> {
  clusterUrl ??= findCluster()
  const admin = await clusterUrl
  const name = `test_${randomBytes(6).toString('hex')}`
  await run(admin, `CREATE DATABASE ${name}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  return { url: url.href, stop: () => run(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function findCluster(): Promise<string> {
  const given = process.env[SERVER_VARIABLE]
  if (given) return given
  const broker = process.env[BROKER_VARIABLE]
  if (!broker) return (await startCluster()).url
  const answer = await text(connect(broker))
  if (!answer.startsWith('postgres://')) throw new Error(answer)
  return answer
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
