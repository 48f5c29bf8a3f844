import type { LiveMessage, LiveReport } from '@hyperion/wire/live'
import { findMetric, type GroupId, metricsOf } from '@hyperion/wire/metrics'
import { SeriesRing } from './ring.ts'

export type LiveData = LiveReport['data']

/** Longest step between two live rows that still counts as without a gap. */
export const LIVE_GAP = 5_000
const HOUR = 3_600_000

const keyOf = (group: GroupId, instance: string) => `${group}/${instance}`

/** The last hour of live rows of one host, and what is newest. Rows are added, never changed. */
export class LiveStore {
  #rings = new Map<string, SeriesRing>()
  #latest: LiveData | null = null
  #skew = 0
  #listeners = new Set<() => void>()

  get latest(): LiveData | null {
    return this.#latest
  }

  /** Epoch ms by the hub's clock, as its reports tell it. */
  now(): number {
    return Date.now() + this.#skew
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  clear(): void {
    this.#rings.clear()
    this.#latest = null
    for (const listener of this.#listeners) listener()
  }

  apply(data: LiveData, receivedAt: number): void {
    if (this.#latest && data.at <= this.#latest.at) return
    this.#latest = data
    this.#skew = data.at - receivedAt
    for (const { group, instance, values } of data.readings) this.#ringFor(group, instance).push(data.at, values)
    for (const listener of this.#listeners) listener()
  }

  ring(group: GroupId, instance: string): SeriesRing | undefined {
    return this.#rings.get(keyOf(group, instance))
  }

  /** Newest value of a metric; null when unsupported, absent or not here yet. */
  value(metricId: string, instance = ''): number | null {
    const metric = findMetric(metricId)
    if (!metric || !this.#latest) return null
    const row = this.#latest.readings.find((each) => each.group === metric.group && each.instance === instance)
    return row?.values[metricsOf(metric.group).indexOf(metric)] ?? null
  }

  instances(group: GroupId): readonly string[] {
    return this.#latest?.readings.filter((each) => each.group === group).map((each) => each.instance) ?? []
  }

  /** Newest amount per second of a counter; null without two rows close together, or after a reset. */
  rate(metricId: string, instance = ''): number | null {
    const metric = findMetric(metricId)
    const ring = metric && this.ring(metric.group, instance)
    if (!metric || !ring || ring.length < 2) return null
    const column = metricsOf(metric.group).indexOf(metric)
    const last = ring.length - 1
    const elapsed = ring.time(last) - ring.time(last - 1)
    const before = ring.value(last - 1, column)
    const now = ring.value(last, column)
    if (before === null || now === null || now < before || elapsed > LIVE_GAP) return null
    return ((now - before) * 1_000) / elapsed
  }

  /** Mean over the newest `ms`, so that one busy second is no state; null when nothing is known. */
  recentMean(metricId: string, ms: number, instance = ''): number | null {
    const metric = findMetric(metricId)
    const ring = metric && this.ring(metric.group, instance)
    if (!metric || !ring || ring.length === 0) return null
    const column = metricsOf(metric.group).indexOf(metric)
    let sum = 0
    let count = 0
    for (let i = ring.indexFrom(ring.lastTime - ms + 1); i < ring.length; i++) {
      const value = ring.value(i, column)
      if (value === null) continue
      sum += value
      count++
    }
    return count === 0 ? null : sum / count
  }

  #ringFor(group: GroupId, instance: string): SeriesRing {
    const key = keyOf(group, instance)
    const existing = this.#rings.get(key)
    if (existing) return existing
    const ring = new SeriesRing(metricsOf(group).length, HOUR / 1_000)
    this.#rings.set(key, ring)
    return ring
  }
}

const KINDS: ReadonlySet<unknown> = new Set(['report', 'notification', 'incident', 'fleet'] satisfies LiveMessage['type'][])

/** A message of the live feed, or null when it is none: a newer hub may send kinds unknown here. */
export function parseLiveMessage(text: string): LiveMessage | null {
  try {
    const message: unknown = JSON.parse(text)
    if (typeof message !== 'object' || message === null || !('type' in message) || !('data' in message)) return null
    return KINDS.has(message.type) ? (message as LiveMessage) : null
  } catch {
    return null
  }
}
