import { DomainError } from '@hyperion/domain/errors'
import type { Retention } from '@hyperion/domain/metrics'
import type { Clock } from '@hyperion/ports/clock'
import type { HostUsage, MetricStore, StoreUsage } from '@hyperion/ports/metric-store'
import type { StoredRetention } from '@hyperion/ports/retention'
import type { Hosts, HostView } from '../hosts/index.ts'
import { dailyBytes, type HostOutlook, sizeIn } from './forecast.ts'
import type { RetentionSettings } from './retention-settings.ts'

/** The file system that the history lies on. */
export interface Volume {
  readonly totalBytes: number
  readonly freeBytes: number
}

export interface StorageReportDeps {
  readonly metrics: Pick<MetricStore, 'usage'>
  readonly settings: Pick<RetentionSettings, 'standard' | 'own'>
  readonly hosts: Pick<Hosts, 'list'>
  /** Null where the history is on another machine. */
  readonly volume: () => Promise<Volume | null>
  readonly clock: Clock
}

export interface Forecast {
  /** Bytes of history at some instants, from now on. */
  readonly points: readonly { readonly at: number; readonly bytes: number }[]
  /** Bytes at the end of the retention; null where something is kept for ever. */
  readonly settledBytes: number | null
  readonly settledAt: number | null
}

export interface HostStorage {
  readonly host: number
  readonly name: string
  readonly usage: HostUsage
  readonly bytes: number
  readonly retention: Retention
  /** Set for this host; null where it goes by the one for all. */
  readonly own: StoredRetention | null
  /** Bytes of a day as reported, and by how much all of it grows in a day at present. */
  readonly dayBytes: number
  readonly growthPerDay: number
  readonly settledBytes: number | null
  readonly bytesInAYear: number
}

export interface StorageView {
  readonly at: number
  readonly usage: StoreUsage
  readonly volume: Volume | null
  readonly standard: StoredRetention
  readonly hosts: readonly HostStorage[]
  readonly bytes: number
  readonly dayBytes: number
  readonly growthPerDay: number
  readonly forecast: Forecast
  /** When the volume is full; null when that is beyond ten years, or not known. */
  readonly fullAt: number | null
}

const DAY = 86_400_000
const YEAR_DAYS = 365
const POINTS = 60
const HORIZON = { least: 90, most: 1825 } as const
const FULL_WITHIN_DAYS = 3650
const GROWTH_DAYS = 7

/** How much the history takes, by host, and how much it will. */
export class StorageReport {
  readonly #deps: StorageReportDeps
  #underWay: Promise<StorageView> | null = null

  constructor(deps: StorageReportDeps) {
    this.#deps = deps
  }

  /** Who asks at the same time shares the answer. */
  whole(): Promise<StorageView> {
    this.#underWay ??= this.#make().finally(() => {
      this.#underWay = null
    })
    return this.#underWay
  }

  /** Rejects with `DomainError('not_found')` for an unknown host. */
  async ofHost(id: number): Promise<{ readonly at: number; readonly host: HostStorage; readonly forecast: Forecast }> {
    const { clock } = this.#deps
    const found = (await this.#outlooks()).outlooks.find(({ usage }) => usage.host === id)
    if (!found) throw new DomainError('not_found', 'no such host')
    const at = clock.now()
    return { at, host: hostStorage(found, at), forecast: forecast([found], at) }
  }

  async #make(): Promise<StorageView> {
    const { volume, clock } = this.#deps
    const [{ usage, standard, outlooks }, space] = await Promise.all([this.#outlooks(), volume()])
    const at = clock.now()
    const hosts = outlooks.map((outlook) => hostStorage(outlook, at))
    const total = (pick: (host: HostStorage) => number): number => hosts.reduce((sum, host) => sum + pick(host), 0)
    return {
      at,
      usage,
      volume: space,
      standard,
      hosts,
      bytes: total(({ bytes }) => bytes),
      dayBytes: total(({ dayBytes }) => dayBytes),
      growthPerDay: total(({ growthPerDay }) => growthPerDay),
      forecast: forecast(outlooks, at),
      fullAt: space && fullAt(outlooks, at, space.freeBytes + usage.freeBytes),
    }
  }

  async #outlooks(): Promise<{ usage: StoreUsage; standard: StoredRetention; outlooks: readonly Outlook[] }> {
    const { metrics, settings, hosts } = this.#deps
    const [usage, standard, own, known] = await Promise.all([metrics.usage(), settings.standard(), settings.own(), hosts.list()])
    const byHost = new Map(usage.hosts.map((each) => [each.host, each]))
    const outlooks = known.map((host) => outlookOf(host, byHost.get(host.id) ?? nothing(host.id), own.get(host.id) ?? null, standard))
    return { usage, standard, outlooks }
  }
}

