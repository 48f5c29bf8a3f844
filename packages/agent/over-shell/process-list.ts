import { ActionError } from '@hyperion/domain/actions'
import type { RowOf } from '@hyperion/wire/actions'
import { emptyProcessStat, type ProcessStat, parseProcessStat } from '../linux/process-stat.ts'
import { bodyOf, PREAMBLE } from './answer.ts'
import type { HostContext } from './reach.ts'
import type { ShellScript } from './scripted.ts'

const SCRIPT = `${PREAMBLE}
cat > /dev/null
getconf CLK_TCK 2>/dev/null || echo 100
getconf PAGESIZE 2>/dev/null || echo 4096
head -n 1 /proc/meminfo
id -un
sample() {
  cat /proc/uptime
  cat /proc/[0-9]*/stat 2>/dev/null
  echo "= stat"
}
sample
sleep 1
sample
ps -ww -eo pid=,user=,args= 2>/dev/null || ps -o pid,user,args
`

type Row = RowOf<'process.list'>

/** The table of processes by two looks at `/proc`, a second apart, and `ps` for who and what they are. */
export const listOverShell: ShellScript = {
  script: SCRIPT,
  input: () => '',
  read(answer, context) {
    const body = bodyOf(answer)
    const [head, second, commands] = partsOf(body)
    const [ticks, page, memory, , ...first] = head.split('\n')
    const facts = {
      ticksPerSecond: Number(ticks) || 100,
      pageSize: Number(page) || 4096,
      memoryBytes: (Number(/(\d+) kB/.exec(memory ?? '')?.[1]) || 0) * 1024,
    }
    const [before, after] = [sampleOf(first.join('\n')), sampleOf(second)]
    const seconds = after.uptime - before.uptime
    const names = commandsOf(commands)
    const rows = [...after.stats].map(([pid, { name, stat }]) => {
      const earlier = before.stats.get(pid)?.stat
      const used = earlier?.startTicks === stat.startTicks ? stat.ticks - earlier.ticks : 0
      const cpuPercent = seconds > 0 ? (used / facts.ticksPerSecond / seconds) * 100 : 0
      return rowOf(pid, { name, stat, cpuPercent, ...(names.get(pid) ?? { user: '', command: `[${name}]` }) }, facts, context)
    })
    return { rows, result: { at: Math.round(context.bootedAt + after.uptime * 1000), bootedAt: context.bootedAt } }
  },
}

function partsOf(body: string): readonly [string, string, string] {
  const [head, second, commands] = body.split('\n= stat\n')
  if (head === undefined || second === undefined || commands === undefined) throw new ActionError('failed', 'the answer is cut short')
  return [head, second, commands]
}

interface Seen {
  readonly name: string
  readonly stat: ProcessStat
}

function sampleOf(text: string): { readonly uptime: number; readonly stats: ReadonlyMap<number, Seen> } {
  const stats = new Map<number, Seen>()
  const end = text.indexOf('\n')
  // A name may hold line breaks: a line that does not begin one goes to the one before.
  for (const line of text.slice(end + 1).split(/\n(?=\d+ \()/)) {
    const bytes = Buffer.from(line)
    const stat = emptyProcessStat()
    const pid = Number.parseInt(line, 10)
    if (pid > 0 && parseProcessStat(bytes, bytes.length, stat)) {
      stats.set(pid, { name: bytes.toString('utf8', stat.nameStart, stat.nameEnd), stat })
    }
  }
  return { uptime: Number.parseFloat(text) || 0, stats }
}

export function commandsOf(text: string): ReadonlyMap<number, { readonly user: string; readonly command: string }> {
  const known = new Map<number, { user: string; command: string }>()
  for (const line of text.split('\n')) {
    const [, pid, user, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    if (pid !== undefined && user !== undefined && command !== undefined) known.set(Number(pid), { user, command: command.trimEnd() })
  }
  return known
}

interface Facts {
  readonly ticksPerSecond: number
  readonly pageSize: number
  readonly memoryBytes: number
}

type Told = Seen & { readonly user: string; readonly command: string; readonly cpuPercent: number }

function rowOf(pid: number, { name, stat, user, command, cpuPercent }: Told, facts: Facts, { bootedAt }: HostContext): Row {
  const memoryBytes = stat.rssPages * facts.pageSize
  return {
    pid,
    parent: stat.parent,
    name: name.slice(0, 255).toWellFormed(),
    command: command.slice(0, 4096).toWellFormed(),
    user: user.slice(0, 255),
    state: stat.state,
    cpuPercent: Math.max(0, cpuPercent),
    memoryPercent: facts.memoryBytes > 0 ? (memoryBytes / facts.memoryBytes) * 100 : 0,
    memoryBytes,
    threads: stat.threads,
    startedAt: Math.round(bootedAt + (stat.startTicks * 1000) / facts.ticksPerSecond),
    nice: niceOf(stat.nice),
    protected: pid === 1 || stat.kernelThread,
  }
}

/** Threads of the kernel may have one beyond what a person may set. */
export function niceOf(nice: number): number | null {
  return nice >= -20 && nice <= 19 ? nice : null
}
