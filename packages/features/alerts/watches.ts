import { type CounterReading, FILLING, hoursUntilFull, rateOf } from '@hyperion/domain/alerts'
import type { UnitInfo } from '@hyperion/domain/hosts'
import type { Reading } from '@hyperion/domain/metrics'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { RuleJudge } from './judges.ts'

const MINUTE = 60_000

/** The values of what rules watch in reports: of a counter, how fast it grows. */
export class Readings {
  readonly #counters = new Map<string, CounterReading>()

  value({ source }: RuleJudge, host: number, { group, instance, values }: Reading, at: number): number | null {
    const value = source ? (values[source.column] ?? null) : null
    if (value === null || Number.isNaN(value) || !source?.counter) return Number.isNaN(value) ? null : value
    const key = `${host} ${group} ${source.column} ${instance}`
    const before = this.#counters.get(key)
    if (before?.at === at) return null
    this.#counters.set(key, { at, value })
    return rateOf(before, { at, value })
  }
}

/** When each host reported last. */
export class LastSeen {
  readonly #seen = new Map<number, number>()

  seen(host: number, at: number): void {
    this.#seen.set(host, at)
  }

  /** Null for one that never did. */
  minutesSince(host: number, now: number): number | null {
    const seen = this.#seen.get(host)
    return seen === undefined ? null : Math.max(0, (now - seen) / MINUTE)
  }
}

/** Which instances a rule has seen a value of, and when. */
export class ValuedInstances {
  readonly #rules = new Map<string, Map<string, number>>()

  seen(host: number, rule: string, instance: string, at: number): void {
    const key = `${host} ${rule}`
    const known = this.#rules.get(key) ?? new Map<string, number>()
    this.#rules.set(key, known.set(instance, at))
  }

  /** Minutes without a value, by instance. */
  missing(host: number, rule: string, now: number): readonly (readonly [instance: string, minutes: number])[] {
    return [...(this.#rules.get(`${host} ${rule}`) ?? [])].map(([instance, at]) => [instance, (now - at) / MINUTE])
  }

  forget(host: number, rule: string, instance: string): void {
    this.#rules.get(`${host} ${rule}`)?.delete(instance)
  }
}

/** A unit that failed and was started again at once counts as failed for so long. */
const LATELY_MS = 120_000

/** How long units have been failed, in minutes; -1 for those that are well. */
export class FailedUnits {
  readonly #since = new Map<string, number>()
  /** How often each had failed when last asked; null before the first time, which is no news. */
  #failures: ReadonlyMap<string, number> | null = null
  readonly #failedAt = new Map<string, number>()

  /** Of units that are failed, were when last asked, or are asked about. */
  ages(units: readonly UnitInfo[], known: readonly string[], now: number): ReadonlyMap<string, number> {
    this.#countFailures(units, now)
    const failed = new Set(units.flatMap(({ name, state }) => (state === 'failed' || this.#failedAt.has(name) ? [name] : [])))
    for (const name of failed) if (!this.#since.has(name)) this.#since.set(name, now)
    for (const name of this.#since.keys()) if (!failed.has(name)) this.#since.delete(name)
    const ages = [...failed].map((name): [string, number] => [name, (now - (this.#since.get(name) ?? now)) / MINUTE])
    return new Map([...known.map((name): [string, number] => [name, -1]), ...ages])
  }

  #countFailures(units: readonly UnitInfo[], now: number): void {
    const before = this.#failures
    for (const { name, state, failures = 0 } of units)
      if (before && failures > (before.get(name) ?? 0) && state !== 'failed') this.#failedAt.set(name, now)
    for (const [name, at] of this.#failedAt) if (now - at >= LATELY_MS) this.#failedAt.delete(name)
    this.#failures = new Map(units.flatMap(({ name, failures }) => (failures ? [[name, failures]] : [])))
  }
}

const MOST_POINTS = 200

/** Hours until each file system of a host is full, by the history that is stored; null where too little is known. */
export async function hoursLeft(metrics: Pick<MetricStore, 'read'>, host: number, mount: string, now: number): Promise<number | null> {
  const { times, columns } = await metrics.read({
    host,
    group: 'filesystem',
    instance: mount,
    metrics: ['filesystem.used', 'filesystem.available'],
    from: now - FILLING.windowMs,
    to: now + 1,
    maxPoints: MOST_POINTS,
  })
  const [used, available] = columns
  const left = available?.values.findLast((value, i) => available.present[i] === 1 && Number.isFinite(value))
  if (!used || left === undefined) return null
  return hoursUntilFull({ times, used: used.values }, left, now)
}
