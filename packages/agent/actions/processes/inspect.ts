import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import { canLook, type Look, look } from './look.ts'

const SAME_START_MS = 50

/** Looks into one process; what was read of another one that took its number meanwhile is not told. */
export async function inspect<T>(
  environment: Environment,
  { pid, startedAt }: ParamsOf<'process.detail'>,
  work: (seen: Look, folder: string) => Promise<T>,
): Promise<T> {
  if (!canLook(environment)) throw new ActionError('unsupported', 'this system does not show single processes')
  const before = look(environment, pid)
  if (!before) throw new ActionError('missing', `process ${pid} is gone`)
  if (startedAt !== undefined && Math.abs(before.startedAt - startedAt) > SAME_START_MS)
    throw new ActionError('changed', `process ${pid} is another one now`)
  const answer = await work(before, `${environment.paths.proc}/${pid}`)
  const after = look(environment, pid)
  if (!after) throw new ActionError('missing', `process ${pid} is gone`)
  if (after.startTicks !== before.startTicks) throw new ActionError('changed', `process ${pid} is another one now`)
  return answer
}

export function hidden(pid: number): ActionError {
  return new ActionError('permission', `the agent's account may not see the files of process ${pid}`)
}
