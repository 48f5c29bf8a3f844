import { type AlertUnit, FILLING, type RuleSettings, ruleUnit, type SettingProblem, selectsHost } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import { metricsOf } from '@hyperion/domain/metrics'
import type { Clock } from '@hyperion/ports/clock'
import type { Host, HostStore } from '@hyperion/ports/hosts'
import type { MetricStore, Series } from '@hyperion/ports/metric-store'
import { type RuleJudge, ruleJudge } from './judges.ts'
import { type Fired, type Points, replay, ThinnedPoints } from './replay.ts'
import type { Rules } from './rules.ts'
import { absenceSteps, fillingSteps, metricSteps, type Step, valuedTimes } from './trial-steps.ts'

export interface TrialsDeps {
  readonly rules: Pick<Rules, 'check'>
  readonly hosts: Pick<HostStore, 'list'>
  readonly metrics: Pick<MetricStore, 'read' | 'series'>
  readonly clock: Clock
}

export interface TrialRequest {
  readonly rule: RuleSettings
  /** The only host to look at. */
  readonly host?: number
  readonly hours: number
}

export interface TriedSeries {
  readonly host: Host
  readonly instance: string
  readonly fired: readonly Fired[]
  readonly notifications: number
  /** How often it would have come and gone so often that it was told once. */
  readonly flapped: number
  readonly gaps: readonly { readonly from: number; readonly to: number }[]
  readonly points: Points
}

export interface TrialResult {
  readonly from: number
  readonly to: number
  readonly unit: AlertUnit
  /** There is more to replay than a trial takes: these are the first. */
  readonly truncated: boolean
  readonly series: readonly TriedSeries[]
}

interface Span {
  readonly from: number
  readonly to: number
}

const HOUR = 3_600_000
const GAP_MS = 300_000
const MOST = { series: 20, points: 2_000, waiting: 3 } as const
const BUSY = { retryAfter: 2 } as const

/** Replays rules over stored history: when they would have fired, and what they would have told. One at a time. */
export class Trials {
  readonly #deps: TrialsDeps
  #running: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(deps: TrialsDeps) {
    this.#deps = deps
  }

  /** `DomainError('validation_failed')` with `SettingProblem`s of `rule.<field>` and `host`; `rate_limited` when several wait. */
  async run(request: TrialRequest): Promise<TrialResult> {
    await this.#check(request)
    if (this.#waiting >= MOST.waiting) throw new DomainError('rate_limited', 'other trials are under way', BUSY)
    this.#waiting++
    const mine = this.#running.then(() => this.#replay(request)).finally(() => this.#waiting--)
    this.#running = mine.catch(() => {})
    return mine
  }

  async #check({ rule, host }: TrialRequest): Promise<void> {
    const details: Record<string, readonly string[]> = {}
    const unknown: SettingProblem = 'unknown_host'
    const without: SettingProblem = 'no_history'
    if (host !== undefined && !(await this.#deps.hosts.list()).some(({ id }) => id === host)) details.host = [unknown]
    if (rule.kind === 'unit_failed') details['rule.kind'] = [without]
    // One that is not named yet can be tried.
    await this.#deps.rules.check({ ...rule, name: rule.name || 'Trial' }).catch((error: unknown) => {
      if (!(error instanceof DomainError) || !error.info.details) throw error
      for (const [field, problems] of Object.entries(error.info.details)) details[`rule.${field}`] = problems
    })
    if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'the rule cannot be tried', { details })
  }

  async #replay({ rule, host, hours }: TrialRequest): Promise<TrialResult> {
    const to = this.#deps.clock.now()
    const span = { from: to - hours * HOUR, to }
    const judge = ruleJudge('trial', rule)
    const all = await this.#deps.hosts.list()
    const chosen = all.filter((each) => (host === undefined ? selectsHost(rule, each) : each.id === host))
    const subjects: { host: Host; instance: string }[] = []
    for (const each of chosen) {
      if (subjects.length > MOST.series) break
      subjects.push(...(await this.#instances(each, judge, span)).map((instance) => ({ host: each, instance })))
    }
    const taken = subjects.slice(0, MOST.series)
    const points = Math.max(100, Math.floor(MOST.points / Math.max(1, taken.length)))
    const series: TriedSeries[] = []
    for (const subject of taken) series.push(await this.#tried(judge, subject, span, points))
    return { ...span, unit: ruleUnit(rule), truncated: subjects.length > taken.length, series }
  }

  async #instances(host: Host, judge: RuleJudge, { from }: Span): Promise<readonly string[]> {
    const { kind } = judge.settings
    const known = (await this.#deps.metrics.series(host.id)).filter(({ last }) => last >= from)
    if (kind === 'silent') return known.length > 0 ? [''] : []
    const group = kind === 'filling' ? 'filesystem' : judge.source?.group
    return known.flatMap((each) => (each.group === group && judge.watches(each.instance) ? [each.instance] : []))
  }

  async #tried(judge: RuleJudge, { host, instance }: { host: Host; instance: string }, span: Span, most: number): Promise<TriedSeries> {
    const series = await this.#read(judge, host.id, instance, span)
    const times = valuedTimes(series, span.from)
    const points = new ThinnedPoints(span, most)
    const found = await replay(judge, instance, stepsOf(judge, series, times, span), { points })
    const { noData } = judge
    const missing = noData && (await replay(noData, instance, absenceSteps(times, span.to, judge.settings.noDataMinutes), { noData: true }))
    const fired = [...found.fired, ...(missing?.fired ?? [])].sort((a, b) => a.from - b.from)
    return {
      host,
      instance,
      fired,
      notifications: found.notifications + (missing?.notifications ?? 0),
      flapped: fired.filter(({ flapping }) => flapping).length,
      gaps: gapsOf(times, span),
      points: points.points,
    }
  }

  async #read({ settings, source }: RuleJudge, host: number, instance: string, { from, to }: Span): Promise<Series> {
    const { metrics } = this.#deps
    const { kind, metric } = settings
    if (kind === 'metric' && source && metric) {
      return metrics.read({ host, group: source.group, instance, metrics: [metric], from, to })
    }
    if (kind === 'filling') {
      const both = ['filesystem.used', 'filesystem.available']
      const maxPoints = Math.ceil((to - from + FILLING.windowMs) / FILLING.everyMs) * 2
      return metrics.read({ host, group: 'filesystem', instance, metrics: both, from: from - FILLING.windowMs, to, maxPoints })
    }
    const known = await metrics.series(host)
    const { group, instance: first } = known.find((each) => each.group === 'system') ?? known[0] ?? { group: 'system', instance: '' }
    return metrics.read({
      host,
      group,
      instance: first,
      metrics: metricsOf(group)
        .slice(0, 1)
        .map(({ id }) => id),
      from,
      to,
    })
  }
}

function stepsOf(judge: RuleJudge, series: Series, times: readonly number[], { from, to }: Span): Iterable<Step> {
  const { kind, warning, critical } = judge.settings
  if (kind === 'metric') return metricSteps(series, judge.source?.counter ?? false)
  if (kind === 'filling') return fillingSteps(series, from)
  return absenceSteps(times, to, Math.min(warning ?? Number.POSITIVE_INFINITY, critical ?? Number.POSITIVE_INFINITY))
}

function gapsOf(times: readonly number[], { from, to }: Span): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = []
  let before = from
  for (let i = 0; i <= times.length; i++) {
    const at = times[i] ?? to
    if (at - before > GAP_MS) gaps.push({ from: before, to: at })
    before = at
  }
  return gaps
}
