import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const HUB = fileURLToPath(new URL('../dist/hyperion.mjs', import.meta.url))
const PASSWORD = 'a password for the bench'
const CLOCK_TICKS_A_SECOND = 100

/** A hub of its own process over a data directory. */
export class HubProcess {
  readonly base: string
  readonly pid: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, base: string) {
    this.#child = child
    this.base = base
    this.pid = child.pid as number
  }

  static async start(dataDir: string, { args = [], env = {} }: HubOptions = {}): Promise<HubProcess> {
    const port = await freePort()
    const settings = {
      HYPERION_DATA_DIR: dataDir,
      HYPERION_PORT: String(port),
      HYPERION_RATE_LIMIT: 'off',
      HYPERION_ADMIN_PASSWORD: PASSWORD,
    }
    const child = spawn(process.execPath, [...args, HUB, 'serve'], {
      env: { ...process.env, ...settings, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const hub = new HubProcess(child, `http://127.0.0.1:${port}`)
    await hub.#healthy()
    return hub
  }

  /** Headers of an administrator. */
  async signIn(): Promise<Record<string, string>> {
    const body = JSON.stringify({ username: 'admin', password: PASSWORD })
    const answer = await fetch(`${this.base}/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const { token } = (await answer.json()) as { token: string }
    return { authorization: `Bearer ${token}` }
  }

  /** Processor time so far, of all its threads. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_A_SECOND
  }

  /** MiB. */
  pss(): number {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const ended = this.#child.exitCode === null ? new Promise((resolve) => this.#child.once('exit', resolve)) : undefined
    this.#child.kill(signal)
    await ended
  }

  async #healthy(): Promise<void> {
    for (let tries = 0; tries < 1200 && this.#child.exitCode === null; tries++) {
      const healthy = await fetch(`${this.base}/health`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (healthy) return
      await delay(25)
    }
    await this.stop('SIGKILL')
    throw new Error('the hub did not become healthy')
  }
}

export interface HubOptions {
  /** Of Node. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
