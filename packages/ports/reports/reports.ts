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
  /** Name of the user who asked for it. */
  readonly requestedBy: string
  /** Epoch ms; the range ends there. */
  readonly createdAt: number
}

/** A performance report of one host, from the request to the file. */
export interface PerformanceReport extends NewReport {
  readonly id: number
  readonly hostName: string
  readonly status: ReportStatus
  /** From 0 to 1. */
  readonly progress: number
  readonly completedAt: number | null
  /** Name of the file in the reports folder. */
  readonly file: string | null
  readonly sizeBytes: number | null
  /** Why it failed. */
  readonly error: string | null
}

/** A report in the hands of whoever makes it. */
export interface ClaimedReport extends PerformanceReport {
  /** This one included: tells who holds it, and how often it was begun. */
  readonly attempts: number
}

export interface ReportStore {
  /** Rejects with `DomainError('not_found')` for an unknown host. */
  create(report: NewReport): Promise<PerformanceReport>
  byId(id: number): Promise<PerformanceReport | undefined>
  /** Newest first. */
  list(limit: number): Promise<readonly PerformanceReport[]>
  /** Takes the oldest that is pending, or whose maker has not been heard of for `leaseMs`; one at a time to each caller. */
  claim(now: number, leaseMs: number): Promise<ClaimedReport | undefined>
  /** The three below do nothing when the report was claimed by someone else meanwhile: the number of attempts tells. */
  advance(claim: Pick<ClaimedReport, 'id' | 'attempts'>, progress: number, leaseUntil: number): Promise<void>
  complete(claim: Pick<ClaimedReport, 'id' | 'attempts'>, end: { at: number; file: string; sizeBytes: number }): Promise<void>
  fail(claim: Pick<ClaimedReport, 'id' | 'attempts'>, end: { at: number; error: string }): Promise<void>
  /** Rejects with `DomainError('not_found')` for an unknown one. Answers what it was. */
  delete(id: number): Promise<PerformanceReport>
  /** Files of completed reports older than `at`, which are forgotten. */
  deleteBefore(at: number): Promise<readonly string[]>
}
