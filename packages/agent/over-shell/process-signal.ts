import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf } from '@hyperion/wire/actions'
import { bodyOf, PREAMBLE } from './answer.ts'
import type { ShellScript } from './scripted.ts'

const SCRIPT = `${PREAMBLE}
read -r pid
read -r low
read -r high
read -r signal
command=$(cat)
stat=$(cat "/proc/$pid/stat" 2>/dev/null) || fail missing
set -- $(echo "$stat" | sed "s/^.*) //")
parent=$2
shift 19
hz=$(getconf CLK_TCK 2>/dev/null || echo 100)
began=$(($1 * 1000 / hz))
[ "$began" -ge "$low" ] && [ "$began" -le "$high" ] || fail changed
if now=$(ps -ww -o args= -p "$pid" 2>/dev/null); then
  [ "$now" = "$command" ] || fail changed
fi
[ "$pid" -ne 1 ] && [ "$pid" -ne 2 ] && [ "$parent" -ne 2 ] || fail protected
if ! kill -s "$signal" "$pid" 2>/dev/null; then
  [ -d "/proc/$pid" ] && fail permission
  fail missing
fi
tries=0
while [ "$tries" -lt 4 ] && [ -d "/proc/$pid" ]; do
  case $signal in TERM|KILL|INT|QUIT|HUP) sleep 0.5 2>/dev/null || sleep 1 ;; *) break ;; esac
  tries=$((tries + 1))
done
[ -d "/proc/$pid" ] && echo "ended no" || echo "ended yes"
`

/** How far the start of a process may be reckoned apart: it is known to a tick. */
const SLACK_MS = 20

/** Sends a signal to the process that was confirmed, found again by its start and its command. */
export const signalOverShell: ShellScript = {
  script: SCRIPT,
  input(params, { bootedAt }) {
    const { pid, startedAt, command, signal } = params as ParamsOf<'process.signal'>
    const began = startedAt - bootedAt
    return [pid, Math.floor(began - SLACK_MS), Math.ceil(began + SLACK_MS), signal, command].join('\n')
  },
  read(answer) {
    const [, ended] = /^ended (yes|no)$/m.exec(bodyOf(answer)) ?? []
    if (ended === undefined) throw new ActionError('failed', 'it is not known what became of it')
    return { rows: [], result: { ended: ended === 'yes', undo: null } }
  },
}
