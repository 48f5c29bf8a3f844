import type { Readable } from 'node:stream'
import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { account, cleanEnvironment, findProgram } from './account.ts'
import { begin } from './begin.ts'
import { Printed } from './printed.ts'
import { endSession } from './session.ts'

export async function runCommand(params: ParamsOf<'command.run'>, run: Run<'command.run'>): Promise<ResultOf<'command.run'>> {
  const { program, arguments: args, directory, timeLimitS } = params
  const path = program.startsWith('/') ? program : findProgram(program)
  if (path === undefined) throw new ActionError('missing', `there is no program ${program}`)
  const cwd = directory ?? account().home
  run.signal.throwIfAborted()
  const began = performance.now()
  const child = await begin(path, args, { cwd, argv0: program, env: cleanEnvironment('dumb'), stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = new Promise<readonly [number | null, string | null]>((resolve) =>
    child.once('exit', (code, signal) => resolve([code, signal])),
  )
  const printed = new Printed(child.stdout as Readable, child.stderr as Readable, (text, stream) => run.text(text, stream))
  const end = endOf(child.pid as number, run.signal, timeLimitS)
  try {
    const [exitCode, signal] = await Promise.race([exited, end.happened])
    const leftRunning = await Promise.race([printed.rest(), end.happened])
    // It was ended: what it makes of that is not its result.
    if (end.begun) await end.happened
    return { exitCode, signal, durationMs: Math.round(performance.now() - began), ...printed.figures, leftRunning }
  } finally {
    end.off()
    printed.close()
  }
}

interface End {
  /** Rejects with why, when nothing of the command is left. */
  readonly happened: Promise<never>
  readonly begun: boolean
  off(): void
}

/** Ends a command that is cancelled or takes too long. */
function endOf(leader: number, signal: AbortSignal, seconds: number): End {
  const { promise: happened, reject } = Promise.withResolvers<never>()
  happened.catch(() => {})
  let begun = false
  const end = (why: unknown): void => {
    if (begun) return
    begun = true
    void endSession(leader).finally(() => reject(why))
  }
  const cancelled = (): void => end(signal.reason)
  const limit = setTimeout(() => end(new ActionError('timeout', `it took longer than ${seconds} s and was ended`)), seconds * 1000)
  signal.addEventListener('abort', cancelled)
  if (signal.aborted) cancelled()
  const off = (): void => {
    clearTimeout(limit)
    signal.removeEventListener('abort', cancelled)
  }
  return {
    happened,
    get begun() {
      return begun
    },
    off,
  }
}
