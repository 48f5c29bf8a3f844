import { metricValue, type Report } from '../metrics/index.ts'

/** Use in percent from which a host counts as strained: its warning levels. */
export interface StrainLevels {
  readonly cpu: number
  readonly memory: number
}

/** Points below a warning level that count as near it. */
const NEAR = 10
/** Percent of the time that some task waited for it. */
const PRESSURES = [
  ['pressure.cpu_some', 40],
  ['pressure.memory_some', 10],
  ['pressure.io_some', 40],
] as const
const CALM_MS = 60_000
const STRAINED_MS = 5_000

/** Whether a host is near a threshold, over it, or keeps tasks waiting. */
export function isStrained(report: Report, { cpu, memory }: StrainLevels): boolean {
  const over = (metric: string, level: number): boolean => (metricValue(report, metric) ?? 0) >= level
  return over('cpu.usage', cpu - NEAR) || over('memory.usage', memory - NEAR) || PRESSURES.some(([metric, level]) => over(metric, level))
}

/** When to take a snapshot of the processes: every minute, and with every report while the host is strained. */
export class SnapshotSchedule {
  #last = Number.NEGATIVE_INFINITY

  isDue(report: Report, levels: StrainLevels): boolean {
    const passed = report.at - this.#last
    const rest = isStrained(report, levels) ? STRAINED_MS : CALM_MS
    // A clock that was set back must not keep it waiting.
    if (passed >= 0 && passed < rest) return false
    this.#last = report.at
    return true
  }
}
