import { ActionError } from '@hyperion/domain/actions'
import type { SshConnection } from '@hyperion/ports/ssh'
import { linesOf } from '../actions/units/lines.ts'
import type { Reach } from './reach.ts'

/** Runs the program that its input names, word by word; none is ever part of a command's text. Tells its number first. */
const SCRIPT = `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
TZ=UTC
export PATH LC_ALL TZ
cd /
read -r count
set --
while [ "$count" -gt 0 ]; do
  IFS= read -r word
  set -- "$@" "$word"
  count=$((count - 1))
done
echo "$$"
exec "$@" < /dev/null 2>&1`

const END_SCRIPT = `read -r group
kill -TERM "-$group" 2>/dev/null
tries=0
while [ "$tries" -lt 4 ] && kill -0 "-$group" 2>/dev/null; do sleep 1; tries=$((tries + 1)); done
kill -KILL "-$group" 2>/dev/null
exit 0`

const END_LIMITS = { ms: 15_000, bytes: 4096 } as const

/** What a shell says of a program that is not there. */
export const NOT_FOUND = 127

/**
 * Runs a program on the host: yields its lines, of both streams, as they come and are asked for, and returns how it ended. No word may
 * hold a line break. It is ended, with what it began, when the signal aborts or nobody asks for more.
 */
export async function* runProgram(
  words: readonly string[],
  signal: AbortSignal,
  { connection }: Pick<Reach, 'connection'>,
): AsyncGenerator<readonly string[], number | null> {
  signal.throwIfAborted()
  const child = await connection.open(`exec /bin/sh -c '${SCRIPT}'`, null)
  let group: number | null = null
  let runs = true
  const { promise: over, reject } = Promise.withResolvers<never>()
  over.catch(() => {})
  const end = (): void => void endGroup(connection, group).finally(() => reject(signal.reason))
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  try {
    child.write(new TextEncoder().encode(`${words.length}\n${words.join('\n')}\n`))
    const output = linesOf(child.output)
    for (;;) {
      const { value: lines, done } = await Promise.race([output.next(), over])
      if (done) break
      const fresh = group === null ? lines.slice(1) : lines
      group ??= numberIn(lines[0] ?? '')
      if (fresh.length > 0) yield fresh
    }
    const { exitCode } = await Promise.race([child.ended, over])
    if (signal.aborted) await over
    runs = false
    return exitCode
  } finally {
    signal.removeEventListener('abort', end)
    if (runs && !signal.aborted) void endGroup(connection, group)
    child.close()
  }
}

function numberIn(line: string): number {
  if (!/^\d+$/.test(line)) throw new ActionError('unsupported', 'the account of this host may not run this')
  return Number(line)
}

/** Ends a program that leads a group, with what it began. */
export async function endGroup(connection: SshConnection, group: number | null): Promise<void> {
  if (group !== null) await connection.run(`exec /bin/sh -c '${END_SCRIPT}'`, `${group}\n`, END_LIMITS).catch(() => {})
}