interface Outlook extends HostOutlook {
  readonly name: string
  readonly own: StoredRetention | null
}

function outlookOf({ status }: HostView, usage: HostUsage, own: StoredRetention | null, standard: StoredRetention): Outlook {
  return { name: status.name, own, usage, retention: (own ?? standard).retention, intervalMs: status.intervalMs || 15_000 }
}

function nothing(host: number): HostUsage {
  const none = { raw: null, fine: null, coarse: null, times: null, values: null }
  return { host, values: 0, bytes: { raw: 0, fine: 0, coarse: 0, times: 0 }, journalBytes: 0, first: null, last: null, daily: none }
}

function hostStorage(outlook: Outlook, now: number): HostStorage {
  const { usage, name, retention, own } = outlook
  return {
    host: usage.host,
    name,
    usage,
    bytes: sizeIn(0, outlook, now),
    retention,
    own,
    dayBytes: dailyBytes(outlook).raw + dailyBytes(outlook).times,
    growthPerDay: (sizeIn(GROWTH_DAYS, outlook, now) - sizeIn(0, outlook, now)) / GROWTH_DAYS,
    settledBytes: retention.totalDays > 0 ? sizeIn(retention.totalDays, outlook, now) : null,
    bytesInAYear: sizeIn(YEAR_DAYS, outlook, now),
  }
}

function forecast(outlooks: readonly HostOutlook[], now: number): Forecast {
  const longest = outlooks.reduce<number>((most, { retention }) => Math.max(most, endOf(retention)), HORIZON.least)
  const horizon = Math.min(longest, HORIZON.most)
  const points = Array.from({ length: POINTS + 1 }, (_, i) => (horizon * i) / POINTS)
  const forEver = outlooks.some(({ retention }) => retention.totalDays === 0)
  return {
    points: points.map((days) => ({ at: Math.round(now + days * DAY), bytes: Math.round(allIn(days, outlooks, now)) })),
    settledBytes: forEver ? null : allIn(longest, outlooks, now),
    settledAt: forEver ? null : now + longest * DAY,
  }
}

function endOf({ fineDays, totalDays }: Retention): number {
  return totalDays === 0 ? fineDays + YEAR_DAYS : totalDays
}

function allIn(days: number, outlooks: readonly HostOutlook[], now: number): number {
  return outlooks.reduce((sum, outlook) => sum + sizeIn(days, outlook, now), 0)
}

/** When the history has grown by so many bytes. */
function fullAt(outlooks: readonly HostOutlook[], now: number, freeBytes: number): number | null {
  const full = allIn(0, outlooks, now) + freeBytes
  for (let days = 30; days <= FULL_WITHIN_DAYS; days += 30) {
    if (allIn(days, outlooks, now) < full) continue
    let [low, high] = [days - 30, days]
    while (high - low > 0.25) {
      const middle = (low + high) / 2
      if (allIn(middle, outlooks, now) < full) low = middle
      else high = middle
    }
    return now + high * DAY
  }
  return null
}
