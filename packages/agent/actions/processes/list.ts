import type { ProcessInfo } from '@hyperion/domain/hosts'
import type { ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { isProtected } from './identify.ts'

/** As long as a command line is told; the same for who confirms by it. */
export const COMMAND_LENGTH = 4096

export async function listProcesses({ host }: Environment, run: Run<'process.list'>): Promise<ResultOf<'process.list'>> {
  const { at, processes } = await host.processes()
  await run.rows(
    processes.map((each) => ({
      pid: each.pid,
      parent: each.parent,
      name: shown(each.name, 255),
      command: commandOf(each),
      user: shown(each.user, 255),
      state: each.state,
      cpuPercent: each.cpuPercent,
      memoryPercent: each.memoryPercent,
      memoryBytes: each.memoryBytes,
      threads: each.threads,
      startedAt: each.startedAt,
      nice: null,
      protected: isProtected(each),
    })),
  )
  return { at, bootedAt: host.info.bootedAt }
}

/** The command line as it is told, and compared. */
export function commandOf({ command }: Pick<ProcessInfo, 'command'>): string {
  return shown(command, COMMAND_LENGTH)
}

function shown(text: string, length: number): string {
  return text.slice(0, length).toWellFormed()
}
