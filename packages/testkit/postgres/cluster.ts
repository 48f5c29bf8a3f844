import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Cluster {
  /** Address of the maintenance database, as superuser. */
  readonly url: string
  stop(): Promise<void>
}

/** Starts a PostgreSQL of its own in a temporary directory; it also ends with this process. */
export async function startCluster(): Promise<Cluster> {
  const keeper = spawn(process.execPath, [fileURLToPath(new URL('./keeper.ts', import.meta.url))], { stdio: ['pipe', 'pipe', 'pipe'] })
  const url = await firstLine(keeper)
  // A cluster that nobody stops must not keep its user's process alive.
  for (const handle of [keeper, keeper.stdin, keeper.stdout, keeper.stderr]) (handle as unknown as { unref(): void }).unref()
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        if (keeper.exitCode !== null) return resolve()
        keeper.ref()
        keeper.once('exit', () => resolve())
        keeper.stdin?.end()
      }),
  }
}

function firstLine(keeper: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = ''
    keeper.stderr?.on('data', (chunk) => {
      errors += chunk
    })
    keeper.once('error', reject)
    keeper.once('exit', (code) => reject(new Error(`PostgreSQL keeper ended with ${code}: ${errors}`)))
    if (keeper.stdout) createInterface(keeper.stdout).once('line', resolve)
  })
}
