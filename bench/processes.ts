import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** What a process with its descendants takes: the median of what each second took. */
export interface Cost {
  readonly corePercent: number
  readonly mebibytes: number
}

export interface Measured {
  readonly command: string
  readonly args: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly seconds: number
  readonly settleMs?: number
  readonly everySecond?: () => Promise<unknown>
}

const SETTLE_MS = 10_000
const TICK_MS = 10

/** Netdata's plug-ins, for one, are processes of their own. */
function family(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(family)]
}

/** Milliseconds of processor time: exact where the kernel counts it, else in ticks. */
function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  const exact = readdirSync(`/proc/${pid}/task`).map((task) => {
    const file = `/proc/${pid}/task/${task}/schedstat`
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ', 1)[0]) / 1e6 : Number.NaN
  })
  const sum = exact.reduce((all, each) => all + each, 0)
  return sum > 0 ? sum : ticks * TICK_MS
}

function proportionalMemory(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024
}

/** A plug-in that ended meanwhile took nothing. */
function total(pids: readonly number[], of: (pid: number) => number): number {
  return pids.reduce((sum, pid) => {
    try {
      return sum + of(pid)
    } catch {
      return sum
    }
  }, 0)
}

export const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

async function costOf(child: ChildProcess, { seconds, settleMs = SETTLE_MS, everySecond }: Measured): Promise<Cost> {
  const pid = child.pid as number
  await rest(settleMs)
  const shares: number[] = []
  const memory: number[] = []
  let [used, at] = [total(family(pid), processorMs), performance.now()]
  const started = at
  for (let second = 1; second <= seconds; second++) {
    await rest(started + second * 1000 - performance.now())
    await everySecond?.()
    const pids = family(pid)
    const [usedNow, now] = [total(pids, processorMs), performance.now()]
    shares.push(((usedNow - used) / (now - at)) * 100)
    memory.push(total(pids, proportionalMemory))
    ;[used, at] = [usedNow, now]
  }
  return { corePercent: median(shares), mebibytes: median(memory) }
}

/** Starts a program, measures it for a while and ends it. */
export async function measured(what: Measured): Promise<Cost> {
  const child = spawn(what.command, what.args, { stdio: 'ignore', env: { ...process.env, ...what.environment } })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    return await costOf(child, what)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

export function installed(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined
}
