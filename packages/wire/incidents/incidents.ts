/**
 * What the web app reads below `/api/v1/`, the document's incident API, with its cookie. Times are ISO-8601; ids are
 * UUIDs unless they are numbers. Errors: `{error: 'a sentence', details}`.
 */
import type { CommentType, IncidentStatus, Severity, TimelineType } from '@hyperion/domain/incidents'

export interface NamedRef {
  readonly id: string
  readonly name: string
}

/** The id is null of someone who was deleted. */
export interface PersonRef {
  readonly id: number | null
  readonly username: string
}

/** `GET /api/v1/incidents/` */
export interface IncidentRow {
  readonly id: string
  readonly short_id: string
  readonly title: string
  readonly description: string
  readonly severity: Severity
  readonly status: IncidentStatus
  readonly service: NamedRef
  readonly lead: PersonRef | null
  readonly created_at: string
  readonly acknowledged_at: string | null
  readonly resolved_at: string | null
  readonly updated_at: string
  /** `manual`, `slack`, `hyperion`, or the kind of an integration. */
  readonly source: string
}

export interface TimelineRow {
  readonly id: string
  readonly type: TimelineType
  readonly message: string
  readonly timestamp: string
  /** Null for the hub itself. */
  readonly actor: string | null
  readonly data: Readonly<Record<string, unknown>>
}

export interface IncidentAlert {
  readonly source: string
  readonly fingerprint: string
  readonly status: 'firing' | 'resolved'
  readonly title: string
  readonly severity: Severity
  readonly detected_at: string
  readonly ended_at: string | null
  readonly updated_at: string
  readonly count: number
  readonly labels: Readonly<Record<string, string>>
  readonly url: string | null
}

/** `POST /api/v1/incidents/{id}/steps/{step}/retry/` answers it too. */
export interface IncidentStepRow {
  readonly id: number
  readonly kind: string
  readonly state: 'pending' | 'done' | 'failed' | 'skipped'
  readonly attempts: number
  readonly created_at: string
  readonly due_at: string
  readonly finished_at: string | null
  readonly error: string | null
}

export interface TagRow extends NamedRef {
  readonly color: string
}

/** `GET /api/v1/incidents/{id}/` by UUID or short id; `PATCH` answers it too. */
export interface IncidentAnswer extends Omit<IncidentRow, 'service'> {
  readonly service: NamedRef & { readonly owner_team: NamedRef | null; readonly runbook_url: string | null }
  readonly impacted_scopes: readonly NamedRef[]
  readonly war_room_link: string | null
  readonly lid_link: string | null
  readonly detected_at: string
  readonly kpis: { readonly mttd_seconds: number | null; readonly mtta_seconds: number | null; readonly mttr_seconds: number | null }
  readonly timeline: readonly TimelineRow[]
  readonly created_by: PersonRef | null
  readonly acknowledged_by: PersonRef | null
  readonly mitigated_at: string | null
  readonly resolved_by: PersonRef | null
  readonly resolution_note: string
  readonly root_cause: string
  readonly reopened: number
  readonly tags: readonly TagRow[]
  readonly alerts: readonly IncidentAlert[]
  readonly steps: readonly IncidentStepRow[]
  readonly allowed_actions: readonly string[]
}

/** `GET /api/v1/incidents/open/` */
export interface OpenCountsAnswer {
  readonly total: number
  readonly by_severity: Readonly<Record<Severity, number>>
}

/** `POST /api/v1/incidents/`; 409 with `id` and `short_id` of the one that is open. */
export interface NewIncidentRequest {
  readonly title: string
  readonly description?: string
  readonly service: string
  readonly severity?: Severity
  readonly impacted_scopes?: readonly string[]
}

export interface NewIncidentAnswer {
  readonly id: string
  readonly short_id: string
}

/** `PATCH /api/v1/incidents/{id}/`: what is left out stays. */
export interface IncidentChangeRequest {
  readonly title?: string
  readonly description?: string
  readonly severity?: Severity
  readonly impacted_scopes?: readonly string[]
  readonly lead?: number | null
  readonly resolution_note?: string
  readonly root_cause?: string
}

/** `POST /api/v1/incidents/{id}/comments/` */
export interface CommentRequest {
  readonly content: string
  readonly comment_type?: CommentType
}
