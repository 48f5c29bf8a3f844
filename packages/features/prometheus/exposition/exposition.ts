import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { AlertStore, DeliveryStore } from '@hyperion/ports/alerts'
import type { Clock } from '@hyperion/ports/clock'
import type { StoreUsage } from '@hyperion/ports/metric-store'
import type { Hosts, HostView } from '../../hosts/index.ts'
import type { CountedMetricStore, LatestReports } from '../../metrics/index.ts'
import { hostFamilies, type ShownHost } from './host-families.ts'
import { hubFamilies } from './hub-families.ts'
import type { RequestCounts } from './request-counts.ts'
import { written } from './text.ts'

export interface ExpositionDeps {
  readonly version: string
  readonly hosts: Pick<Hosts, 'list'>
  readonly latest: LatestReports
  readonly metrics: Pick<CountedMetricStore, 'usage' | 'counts'>
  readonly deliveries: Pick<DeliveryStore, 'counts'>
  readonly alerts: Pick<AlertStore, 'current'>
  readonly requests: RequestCounts
  readonly agentsConnected: () => number
  readonly degraded: () => readonly string[]
  readonly clock: Clock
}

/** Figures older than so many intervals, and than a minute, stand for now no longer. */
const FRESH_INTERVALS = 3
const FRESH_MS = 60_000
/** Adding up what the storage holds takes it a while. */
const USAGE_MS = 30_000
const NANOSECONDS = 1e9

/** What the hub shows to a Prometheus: itself and the newest figures of every host. */
export class Exposition {
  readonly #deps: ExpositionDeps
  readonly #loopDelay = monitorEventLoopDelay({ resolution: 20 })
  #usage: { readonly at: number; readonly value: StoreUsage } | null = null

  constructor(deps: ExpositionDeps) {
    this.#deps = deps
    this.#loopDelay.enable()
  }

  /** The text format in pieces, so that a thousand hosts hold nobody up. */
  async *pieces(): AsyncGenerator<string> {
    const { hosts, latest, clock } = this.#deps
    const all = await hosts.list()
    latest.keepOnly(new Set(all.map(({ id }) => id)))
    yield* paused(written(hubFamilies(await this.#figures())))
    yield* paused(written(hostFamilies(all.map((host) => this.#shown(host, clock.now())))))
  }

  close(): void {
    this.#loopDelay.disable()
  }

  #shown({ id, name, kind, status }: HostView, now: number): ShownHost {
    const report = this.#deps.latest.get(id) ?? null
    const fresh = report !== null && now - report.at <= Math.max(FRESH_MS, FRESH_INTERVALS * status.intervalMs)
    return { id, name, kind, online: status.online, report: fresh ? report : null }
  }

  async #figures(): Promise<Parameters<typeof hubFamilies>[0]> {
    const { version, metrics, deliveries, alerts, requests, agentsConnected, degraded } = this.#deps
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed } = process.memoryUsage()
    const [store, counts, firing] = await Promise.all([this.#storeUsage(), orNull(deliveries.counts()), orNull(alerts.current())])
    return {
      version,
      process: {
        user: user / 1e6,
        system: system / 1e6,
        residentBytes: rss,
        heapUsedBytes: heapUsed,
        startedAt: Math.round(performance.timeOrigin) / 1000,
      },
      loopDelay: this.#delay(),
      requests: requests.list(),
      reports: metrics.counts,
      store,
      deliveries: counts,
      alerts: firing && levels(firing),
      agentsConnected: agentsConnected(),
      troubles: degraded().length,
    }
  }

  #delay(): { mean: number; p99: number; max: number } {
    const { mean, max } = this.#loopDelay
    const p99 = this.#loopDelay.percentile(99)
    this.#loopDelay.reset()
    // Nothing measured yet is told as no number.
    return Number.isNaN(mean) ? { mean: 0, p99: 0, max: 0 } : { mean: mean / NANOSECONDS, p99: p99 / NANOSECONDS, max: max / NANOSECONDS }
  }

  async #storeUsage(): Promise<StoreUsage | null> {
    const now = this.#deps.clock.now()
    if (this.#usage && now - this.#usage.at < USAGE_MS) return this.#usage.value
    const value = await orNull(this.#deps.metrics.usage())
    if (value) this.#usage = { at: now, value }
    return value
  }
}

/** Lets others in between two pieces. */
async function* paused(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) {
    yield piece
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch {
    return null
  }
}

function levels(firing: readonly { readonly level: string }[]): Record<string, number> {
  const counts: Record<string, number> = { warning: 0, critical: 0 }
  for (const { level } of firing) counts[level] = (counts[level] ?? 0) + 1
  return counts
}
