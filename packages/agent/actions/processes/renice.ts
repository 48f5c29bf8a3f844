import { readdirSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import { identify, type Target } from './identify.ts'

export async function reniceProcess(
  environment: Environment,
  { nice, ...which }: ParamsOf<'process.renice'>,
): Promise<ResultOf<'process.renice'>> {
  const target = await identify(environment, which)
  const before = niceOf(target)
  target.touch(() => renice(environment.paths.proc, target.pid, nice))
  return { before, nice: niceOf(target), undo: { operation: 'process.renice', params: { ...which, nice: before } } }
}

function niceOf({ pid, now }: Target): number {
  return now()?.nice ?? asked(pid, () => getPriority(pid))
}

/** Linux keeps it for each thread: the number of a process alone is that of its first one. */
function renice(proc: string, pid: number, nice: number): void {
  asked(pid, () => setPriority(pid, nice))
  for (const thread of threadsOf(proc, pid)) {
    if (thread === pid) continue
    try {
      setPriority(thread, nice)
    } catch {
      // It ended meanwhile: the first one let itself be changed.
    }
  }
}

function threadsOf(proc: string, pid: number): readonly number[] {
  try {
    return readdirSync(`${proc}/${pid}/task`).map(Number)
  } catch {
    return []
  }
}

function asked<T>(pid: number, ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    const { message, info } = error as Error & { readonly info?: { readonly code?: string } }
    if (info?.code === 'ESRCH') throw new ActionError('missing', `process ${pid} is gone`)
    if (info?.code === 'EACCES') throw new ActionError('permission', "the agent's account may not serve a process earlier than before")
    if (info?.code === 'EPERM') throw new ActionError('permission', `the agent's account may not change process ${pid}`)
    throw new ActionError('failed', message)
  }
}
