import type { AlertEvent, AlertLevel, AlertState, AlertSubject, AlertUnit } from '@hyperion/domain/alerts'

/** One alert from its first breaching sample to its end. */
export interface Alert extends AlertSubject {
  readonly id: number
  readonly title: string
  readonly unit: AlertUnit
  /** As of the latest event, as are the value and the threshold. */
  readonly message: string
  /** The worst so far. */
  readonly level: AlertLevel
  readonly state: 'firing' | 'resolved'
  readonly value: number | null
  readonly threshold: number | null
  readonly startedAt: number
  readonly resolvedAt: number | null
  readonly acknowledgedAt: number | null
  /** Name of the user who took it on. */
  readonly acknowledgedBy: string | null
}

/** Where a rule stands on an instance of a host now, and what there is to tell of it. */
export interface Transition extends AlertSubject {
  readonly state: AlertState
  readonly event: AlertEvent | null
}

export interface AlertStore {
  /** Every state that is not ok. */
  states(): Promise<readonly Omit<Transition, 'event'>[]>
  /**
   * Keeps the state, the alert and a delivery of its event for every channel that wants it, in one transaction.
   * The same transition once more changes nothing.
   */
  commit(transition: Transition): Promise<void>
  /** Alerts that are firing, newest first. */
  current(): Promise<readonly Alert[]>
  /** Alerts of any state, newest first. */
  recent(limit: number): Promise<readonly Alert[]>
}
