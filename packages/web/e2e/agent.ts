import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../cli/main.ts', import.meta.url))

/** A real agent on this machine, in a process of its own. */
export class Agent {
  readonly #folder = mkdtempSync(join(tmpdir(), 'hyperion-web-agent-'))
  readonly #args: readonly string[]
  #child: ChildProcess | null = null
  #output = ''

  /** `more` are arguments of its command. */
  constructor(hub: string, token: string, ...more: string[]) {
    this.#args = ['agent', '--data', this.#folder, '--hub', hub, '--token', token, ...more]
  }

  get output(): string {
    return this.#output
  }

  start(): void {
    this.#child = spawn(process.execPath, [CLI, ...this.#args], { stdio: ['ignore', 'ignore', 'pipe'] })
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#output += chunk
    })
  }

  async stop(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
