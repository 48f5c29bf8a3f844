import type { ParamsOf } from '@hyperion/wire/actions'
import type { HostContext } from './reach.ts'

/**
 * Of a script: reads which process is meant, and fails unless it still is that one and may be touched. Its command is the rest of the input.
 * One of 4096 bytes may have been cut when it was told.
 */
export const CONFIRM = `is_over() {
  seen=$(cat "/proc/$pid/stat" 2>/dev/null) || return 0
  case \${seen##*) } in [ZXx]*) return 0 ;; esac
  return 1
}
read -r pid
read -r low
read -r high
read -r what
command=$(cat)
stat=$(cat "/proc/$pid/stat" 2>/dev/null) || fail missing
set -- \${stat##*) }
parent=$2
hz=$(getconf CLK_TCK 2>/dev/null || echo 100)
began=$((\${20} * 1000 / hz))
[ "$began" -ge "$low" ] && [ "$began" -le "$high" ] || fail changed
! is_over || fail missing
if now=$(ps -ww -o args= -p "$pid" 2>/dev/null); then
  case $now in
    "$command") ;;
    "$command"*) [ "\${#command}" -ge 4096 ] || fail changed ;;
    *) fail changed ;;
  esac
fi
[ "$pid" -ne 1 ] && [ "$pid" -ne 2 ] && [ "$parent" -ne 2 ] || fail protected
`

/** How far the start of a process may be reckoned apart: it is known to a tick. */
const SLACK_MS = 20

type Confirmed = Pick<ParamsOf<'process.signal'>, 'pid' | 'startedAt' | 'command'>

/** What {@link CONFIRM} reads; `what` is to be done. */
export function confirmedInput({ pid, startedAt, command }: Confirmed, what: string | number, { bootedAt }: HostContext): string[] {
  const began = startedAt - bootedAt
  return [pid, Math.floor(began - SLACK_MS), Math.ceil(began + SLACK_MS), what, command].map(String)
}
