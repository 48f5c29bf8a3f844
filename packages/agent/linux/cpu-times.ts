import { eachLine, numbersIn } from './text.ts'

/** Clock ticks by mode in the kernel's order: user, nice, system, idle, iowait, irq, softirq, steal; older kernels have fewer. */
export type Ticks = readonly number[]

export interface CpuTimes {
  readonly total: Ticks
  /** By core number. */
  readonly cores: ReadonlyMap<string, Ticks>
}

/** Guest time, columns nine and ten, is already inside user and nice. */
const MODES = 8
const FEWEST = 4

/** `/proc/stat`, or null when it has no sound `cpu` line. */
export function parseCpuTimes(text: string): CpuTimes | null {
  let total: Ticks | null = null
  const cores = new Map<string, Ticks>()
  eachLine(text, (line) => {
    if (!line.startsWith('cpu')) return
    const blank = line.indexOf(' ')
    if (blank < 3) return
    const ticks = numbersIn(line, blank, MODES)
    if (ticks.length < FEWEST) return
    if (blank === 3) total = ticks
    else cores.set(line.slice(3, blank), ticks)
  })
  return total && { total, cores }
}

/** Three seconds at 100 ticks a second, as node_exporter tolerates: idle and iowait are known to step back a little. */
const TOLERATED_STEP_BACK = 300

/** Ticks between readings, for one consumer. */
export class TicksBaseline {
  #base: number[] | null = null

  /** Ticks by mode since the last call that had any; null on a new baseline or when no tick has passed. */
  since(ticks: Ticks): number[] | null {
    const base = this.#base
    if (!base || base.length !== ticks.length || base.some((old, i) => old - (ticks[i] ?? 0) > TOLERATED_STEP_BACK)) {
      this.#base = [...ticks]
      return null
    }
    const passed = base.map((old, i) => Math.max(0, (ticks[i] ?? 0) - old))
    if (!passed.some((each) => each > 0)) return null
    this.#base = base.map((old, i) => Math.max(old, ticks[i] ?? 0))
    return passed
  }
}

export function sum(ticks: Ticks): number {
  let total = 0
  for (const each of ticks) total += each
  return total
}

/** Share of the time that was neither idle nor waiting for I/O, 0–100. */
export function busyPercent(passed: Ticks): number {
  const total = sum(passed)
  return ((total - (passed[3] ?? 0) - (passed[4] ?? 0)) / total) * 100
}
