import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import {
  type BusyProcess,
  busiestOf,
  type ProcessInfo,
  type ProcessSnapshot,
  type ProcessState,
  type ProcessTable,
} from '@hyperion/domain/hosts'
import type { Clock } from '@hyperion/ports/clock'
import { emptyProcessStat, type ProcessStat, parseProcessStat } from './process-stat.ts'
import type { ProcessCounts } from './sources.ts'

export interface ProcessScannerOptions {
  readonly proc: string
  readonly clock: Clock
  /** Milliseconds of a clock that never steps. */
  readonly monotonic: () => number
  readonly facts: KernelFacts
  /** Login name of a user id. */
  readonly userName: (uid: number) => string
}

export interface KernelFacts {
  readonly pageSize: number
  readonly ticksPerSecond: number
  readonly bootedAt: number
  readonly memoryBytes: number
}

export interface ProcessScanner {
  /** By state at the last scan; null before the first. */
  counts(): ProcessCounts | null
  /** A table no older than about 2 s. */
  table(): Promise<ProcessTable>
  /** What used most since the last snapshot, those that ended meanwhile too; leaves the pace of scans as it is. */
  snapshot(): Promise<ProcessSnapshot>
  /** The processes of the last scan, if it is not old; nothing is read of each. */
  outline(): Promise<readonly ProcessOutline[]>
  /** Scans when it is time to: often for a while after a table was asked for, else as seldom as scans are dear. */
  tick(): Promise<void>
}

export type ProcessOutline = Pick<ProcessInfo, 'pid' | 'parent' | 'name' | 'state' | 'startedAt'>

interface Attributes {
  readonly name: string
  readonly command: string
  readonly user: string
  readonly readAt: number
}

interface Entry {
  startTicks: number
  ticks: number
  /** At the last snapshot. */
  countedTicks: number
  cpuPercent: number
  state: ProcessState
  parent: number
  threads: number
  nice: number
  rssPages: number
  kernelThread: boolean
  nameHash: number
  name: string
  seenAt: number
  firstSeenAt: number
  scan: number
  attributes: Attributes | null
}

const FRESH_MS = 2000
const COLD_GAP_MS = 200
const HOT_MS = 30_000
const LEAST_REST_MS = 5000
const MOST_REST_MS = 60_000
/** A scan may use one thousandth of a core: a machine with thousands of processes is counted less often. */
const REST_PER_COST = 1000
const YIELD_EVERY = 128
/** Of one core: worth a look at what it is. */
const NOTABLE_PERCENT = 10
const MOST_ENDED = 256
const ATTRIBUTES_MS = 60_000
/** A young process may still change its user or program under the same name. */
const SETTLED_MS = 10_000

export function createProcessScanner(options: ProcessScannerOptions): ProcessScanner {
  return new Scanner(options)
}

class Scanner implements ProcessScanner {
  readonly #options: ProcessScannerOptions
  readonly #entries = new Map<number, Entry>()
  readonly #stat: ProcessStat = emptyProcessStat()
  readonly #bytes = Buffer.allocUnsafeSlow(4096)
  #counts: ProcessCounts | null = null
  #running: Promise<void> | null = null
  #tableInMaking: Promise<ProcessTable> | null = null
  #scan = 0
  #scannedAt = Number.NEGATIVE_INFINITY
  #askedAt = Number.NEGATIVE_INFINITY
  #restMs = LEAST_REST_MS
  #snapshotAt = Number.NaN
  #ended: { readonly pid: number; readonly entry: Entry }[] = []

  constructor(options: ProcessScannerOptions) {
    this.#options = options
  }

  counts(): ProcessCounts | null {
    return this.#counts
  }

