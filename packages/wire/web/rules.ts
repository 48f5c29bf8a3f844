/** Rules, alerts, silences and maintenance as the web app asks for them. Instants are ISO 8601 unless told otherwise. */
import type { AlertLevel, RuleKind, Schedule } from '@hyperion/domain/alerts'

/** `POST /api/rules`, `PUT /api/rules/{id}` (whole), and the rule of a trial. */
export interface RuleRequest {
  readonly name: string
  readonly enabled: boolean
  readonly kind: RuleKind
  /** Catalog id; null unless the kind is `metric`. */
  readonly metric: string | null
  readonly condition: 'above' | 'below'
  /**
   * In the unit of the metric (of a counter: per second), hours until full (`filling`), minutes without a report
   * (`silent`), minutes since it failed (`unit_failed`); null for no such level.
   */
  readonly warning: number | null
  readonly critical: number | null
  /** `*` for all; `*` and `?` stand for anything and one character, commas separate, `!` leaves out. */
  readonly instances: string
  readonly for_seconds: number
  readonly margin: number
  readonly no_data: 'ignore' | 'alert'
  readonly no_data_minutes: number
  /** Host ids; these hosts and those with one of the tags, all where both are empty. */
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
  readonly schedule: Schedule | null
}

export interface RuleRow extends RuleRequest {
  readonly id: number
  readonly built_in: boolean
  /** Alerts of it that fire now. */
  readonly firing: number
  /** Null, as the author is, for one that is as it came. */
  readonly updated_at: string | null
  readonly updated_by: string | null
}

/** `GET /api/rules` */
export interface RulesAnswer {
  readonly rules: readonly RuleRow[]
}

/** `GET /api/rules/metrics`: what a rule can watch. */
export interface RuleMetricsAnswer {
  readonly metrics: readonly {
    readonly id: string
    readonly group: string
    /** What an instance is: `host` for a metric of the host itself, else mount, device, interface … */
    readonly instance: string
    readonly label: string
    /** Of the levels: `per_second` and `bytes_per_second` for counters. */
    readonly unit: string
    readonly counter: boolean
    /** Between which the levels have to be. */
    readonly least: number
    readonly most: number
  }[]
  /** All tags that hosts have. */
  readonly tags: readonly string[]
}

interface SelectorFields {
  /** What is left empty means all. */
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
  /** `cpu`, `memory`, `disk` or `rule:<id>`. */
  readonly rules: readonly string[]
  readonly instances: string
}

/** `POST /api/silences`; `from` left out is now. */
export interface SilenceRequest extends Partial<SelectorFields> {
  readonly from?: string
  readonly to: string
  readonly reason?: string
}

export interface SilenceRow extends SelectorFields {
  readonly id: number
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly author: string
  readonly created_at: string
  readonly state: 'past' | 'active' | 'future'
}

/** `GET /api/silences`, newest first. `DELETE /api/silences/{id}` ends one. */
export interface SilencesAnswer {
  readonly silences: readonly SilenceRow[]
}

export interface RecurrenceFields {
  readonly every: 'week' | 'month'
  /** Of the week, 1 is Monday; empty with `month`. */
  readonly days: readonly number[]
  /** Of the month, its last where it is shorter; null with `week`. */
  readonly day: number | null
  /** `HH:MM` on the wall clock of the zone. */
  readonly start: string
  readonly minutes: number
  readonly zone: string
}

/** `POST /api/maintenance`, `PUT /api/maintenance/{id}`: once (`from`, `to`) or over and over (`recurrence`). */
export interface MaintenanceRequest extends Partial<SelectorFields> {
  readonly name: string
  readonly from?: string | null
  readonly to?: string | null
  readonly recurrence?: RecurrenceFields | null
}

interface SpanFields {
  readonly from: string
  readonly to: string
}

export interface MaintenanceRow extends SelectorFields {
  readonly id: number
  readonly name: string
  readonly from: string | null
  readonly to: string | null
  readonly recurrence: RecurrenceFields | null
  readonly author: string
  readonly updated_at: string
  /** The span that lasts now, and the first that begins later. */
  readonly current: SpanFields | null
  readonly next: SpanFields | null
}

