import type { ReportScheduleSettings } from '@hyperion/domain/reports'
import type { NewReport } from './reports.ts'

export interface NewReportSchedule extends ReportScheduleSettings {
  /** Name of the user who set it. */
  readonly author: string
  readonly updatedAt: number
  /** Epoch ms of the next occurrence; null while it is switched off. */
  readonly nextAt: number | null
}

export interface ReportSchedule extends NewReportSchedule {
  readonly id: number
}

/** One occurrence of a schedule, from its being due to the mail. */
export interface ReportRun {
  readonly id: number
  readonly schedule: number
  /** Epoch ms at which it was due. */
  readonly dueAt: number
  /** Who asked for it by hand; null when it was due. */
  readonly requestedBy: string | null
  readonly status: 'open' | 'sent' | 'failed'
  /** What went wrong last. */
  readonly error: string | null
  readonly finishedAt: number | null
}

/** A run in the hands of whoever sees to it. */
export interface ClaimedRun extends ReportRun {
  /** Whether its reports were asked for. */
  readonly prepared: boolean
  /** How often it was claimed, this time included: tells who holds it. */
  readonly claims: number
  /** How often it could not be sent so far. */
  readonly failures: number
}

export type RunClaim = Pick<ClaimedRun, 'id' | 'claims'>

export interface ReportScheduleStore {
  /** By id. */
  list(): Promise<readonly ReportSchedule[]>
  byId(id: number): Promise<ReportSchedule | undefined>
  create(schedule: NewReportSchedule): Promise<ReportSchedule>
  /** This and `delete` reject with `DomainError('not_found')` for an unknown one. */
  update(id: number, schedule: NewReportSchedule): Promise<ReportSchedule>
  /** With its runs. */
  delete(id: number): Promise<void>
  /** Those whose next occurrence has come. */
  due(now: number): Promise<readonly ReportSchedule[]>
  /** A run for what is due, and the next occurrence, together: false when someone else did so, or changed the schedule. */
  begin(schedule: Pick<ReportSchedule, 'id' | 'nextAt'>, run: { readonly dueAt: number; readonly nextAt: number }): Promise<boolean>
  /** A run that is asked for by hand. Rejects with `DomainError('not_found')` for an unknown schedule. */
  beginNow(schedule: number, run: { readonly dueAt: number; readonly requestedBy: string }): Promise<ReportRun>
  /** The newest run of each schedule. */
  latestRuns(): Promise<readonly ReportRun[]>
  /** Takes the oldest that waits for nothing: its reports are finished or not yet asked for. One at a time to each caller. */
  claimRun(now: number, leaseMs: number): Promise<ClaimedRun | undefined>
  /**
   * Asks for the reports of a run, one of each host that there still is, and lets go of it. This and the two below do
   * nothing when it was claimed by someone else meanwhile.
   */
  prepare(claim: RunClaim, reports: readonly NewReport[]): Promise<void>
  /** Lets go of it until `at`; reports that failed are made anew then when `remake` says so. */
  retry(claim: RunClaim, again: { readonly at: number; readonly error: string; readonly remake: boolean }): Promise<void>
  /** Sent when there is no error; one may be told beside. */
  finish(claim: RunClaim, end: { readonly at: number; readonly status: 'sent' | 'failed'; readonly error: string | null }): Promise<void>
  /** Forgets runs that were finished before an instant. */
  trimRuns(before: number): Promise<void>
}
