import type { Holder } from '../../actions/network/holders.ts'
import { type SocketSources, tellSockets } from '../../actions/network/sockets.ts'
import { shown } from '../../actions/processes/shown.ts'
import { parsePasswd } from '../../linux/users.ts'
import { ask, inParts, type Parts } from '../parts.ts'
import { runProgram } from '../programs.ts'
import type { ShellImplementation } from '../reach.ts'

/** Whose sockets they are, as far as the account may look: `denied` for a process that it may not. */
const HOLDERS_SCRIPT = inParts(`
read -r pid
if [ "$pid" = 0 ]; then
  set -- /proc/[0-9]*/fd
else
  set -- "/proc/$pid/fd"
fi
for folder in "$@"; do
  [ -r "$folder" ] || [ ! -d "$folder" ] || { part denied; break; }
done
part holders
ls -l "$@" /dev/null 2>/dev/null | grep -e "^/proc/" -e "socket:" | head -c 8000000
part names
grep -H "" /proc/[0-9]*/comm /dev/null 2>/dev/null | head -c 3000000
part users
head -c 1000000 /etc/passwd
`)

/** Sockets of a host, and of those processes that its account may look into whose they are. */
export const socketsOverShell: ShellImplementation<'network.sockets'> = async (params, run, reach) => {
  const parts = await ask(HOLDERS_SCRIPT, [params.pid ?? 0], run, reach)
  const table: SocketSources['table'] = (protocol) => runProgram(['cat', `/proc/net/${protocol}`], run.signal, reach)
  const told = await tellSockets({ ...sourcesIn(parts, params.pid), table }, params, run)
  return { at: reach.clock.now(), ...told }
}

function sourcesIn(parts: Parts, only: number | undefined): Omit<SocketSources, 'table'> {
  const users = parsePasswd(parts.get('users') ?? '')
  const names = new Map<number, string>()
  for (const [, pid, name = ''] of (parts.get('names') ?? '').matchAll(/^\/proc\/(\d+)\/comm:(.*)$/gm)) names.set(Number(pid), name)
  return {
    bySocket: holdersIn(parts.get('holders') ?? '', only),
    seesAll: !parts.has('denied'),
    userOf: (uid) => users.get(uid) ?? String(uid),
    nameOf: (pid) => shown(names.get(pid) ?? '', 255) || null,
  }
}

/** `ls` names no folder when there is one alone. */
function holdersIn(text: string, only: number | undefined): ReadonlyMap<number, Holder> {
  const bySocket = new Map<number, Holder>()
  const own = new Set<number>()
  let pid = only ?? 0
  for (const line of text.split('\n')) {
    const [, folder] = /^\/proc\/(\d+)\/fd:$/.exec(line) ?? []
    const [, inodeText] = / -> socket:\[(\d+)\]$/.exec(line) ?? []
    if (folder !== undefined) {
      pid = Number(folder)
      own.clear()
    }
    const inode = Number(inodeText)
    if (inodeText === undefined || own.has(inode)) continue
    own.add(inode)
    const known = bySocket.get(inode)
    if (known) known.others++
    else bySocket.set(inode, { pid, others: 0 })
  }
  return bySocket
}
