import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import { identify, type Target } from './identify.ts'

const ENDING = ['TERM', 'KILL', 'INT', 'QUIT', 'HUP']
/** How long an end is waited for. */
const PATIENCE_MS = 2000
/** Most processes are over within a few milliseconds; the longer one lives, the more seldom it is looked for. */
const FIRST_LOOK_MS = 2
const SELDOM_LOOK_MS = 50

export async function signalProcess(
  environment: Environment,
  { signal, ...which }: ParamsOf<'process.signal'>,
): Promise<ResultOf<'process.signal'>> {
  const target = await identify(environment, which)
  target.touch(() => send(target.pid, `SIG${signal}`))
  if (signal === 'STOP' || signal === 'CONT') {
    const params = { ...which, signal: signal === 'STOP' ? ('CONT' as const) : ('STOP' as const) }
    return { ended: false, undo: { operation: 'process.signal', params } }
  }
  if (!ENDING.includes(signal)) return { ended: isOver(target), undo: null }
  let pause = FIRST_LOOK_MS
  for (let waited = 0; waited < PATIENCE_MS && !isOver(target); waited += pause) {
    if (waited > 0) pause = Math.min(2 * pause, SELDOM_LOOK_MS)
    await new Promise<void>((resolve) => environment.clock.after(pause, resolve))
  }
  return { ended: isOver(target), undo: null }
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

/** One that only waits for its parent to take note is over. */
function isOver({ pid, found, now }: Target): boolean {
  if (!found) return !isThere(pid)
  const seen = now()
  return !seen || seen.state === 'zombie'
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
