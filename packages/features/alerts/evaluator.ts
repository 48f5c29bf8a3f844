import { type AlertEvent, noticeOf, type Telling, type Thresholds } from '@hyperion/domain/alerts'
import type { Reading, Report } from '@hyperion/domain/metrics'
import type { AlertStore } from '@hyperion/ports/alerts'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import { resourceUsage } from './current-breaches.ts'
import { type Judge, type RuleJudge, thresholdJudges } from './judges.ts'
import { RuleBook } from './rule-book.ts'
import type { Rules } from './rules.ts'
import type { Silences } from './silences.ts'
import { type News, Standings } from './standings.ts'
import { Unsaved } from './unsaved.ts'
import { LastSeen, Readings, ValuedInstances } from './watches.ts'

export interface AlertEvaluatorDeps {
  readonly store: Pick<AlertStore, 'states' | 'commit'>
  readonly thresholds: () => Promise<Thresholds> | Thresholds
  readonly rules: Pick<Rules, 'current'>
  readonly silences: Pick<Silences, 'refresh' | 'until'>
  readonly hosts: Pick<HostStore, 'list'>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Mount point that stands for the disk. */
  readonly diskMount: string
  readonly hostName: (host: number) => string
  /** Told after an event and its deliveries are safe in the database. */
  readonly onCommitted: () => void
}

/** Judges each host's reports as they arrive and tells when an alert begins, gets worse and ends. */
export class AlertEvaluator {
  readonly book = new RuleBook()
  /** When each host reported last. */
  readonly reported = new LastSeen()
  /** When each instance that a rule wants to have values had one last. */
  readonly valued = new ValuedInstances()
  /** The mount points in each host's latest report. */
  readonly mounts = new Map<number, readonly string[]>()
  readonly #deps: AlertEvaluatorDeps
  readonly #standings: Standings
  readonly #readings = new Readings()
  readonly #unsaved: Unsaved
  #working: Promise<void> = Promise.resolve()
  #thresholds: Thresholds | undefined
  #thresholdJudges: ReturnType<typeof thresholdJudges> = []

  constructor(deps: AlertEvaluatorDeps) {
    this.#deps = deps
    this.#standings = new Standings(deps.hostName)
    this.#unsaved = new Unsaved(deps)
  }

