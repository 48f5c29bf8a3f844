import type { ProcessInfo } from '@hyperion/domain/hosts'
import type { ResultOf, RowOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { isProtected, ownLine } from './own-line.ts'
import { commandOf, shown } from './shown.ts'

type Figures = Pick<RowOf<'process.list'>, 'state' | 'cpuPercent' | 'memoryPercent' | 'memoryBytes' | 'threads' | 'nice'>

export async function listProcesses({ host }: Environment, run: Run<'process.list'>): Promise<ResultOf<'process.list'>> {
  const { at, processes } = await host.processes()
  const own = ownLine()
  await run.rows(processes.map((each) => rowOf(each, own)))
  return { at, bootedAt: host.info.bootedAt }
}

function rowOf(each: ProcessInfo, own: ReadonlySet<number>): RowOf<'process.list'> {
  return { pid: each.pid, startedAt: each.startedAt, ...factsOf(each, own), ...figuresOf(each) }
}

export function factsOf(each: ProcessInfo, own: ReadonlySet<number>) {
  return {
    parent: each.parent,
    name: shown(each.name, 255),
    command: commandOf(each),
    user: shown(each.user, 255),
    protected: isProtected(each, own),
  }
}

export function figuresOf({ state, cpuPercent, memoryPercent, memoryBytes, threads, nice }: Pick<ProcessInfo, keyof Figures>) {
  return { state, cpuPercent: rounded(cpuPercent, 10), memoryPercent: rounded(memoryPercent, 100), memoryBytes, threads, nice }
}

function rounded(value: number, parts: number): number {
  return Number.isFinite(value) ? Math.round(value * parts) / parts : 0
}
