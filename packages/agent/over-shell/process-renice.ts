import { ActionError } from '@hyperion/domain/actions'
import { ask, inParts } from './parts.ts'
import { CONFIRM, confirmedInput } from './process-confirmed.ts'
import type { ShellImplementation } from './reach.ts'

/** `-n` is a difference to some of these programs: it is left out. Linux keeps it for each thread. */
const SCRIPT = inParts(`
${CONFIRM}
nice_of() {
  stat=$(cat "/proc/$pid/stat" 2>/dev/null) || fail missing
  set -- \${stat##*) }
  part "$nice_is"
  echo "\${17} \${20}"
}
nice_is=before
nice_of
command -v renice > /dev/null || fail unsupported there is no renice on this host
part said
renice "$what" -p "$pid" 2>&1
for thread in $(ls "/proc/$pid/task" 2>/dev/null); do
  [ "$thread" = "$pid" ] || renice "$what" -p "$thread" > /dev/null 2>&1
done
nice_is=after
nice_of
`)

/** Serves the process that was confirmed earlier or later than others. */
export const reniceOverShell: ShellImplementation<'process.renice'> = async ({ nice, ...which }, run, reach) => {
  const parts = await ask(SCRIPT, confirmedInput(which, nice, reach.context), run, reach)
  const [before = Number.NaN, began] = numbersIn(parts.get('before'))
  const [now = Number.NaN, begun] = numbersIn(parts.get('after'))
  if (began !== begun) throw new ActionError('changed', `process ${which.pid} is another one now`)
  if (now !== nice) throw failureOf(parts.get('said') ?? '', nice, before)
  return { before, nice: now, undo: { operation: 'process.renice', params: { ...which, nice: before } } }
}

function failureOf(said: string, nice: number, before: number): ActionError {
  if (!/denied|not permitted/i.test(said))
    return new ActionError('failed', said.trim().replaceAll(/\s+/g, ' ').slice(0, 500).toWellFormed())
  const why = nice < before ? 'the account may not serve a process earlier than before' : 'the account may not change this process'
  return new ActionError('permission', why)
}

function numbersIn(text = ''): number[] {
  return text.trim().split(' ').map(Number)
}