  /** Takes up where the last process left off. */
  async start(): Promise<void> {
    for (const { state, ...subject } of await this.#deps.store.states()) this.#standings.restore(subject, state)
    await this.refresh()
    const now = this.#deps.clock.now()
    // A host that was silent stays so until it reports; of the others nothing is known before now.
    for (const host of this.book.hosts.keys()) {
      const { silent } = this.book.forHost(host)
      if (silent.every(({ key }) => this.#standings.of(host, key, '').phase !== 'firing')) this.reported.seen(host, now)
    }
  }

  /** Accepts one report; never throws, never waits. */
  evaluate(host: number, report: Report): void {
    const arrived = this.#deps.clock.now()
    this.run(() => this.#evaluate(host, report, arrived))
  }

  /** Does work between two reports. */
  run(work: () => Promise<void>): void {
    this.#working = this.#working.then(work).catch((error: unknown) => {
      this.#deps.log(`alerts: something could not be judged: ${error instanceof Error ? error.message : error}`)
    })
  }

  /** One line for /health while alerts are not durable, else null. */
  degraded(): string | null {
    return this.#unsaved.degraded()
  }

  /** Evaluates what was accepted, writes it, once, and stops trying. */
  async stop(): Promise<void> {
    await this.#working
    await this.#unsaved.stop()
  }

  /** Waits until everything that is known is written, or cannot be. */
  flushed(): Promise<void> {
    return this.#unsaved.flushed()
  }

  /** Takes over rules, hosts and silences as they are now; alerts of rules that changed end. */
  async refresh(): Promise<void> {
    const { rules, hosts, silences, clock } = this.#deps
    const [current, all] = await Promise.all([rules.current(), hosts.list(), silences.refresh()])
    this.book.update(current, all)
    for (const { subject } of [...this.#standings.all()].filter(({ subject }) => subject.rule.startsWith('rule:'))) {
      const reason = this.book.reasonToAbandon(subject)
      if (reason) this.#end(this.#standings.abandon(subject, clock.now(), reason, this.book.judgeOf(subject, true)), 'never')
    }
    this.book.settle()
  }

  /** Follows one value of one subject. */
  judge(judge: Judge, host: number, instance: string, value: number | null, at: number): void {
    const subject = { host, rule: judge.key, instance }
    const news = judge.acts(at) ? this.#standings.judge(judge, host, instance, value, at) : null
    if (news) this.#tell(news)
    if (!judge.acts(at)) this.#end(this.#standings.abandon(subject, at, 'the hours of the rule are over', judge))
  }

  /** Ends what is known of a subject. */
  forget(judge: Judge, host: number, instance: string, reason: string): void {
    this.#end(this.#standings.abandon({ host, rule: judge.key, instance }, this.#deps.clock.now(), reason, judge))
  }

  /** The instances of a rule on a host that are not simply ok. */
  instancesOf(host: number, judge: Judge): readonly string[] {
    return this.#standings.instancesOf(host, judge.key)
  }

  async #evaluate(host: number, report: Report, arrived: number): Promise<void> {
    await this.#readThresholds()
    // One that was enrolled just now.
    if (!this.book.hosts.has(host)) await this.refresh().catch(() => {})
    this.reported.seen(host, arrived)
    const usage = resourceUsage(report, this.#deps.diskMount)
    for (const judge of this.#thresholdJudges) this.judge(judge, host, '', usage[judge.key], report.at)
    const { metrics, filling } = this.book.forHost(host)
    for (const reading of report.readings) {
      for (const judge of metrics.get(reading.group) ?? [])
        if (judge.watches(reading.instance)) this.#watch(judge, host, reading, { at: report.at, arrived })
    }
    if (filling.length > 0)
      this.mounts.set(
        host,
        report.readings.flatMap(({ group, instance }) => (group === 'filesystem' ? [instance] : [])),
      )
  }

  #watch(judge: RuleJudge, host: number, reading: Reading, { at, arrived }: { at: number; arrived: number }): void {
    const value = this.#readings.value(judge, host, reading, at)
    if (judge.noData && judge.source && (reading.values[judge.source.column] ?? null) !== null) {
      this.valued.seen(host, judge.key, reading.instance, arrived)
    }
    this.judge(judge, host, reading.instance, value, at)
  }

  #tell(news: News): void {
    const telling = this.#telling(news)
    this.#unsaved.add({ ...news, telling, noticedAt: this.#deps.clock.now() })
    const { event } = news
    if (event) this.#deps.bus.publish('notification', { ...(telling === 'now' ? noticeOf(event) : quietNotice(event)), kept: true })
  }

  /** Tells of an alert that ended for another reason than its values. */
  #end(news: News | null, telling = news && this.#telling(news)): void {
    if (!news || !telling) return
    this.#unsaved.add({ ...news, telling, noticedAt: this.#deps.clock.now() })
    if (news.event) this.#deps.bus.publish('notification', { ...quietNotice(news.event), kept: true })
  }

  #telling(news: News): Telling {
    const { silences, clock } = this.#deps
    return news.event && silences.until(news, this.book.tagsOf(news.host), clock.now()) !== null ? 'held' : 'now'
  }

  /** The last known ones while they cannot be read. */
  async #readThresholds(): Promise<void> {
    try {
      const thresholds = await this.#deps.thresholds()
      if (thresholds === this.#thresholds) return
      this.#thresholds = thresholds
      this.#thresholdJudges = thresholdJudges(thresholds)
    } catch (error) {
      if (!this.#thresholds) this.#deps.log(`alerts: the thresholds cannot be read: ${error}`)
    }
  }
}

/** For the live feed alone: what nobody is to be woken by. */
function quietNotice({ hostName, title, message, at }: AlertEvent): ReturnType<typeof noticeOf> {
  return { at, level: 'info', message: `${hostName}: ${title}: ${message}` }
}
