import { selectsHost } from '@hyperion/domain/alerts'
import { daysBefore, lastDue, nextDue, type ReportRange } from '@hyperion/domain/reports'
import { type Clock, every } from '@hyperion/ports/clock'
import type { Host, HostStore } from '@hyperion/ports/hosts'
import type { Mailer } from '@hyperion/ports/mail'
import type { ClaimedRun, NewReport, PerformanceReport, ReportSchedule, ReportScheduleStore, ReportStore } from '@hyperion/ports/reports'
import { type Reports, reportName } from '../reports.ts'
import { attachmentsOf, reportMail } from './report-mail.ts'

export interface ReportRunsDeps {
  readonly store: ReportScheduleStore
  readonly reportStore: Pick<ReportStore, 'ofRun'>
  readonly reports: Pick<Reports, 'wake' | 'onEnd' | 'bytesOf'>
  readonly hosts: Pick<HostStore, 'list'>
  /** Null where the hub has no mail server. */
  readonly mailer: Mailer | null
  /** Where readers reach the hub, without a slash at the end; null when that is not known. */
  readonly url: string | null
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** Why a run failed for good; anything else is told in the words of whoever refused. */
const RUN_FAILURES = { mailer: 'no_mail_server', hosts: 'no_hosts' } as const

/** A mail with more reports is read by nobody. */
const MOST_HOSTS = 100
const TICK_MS = 15_000
/** As long as a large mail takes on a slow line. */
const LEASE_MS = 300_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Until the next try, after each failed one; then it is given up. */
const PAUSES = [1, 5, 15, 60, 120, 240, 480].map((minutes) => minutes * MINUTE)
const KEPT_MS = 90 * 24 * HOUR
const LENGTHS: Readonly<Record<ReportRange, number>> = { day: 24 * HOUR, week: 168 * HOUR, month: 720 * HOUR }

/** Sees to it that each occurrence of a schedule ends in one mail. Every step is a row, so another process can go on anywhere. */
export class ReportRuns {
  readonly #deps: ReportRunsDeps
  #working: Promise<void> | null = null
  #again = false
  #running = false
  #stopTimer: () => void = () => {}

  constructor(deps: ReportRunsDeps) {
    this.#deps = deps
    deps.reports.onEnd(() => this.wake())
  }

  start(): void {
    this.#running = true
    this.#stopTimer = every(this.#deps.clock, TICK_MS, () => this.wake())
    this.wake()
  }

  async stop(): Promise<void> {
    this.#running = false
    this.#stopTimer()
    await this.#working
  }

  /** Looks for something to do. */
  wake(): void {
    if (!this.#running) return
    if (this.#working) {
      this.#again = true
      return
    }
    this.#again = false
    this.#working = this.#work()
      .catch((error: unknown) => this.#deps.log(`scheduled reports: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        this.#working = null
        if (this.#again) this.wake()
      })
  }

  async #work(): Promise<void> {
    const { store, clock } = this.#deps
    const now = clock.now()
    for (const schedule of await store.due(now)) {
      // However often it was missed while the hub was away: it is made up for once.
      await store.begin(schedule, { dueAt: lastDue(schedule.timing, now), nextAt: nextDue(schedule.timing, now) })
    }
    for (;;) {
      const claim = this.#running ? await store.claimRun(clock.now(), LEASE_MS) : undefined
      if (!claim) break
      const schedule = await store.byId(claim.schedule)
      if (schedule) await this.#see(claim, schedule)
    }
    await store.trimRuns(clock.now() - KEPT_MS)
  }

  async #see(claim: ClaimedRun, schedule: ReportSchedule): Promise<void> {
    if (this.#deps.mailer === null) await this.#giveUp(claim, RUN_FAILURES.mailer)
    else if (claim.prepared) await this.#send(claim, schedule, this.#deps.mailer)
    else await this.#prepare(claim, schedule)
  }

  async #prepare(claim: ClaimedRun, schedule: ReportSchedule): Promise<void> {
    const { store, reports, clock } = this.#deps
    const { from, to } = rangeOf(claim, schedule)
    const hosts = (await this.#hostsOf(schedule)).slice(0, MOST_HOSTS)
    if (hosts.length === 0) return this.#giveUp(claim, RUN_FAILURES.hosts)
    const { format, language, includeContainers, timing, name: requestedBy } = schedule
    const common = { format, language, includeContainers, requestedBy, zone: timing.zone, createdAt: clock.now() }
    const range = { hours: Math.round((to - from) / HOUR), until: to }
    const wanted = hosts.map(({ id, name }): NewReport => ({ ...common, ...range, host: id, name: reportName(name, clock.now()) }))
    await store.prepare(claim, wanted)
    reports.wake()
  }

  async #send(claim: ClaimedRun, schedule: ReportSchedule, mailer: Mailer): Promise<void> {
    const { store, reportStore, reports, url, clock } = this.#deps
    const all = await reportStore.ofRun(claim.id)
    const made = all.filter(({ status }) => status === 'completed')
    const failed = all.filter(({ status }) => status === 'failed')
    if (all.length === 0) return this.#giveUp(claim, RUN_FAILURES.hosts)
    if (made.length === 0) return this.#later(claim, failed[0]?.error ?? '', true)
    const left = Math.max(0, (await this.#hostsOf(schedule)).length - MOST_HOSTS)
    const attachments = await attachmentsOf(made, (report) => reports.bytesOf(report))
    const mail = reportMail({ schedule, range: rangeOf(claim, schedule), made, failed, left, attachments, url })
    const result = await mailer.send({ ...mail, messageId: `report-run-${claim.id}-${claim.dueAt}` })
    if (result.ok) await store.finish(claim, { at: clock.now(), status: 'sent', error: failed.length > 0 ? namesOf(failed) : null })
    else if (result.retry === 'later') await this.#later(claim, result.error, false)
    else await this.#giveUp(claim, result.error)
  }

  async #hostsOf(schedule: ReportSchedule): Promise<readonly Host[]> {
    const hosts = await this.#deps.hosts.list()
    return hosts.filter((host) => selectsHost(schedule, host)).toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  }

  async #later(claim: ClaimedRun, error: string, remake: boolean): Promise<void> {
    const { store, clock, log } = this.#deps
    const pause = PAUSES[claim.failures]
    if (pause === undefined) return this.#giveUp(claim, error)
    log(`scheduled reports: run ${claim.id} will be tried again: ${error}`)
    await store.retry(claim, { at: clock.now() + pause, error, remake })
  }

  async #giveUp(claim: ClaimedRun, error: string): Promise<void> {
    const { store, clock, log } = this.#deps
    log(`scheduled reports: run ${claim.id} failed: ${error}`)
    await store.finish(claim, { at: clock.now(), status: 'failed', error })
  }
}

/** Whole days before it was due; as much up to now when someone asked for it. */
function rangeOf({ dueAt, requestedBy }: ClaimedRun, { range, timing }: ReportSchedule): { readonly from: number; readonly to: number } {
  return requestedBy === null ? daysBefore(range, dueAt, timing.zone) : { from: dueAt - LENGTHS[range], to: dueAt }
}

function namesOf(failed: readonly PerformanceReport[]): string {
  return failed.map(({ hostName, error }) => `${hostName}: ${error}`).join('; ')
}