  async tick(): Promise<void> {
    const now = this.#options.monotonic()
    const rest = now - this.#askedAt < HOT_MS ? FRESH_MS : this.#restMs
    // Ticks come about once a second: half of one early is nearer than half late.
    if (now - this.#scannedAt >= rest - 500) await this.#scanOnce()
  }

  table(): Promise<ProcessTable> {
    this.#askedAt = this.#options.monotonic()
    this.#tableInMaking ??= this.#makeTable().finally(() => {
      this.#tableInMaking = null
    })
    return this.#tableInMaking
  }

  async #makeTable(): Promise<ProcessTable> {
    const { clock, monotonic } = this.#options
    const age = (): number => monotonic() - this.#scannedAt
    if (this.#scan >= 2 && age() <= FRESH_MS) return this.#tableOfEntries()
    // An older baseline would show the load of the last while instead of the present one.
    if (age() > FRESH_MS * 2) await this.#scanOnce()
    const gap = COLD_GAP_MS - age()
    if (gap > 0) await new Promise<void>((resolve) => clock.after(gap, resolve))
    await this.#scanOnce()
    return this.#tableOfEntries()
  }

  async snapshot(): Promise<ProcessSnapshot> {
    const { monotonic } = this.#options
    if (this.#scan === 0 || monotonic() - this.#scannedAt > FRESH_MS) await this.#scanOnce()
    const now = this.#scannedAt
    const spanMs = Math.round(now - this.#snapshotAt)
    const used = (entry: Entry): number => this.#percentOf(entry.ticks - entry.countedTicks, spanMs)
    const alive = [...this.#entries].map(([pid, entry]) => ({ pid, entry, ended: false, cpu: used(entry) }))
    const ended = this.#ended.map((each) => ({ ...each, ended: true, cpu: used(each.entry) }))
    const busiest = busiestOf(
      [...alive, ...ended],
      (each) => each.cpu,
      (each) => (each.ended ? 0 : each.entry.rssPages),
    )
    const processes = busiest.map((each) => this.#busyProcess(each, now))
    for (const { entry } of alive) entry.countedTicks = entry.ticks
    this.#ended = []
    this.#snapshotAt = now
    return { at: this.#wallClock(), spanMs, total: alive.length, processes }
  }

  async outline(): Promise<readonly ProcessOutline[]> {
    if (this.#options.monotonic() - this.#scannedAt > LEAST_REST_MS) await this.#scanOnce()
    return [...this.#entries].map(([pid, { parent, name, state, startTicks }]) => ({
      pid,
      parent,
      name,
      state,
      startedAt: this.#startedAt(startTicks),
    }))
  }

  #busyProcess({ pid, entry, ended, cpu }: { pid: number; entry: Entry; ended: boolean; cpu: number }, now: number): BusyProcess {
    const attributes = ended ? entry.attributes : this.#attributesOf(pid, entry, now)
    return {
      pid,
      name: attributes?.name ?? entry.name,
      command: attributes?.command ?? '',
      user: attributes?.user ?? '',
      cpuPercent: cpu,
      memoryBytes: entry.rssPages * this.#options.facts.pageSize,
      threads: entry.threads,
      startedAt: this.#startedAt(entry.startTicks),
      ended,
    }
  }

  #startedAt(startTicks: number): number {
    const { bootedAt, ticksPerSecond } = this.#options.facts
    return Math.round(bootedAt + (startTicks * 1000) / ticksPerSecond)
  }

  /** Of the last scan. */
  #wallClock(): number {
    const { clock, monotonic } = this.#options
    return Math.round(clock.now() - (monotonic() - this.#scannedAt))
  }

  #scanOnce(): Promise<void> {
    this.#running ??= this.#scanAll().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #scanAll(): Promise<void> {
    const { monotonic, proc } = this.#options
    const now = monotonic()
    const elapsed = now - this.#scannedAt
    const counts: Record<ProcessState, number> = { running: 0, sleeping: 0, stopped: 0, zombie: 0 }
    this.#scan++
    let cost = 0
    let sliceStart = now
    const names = readdirSync(proc)
    for (let i = 0; i < names.length; i++) {
      const pid = Number(names[i])
      if (!(pid > 0)) continue
      const entry = this.#scanProcess(pid, now, elapsed)
      if (entry) counts[entry.state]++
      if (i % YIELD_EVERY === YIELD_EVERY - 1) {
        cost += monotonic() - sliceStart
        await new Promise((resolve) => setImmediate(resolve))
        sliceStart = monotonic()
      }
    }
    for (const [pid, entry] of this.#entries) if (entry.scan !== this.#scan) this.#end(pid, entry)
    if (Number.isNaN(this.#snapshotAt)) this.#snapshotAt = now
    this.#counts = counts
    this.#scannedAt = now
    cost += monotonic() - sliceStart
    this.#restMs = Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, cost * REST_PER_COST))
  }

  /** Those that worked most are remembered until the next snapshot. */
  #end(pid: number, entry: Entry): void {
    this.#entries.delete(pid)
    if (entry.ticks === entry.countedTicks) return
    this.#ended.push({ pid, entry })
    if (this.#ended.length <= MOST_ENDED) return
    const used = ({ entry: { ticks, countedTicks } }: { readonly entry: Entry }): number => ticks - countedTicks
    this.#ended = this.#ended.sort((a, b) => used(b) - used(a)).slice(0, MOST_ENDED / 2)
  }

  /** Null for a process that has gone meanwhile. */
  #scanProcess(pid: number, now: number, elapsed: number): Entry | null {
    const length = this.#read(`${this.#options.proc}/${pid}/stat`)
    const stat = this.#stat
    if (length <= 0 || !parseProcessStat(this.#bytes, length, stat)) return null
    let entry = this.#entries.get(pid)
    if (!entry || entry.startTicks !== stat.startTicks) {
      if (entry) this.#end(pid, entry)
      entry = newEntry(stat, now)
      // One that began after the last scan has used all its time since then.
      entry.cpuPercent = this.#scan > 1 ? this.#percentOf(stat.ticks, elapsed) : 0
      entry.countedTicks = this.#scan > 1 ? 0 : stat.ticks
      this.#entries.set(pid, entry)
    } else {
      entry.cpuPercent = this.#percentOf(stat.ticks - entry.ticks, now - entry.seenAt)
    }
    const hash = hashOf(this.#bytes, stat.nameStart, stat.nameEnd)
    if (hash !== entry.nameHash) {
      entry.nameHash = hash
      entry.name = this.#bytes.toString('utf8', stat.nameStart, stat.nameEnd)
      entry.attributes = null
    }
    entry.ticks = stat.ticks
    entry.state = stat.state
    entry.parent = stat.parent
    entry.threads = stat.threads
    entry.nice = stat.nice
    entry.rssPages = stat.rssPages
    entry.seenAt = now
    entry.scan = this.#scan
    // It may be gone before anybody asks which one it was.
    if (entry.attributes === null && entry.cpuPercent >= NOTABLE_PERCENT) this.#attributesOf(pid, entry, now)
    return entry
  }

  #percentOf(ticks: number, elapsedMs: number): number {
    if (!(elapsedMs > 0) || !Number.isFinite(elapsedMs)) return 0
    return Math.max(0, (ticks / this.#options.facts.ticksPerSecond / elapsedMs) * 100_000)
  }

  #read(path: string): number {
    let fd: number | undefined
    try {
      fd = openSync(path, 'r')
      return readSync(fd, this.#bytes, 0, this.#bytes.length, 0)
    } catch {
      return -1
    } finally {
      if (fd !== undefined) closeSync(fd)
    }
  }

  async #tableOfEntries(): Promise<ProcessTable> {
    const now = this.#options.monotonic()
    const at = this.#wallClock()
    const processes: ProcessInfo[] = []
    const counts = this.#counts ?? { running: 0, sleeping: 0, stopped: 0, zombie: 0 }
    for (const [pid, entry] of this.#entries) {
      processes.push(this.#infoOf(pid, entry, now))
      if (processes.length % YIELD_EVERY === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    return { at, counts, processes }
  }

  #infoOf(pid: number, entry: Entry, now: number): ProcessInfo {
    const { facts } = this.#options
    const attributes = this.#attributesOf(pid, entry, now)
    const memoryBytes = entry.rssPages * facts.pageSize
    return {
      pid,
      parent: entry.parent,
      name: attributes.name,
      command: attributes.command,
      user: attributes.user,
      state: entry.state,
      cpuPercent: entry.cpuPercent,
      memoryPercent: facts.memoryBytes > 0 ? (memoryBytes / facts.memoryBytes) * 100 : 0,
      memoryBytes,
      threads: entry.threads,
      nice: entry.nice,
      kernelThread: entry.kernelThread,
      startedAt: this.#startedAt(entry.startTicks),
    }
  }

  #attributesOf(pid: number, entry: Entry, now: number): Attributes {
    const known = entry.attributes
    const settled = now - entry.firstSeenAt > SETTLED_MS
    if (known && settled && now - known.readAt < ATTRIBUTES_MS) return known
    const length = entry.kernelThread ? 0 : this.#read(`${this.#options.proc}/${pid}/cmdline`)
    const command = commandOf(this.#bytes, length)
    const user = this.#userOf(pid)
    // Gone since the scan: what was known of it stands.
    if (length < 0 && known) return known
    entry.attributes = {
      name: fullName(entry.name, command),
      command: command.join(' ').trim() || `[${entry.name}]`,
      user: user ?? known?.user ?? '',
      readAt: now,
    }
    return entry.attributes
  }

  #userOf(pid: number): string | null {
    try {
      return this.#options.userName(statSync(`${this.#options.proc}/${pid}`).uid)
    } catch {
      return null
    }
  }
}

function newEntry(stat: ProcessStat, now: number): Entry {
  return {
    startTicks: stat.startTicks,
    ticks: 0,
    countedTicks: 0,
    cpuPercent: 0,
    state: stat.state,
    parent: stat.parent,
    threads: stat.threads,
    nice: stat.nice,
    rssPages: stat.rssPages,
    kernelThread: stat.kernelThread,
    nameHash: -1,
    name: '',
    seenAt: now,
    firstSeenAt: now,
    scan: 0,
    attributes: null,
  }
}

/** FNV-1a, to notice a changed name without making a string of it. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193)
  return hash >>> 0
}

/** The arguments of a command line, which are ended by NUL bytes. */
export function commandOf(bytes: Buffer, length: number): string[] {
  if (length <= 0) return []
  let end = length
  while (end > 0 && bytes[end - 1] === 0) end--
  return end === 0 ? [] : bytes.toString('utf8', 0, end).split('\0')
}

const KERNEL_NAME_BYTES = 15

/** The kernel cuts names at 15 bytes; the program's file name has the rest. */
export function fullName(name: string, command: readonly string[]): string {
  // Node calls its first thread so, whatever the program.
  if (Buffer.byteLength(name) < KERNEL_NAME_BYTES && name !== 'MainThread') return name
  const program = command[0]?.split(' ', 1)[0]?.split('/').at(-1) ?? ''
  return program !== '' && (program.startsWith(name) || name === 'MainThread') ? program : name
}
