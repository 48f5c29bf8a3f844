import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import { identify } from './identify.ts'

const ENDING = ['TERM', 'KILL', 'INT', 'QUIT', 'HUP']
/** How long an end is waited for. */
const PATIENCE_MS = 2000
const LOOK_MS = 50

export async function signalProcess(
  { host, clock }: Environment,
  { signal, ...which }: ParamsOf<'process.signal'>,
): Promise<ResultOf<'process.signal'>> {
  const { pid } = await identify(host, which)
  send(pid, `SIG${signal}`)
  if (!ENDING.includes(signal)) return { ended: false }
  for (let waited = 0; waited < PATIENCE_MS && isThere(pid); waited += LOOK_MS) {
    await new Promise<void>((resolve) => clock.after(LOOK_MS, resolve))
  }
  return { ended: !isThere(pid) }
}

function send(pid: number, signal: string): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ESRCH') throw new ActionError('missing', `process ${pid} is gone`)
    if (code === 'EPERM') throw new ActionError('permission', `the agent's account may not signal process ${pid}`)
    throw new ActionError('failed', message)
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
