/**
 * Runs the Postman collection: `node scripts/newman.ts [baseUrl [username [password]]]`. Without a base URL it starts a
 * hub of its own on a fresh data directory and stops it afterwards. Exits with newman's code.
 */
import './build-first.mjs'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ROOT } from './checks/source-files.ts'

const COLLECTION = join(ROOT, 'docs/api/hyperion.postman_collection.json')
const START_LIMIT_MS = 30_000

function runCollection(baseUrl: string, username?: string, password?: string): number {
  const variables = { baseUrl, ...(username && { username }), ...(password && { password }) }
  const args = Object.entries(variables).flatMap(([key, value]) => ['--env-var', `${key}=${value}`])
  const newman = join(ROOT, 'node_modules/newman/bin/newman.js')
  const { status } = spawnSync(
    process.execPath,
    [newman, 'run', COLLECTION, '--timeout-request', '10000', '--reporter-cli-no-success-assertions', ...args],
    { stdio: 'inherit' },
  )
  return status ?? 1
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function untilHealthy(baseUrl: string, hub: ChildProcess): Promise<void> {
  const limit = performance.now() + START_LIMIT_MS
  while (performance.now() < limit && hub.exitCode === null) {
    const healthy = await fetch(`${baseUrl}/health`).then(
      ({ status }) => status === 200,
      () => false,
    )
    if (healthy) return
    await delay(50)
  }
  throw new Error('the hub did not become healthy')
}

async function stop(hub: ChildProcess): Promise<void> {
  if (hub.exitCode !== null) return
  const ended = new Promise((resolve) => hub.once('exit', resolve))
  hub.kill('SIGTERM')
  await ended
}

/** Of the caller's settings none may leak in: the collection signs in as the first admin of a fresh hub. */
function environment(port: number, dataDir: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('HYPERION_'))
  return { ...Object.fromEntries(kept), HYPERION_PORT: String(port), HYPERION_DATA_DIR: dataDir, HYPERION_RATE_LIMIT: 'off' }
}

async function onFreshHub(): Promise<number> {
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const dataDir = mkdtempSync(join(tmpdir(), 'hyperion-newman-'))
  const hub = spawn(process.execPath, [join(ROOT, 'packages/cli/main.ts'), 'serve'], { env: environment(port, dataDir), stdio: 'inherit' })
  try {
    await untilHealthy(baseUrl, hub)
    return runCollection(baseUrl)
  } finally {
    await stop(hub)
    rmSync(dataDir, { recursive: true })
  }
}

const [baseUrl, username, password] = process.argv.slice(2)
process.exitCode = baseUrl ? runCollection(baseUrl, username, password) : await onFreshHub()
