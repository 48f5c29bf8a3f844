import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf } from '@hyperion/wire/actions'
import { emptyProcessStat, type ProcessStat, parseProcessStat } from '../linux/process-stat.ts'
import type { Parts } from './parts.ts'
import type { HostContext } from './reach.ts'

/** One `stat` of the kernel. */
export interface Seen {
  readonly pid: number
  readonly name: string
  readonly stat: ProcessStat
  readonly line: string
}

export interface HostFacts {
  readonly ticksPerSecond: number
  readonly pageSize: number
  readonly memoryBytes: number
}

/** Of a script in parts: what {@link factsIn} reads. */
const HOST_FACTS = `part facts
getconf CLK_TCK 2>/dev/null || echo 100
getconf PAGESIZE 2>/dev/null || echo 4096
head -n 1 /proc/meminfo`

/** Begins a script about the process whose number is its input: what the host is, and how the process stood before it was looked into. */
export const BEFORE = `read -r pid
[ -d "/proc/$pid" ] || fail missing
sample() {
  part "$1"
  cat /proc/uptime "/proc/$pid/stat" 2>/dev/null
}
${HOST_FACTS}
sample before`

export function factsIn(parts: Parts): HostFacts {
  const [ticks, page, memory = ''] = (parts.get('facts') ?? '').split('\n')
  return {
    ticksPerSecond: Number(ticks) || 100,
    pageSize: Number(page) || 4096,
    memoryBytes: (Number(/(\d+) kB/.exec(memory)?.[1]) || 0) * 1024,
  }
}

/** The `stat`s of several, one after the other; a name may hold line breaks. */
export function eachStat(text: string): readonly Seen[] {
  return text.split(/\n(?=\d+ \()/).flatMap((line) => {
    const bytes = Buffer.from(line)
    const stat = emptyProcessStat()
    const pid = Number.parseInt(line, 10)
    if (!(pid > 0) || !parseProcessStat(bytes, bytes.length, stat)) return []
    return [{ pid, name: bytes.toString('utf8', stat.nameStart, stat.nameEnd), stat, line }]
  })
}

/** Epoch ms. */
export function startedAt({ stat }: Seen, { ticksPerSecond }: HostFacts, { bootedAt }: HostContext): number {
  return Math.round(bootedAt + (stat.startTicks * 1000) / ticksPerSecond)
}

const SAME_START_MS = 50

/** The two looks at one process, and what lies between them. Throws `ActionError` unless it was the one that is meant, all along. */
export function sameProcess(parts: Parts, which: ParamsOf<'process.detail'>, facts: HostFacts, context: HostContext) {
  const [first, second] = [sampleIn(parts.get('before')), sampleIn(parts.get('after'))]
  const [before, after] = [first.seen, second.seen]
  if (!before || !after) throw new ActionError('missing', `process ${which.pid} is gone`)
  const differs = which.startedAt !== undefined && Math.abs(startedAt(after, facts, context) - which.startedAt) > SAME_START_MS
  if (differs || before.stat.startTicks !== after.stat.startTicks)
    throw new ActionError('changed', `process ${which.pid} is another one now`)
  return { before, after, seconds: second.uptime - first.uptime, uptime: second.uptime }
}

function sampleIn(text = '') {
  const end = text.indexOf('\n')
  return { uptime: Number.parseFloat(text) || 0, seen: eachStat(text.slice(end + 1))[0] }
}
