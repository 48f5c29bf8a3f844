import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, startProgram } from './program.ts'

/** A real Alertmanager with this configuration file, alone. */
export async function startAlertmanager(config: string): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'hyperion-alertmanager-'))
  const file = join(folder, 'alertmanager.yml')
  writeFileSync(file, config)
  const program = await startProgram('prometheus-alertmanager', '/-/ready', (address) => [
    `--config.file=${file}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--cluster.listen-address=',
  ])
  return {
    ...program,
    stop: async () => {
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
