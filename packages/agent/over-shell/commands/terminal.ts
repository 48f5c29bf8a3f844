import { ActionError } from '@hyperion/domain/actions'
import type { SshProcess } from '@hyperion/ports/ssh'
import { COMMAND_LIMITS, type ParamsOf, type ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../../actions/implementation.ts'
import type { Reach } from '../reach.ts'

type TerminalRun = Run<'command.terminal'>

/** The account's own shell, on a terminal; it ends with whoever types. */
export async function terminalOverShell(
  size: ParamsOf<'command.terminal'>,
  run: TerminalRun,
  { connection, clock }: Reach,
): Promise<ResultOf<'command.terminal'>> {
  const began = clock.now()
  const shell = await connection.open(null, size)
  run.onResize((columns, rows) => shell.resize({ columns, rows }))
  const { promise: over, reject } = Promise.withResolvers<never>()
  over.catch(() => {})
  const silence = new ActionError('timeout', `nobody typed for ${COMMAND_LIMITS.idleMs / 60_000} minutes`)
  let cancelIdle = clock.after(COMMAND_LIMITS.idleMs, () => reject(silence))
  const closed = (): void => reject(run.signal.reason)
  run.signal.addEventListener('abort', closed)
  if (run.signal.aborted) closed()
  const type = async (): Promise<never> => {
    for await (const bytes of run.input) {
      cancelIdle()
      cancelIdle = clock.after(COMMAND_LIMITS.idleMs, () => reject(silence))
      shell.write(bytes)
    }
    throw new ActionError('cancelled', 'it was closed')
  }
  const typing = type()
  // What ends it is told by the run, not by its input.
  typing.catch(() => {})
  try {
    await Promise.race([tell(shell, run), typing, over])
    const { exitCode } = await Promise.race([shell.ended, over])
    return { exitCode, durationMs: Math.round(clock.now() - began) }
  } finally {
    cancelIdle()
    run.signal.removeEventListener('abort', closed)
    shell.close()
  }
}

async function tell({ output }: SshProcess, run: TerminalRun): Promise<void> {
  for await (const bytes of output) await run.bytes(bytes)
}
