import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { ActionError } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import { COMMAND_LIMITS, type ParamsOf, type ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { openPty, type Pty } from './pty.ts'

type TerminalRun = Run<'command.terminal'>

/** A shell for whoever reads and types; it ends with them. */
export async function openTerminal(
  size: ParamsOf<'command.terminal'>,
  run: TerminalRun,
  clock: Clock,
): Promise<ResultOf<'command.terminal'>> {
  const began = performance.now()
  const pty = await openPty(size)
  run.onResize((columns, rows) => pty.resize({ columns, rows }))
  const abort = new Promise<never>((_, reject) => {
    run.signal.addEventListener('abort', () => reject(run.signal.reason))
    if (run.signal.aborted) reject(run.signal.reason)
  })
  abort.catch(() => {})
  try {
    const told = tell(pty, run)
    await Promise.race([told, abort, type(pty.input, run, clock)])
    const exitCode = await Promise.race([pty.exited, abort])
    return { exitCode, durationMs: Math.round(performance.now() - began) }
  } finally {
    await pty.hangUp()
  }
}

/** Settles when nothing more comes: the shell is gone. */
async function tell({ output }: Pty, run: TerminalRun): Promise<void> {
  for await (const bytes of output as AsyncIterable<Buffer>) await run.bytes(bytes)
}

/** Passes on what is typed. Never settles but by an error: the end of what is typed is an end too, as is a long silence. */
async function type(input: Writable, run: TerminalRun, clock: Clock): Promise<never> {
  const { promise: idle, reject } = Promise.withResolvers<never>()
  idle.catch(() => {})
  const why = new ActionError('timeout', `nobody typed for ${COMMAND_LIMITS.idleMs / 60_000} minutes`)
  const endLater = (): (() => void) => clock.after(COMMAND_LIMITS.idleMs, () => reject(why))
  let stay = endLater()
  const pass = async (): Promise<never> => {
    for await (const bytes of run.input) {
      stay()
      stay = endLater()
      if (!input.write(bytes) && !input.destroyed) await Promise.race([once(input, 'drain'), once(input, 'close')])
    }
    throw new ActionError('cancelled', 'it was closed')
  }
  try {
    return await Promise.race([pass(), idle])
  } finally {
    stay()
  }
}
