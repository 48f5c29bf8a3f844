import { DomainError } from '@hyperion/domain/errors'
import { nextDue, type ReportScheduleSettings, reportScheduleProblems, type ScheduleProblems } from '@hyperion/domain/reports'
import type { Clock } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { NewReportSchedule, ReportRun, ReportSchedule, ReportScheduleStore } from '@hyperion/ports/reports'

export interface ReportSchedulesDeps {
  readonly store: ReportScheduleStore
  readonly hosts: Pick<HostStore, 'list'>
  readonly clock: Clock
  /** Whether the hub has a mail server. */
  readonly mail: boolean
  /** Told of a run that was asked for. */
  readonly onRun: () => void
}

export interface ScheduleView extends ReportSchedule {
  /** Null before the first. */
  readonly lastRun: ReportRun | null
}

/** What reports are made and mailed by plan. */
export class ReportSchedules {
  readonly #deps: ReportSchedulesDeps

  constructor(deps: ReportSchedulesDeps) {
    this.#deps = deps
  }

  get mail(): boolean {
    return this.#deps.mail
  }

  async list(): Promise<readonly ScheduleView[]> {
    const [schedules, runs] = await Promise.all([this.#deps.store.list(), this.#deps.store.latestRuns()])
    return schedules.map((each) => ({ ...each, lastRun: runs.find(({ schedule }) => schedule === each.id) ?? null }))
  }

  /** `DomainError('validation_failed')` with a `ScheduleProblem` list by field, as `change`. */
  async add(settings: ReportScheduleSettings, author: string): Promise<ScheduleView> {
    await this.#check(settings)
    const made = await this.#deps.store.create(this.#planned(settings, author))
    return { ...made, lastRun: null }
  }

  /** Rejects with `DomainError('not_found')` for an unknown one, as those below. */
  async change(id: number, settings: ReportScheduleSettings, author: string): Promise<ScheduleView> {
    await this.#check(settings)
    const before = await this.#deps.store.byId(id)
    const planned = this.#planned(settings, author)
    const sameTimes = before?.enabled === settings.enabled && JSON.stringify(before.timing) === JSON.stringify(settings.timing)
    // What is due at this moment does not get lost over another change.
    const made = await this.#deps.store.update(id, sameTimes ? { ...planned, nextAt: before.nextAt } : planned)
    const runs = await this.#deps.store.latestRuns()
    return { ...made, lastRun: runs.find(({ schedule }) => schedule === id) ?? null }
  }

  delete(id: number): Promise<void> {
    return this.#deps.store.delete(id)
  }

  /** Has the reports made up to now, and mailed. */
  async runNow(id: number, requestedBy: string): Promise<ReportRun> {
    const run = await this.#deps.store.beginNow(id, { dueAt: this.#deps.clock.now(), requestedBy })
    this.#deps.onRun()
    return run
  }

  #planned(settings: ReportScheduleSettings, author: string): NewReportSchedule {
    const now = this.#deps.clock.now()
    return { ...settings, author, updatedAt: now, nextAt: settings.enabled ? nextDue(settings.timing, now) : null }
  }

  async #check(settings: ReportScheduleSettings): Promise<void> {
    const known = new Set((await this.#deps.hosts.list()).map(({ id }) => id))
    const unknown: ScheduleProblems = settings.hosts.every((id) => known.has(id)) ? {} : { hosts: ['unknown_host'] }
    const details: ScheduleProblems = { ...unknown, ...reportScheduleProblems(settings) }
    if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'the schedule will not do', { details })
  }
}
