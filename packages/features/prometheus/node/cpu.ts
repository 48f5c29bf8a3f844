import { type Reading, reading } from '@hyperion/domain/metrics'
import type { Snapshot } from '../snapshot.ts'

/** In the kernel's order. Guest time, which is a metric of its own, is already inside user and nice. */
const MODES = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const
type Mode = (typeof MODES)[number]
type Seconds = Readonly<Partial<Record<Mode, number>>>

/** As node_exporter tolerates: idle and iowait are known to step back a little. */
const TOLERATED_STEP_BACK = 3

function timesOf(snapshot: Snapshot): Map<string, Partial<Record<Mode, number>>> {
  const cores = new Map<string, Partial<Record<Mode, number>>>()
  for (const { labels, value } of snapshot.samples('node_cpu_seconds_total')) {
    const { cpu = '', mode = '' } = labels
    const core = cores.get(cpu) ?? {}
    cores.set(cpu, core)
    if ((MODES as readonly string[]).includes(mode)) core[mode as Mode] = value
  }
  return cores
}

/** Seconds by mode that passed on each processor that is in both. */
function passedOf(now: Snapshot, before: Snapshot | null): ReadonlyMap<string, Seconds> {
  const passed = new Map<string, Seconds>()
  const base = before ? timesOf(before) : new Map<string, Seconds>()
  for (const [cpu, times] of timesOf(now)) {
    const old = base.get(cpu)
    if (!old || MODES.some((mode) => (old[mode] ?? 0) - (times[mode] ?? 0) > TOLERATED_STEP_BACK)) continue
    const modes = MODES.filter((mode) => times[mode] !== undefined && old[mode] !== undefined)
    const grown = Object.fromEntries(modes.map((mode) => [mode, Math.max(0, (times[mode] ?? 0) - (old[mode] ?? 0))]))
    if (total(grown) > 0) passed.set(cpu, grown)
  }
  return passed
}

function total(seconds: Seconds): number {
  return Object.values(seconds).reduce((sum, each) => sum + each, 0)
}

/** Share of the time that was neither idle nor waiting for I/O. */
function busyShare(seconds: Seconds): number {
  const all = total(seconds)
  return ((all - (seconds.idle ?? 0) - (seconds.iowait ?? 0)) / all) * 100
}

export function cpuReadings(now: Snapshot, before: Snapshot | null): readonly Reading[] {
  const sums: Partial<Record<Mode, number>> = {}
  for (const seconds of passedOf(now, before).values()) {
    for (const mode of MODES) if (seconds[mode] !== undefined) sums[mode] = (sums[mode] ?? 0) + (seconds[mode] ?? 0)
  }
  const all = total(sums)
  if (all === 0) return []
  const share = (seconds: number | undefined): number | null => (seconds === undefined ? null : (seconds / all) * 100)
  const { user = 0, nice = 0, system, idle, iowait, irq, softirq, steal } = sums
  return [
    reading('cpu', '', {
      user: share(user + nice),
      system: share(system),
      idle: share(idle),
      iowait: share(iowait),
      steal: share(steal),
      irq: share(irq),
      softirq: share(softirq),
      usage: busyShare(sums),
    }),
  ]
}

export function coreReadings(now: Snapshot, before: Snapshot | null): readonly Reading[] {
  return [...passedOf(now, before)].map(([cpu, seconds]) => reading('core', cpu, { usage: busyShare(seconds) }))
}
