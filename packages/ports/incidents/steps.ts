export type StepState = 'pending' | 'done' | 'failed' | 'skipped'

/** Something that the hub owes an incident: to tell people, to open a war room … */
export interface IncidentStep {
  readonly id: number
  /** UUID. */
  readonly incident: string
  readonly kind: string
  readonly state: StepState
  readonly attempts: number
  readonly createdAt: number
  /** When it may be tried next. */
  readonly dueAt: number
  readonly finishedAt: number | null
  /** Why the latest attempt failed, or why it was skipped. */
  readonly error: string | null
}

export interface StepStore {
  /** The one due first, of an incident that is not among those, for so long; due again when it is not settled by then. */
  lease(now: number, leaseMs: number, except?: readonly string[]): Promise<(IncidentStep & { readonly leaseUntil: number }) | undefined>
  /** Does nothing when the lease was lost meanwhile. `retryAt`: try again then. */
  settle(
    step: { readonly id: number; readonly leaseUntil: number },
    outcome: { readonly state: StepState; readonly at: number; readonly error?: string; readonly retryAt?: number },
  ): Promise<void>
  /** Owes one more, unless one of this kind is waiting already. */
  add(incident: string, kind: string, at: number): Promise<void>
  /** The earliest instant after `now` at which something is due; null when nothing is. */
  nextDue(now: number): Promise<number | null>
  /** Tries a failed one once more. Rejects with `not_found`, or `conflict` when it did not fail. */
  retry(id: number, at: number): Promise<IncidentStep>
}
