import { type AlertEvent, FILLING, noticeOf } from '@hyperion/domain/alerts'
import { type HostDown, type UnitInfo, withDownCause } from '@hyperion/domain/hosts'
import type { Alert, AlertStore } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import { type Clock, every } from '@hyperion/ports/clock'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { AlertEvaluator } from './evaluator.ts'
import type { RuleJudge } from './judges.ts'
import type { Rules } from './rules.ts'
import type { Silences } from './silences.ts'
import { FailedUnits, hoursLeft } from './watches.ts'

export interface PatrolDeps {
  readonly evaluator: AlertEvaluator
  readonly rules: Pick<Rules, 'onChange'>
  readonly silences: Pick<Silences, 'until' | 'onChange'>
  readonly store: Pick<AlertStore, 'current' | 'held' | 'release' | 'markSilenced' | 'trim'>
  readonly metrics: Pick<MetricStore, 'read' | 'series'>
  /** Units of a host; null where they are not known at this moment. */
  readonly units: (host: number) => Promise<readonly UnitInfo[] | null>
  readonly hostName: (host: number) => string
  /** What is away of a silent host, where that is known. */
  readonly down: (host: number) => HostDown | null
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Told when there is something new to deliver. */
  readonly onQueued: () => void
}

const ROUND_MS = 15_000
const UNITS_MS = 60_000
const TRIM_MS = 3_600_000
const DAY_MS = 86_400_000
/** Hosts whose file systems are looked at in one round. */
const HOSTS_A_ROUND = 50
/** What has had no value for so long is taken to be gone for good. */
const GONE_MINUTES = 1440
const KEEP_DAYS = { alerts: 400, deliveries: 90 } as const

/** Looks at what no report tells: hosts that are silent, values that are missing, failed units, disks that fill, silences that end. */
export class Patrol {
  readonly #deps: PatrolDeps
  readonly #failed = new Map<number, FailedUnits>()
  readonly #fillingAt = new Map<number, number>()
  /** What was written last of each firing alert that is or was silenced. */
  readonly #silenced = new Map<number, number | null>()
  #stops: readonly (() => void)[] = []
  #trouble: string | null = null

  constructor(deps: PatrolDeps) {
    this.#deps = deps
  }

