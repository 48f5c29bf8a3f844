import { ActionError } from '@hyperion/domain/actions'
import type { ProcessInfo } from '@hyperion/domain/hosts'
import type { LiveHost } from '@hyperion/ports/live-host'
import { commandOf } from './shown.ts'

export interface Identified {
  readonly pid: number
  readonly startedAt: number
  readonly command: string
}

/** The start of a process is known to a tick of the kernel, and its boot to less than that. */
const SAME_START_MS = 50

/** The process that was confirmed, if it still is that one and may be touched. */
export async function identify(host: LiveHost, { pid, startedAt, command }: Identified): Promise<ProcessInfo> {
  const found = (await host.processes()).processes.find((each) => each.pid === pid)
  if (!found) throw new ActionError('missing', `process ${pid} is gone`)
  if (Math.abs(found.startedAt - startedAt) > SAME_START_MS || commandOf(found) !== command)
    throw new ActionError('changed', `process ${pid} is another one now`)
  if (isProtected(found)) throw new ActionError('protected', `process ${pid} may not be touched`)
  return found
}

const KTHREADD = 2

export function isProtected({ pid, parent }: Pick<ProcessInfo, 'pid' | 'parent'>): boolean {
  return pid === 1 || pid === KTHREADD || parent === KTHREADD || pid === process.pid
}
