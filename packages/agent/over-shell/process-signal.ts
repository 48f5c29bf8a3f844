import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import { bodyOf, PREAMBLE } from './answer.ts'
import { CONFIRM, confirmedInput } from './process-confirmed.ts'
import type { ShellScript } from './scripted.ts'

const SCRIPT = `${PREAMBLE}
${CONFIRM}
if ! kill -s "$what" "$pid" 2>/dev/null; then
  [ -d "/proc/$pid" ] && fail permission
  fail missing
fi
tries=0
while [ "$tries" -lt 4 ] && ! is_over; do
  case $what in TERM|KILL|INT|QUIT|HUP) sleep 0.5 2>/dev/null || sleep 1 ;; *) break ;; esac
  tries=$((tries + 1))
done
is_over && echo "ended yes" || echo "ended no"
`

const UNDONE_BY = { STOP: 'CONT', CONT: 'STOP' } as const

/** Sends a signal to the process that was confirmed, found again by its start and its command. */
export const signalOverShell: ShellScript = {
  script: SCRIPT,
  input: (params, context) => {
    const { signal, ...which } = params as ParamsOf<'process.signal'>
    return confirmedInput(which, signal, context).join('\n')
  },
  read(answer, _, params) {
    const [, ended] = /^ended (yes|no)$/m.exec(bodyOf(answer)) ?? []
    if (ended === undefined) throw new ActionError('failed', 'it is not known what became of it')
    return { rows: [], result: { ended: ended === 'yes', undo: undoOf(params as ParamsOf<'process.signal'>) } }
  },
}

function undoOf({ signal, ...which }: ParamsOf<'process.signal'>): ResultOf<'process.signal'>['undo'] {
  if (signal !== 'STOP' && signal !== 'CONT') return null
  return { operation: 'process.signal', params: { ...which, signal: UNDONE_BY[signal] } }
}
