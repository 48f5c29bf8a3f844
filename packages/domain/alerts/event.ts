import type { AlertLevel } from './thresholds.ts'
import type { AlertUnit } from './wording.ts'

/** `reminded` tells once more of an alert that nobody took on. */
export const ALERT_EVENT_KINDS = ['fired', 'escalated', 'resolved', 'reminded'] as const
export type AlertEventKind = (typeof ALERT_EVENT_KINDS)[number]

/** What an alert is about: one rule on one instance of one host. */
export interface AlertSubject {
  readonly host: number
  /** `cpu`, `memory` or `disk` for a threshold, else `rule:<id>`. */
  readonly rule: string
  /** Mount point, device, unit …; `''` for the host itself. */
  readonly instance: string
}

/** One thing to tell of an alert, complete: whoever delivers it need not look anything up. */
export interface AlertEvent extends AlertSubject {
  readonly kind: AlertEventKind
  readonly level: AlertLevel
  readonly hostName: string
  /** What the rule is called: `CPU`, `Disk filling`. */
  readonly title: string
  readonly unit: AlertUnit
  /** Null where there is nothing to measure, as when a host is silent. */
  readonly value: number | null
  readonly threshold: number | null
  /** An English sentence: `CPU usage is at 94%`. */
  readonly message: string
  /** First breaching sample: with the subject it identifies the alert. */
  readonly startedAt: number
  readonly at: number
  /** It comes and goes: it stays until it has been calm for a while. */
  readonly flapping?: boolean
}
