import { DomainError } from '@hyperion/domain/errors'
import { type ContainerList, type ProcessSnapshot, SnapshotSchedule, type StrainLevels } from '@hyperion/domain/hosts'
import { type GroupId, metricsOf, type Reading, type Report } from '@hyperion/domain/metrics'
import { type Clock, every, systemClock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { PathOptions } from './linux/paths.ts'
import { monotonicMs } from './monotonic.ts'
import { createPlatform } from './platforms/index.ts'
import type { Platform } from './platforms/platform.ts'
import { createSampler } from './sampler.ts'

export interface LocalHostOptions {
  /** Default: the system's. */
  readonly clock?: Clock
  /** The file system reported in any case, whatever its type. Default `/`. */
  readonly diskMount?: string
  /** How often `onStored` is called, at whole multiples of the clock. */
  readonly sampleIntervalMs: number
  /** Every live sample (1 s): every group, percentages unrounded. */
  readonly onLive?: (report: Report) => void
  /** A report for the history: percentages to two decimals, virtual interfaces left out. */
  readonly onStored?: (report: Report) => void
  /** The list of containers is another than before. */
  readonly onContainers?: (list: ContainerList) => void
  /** Told within a moment when a service of the system fails, or is well again. */
  readonly onUnits?: () => void
  /** Where `DOCKER_HOST` says that an engine listens. */
  readonly dockerHost?: string | undefined
  /** What used most, dated as the report it was taken with: every minute, and with every stored report of a strained host. */
  readonly onSnapshot?: (snapshot: ProcessSnapshot) => void
  /** From where the host counts as strained; null while no snapshots are wanted. */
  readonly strain?: () => StrainLevels | null
  /** False: no container engine is asked. Default true. */
  readonly watchContainers?: boolean
  readonly log?: (message: string) => void
  readonly paths?: PathOptions
  /** Milliseconds of a clock that never steps. Default: the process's. */
  readonly monotonic?: () => number
  /** Default: that of the machine this runs on. */
  readonly platform?: Platform
}

export interface LocalHost extends LiveHost {
  /** Begins to sample; settles when the first complete sample is there (`ready`). */
  start(): Promise<void>
  /** Another interval of `onStored` from now on. */
  sampleEvery(intervalMs: number): void
  /** Ends sampling and lets go of descriptors, timers and connections. */
  stop(): Promise<void>
}

const LIVE_MS = 1000
/** Reports that are further apart do not keep snapshots waiting. */
const BETWEEN_MS = 60_000
/** Long enough for the kernel to count some ticks on every core. */
const FIRST_GAP_MS = 150
/** A file system that does not answer must not keep the rest waiting. */
const FIRST_REFRESH_MS = 500

export function createLocalHost(options: LocalHostOptions): LocalHost {
  const clock = options.clock ?? systemClock
  const monotonic = options.monotonic ?? monotonicMs
  const log = options.log ?? (() => {})
  const { paths, diskMount = '/', onContainers, onUnits, dockerHost, watchContainers = true } = options
  const wished = {
    watchContainers,
    onUnits,
    ...(paths && { paths }),
    ...(onContainers && { onContainers }),
    ...(dockerHost && { dockerHost }),
  }
  const platform = options.platform ?? createPlatform({ clock, monotonic, log, diskMount, ...wished })
  const live = createSampler(platform.createCollectors(), log)
  const stored = createSampler(platform.createCollectors(), log)
  const takeSnapshot = snapshotTaker(options, platform, log)
  const stops: (() => void)[] = []
  let latest: Report | null = null
  let lastLive = Number.NEGATIVE_INFINITY
  let lastStoredAt = Number.NaN
  let { sampleIntervalMs } = options
  let stopStored = (): void => {}
  let stopped = false

  const hand = (report: Report, consumer: ((report: Report) => void) | undefined): void => {
    try {
      consumer?.(report)
    } catch (error) {
      log(`a report was refused: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const sampleLive = (): void => {
    const now = monotonic()
    // A timer may fire a hair early and then again on the dot: rates over a millisecond would be noise.
    if (now - lastLive < LIVE_MS / 2) return
    lastLive = now
    latest = { at: Math.round(clock.now()), readings: live.sample(now) }
    hand(latest, options.onLive)
    void platform.refresh(now)
  }
  const sampleStored = (): void => {
    const at = aligned(clock.now(), sampleIntervalMs)
    if (at === lastStoredAt) return
    lastStoredAt = at
    const report = { at, readings: forHistory(stored.sample(monotonic()), platform) }
    hand(report, options.onStored)
    takeSnapshot(report)
  }
  const betweenReports = (): void => {
    if (latest && sampleIntervalMs > BETWEEN_MS) takeSnapshot(latest)
  }
  const after = (ms: number): Promise<void> => new Promise((resolve) => stops.push(clock.after(ms, resolve)))

  return {
    get info() {
      return platform.info()
    },
    get ready() {
      return latest !== null && !stopped
    },
    report() {
      if (!latest) throw new DomainError('not_ready', 'the first sample is not complete yet')
      return latest
    },
    interfaces: () => platform.interfaces(),
    mounts: () => platform.mounts(),
    processes: () => platform.processes(),
    units: () => platform.units(),
    containers: () => platform.containers(),
    async start() {
      live.sample(monotonic())
      stored.sample(monotonic())
      await Promise.all([after(FIRST_GAP_MS), Promise.race([platform.refresh(monotonic()), after(FIRST_REFRESH_MS)])])
      if (stopped) return
      sampleLive()
      stops.push(every(clock, LIVE_MS, sampleLive), every(clock, BETWEEN_MS, betweenReports), () => stopStored())
      stopStored = every(clock, sampleIntervalMs, sampleStored)
    },
    sampleEvery(intervalMs) {
      if (intervalMs === sampleIntervalMs) return
      sampleIntervalMs = intervalMs
      stopStored()
      // Before the first sample there is nothing to go on from.
      stopStored = latest && !stopped ? every(clock, sampleIntervalMs, sampleStored) : () => {}
    },
    async stop() {
      stopped = true
      for (const stop of stops) stop()
      platform.close()
    },
  }
}

/** Hands out a snapshot with a report when one is due, one at a time. */
function snapshotTaker({ strain, onSnapshot }: LocalHostOptions, platform: Platform, log: (message: string) => void) {
  const schedule = new SnapshotSchedule()
  let taking = false
  return (report: Report): void => {
    const levels = strain?.() ?? null
    if (taking || levels === null || !onSnapshot || !schedule.isDue(report, levels)) return
    taking = true
    const take = async (): Promise<void> => onSnapshot({ ...(await platform.snapshot()), at: report.at })
    void take()
      .catch((error: unknown) => log(`processes cannot be listed: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        taking = false
      })
  }
}

/** The instant a report stands for: the multiple of the interval it was due at, unless it is far from it. */
function aligned(now: number, intervalMs: number): number {
  const due = Math.round(now / intervalMs) * intervalMs
  return Math.abs(now - due) <= Math.min(1000, intervalMs / 4) ? due : Math.round(now)
}

/** Columns that hold percentages, by group: two decimals say all there is and pack far better. */
const PERCENT_COLUMNS = new Map<GroupId, readonly boolean[]>()

function percentColumns(group: GroupId): readonly boolean[] {
  let columns = PERCENT_COLUMNS.get(group)
  if (!columns) {
    columns = metricsOf(group).map(({ unit }) => unit === 'percent')
    PERCENT_COLUMNS.set(group, columns)
  }
  return columns
}

/** As stored: percentages to two decimals, virtual interfaces left out. */
export function forHistory(readings: readonly Reading[], platform: Pick<Platform, 'isVirtual'>): Reading[] {
  return readings
    .filter(({ group, instance }) => group !== 'network' || !platform.isVirtual(instance))
    .map(({ group, instance, values }) => {
      const isPercent = percentColumns(group)
      return { group, instance, values: values.map((value, i) => (value !== null && isPercent[i] ? Math.round(value * 100) / 100 : value)) }
    })
}