  start(): void {
    const { evaluator, rules, silences, clock } = this.#deps
    const at = (work: (now: number) => Promise<void>) => (): void => {
      const now = clock.now()
      evaluator.run(() => this.#guarded(() => work(now)))
    }
    const round = at((now) => this.#round(now))
    rules.onChange(round)
    silences.onChange(round)
    at((now) => this.#rememberInstances(now))()
    this.#stops = [
      every(clock, ROUND_MS, round),
      every(
        clock,
        UNITS_MS,
        at((now) => this.#units(now)),
      ),
      every(
        clock,
        TRIM_MS,
        at((now) => this.#trim(now)),
      ),
    ]
  }

  stop(): void {
    for (const stop of this.#stops) stop()
    this.#stops = []
  }

  /** Looks at the units of a host now: one of them failed, or is well again. */
  lookAtUnits(host: number): void {
    if (this.#stops.length === 0) return
    const now = this.#deps.clock.now()
    this.#deps.evaluator.run(() => this.#guarded(() => this.#unitsOf(host, now)))
  }

  async #round(now: number): Promise<void> {
    await this.#deps.evaluator.refresh()
    this.#absences(now)
    await this.#filling(now)
    await this.#release(now)
  }

  /** Instances that had values lately are expected to have them again. */
  async #rememberInstances(now: number): Promise<void> {
    const { evaluator, metrics } = this.#deps
    for (const host of evaluator.book.hosts.keys()) {
      const judges = [...evaluator.book.forHost(host).metrics.values()].flat().filter(({ noData }) => noData)
      if (judges.length === 0) continue
      const known = (await metrics.series(host)).filter(({ last }) => last > now - GONE_MINUTES * 60_000)
      for (const { key, source, watches } of judges) {
        for (const { group, instance } of known)
          if (group === source?.group && watches(instance)) evaluator.valued.seen(host, key, instance, now)
      }
    }
  }

  #absences(now: number): void {
    const { evaluator } = this.#deps
    for (const host of evaluator.book.hosts.keys()) {
      const { silent, metrics } = evaluator.book.forHost(host)
      const minutes = silent.length > 0 ? evaluator.reported.minutesSince(host, now) : null
      const down = minutes !== null && minutes >= 1 ? this.#deps.down(host) : null
      for (const judge of silent) evaluator.judge(withCause(judge, down), host, '', minutes, now)
      for (const judge of [...metrics.values()].flat()) if (judge.noData) this.#missing(host, judge.key, judge.noData, now)
    }
  }

  #missing(host: number, rule: string, judge: Parameters<AlertEvaluator['judge']>[0], now: number): void {
    const { evaluator } = this.#deps
    for (const [instance, minutes] of evaluator.valued.missing(host, rule, now)) {
      if (minutes < GONE_MINUTES) evaluator.judge(judge, host, instance, minutes, now)
      else {
        evaluator.valued.forget(host, rule, instance)
        evaluator.forget(judge, host, instance, 'it has been gone for a day')
      }
    }
  }

  async #units(now: number): Promise<void> {
    const { evaluator } = this.#deps
    const { hosts } = evaluator.book
    for (const host of this.#failed.keys()) if (!hosts.has(host)) this.#failed.delete(host)
    for (const host of hosts.keys()) await this.#unitsOf(host, now)
  }

  async #unitsOf(host: number, now: number): Promise<void> {
    const { evaluator, units } = this.#deps
    const judges = evaluator.book.forHost(host).units
    if (judges.length === 0) return
    const listed = await units(host)
    // What an absent host told last says nothing about now.
    if (listed === null) return
    const failed = this.#failed.get(host) ?? new FailedUnits()
    this.#failed.set(host, failed)
    for (const judge of judges) {
      const ages = failed.ages(listed, evaluator.instancesOf(host, judge), now)
      for (const [unit, minutes] of ages) if (judge.watches(unit)) evaluator.judge(judge, host, unit, minutes, now)
    }
  }

  async #filling(now: number): Promise<void> {
    const { evaluator } = this.#deps
    const due = [...evaluator.mounts.keys()].filter((host) => (this.#fillingAt.get(host) ?? 0) <= now).slice(0, HOSTS_A_ROUND)
    for (const host of due) {
      this.#fillingAt.set(host, now + FILLING.everyMs)
      await this.#fillingOf(host, now)
    }
  }

  async #fillingOf(host: number, now: number): Promise<void> {
    const { evaluator, metrics } = this.#deps
    const judges = evaluator.book.forHost(host).filling
    for (const mount of evaluator.mounts.get(host) ?? []) {
      const mine = judges.filter(({ watches }) => watches(mount))
      if (mine.length === 0) continue
      const hours = await hoursLeft(metrics, host, mount, now)
      for (const judge of mine) evaluator.judge(judge, host, mount, hours, now)
    }
  }

  /** Tells what was held back once nothing silences it any more. */
  async #release(now: number): Promise<void> {
    const { store, bus, onQueued } = this.#deps
    const until = (alert: Alert): number | null => this.#deps.silences.until(alert, this.#deps.evaluator.book.tagsOf(alert.host), now)
    for (const alert of await store.held()) {
      if (until(alert) !== null || alert.held === null) continue
      const event = this.#eventOf(alert, alert.held, now)
      if (!(await store.release(alert, event))) continue
      bus.publish('notification', { ...noticeOf(event), kept: true })
      onQueued()
    }
    for (const alert of await store.current()) {
      const silencedUntil = until(alert)
      if ((this.#silenced.get(alert.id) ?? null) === silencedUntil) continue
      await store.markSilenced(alert.id, silencedUntil)
      this.#silenced.set(alert.id, silencedUntil)
    }
  }

  #eventOf(alert: Alert, kind: AlertEvent['kind'], at: number): AlertEvent {
    const { host, rule, instance, title, unit, message, level, value, threshold, startedAt, flapping } = alert
    const about = { host, rule, instance, hostName: this.#deps.hostName(host), title, unit, message }
    return { kind, ...about, level, value, threshold, startedAt, at, ...(flapping && { flapping }) }
  }

  async #trim(now: number): Promise<void> {
    const { store } = this.#deps
    await store.trim({ alerts: now - KEEP_DAYS.alerts * DAY_MS, deliveries: now - KEEP_DAYS.deliveries * DAY_MS })
    const firing = new Set((await store.current()).map(({ id }) => id))
    for (const id of this.#silenced.keys()) if (!firing.has(id)) this.#silenced.delete(id)
  }

  /** What fails is tried again in the next round; it is logged once. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      this.#trouble = null
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (reason !== this.#trouble) this.#deps.log(`alerts: ${reason}; trying again`)
      this.#trouble = reason
    }
  }
}

/** Says of a silent host why nothing comes. */
function withCause(judge: RuleJudge, down: HostDown | null): RuleJudge {
  return down ? { ...judge, message: (instance, minutes) => withDownCause(judge.message(instance, minutes), down) } : judge
}
