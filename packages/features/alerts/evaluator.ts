import {
  type AlertState,
  noticeOf,
  OK,
  RESOURCE_TITLES,
  RESOURCES,
  ruleFor,
  stepAlert,
  type Thresholds,
  usageMessage,
} from '@hyperion/domain/alerts'
import type { Report } from '@hyperion/domain/metrics'
import type { AlertStore, Transition } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import { resourceUsage } from './current-breaches.ts'
import { Unsaved } from './unsaved.ts'

export interface AlertEvaluatorDeps {
  readonly store: Pick<AlertStore, 'states' | 'commit'>
  readonly thresholds: () => Promise<Thresholds> | Thresholds
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Mount point that stands for the disk. */
  readonly diskMount: string
  readonly hostName: (host: number) => string
  /** Told after an event and its deliveries are safe in the database. */
  readonly onCommitted: () => void
}

/** Follows each host's resources as reports arrive and tells when an alert begins, gets worse and ends. */
export class AlertEvaluator {
  readonly #deps: AlertEvaluatorDeps
  readonly #states = new Map<string, AlertState>()
  readonly #unsaved: Unsaved
  #evaluating: Promise<void> = Promise.resolve()
  #thresholds: Thresholds | undefined

  constructor(deps: AlertEvaluatorDeps) {
    this.#deps = deps
    this.#unsaved = new Unsaved(deps)
  }

  /** Takes up where the last process left off. */
  async start(): Promise<void> {
    for (const { host, rule, state } of await this.#deps.store.states()) this.#states.set(`${host} ${rule}`, state)
  }

  /** Accepts one report; never throws, never waits. */
  evaluate(host: number, report: Report): void {
    this.#evaluating = this.#evaluating
      .then(() => this.#evaluate(host, report))
      .catch((error: unknown) => this.#deps.log(`alerts: a report could not be evaluated: ${error}`))
  }

  /** One line for /health while alerts are not durable, else null. */
  degraded(): string | null {
    return this.#unsaved.degraded()
  }

  /** Evaluates what was accepted, writes it, once, and stops trying. */
  async stop(): Promise<void> {
    await this.#evaluating
    await this.#unsaved.stop()
  }

  async #evaluate(host: number, report: Report): Promise<void> {
    const thresholds = await this.#currentThresholds()
    if (!thresholds) return
    const usage = resourceUsage(report, this.#deps.diskMount)
    for (const resource of RESOURCES) {
      const value = usage[resource]
      const before = this.#states.get(`${host} ${resource}`) ?? OK
      const { state, change } = stepAlert(before, value, report.at, ruleFor(resource, thresholds[resource]))
      this.#states.set(`${host} ${resource}`, state)
      if (JSON.stringify(state) === JSON.stringify(before)) continue
      const startedAt = state.phase === 'firing' ? state.since : before.phase === 'firing' ? before.since : report.at
      const subject = { host, rule: resource, instance: '' }
      const told = {
        hostName: this.#deps.hostName(host),
        title: RESOURCE_TITLES[resource],
        unit: 'percent',
        startedAt,
        at: report.at,
      } as const
      const message = usageMessage(resource, value ?? 0)
      this.#tell({ ...subject, state, event: change && { ...subject, ...change, ...told, value, message } })
    }
  }

  #tell(transition: Transition): void {
    this.#unsaved.add(transition)
    if (transition.event) this.#deps.bus.publish('notification', { ...noticeOf(transition.event), kept: true })
  }

  /** The last known ones while they cannot be read. */
  async #currentThresholds(): Promise<Thresholds | undefined> {
    try {
      this.#thresholds = await this.#deps.thresholds()
    } catch (error) {
      if (!this.#thresholds) this.#deps.log(`alerts: the thresholds cannot be read: ${error}`)
    }
    return this.#thresholds
  }
}
