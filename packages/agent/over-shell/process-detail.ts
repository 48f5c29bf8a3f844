import { ActionError } from '@hyperion/domain/actions'
import { type ParamsOf, PROCESS_LIMITS, type ResultOf } from '@hyperion/wire/actions'
import { placeOf } from '../actions/processes/cgroup.ts'
import { argumentsOf } from '../actions/processes/detail.ts'
import { cpuSecondsOf, idsIn, ioIn, limitsIn, memoryIn, threadIn } from '../actions/processes/proc-files.ts'
import { shown } from '../actions/processes/shown.ts'
import { SOCKET_TABLES, socketsIn } from '../actions/processes/sockets.ts'
import { commandOf } from '../linux/processes.ts'
import { parsePasswd } from '../linux/users.ts'
import { ask, inParts, type Parts } from './parts.ts'
import { OPEN_FILES } from './process-files.ts'
import { commandsOf, niceOf } from './process-list.ts'
import { BEFORE, eachStat, factsIn, type HostFacts, type Seen, sameProcess, startedAt } from './process-stats.ts'
import type { HostContext, ShellImplementation } from './reach.ts'

type Detail = ResultOf<'process.detail'>

const SCRIPT = inParts(`
${BEFORE}
for name in status limits io cgroup oom_score smaps_rollup cmdline; do
  part "$name"
  head -c 200000 "/proc/$pid/$name" 2>/dev/null
done
for name in cwd exe; do
  part "$name"
  readlink "/proc/$pid/$name" 2>/dev/null
done
${OPEN_FILES}
inodes=$(ls -l "/proc/$pid/fd" 2>/dev/null | head -n 20001 | sed -n "s/.* -> socket:\\[\\([0-9]*\\)\\]$/\\1/p")
for name in ${SOCKET_TABLES.join(' ')}; do
  part "$name"
  field=10
  [ "$name" = unix ] && field=7
  [ -n "$inodes" ] && echo "$inodes" |
    awk -v field="$field" "FNR == NR { own[\\$1] = 1; next } \\$field in own" - "/proc/$pid/net/$name" 2>/dev/null | head -n 20000
done
part threads
cat "/proc/$pid/task/"*/stat 2>/dev/null | head -n 120
part told
ps -ww -o pid=,user=,args= -p "$pid" 2>/dev/null || ps -o pid,user,args | grep "^ *$pid "
part users
getent passwd "$(sed -n "s/^Uid:[[:space:]]*[0-9]*[[:space:]]*\\([0-9]*\\).*/\\1/p" "/proc/$pid/status")" 2>/dev/null || head -c 500000 /etc/passwd
part groups
getent group $(sed -n -e "s/^Gid://p" -e "s/^Groups://p" "/proc/$pid/status") 2>/dev/null || head -c 500000 /etc/group
part parents
parent=$pid
tries=0
while [ "$tries" -lt 33 ] && stat=$(cat "/proc/$parent/stat" 2>/dev/null); do
  echo "$stat"
  set -- \${stat##*) }
  parent=$2
  tries=$((tries + 1))
done
sleep 0.5 2>/dev/null || sleep 1
sample after
`)

/** All about one process that its host shows the account. */
export const detailOverShell: ShellImplementation<'process.detail'> = async (params, run, reach) => {
  const parts = await ask(SCRIPT, [params.pid], run, reach)
  return detailIn(parts, params, reach.context)
}

/** As the script tells it. */
function detailIn(parts: Parts, which: ParamsOf<'process.detail'>, context: HostContext): Detail {
  const facts = factsIn(parts)
  const { before, after, seconds, uptime } = sameProcess(parts, which, facts, context)
  const { name, stat } = after
  const text = (part: string): string => parts.get(part) ?? ''
  const told = commandsOf(text('told')).get(which.pid)
  const memoryBytes = stat.rssPages * facts.pageSize
  const used = (stat.ticks - before.stat.ticks) / facts.ticksPerSecond
  return {
    at: Math.round(context.bootedAt + uptime * 1000),
    pid: which.pid,
    startedAt: startedAt(after, facts, context),
    parent: stat.parent,
    name: shown(name, 255),
    command: shown(told?.command ?? `[${name}]`),
    protected: which.pid === 1 || stat.kernelThread,
    state: stat.state,
    cpuPercent: seconds > 0 ? Math.max(0, Math.round((used / seconds) * 1000) / 10) : 0,
    memoryBytes,
    memoryPercent: facts.memoryBytes > 0 ? (memoryBytes / facts.memoryBytes) * 100 : 0,
    threads: stat.threads,
    nice: niceOf(stat.nice),
    ...argumentsOf({ arguments: argumentsIn(text('cmdline')) }),
    ...accountIn(text, told?.user),
    ...openIn(parts),
    ...filedIn(text, after, facts),
    parents: parentsIn(text('parents'), facts, context),
  }
}

function argumentsIn(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  return commandOf(bytes, bytes.length)
}

function accountIn(text: (part: string) => string, told: string | undefined) {
  const { uid, gid, others } = idsIn(text('status'))
  const [users, groups] = [parsePasswd(text('users')), parsePasswd(text('groups'))]
  const group = (id: number): string => shown(groups.get(id) ?? String(id), 255)
  return {
    uid,
    user: shown((uid === null ? undefined : users.get(uid)) ?? told ?? String(uid ?? ''), 255),
    group: gid === null ? '' : group(gid),
    groups: others.slice(0, PROCESS_LIMITS.groups).map(group),
  }
}

function openIn(parts: Parts): Pick<Detail, 'openFiles' | 'sockets' | 'socketCount'> {
  const count = parts.get('open')
  if (count === undefined) return { openFiles: null, sockets: null, socketCount: null }
  const descriptors = parts.get('descriptors') ?? ''
  // One that changed its group since may be counted and not looked into.
  if (Number(count) > 0 && !descriptors.includes(' -> ')) return { openFiles: Number(count), sockets: null, socketCount: null }
  const inodes = new Set([...descriptors.matchAll(/ -> socket:\[(\d+)\]$/gm)].map(([, inode = '']) => inode))
  return { openFiles: Number(count), sockets: socketsIn(parts, inodes), socketCount: inodes.size }
}

function filedIn(text: (part: string) => string, { line }: Seen, { ticksPerSecond }: HostFacts) {
  const link = (part: string): string | null => shown(text(part).replace(/\n$/, '')) || null
  const threads = eachStat(text('threads')).slice(0, PROCESS_LIMITS.threads)
  return {
    workingDirectory: link('cwd'),
    executable: link('exe'),
    ...placeOf(text('cgroup'), []),
    limits: limitsIn(text('limits')),
    memory: memoryIn(text('status'), text('smaps_rollup')),
    io: ioIn(text('io')),
    cpuSeconds: cpuSecondsOf(line, ticksPerSecond),
    oomScore: /^\d+\s*$/.test(text('oom_score')) ? Number(text('oom_score')) : null,
    threadList: threads.map((each) => threadIn(each.line, ticksPerSecond)),
  }
}

function parentsIn(text: string, facts: HostFacts, context: HostContext): Detail['parents'] {
  const line = eachStat(text).slice(1, PROCESS_LIMITS.parents + 1)
  if (text === '') throw new ActionError('missing', 'the process is gone')
  return line.map((each) => ({ pid: each.pid, name: shown(each.name, 255), startedAt: startedAt(each, facts, context) }))
}
