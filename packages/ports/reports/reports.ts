export const REPORT_FORMATS = ['html', 'pdf'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export type ReportStatus = 'pending' | 'generating' | 'completed' | 'failed'

export interface NewReport {
  readonly host: number
  readonly name: string
  readonly format: ReportFormat
  readonly language: 'en' | 'fr'
  /** Null for everything there is. */
  readonly hours: number | null
  readonly includeContainers: boolean
  /** Name of the user who asked for it, or of the schedule. */
  readonly requestedBy: string
  /** Epoch ms at which the range ends. */
  readonly until: number
  /** IANA name of the time zone that it is worded in; null for the hub's own. */
  readonly zone: string | null
  readonly createdAt: number
}

/** One of the figures that a report begins with, in words. */
export interface ReportFigure {
  readonly label: string
  readonly value: string
  /** In small letters under it, as a comparison with the previous period. */
  readonly remark: string
}

/** A performance report of one host, from the request to the file. */
export interface PerformanceReport extends NewReport {
  readonly id: number
  readonly hostName: string
  /** The scheduled run that it is part of. */
  readonly run: number | null
  readonly status: ReportStatus
  /** From 0 to 1. */
  readonly progress: number
  readonly completedAt: number | null
  /** Name of the file in the reports folder. */
  readonly file: string | null
  readonly sizeBytes: number | null
  /** Empty until it is completed. */
  readonly figures: readonly ReportFigure[]
  /** Why it failed. */
  readonly error: string | null
}

/** A report in the hands of whoever makes it. */
export interface ClaimedReport extends PerformanceReport {
  /** This one included: tells who holds it, and how often it was begun. */
  readonly attempts: number
}

export type ReportClaim = Pick<ClaimedReport, 'id' | 'attempts'>

export interface FinishedReport {
  readonly at: number
  readonly file: string
  readonly sizeBytes: number
  readonly figures: readonly ReportFigure[]
}

export interface ReportStore {
  /** Rejects with `DomainError('not_found')` for an unknown host. */
  create(report: NewReport): Promise<PerformanceReport>
  byId(id: number): Promise<PerformanceReport | undefined>
  /** Newest first. */
  list(limit: number): Promise<readonly PerformanceReport[]>
  /** Of a scheduled run, in the order in which they were asked for. */
  ofRun(run: number): Promise<readonly PerformanceReport[]>
  /**
   * Takes the oldest that is pending, or whose maker has not been heard of for `leaseMs`; those that somebody waits for
   * before scheduled ones. One at a time to each caller.
   */
  claim(now: number, leaseMs: number): Promise<ClaimedReport | undefined>
  /** The three below do nothing and answer false when the report was deleted, or claimed by someone else, meanwhile: the number of attempts tells. */
  advance(claim: ReportClaim, progress: number, leaseUntil: number): Promise<boolean>
  complete(claim: ReportClaim, end: FinishedReport): Promise<boolean>
  fail(claim: ReportClaim, end: { readonly at: number; readonly error: string }): Promise<boolean>
  /** Rejects with `DomainError('not_found')` for an unknown one. Answers what it was. */
  delete(id: number): Promise<PerformanceReport>
  /** Files of completed reports older than `at`, which are forgotten. */
  deleteBefore(at: number): Promise<readonly string[]>
  /** Those of these that there are. */
  existing(ids: readonly number[]): Promise<ReadonlySet<number>>
}
