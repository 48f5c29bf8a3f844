import type { BusyProcess, ProcessSnapshot } from './process-snapshot.ts'

/** What the processes of one name and user took together over a while. */
export interface BusyProgram {
  readonly name: string
  readonly user: string
  /** Command line of the one that was busiest. */
  readonly command: string
  /** One core is 100; the average over the whole while, and the most in one snapshot. */
  readonly cpuPercent: number
  readonly cpuPeak: number
  readonly cpuPeakAt: number
  /** The average while it ran, and the most. */
  readonly memoryBytes: number
  readonly memoryPeak: number
  /** How many processes it was, one after the other or at once. */
  readonly processes: number
  readonly lastSeen: number
}

interface Tally {
  readonly name: string
  readonly user: string
  command: string
  busiest: number
  cpuMs: number
  cpuPeak: number
  cpuPeakAt: number
  memoryMs: number
  runMs: number
  memoryPeak: number
  readonly processes: Set<string>
  lastSeen: number
}

/** Adds up snapshots of one host to what used it most. */
export class BusiestPrograms {
  readonly #programs = new Map<string, Tally>()
  #spanMs = 0
  #snapshots = 0

  get snapshots(): number {
    return this.#snapshots
  }

  /** Milliseconds that the snapshots tell of. */
  get spanMs(): number {
    return this.#spanMs
  }

  add({ at, spanMs, processes }: ProcessSnapshot): void {
    this.#snapshots++
    this.#spanMs += spanMs
    for (const [key, group] of Map.groupBy(processes, ({ name, user }) => `${name}\n${user}`)) {
      this.#addProgram(this.#tallyOf(key, group[0] as BusyProcess), group, at, spanMs)
    }
  }

  /** By processor time, then by memory; the rest of each is as the interface says. */
  result(): readonly BusyProgram[] {
    const whole = Math.max(1, this.#spanMs)
    return [...this.#programs.values()]
      .map((each) => ({
        name: each.name,
        user: each.user,
        command: each.command,
        cpuPercent: each.cpuMs / whole,
        cpuPeak: each.cpuPeak,
        cpuPeakAt: each.cpuPeakAt,
        memoryBytes: Math.round(each.memoryMs / Math.max(1, each.runMs)),
        memoryPeak: each.memoryPeak,
        processes: each.processes.size,
        lastSeen: each.lastSeen,
      }))
      .sort((a, b) => b.cpuPercent - a.cpuPercent || b.memoryPeak - a.memoryPeak)
  }

  #tallyOf(key: string, { name, user, command }: BusyProcess): Tally {
    const known = this.#programs.get(key)
    if (known) return known
    const sums = { busiest: -1, cpuMs: 0, cpuPeak: 0, cpuPeakAt: 0, memoryMs: 0, runMs: 0, memoryPeak: 0, lastSeen: 0 }
    const tally: Tally = { name, user, command, ...sums, processes: new Set() }
    this.#programs.set(key, tally)
    return tally
  }

  #addProgram(tally: Tally, group: readonly BusyProcess[], at: number, spanMs: number): void {
    let cpu = 0
    let memory = 0
    for (const { pid, startedAt, command, cpuPercent, memoryBytes, ended } of group) {
      cpu += cpuPercent
      memory += ended ? 0 : memoryBytes
      tally.processes.add(`${pid} ${startedAt}`)
      if (cpuPercent > tally.busiest) {
        tally.busiest = cpuPercent
        tally.command = command || tally.command
      }
    }
    // A snapshot of a moment without a span still says what runs.
    const weight = Math.max(1, spanMs)
    tally.cpuMs += cpu * spanMs
    tally.memoryMs += memory * weight
    tally.runMs += weight
    if (cpu > tally.cpuPeak) {
      tally.cpuPeak = cpu
      tally.cpuPeakAt = at
    }
    tally.memoryPeak = Math.max(tally.memoryPeak, memory)
    tally.lastSeen = Math.max(tally.lastSeen, at)
  }
}
