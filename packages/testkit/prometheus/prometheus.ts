import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, startProgram } from './program.ts'

export interface Prometheus extends Program {
  /** Values of an instant query by their labels, as JSON. */
  query(expression: string): Promise<readonly { readonly metric: Readonly<Record<string, string>>; readonly value: [number, string] }[]>
}

/** A real Prometheus with this configuration file. */
export async function startPrometheus(config: string, ...args: readonly string[]): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'hyperion-prometheus-'))
  const file = join(folder, 'prometheus.yml')
  writeFileSync(file, config)
  const program = await startProgram('prometheus', '/-/ready', (address) => [
    `--config.file=${file}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--storage.remote.flush-deadline=1s',
    '--log.level=warn',
    ...args,
  ])
  return {
    ...program,
    query: async (expression) => {
      const answer = await fetch(`${program.base}/api/v1/query?${new URLSearchParams({ query: expression })}`)
      const { data } = (await answer.json()) as { data: { result: { metric: Record<string, string>; value: [number, string] }[] } }
      return data.result
    },
    stop: async () => {
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const PROMTOOL = 'promtool'

/** What `promtool check metrics` says of a text: nothing when all is well. */
export function checkMetrics(text: string): string {
  const { status, stdout, stderr, error } = spawnSync(PROMTOOL, ['check', 'metrics'], { input: text, encoding: 'utf8' })
  if (error) throw new Error(`${PROMTOOL} is missing: apt-get install prometheus`)
  return status === 0 ? stdout + stderr : `${status}: ${stdout}${stderr}`
}