/** `GET /api/maintenance` */
export interface MaintenanceAnswer {
  readonly windows: readonly MaintenanceRow[]
}

export interface AlertRow {
  readonly id: number
  readonly host: number
  readonly host_name: string
  /** `cpu`, `memory`, `disk` or `rule:<id>`, with `:no-data` behind it when values are missing. */
  readonly rule: string
  readonly instance: string
  readonly title: string
  readonly unit: string
  readonly message: string
  readonly level: AlertLevel
  readonly state: 'firing' | 'resolved'
  readonly value: number | null
  readonly threshold: number | null
  readonly started_at: string
  readonly resolved_at: string | null
  /** Until now while it fires. */
  readonly duration_seconds: number
  readonly acknowledged_at: string | null
  readonly acknowledged_by: string | null
  readonly flapping: boolean
  readonly silenced: boolean
  /** Until when; null where it is not silenced. */
  readonly silenced_until: string | null
}

/** `GET /api/alerts?state=&level=&host=&rule=&search=&limit=&before=`: `recent` is what matches; `next` is the `before` to go on. */
export interface AlertsAnswer {
  readonly current: readonly AlertRow[]
  readonly recent: readonly AlertRow[]
  readonly next: number | null
}

/** `GET /api/alerts/{id}` */
export interface AlertAnswer extends AlertRow {
  readonly events: readonly {
    readonly kind: 'fired' | 'escalated' | 'resolved' | 'reminded' | 'acknowledged' | 'unacknowledged'
    readonly level: AlertLevel
    readonly value: number | null
    readonly threshold: number | null
    readonly message: string
    readonly at: string
    /** Channels were told at once, after a silence, or not at all. */
    readonly told: 'now' | 'held' | 'never'
    readonly actor: string | null
  }[]
  readonly deliveries: readonly {
    readonly id: number
    readonly channel: number
    readonly kind: string
    readonly status: 'queued' | 'sent' | 'failed'
    readonly attempts: number
    readonly created_at: string
    readonly finished_at: string | null
    readonly error: string | null
  }[]
}

/** `POST /api/alerts/{id}/silence`: this rule and instance on this host; answers a {@link SilenceRow}. */
export interface SilenceAlertRequest {
  readonly to: string
  readonly reason?: string
}

/** `POST /api/rules/trial` */
export interface TrialRequest {
  readonly rule: RuleRequest
  /** One host; all that the rule is about where left out. */
  readonly host?: number
  readonly hours?: number
}

/** Instants are epoch milliseconds, as in the series of charts. */
export interface TrialAnswer {
  readonly from: number
  readonly to: number
  readonly unit: string
  readonly condition: 'above' | 'below'
  readonly thresholds: { readonly warning: number | null; readonly critical: number | null }
  /** There is more to replay than a trial takes: these are the first. */
  readonly truncated: boolean
  readonly totals: {
    readonly fired: number
    readonly notifications: number
    readonly flapped: number
    readonly firing_seconds: number
  }
  readonly series: readonly TrialSeries[]
}

export interface TrialSeries {
  readonly host: number
  readonly host_name: string
  readonly instance: string
  readonly fired: readonly {
    readonly from: number
    /** Null while it still fires. */
    readonly to: number | null
    readonly level: AlertLevel
    /** The worst value meanwhile; null for want of values. */
    readonly peak: number | null
    readonly flapping: boolean
    /** It is about missing values. */
    readonly no_data: boolean
  }[]
  readonly notifications: number
  readonly flapped: number
  /** Without a value for longer than five minutes. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[]
  /** What was judged, thinned out to a chart's width with the lowest and highest of each step. */
  readonly points: {
    readonly times: readonly number[]
    readonly values: readonly (number | null)[]
    readonly min: readonly (number | null)[]
    readonly max: readonly (number | null)[]
  }
}
