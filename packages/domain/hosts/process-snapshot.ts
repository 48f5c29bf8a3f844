/** A process as a snapshot keeps it. */
export interface BusyProcess {
  readonly pid: number
  readonly name: string
  /** Its command line, or the beginning of a long one. */
  readonly command: string
  readonly user: string
  /** One core is 100, over the span of the snapshot. */
  readonly cpuPercent: number
  readonly memoryBytes: number
  readonly threads: number
  /** Epoch ms; with the pid it identifies a process. */
  readonly startedAt: number
  /** It ended within the span. */
  readonly ended: boolean
}

/** The processes that use most of a host, small enough to be kept for every minute. */
export interface ProcessSnapshot {
  readonly at: number
  /** Milliseconds before `at` that processor time was counted over. */
  readonly spanMs: number
  /** How many processes there were, those left out too. */
  readonly total: number
  readonly processes: readonly BusyProcess[]
}

/** How many a snapshot takes by each measure, and how much of each. */
export const SNAPSHOT_LIMITS = { each: 15, processes: 64, name: 64, command: 200, user: 64, text: 64 * 1024 } as const

/** A text that is no snapshot; `message` names the field and is fit for a log line. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
}

type Row = readonly [
  pid: number,
  name: string,
  command: string,
  user: string,
  cpuPercent: number,
  memoryBytes: number,
  threads: number,
  startedAt: number,
  ended: 0 | 1,
]

/** The most by one measure and the most by the other, each once; those by the first measure come first. */
export function busiestOf<T>(all: readonly T[], cpu: (each: T) => number, memory: (each: T) => number): readonly T[] {
  const most = (measure: (each: T) => number): readonly T[] =>
    all
      .filter((each) => measure(each) > 0)
      .sort((a, b) => measure(b) - measure(a))
      .slice(0, SNAPSHOT_LIMITS.each)
  return [...new Set([...most(cpu), ...most(memory)])]
}

/** A snapshot as one line of text, the form agents send and stores keep. */
export function encodeSnapshot({ at, spanMs, total, processes }: ProcessSnapshot): string {
  const rows = processes
    .slice(0, SNAPSHOT_LIMITS.processes)
    .map(
      (each): Row => [
        each.pid,
        each.name.slice(0, SNAPSHOT_LIMITS.name).toWellFormed(),
        each.command.slice(0, SNAPSHOT_LIMITS.command).toWellFormed(),
        each.user.slice(0, SNAPSHOT_LIMITS.user).toWellFormed(),
        Math.round(each.cpuPercent * 10) / 10,
        each.memoryBytes,
        each.threads,
        each.startedAt,
        each.ended ? 1 : 0,
      ],
    )
  return JSON.stringify([at, spanMs, total, rows])
}

/** Reads such a line, field by field; throws {@link SnapshotError} on anything else. */
export function decodeSnapshot(line: string): ProcessSnapshot {
  if (line.length > SNAPSHOT_LIMITS.text) throw new SnapshotError('snapshot too large')
  const [at, spanMs, total, rows] = list(parsed(line), 'snapshot', 4)
  return {
    at: whole(at, 'at', 1),
    spanMs: whole(spanMs, 'span'),
    total: whole(total, 'total'),
    processes: list(rows, 'processes', 0).map((row, i) => processOf(list(row, `processes[${i}]`, 9), `processes[${i}]`)),
  }
}

function processOf(row: readonly unknown[], path: string): BusyProcess {
  const [pid, name, command, user, cpuPercent, memoryBytes, threads, startedAt, ended] = row
  return {
    pid: whole(pid, `${path}.pid`),
    name: text(name, `${path}.name`, SNAPSHOT_LIMITS.name),
    command: text(command, `${path}.command`, SNAPSHOT_LIMITS.command),
    user: text(user, `${path}.user`, SNAPSHOT_LIMITS.user),
    cpuPercent: amount(cpuPercent, `${path}.cpu`),
    memoryBytes: whole(memoryBytes, `${path}.memory`),
    threads: whole(threads, `${path}.threads`),
    startedAt: whole(startedAt, `${path}.started`),
    ended: ended === 1,
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new SnapshotError('snapshot is not JSON')
  }
}

/** A list with at least so many entries. */
function list(value: unknown, path: string, least: number): readonly unknown[] {
  if (Array.isArray(value) && value.length >= least && value.length <= SNAPSHOT_LIMITS.processes) return value
  throw new SnapshotError(`${path} must be a list of ${least} to ${SNAPSHOT_LIMITS.processes}`)
}

function whole(value: unknown, path: string, least = 0): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number
  throw new SnapshotError(`${path} must be a whole number`)
}

function amount(value: unknown, path: string): number {
  if (typeof value === 'number' && value >= 0 && value <= 1e9) return value
  throw new SnapshotError(`${path} must be an amount`)
}

function text(value: unknown, path: string, most: number): string {
  if (typeof value === 'string' && value.length <= most) return value
  throw new SnapshotError(`${path} must be a text of at most ${most} characters`)
}
