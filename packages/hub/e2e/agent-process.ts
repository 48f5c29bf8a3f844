import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decodeReport, metricsOf, type Report } from '@hyperion/domain/metrics'
import { type HubProcess, temporaryFolder } from './hub-process.ts'

const CHILD = fileURLToPath(new URL('./report-until-killed.ts', import.meta.url))

const NEWLINE = 10

/** A real agent in a process of its own, which is killed and started again on the same folder. */
export class AgentProcess {
  readonly folder = temporaryFolder()
  readonly #log = join(this.folder, 'reports.log')
  readonly #args: readonly string[]
  readonly #within: readonly string[]
  #child: ChildProcess | null = null
  #output = ''
  #counted = { bytes: 0, reports: 0 }
  kills = 0

  /** `within`: a program, with arguments, that becomes the agent. */
  constructor(args: readonly string[], within: readonly string[] = []) {
    this.#within = within
    this.#args = ['--data', join(this.folder, 'agent'), ...args]
  }

  /** Everything it printed so far, over all its lives. */
  get output(): string {
    return this.#output
  }

  start(): void {
    const [program = '', ...args] = [...this.#within, process.execPath, CHILD, this.#log, ...this.#args]
    this.#child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#output += chunk
    })
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    if (signal === 'SIGKILL') this.kills++
    child.kill(signal)
    await once(child, 'exit')
  }

  /** How many reports it buffered; reads only what came since the last call. */
  count(): number {
    if (!existsSync(this.#log)) return 0
    const file = openSync(this.#log, 'r')
    try {
      const chunk = Buffer.alloc(fstatSync(file).size - this.#counted.bytes)
      const bytes = readSync(file, chunk, 0, chunk.length, this.#counted.bytes)
      const lines = chunk.subarray(0, bytes).filter((byte) => byte === NEWLINE).length
      this.#counted = { bytes: this.#counted.bytes + bytes, reports: this.#counted.reports + lines }
    } finally {
      closeSync(file)
    }
    return this.#counted.reports
  }

  /** What it buffered, as it wrote it down. */
  reports(): readonly Report[] {
    if (!existsSync(this.#log)) return []
    const lines = readFileSync(this.#log, 'utf8').split('\n').slice(0, -1)
    return lines.map((line) => decodeReport(Buffer.from(line, 'base64url')))
  }
}

interface Series {
  readonly bucket: number
  readonly times: readonly number[]
  readonly columns: readonly { readonly values: readonly (number | null)[] }[]
}

/** Every value that the hub keeps of a host, `time group/instance` to the values in catalog order, and how often a time came twice. */
export async function keptBy(hub: HubProcess, token: string, host: number): Promise<{ values: Map<string, string>; duplicates: number }> {
  const facts = await hub.json<{ series: { group: 'cpu'; instance: string }[] }>(`/api/hosts/${host}`, token)
  const values = new Map<string, string>()
  let duplicates = 0
  for (const { group, instance } of facts.series) {
    const query = new URLSearchParams({ group, instance, points: '10000' })
    const { bucket, times, columns } = await hub.json<Series>(`/api/hosts/${host}/series?${query}`, token)
    if (bucket !== 0) throw new Error('the answer is not as stored')
    duplicates += times.length - new Set(times).size
    times.forEach((at, row) => {
      values.set(`${at} ${group}/${instance}`, JSON.stringify(columns.map((column) => column.values[row])))
    })
  }
  return { values, duplicates }
}

/** The same of what an agent wrote down. */
export function writtenDown(reports: readonly Report[]): Map<string, string> {
  const values = new Map<string, string>()
  for (const { at, readings } of reports) {
    for (const { group, instance, values: row } of readings) {
      const shown = metricsOf(group).map((_, i) => row[i] ?? null)
      values.set(
        `${at} ${group}/${instance}`,
        JSON.stringify(shown.map((value) => (value !== null && Number.isFinite(value) ? value + 0 : null))),
      )
    }
  }
  return values
}
