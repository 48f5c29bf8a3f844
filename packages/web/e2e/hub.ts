import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { PASSWORD } from './browser.ts'

const WEB = fileURLToPath(new URL('..', import.meta.url))
const CLI = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))
const SOURCES = ['app', 'charts', 'features', 'live', 'public', 'index.html', 'vite.config.ts']
const READY_TRIES = 2_400

/** A real hub with the built app, its own data and a port that it keeps over restarts. */
export class Hub {
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'hyperion-web-'))
  readonly #port: number
  #child: ChildProcess | null = null
  #output = ''

  readonly #settings: Readonly<Record<string, string>>

  private constructor(port: number, settings: Readonly<Record<string, string>>) {
    this.#port = port
    this.#settings = settings
  }

  /** With further settings, by their names in the environment. Its administrator has chosen `PASSWORD`, unless told otherwise. */
  static async create(settings: Readonly<Record<string, string>> = {}): Promise<Hub> {
    buildWhenStale()
    const hub = new Hub(await freePort(), { HYPERION_ADMIN_PASSWORD: PASSWORD, ...settings })
    await hub.start()
    return hub
  }

  get base(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Where it keeps everything. */
  get dataDir(): string {
    return this.#dataDir
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [CLI, 'serve'], {
      env: {
        ...process.env,
        HYPERION_PORT: String(this.#port),
        HYPERION_DATA_DIR: this.#dataDir,
        HYPERION_SAMPLE_INTERVAL: '1',
        HYPERION_RATE_LIMIT: 'off',
        ...this.#settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.#output += chunk
      })
    }
    this.#child = child
    for (let tries = 0; tries < READY_TRIES; tries++) {
      if (child.exitCode !== null) throw new Error(`the hub ended with ${child.exitCode}: ${this.#output}`)
      const answer = await fetch(`${this.base}/health`).catch(() => undefined)
      if (answer?.status === 200) return
      await pause(25)
    }
    throw new Error(`the hub did not become healthy: ${this.#output}`)
  }

  async stop(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = null
    child?.kill('SIGKILL')
    if (child) await once(child, 'exit')
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.#dataDir, { recursive: true, force: true })
  }
}

function newestChange(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}

/** The hub serves what was built; a test of older code than the sources would prove nothing. */
function buildWhenStale(): void {
  const built = join(WEB, 'dist/index.html')
  const changed = Math.max(...SOURCES.map((source) => newestChange(join(WEB, source))))
  if (existsSync(built) && statSync(built).mtimeMs > changed) return
  const vite = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build'], { cwd: WEB, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the web app could not be built: ${stderr}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('no port was given')
  return address.port
}
