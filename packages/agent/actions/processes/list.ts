import type { ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { isProtected } from './identify.ts'
import { commandOf, shown } from './shown.ts'

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
