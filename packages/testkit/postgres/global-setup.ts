import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, startCluster } from './cluster.ts'
import { BROKER_VARIABLE } from './postgres.ts'

/** Vitest global set-up: one PostgreSQL for all test files, started by the first that asks over a local socket. */
export default function setup(): () => Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'hyperion-broker-'))
  const socketPath = join(directory, 'socket')
  let cluster: Promise<Cluster> | undefined
  const broker = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    cluster ??= startCluster()
    cluster.then(
      ({ url }) => socket.end(url),
      (error: unknown) => socket.end(String(error)),
    )
  }).listen(socketPath)
  process.env[BROKER_VARIABLE] = socketPath
  return async () => {
    broker.close()
    await cluster?.then(
      ({ stop }) => stop(),
      () => undefined,
    )
    rmSync(directory, { recursive: true, force: true })
  }
}
