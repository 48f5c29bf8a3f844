import { ActionError } from '@hyperion/domain/actions'
import type { OperationId } from '@hyperion/wire/actions'
import type { Run } from '../actions/implementation.ts'
import type { HostContext, Reach, ShellImplementation } from './reach.ts'

/** An operation that one script carries out. */
export interface ShellScript {
  /** For a POSIX shell; the same whatever is asked. Holds no single quotes. */
  readonly script: string
  /** Its standard input. */
  input(params: object, context: HostContext): string
  /** What the script printed, read; throws `ActionError` where it says, or shows, that nothing came of it. */
  read(answer: string, context: HostContext, params: object): { readonly rows: readonly object[]; readonly result: object }
  /** Of one that goes on until it is cancelled: the script is run again and again, and what is news of its answers told. */
  follow?(): Following
}

export interface Following {
  /** From the end of one run to the next. */
  readonly everyMs: number
  /** As {@link ShellScript.read}; `at` (epoch ms) is the instant that the answer is of. */
  next(answer: string, context: HostContext): { readonly rows: readonly object[]; readonly at: number }
}

/** Of an answer. A table of thousands of processes takes about 2 MiB. */
const LIMITS = { ms: 30_000, bytes: 8 * 1024 * 1024 } as const

/** Has a script carry an operation out; once it runs it goes on to its end, cancelled or not. */
export function scripted<O extends OperationId>(script: ShellScript): ShellImplementation<O> {
  // What the script tells is checked by the hub, as an agent's answers are.
  const work = async (params: object, run: Run<O>, reach: Reach): Promise<never> => {
    const { connection, context } = reach
    const ask = (): Promise<string> =>
      unlessEnded(run.signal, connection.run(`exec /bin/sh -c '${script.script}'`, script.input(params, context), LIMITS))
    const following = script.follow?.()
    if (following) return follow(following, ask, run as Run<never>, reach)
    const { rows, result } = script.read(await ask(), context, params)
    await run.rows(rows as never)
    return result as never
  }
  return work
}

async function follow(
  { next, everyMs }: Following,
  ask: () => Promise<string>,
  run: Run<never>,
  { clock, context }: Reach,
): Promise<never> {
  for (;;) {
    const { rows, at } = next(await ask(), context)
    await run.rows(rows as never)
    run.progress(at, null)
    await unlessEnded(run.signal, new Promise<void>((resolve) => void clock.after(everyMs, resolve)))
  }
}

/** What work comes to, or why nobody waits for it any longer. */
export function unlessEnded<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const end = (): void => {
    const why: unknown = signal.reason
    const cancelled = why instanceof ActionError && why.failure === 'cancelled'
    reject(cancelled ? new ActionError('cancelled', 'it was cancelled; what was begun goes on') : why)
  }
  if (signal.aborted) end()
  signal.addEventListener('abort', end)
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', end))
}
