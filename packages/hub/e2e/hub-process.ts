import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as requestPlain } from 'node:http'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
/** A minute, as for UNTIL_TRIES: a machine that runs everything at once takes its time. */
const READY_TRIES = 2400
const UNTIL_TRIES = 1200

export const ADMIN_PASSWORD = 'correct-horse-battery'

export interface HubProcessOptions {
  readonly dataDir?: string
  /** A free one unless told. */
  readonly port?: number
  readonly environment?: Readonly<Record<string, string>>
  /** Runs the command through `sh -c`, `"$@"` being the hub: for limits that only a shell can set. */
  readonly shell?: string
  readonly uid?: number
  /** It serves TLS. */
  readonly secure?: boolean
}

/** A real hub in a process of its own, on a free port, for tests that start, stop and kill it. */
export class HubProcess {
  readonly dataDir: string
  readonly base: string
  readonly #child: ChildProcess
  #output = ''

  private constructor(child: ChildProcess, base: string, dataDir: string) {
    this.#child = child
    this.base = base
    this.dataDir = dataDir
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk
      })
    }
  }

  /** Starts a hub and waits until /health says UP. */
  static async start(options: HubProcessOptions = {}): Promise<HubProcess> {
    const dataDir = options.dataDir ?? temporaryFolder()
    const port = options.port ?? (await freePort())
    const command = [process.execPath, CLI, 'serve']
    const [file, ...args] = options.shell ? ['sh', '-c', options.shell, 'sh', ...command] : command
    const child = spawn(file as string, args, {
      env: {
        ...process.env,
        HYPERION_PORT: String(port),
        HYPERION_DATA_DIR: dataDir,
        HYPERION_SAMPLE_INTERVAL: '1',
        HYPERION_ADMIN_PASSWORD: ADMIN_PASSWORD,
        HYPERION_RATE_LIMIT: 'off',
        ...options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
    })
    const hub = new HubProcess(child, `${options.secure ? 'https' : 'http'}://127.0.0.1:${port}`, dataDir)
    await hub.#untilHealthy()
    return hub
  }

  /** Everything it printed so far. */
  get output(): string {
    return this.#output
  }

  get pid(): number {
    return this.#child.pid as number
  }

  async #untilHealthy(): Promise<void> {
    for (let tries = 0; tries < READY_TRIES; tries++) {
      if (this.#child.exitCode !== null) throw new Error(`the hub ended with ${this.#child.exitCode}: ${this.#output}`)
      if (await isHealthy(`${this.base}/health`)) return
      await pause(25)
    }
    throw new Error(`the hub did not become healthy: ${this.#output}`)
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal)
    return this.ended()
  }

  /** Its exit code, once it has ended by itself or by a signal. */
  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit')
    return this.#child.exitCode
  }

  async json<T = Record<string, unknown>>(path: string, token?: string): Promise<T> {
    const answer = await fetch(this.base + path, { headers: token ? { authorization: `Bearer ${token}` } : {} })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }

  async post(path: string, body: unknown, token?: string): Promise<Response> {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    return fetch(this.base + path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async token(username = 'admin', password = ADMIN_PASSWORD): Promise<string> {
    const answer = await this.post('/login', { username, password })
    return ((await answer.json()) as { token: string }).token
  }

  /** Asks again until `accept` takes the answer. */
  async until<T>(ask: () => Promise<T>, accept: (answer: T) => boolean, tries = UNTIL_TRIES): Promise<T> {
    for (let i = 0; i < tries; i++) {
      const answer = await ask()
      if (accept(answer)) return answer
      await pause(50)
    }
    throw new Error(`what was waited for did not come about: ${this.#output}`)
  }
}

/** Whoever vouches for its certificate. */
async function isHealthy(url: string): Promise<boolean> {
  const sent = url.startsWith('https:') ? request(url, { rejectUnauthorized: false }) : requestPlain(url)
  sent.end()
  const [answer] = await once(sent, 'response').catch(() => [])
  answer?.resume()
  return answer?.statusCode === 200
}

const folders: string[] = []

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hyperion-hub-'))
  folders.push(folder)
  return folder
}

export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
