/** Times are ISO-8601. */
export interface ReportRow {
  readonly id: number
  readonly host: number
  readonly host_name: string
  readonly name: string
  readonly status: 'pending' | 'generating' | 'completed' | 'failed'
  /** From 0 to 1. */
  readonly progress: number
  readonly format: 'html' | 'pdf'
  readonly language: 'en' | 'fr'
  /** Null for all there is. */
  readonly hours: number | null
  /** Where its range ends. */
  readonly until: string
  /** A user, or the schedule when `scheduled`. */
  readonly requested_by: string
  readonly scheduled: boolean
  readonly created_at: string
  readonly completed_at: string | null
  readonly file_url: string | null
  readonly file_size_bytes: number | null
  readonly figures: readonly { readonly label: string; readonly value: string; readonly remark: string }[]
  readonly error: string | null
}

/** `GET /api/reports`: newest first. `DELETE /api/reports/{id}` answers 204. */
export interface ReportsAnswer {
  readonly reports: readonly ReportRow[]
}

/** `POST /api/reports`: one of each host; answers 202 with them. */
export interface ReportRequest {
  readonly hosts: readonly number[]
  readonly format?: 'html' | 'pdf'
  /** Up to now; null for all there is. */
  readonly hours?: number | null
  readonly language?: 'en' | 'fr'
  /** IANA name; the hub's own when left out. */
  readonly zone?: string
  readonly containers?: boolean
}

export interface ReportTimingFields {
  readonly every: 'day' | 'week' | 'month'
  /** 1 is Monday; of weekly ones. */
  readonly weekday: number | null
  /** Of the month; its last where it is shorter. Of monthly ones. */
  readonly day: number | null
  /** `HH:MM` */
  readonly time: string
  readonly zone: string
}

interface ScheduleFields {
  readonly enabled: boolean
  /** These hosts and those with one of the tags; all of them when both are empty. */
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
  readonly format: 'html' | 'pdf'
  readonly language: 'en' | 'fr'
  readonly range: 'day' | 'week' | 'month'
  readonly containers: boolean
}

/** `POST /api/report-schedules`, `PUT /api/report-schedules/{id}` */
export interface ReportScheduleRequest extends Partial<ScheduleFields> {
  readonly name: string
  readonly timing: Partial<ReportTimingFields> & Pick<ReportTimingFields, 'every' | 'time' | 'zone'>
  readonly recipients: readonly string[]
}

/** `POST /api/report-schedules/{id}/run` answers 202 with it. */
export interface ReportRunRow {
  readonly due: string
  /** Null when it was due by plan. */
  readonly requested_by: string | null
  readonly status: 'open' | 'sent' | 'failed'
  readonly finished_at: string | null
  /** `no_mail_server`, `no_hosts`, or the words of whoever refused. */
  readonly error: string | null
}

export interface ReportScheduleRow extends ScheduleFields {
  readonly id: number
  readonly name: string
  readonly timing: ReportTimingFields
  readonly recipients: readonly string[]
  readonly author: string
  readonly updated_at: string
  /** Null while it is switched off. */
  readonly next_run: string | null
  readonly last_run: ReportRunRow | null
}

/** `GET /api/report-schedules` */
export interface ReportSchedulesAnswer {
  /** Whether the hub has a mail server. */
  readonly mail: boolean
  readonly schedules: readonly ReportScheduleRow[]
}

/** `PUT /api/preferences`: what is left out stays. */
export type PreferencesRequest = Partial<PreferenceFields>

/** `GET /api/preferences` */
export interface PreferencesAnswer extends PreferenceFields {
  /** Whether the user ever set any. */
  readonly own: boolean
}

interface PreferenceFields {
  readonly default_time_range: '1h' | '6h' | '24h' | '7d' | '30d' | 'all'
  readonly default_collector_id: number | null
  readonly chart_theme: 'light' | 'dark'
  readonly refresh_interval_seconds: number
  readonly show_containers: boolean
  readonly visible_metrics: readonly ('cpu' | 'memory' | 'disk' | 'network')[]
}
