import type { EscalationPolicy, EscalationPosition, Urgency } from '@hyperion/domain/escalation'
import type { NewPage } from './pages.ts'
import type { ToldLine } from './told.ts'

export const RUN_STATES = ['running', 'stopped', 'exhausted'] as const
/** `exhausted`: every step of every round ran, and nobody took the incident on. */
export type RunState = (typeof RUN_STATES)[number]

/** One escalation of an incident: it begins with the incident, and again when that is opened again. */
export interface EscalationRun {
  readonly id: number
  /** UUID. */
  readonly incident: string
  /** As it was at the beginning; null where the service has none. */
  readonly policy: EscalationPolicy | null
  /** Where it differs from what the severity says. */
  readonly urgency: Urgency | null
  readonly state: RunState
  /** The step that comes next. */
  readonly position: EscalationPosition
  readonly startedAt: number
  /** When the next step is due; without meaning once it is over. */
  readonly dueAt: number
  readonly finishedAt: number | null
  /** Why it is over. */
  readonly why: string | null
}

export interface NewRun extends Pick<EscalationRun, 'incident' | 'policy' | 'urgency' | 'state' | 'startedAt' | 'why'> {
  /** What it was begun for: of several with the same one, the first counts. */
  readonly cause: string
}

/** One target of a step, and to whom it led. */
export interface ResolvedTarget {
  /** `Primary (schedule)` */
  readonly target: string
  readonly people: readonly { readonly id: number; readonly username: string; readonly methods: readonly string[] }[]
  readonly channel: { readonly id: number; readonly name: string } | null
  /** Why it led to nobody, else null. */
  readonly problem: string | null
}

/** A step that ran. */
export interface StepRecord extends EscalationPosition {
  readonly plannedAt: number
  readonly ranAt: number
  readonly resolved: readonly ResolvedTarget[]
  readonly reached: boolean
}

export interface LeasedRun extends EscalationRun {
  readonly policy: EscalationPolicy
  readonly leaseUntil: number
  /** Oldest first. */
  readonly log: readonly StepRecord[]
}

export interface StepOutcome {
  readonly record: StepRecord
  readonly pages: readonly NewPage[]
  readonly next: { readonly position: EscalationPosition; readonly dueAt: number }
  readonly told: ToldLine
}

/** What keeps somebody from being paged in time. */
export interface EscalationTrouble {
  /** One of a kind for each trouble. */
  readonly key: string
  readonly kind: 'step_late' | 'step_missing' | 'not_begun' | 'page_late'
  readonly incident: string
  readonly shortId: string
  /** Since when it is late. */
  readonly since: number
}

export interface EscalationRunStore {
  /**
   * Begins a run in place of one that is under way for the incident. Answers the known one, with `begun: false`, where
   * there is one with this cause.
   */
  begin(run: NewRun, told: ToldLine): Promise<{ readonly run: EscalationRun; readonly begun: boolean }>
  /** The running one whose step is due first, for so long. */
  lease(now: number, leaseMs: number): Promise<LeasedRun | undefined>
  /** The earliest instant after `now` at which there may be a step to lease; null when nothing runs. */
  nextDue(now: number): Promise<number | null>
  /** Keeps what a step did and what comes next, all in one transaction; false, with nothing kept, when the lease was lost. */
  record(run: Pick<LeasedRun, 'id' | 'incident' | 'leaseUntil'>, outcome: StepOutcome): Promise<boolean>
  /** Ends the run under way of an incident and drops pages that nobody needs any more; false when none is. */
  finish(
    incident: string,
    end: { readonly state: 'stopped' | 'exhausted'; readonly at: number; readonly why: string; readonly told: ToldLine },
  ): Promise<boolean>
  /** Newest first, each with its steps, oldest first. */
  ofIncident(incident: string): Promise<readonly (EscalationRun & { readonly log: readonly StepRecord[] })[]>
  /** Runs under way. */
  running(): Promise<readonly (EscalationRun & { readonly log: readonly StepRecord[]; readonly shortId: string })[]>
  /** Incidents that nobody has taken on and for which no run was begun, though asked for before an instant; pages that were due before it and never tried. */
  overdue(before: number): Promise<readonly EscalationTrouble[]>
  /** Notes a trouble; false when it was noted before. */
  note(trouble: EscalationTrouble, at: number): Promise<boolean>
  /** Forgets troubles noted before an instant. */
  forgetTroubles(before: number): Promise<void>
}
