import type {
  AttachedSignal,
  CommentType,
  Incident,
  IncidentAction,
  IncidentComment,
  IncidentStatus,
  Named,
  Severity,
  Signal,
  TimelineEntry,
  TimelineType,
} from '@hyperion/domain/incidents'
import type { IncidentStep } from './steps.ts'

/** Who does something; null is the hub itself. */
export type Actor = { readonly id: number; readonly username: string } | null

export interface NewIncident {
  readonly title: string
  readonly description: string
  readonly severity: Severity
  readonly service: string
  /** Ids of impact scopes. */
  readonly scopes: readonly string[]
  readonly source: string
  readonly dedupKey: string | null
  readonly createdBy: Actor
  readonly detectedAt: number
  readonly at: number
}

/** What an incident came to when it was asked for. */
export interface Opened {
  readonly incident: Incident
  /** `existing`: one with the same service and dedup key is open; nothing was changed. */
  readonly outcome: 'created' | 'existing'
}

export interface Absorption {
  readonly signal: Signal
  readonly service: string
  readonly at: number
  readonly reopenWindowMs: number
}

export interface Absorbed {
  /** Null for the end of an alert that no incident knows. */
  readonly incident: Incident | null
  readonly outcome: 'created' | 'reopened' | 'updated' | 'repeated' | 'resolved' | 'ignored'
}

export interface IncidentTransition {
  readonly action: IncidentAction
  readonly actor: Actor
  readonly at: number
  /** What the timeline says beside the change. */
  readonly message?: string
  readonly resolutionNote?: string
  readonly rootCause?: string
}

export const INCIDENT_ORDERINGS = ['created_at', 'severity', 'status', 'updated_at', 'title'] as const
export type IncidentOrdering = (typeof INCIDENT_ORDERINGS)[number]

/** What is left out does not matter. */
export interface IncidentQuery {
  readonly statuses?: readonly IncidentStatus[]
  readonly severities?: readonly Severity[]
  readonly service?: string
  readonly team?: string
  readonly tag?: string
  /** Text in title, description or short id, in whatever case. */
  readonly search?: string
  readonly from?: number
  readonly to?: number
  readonly ordering: { readonly by: IncidentOrdering; readonly descending: boolean }
  readonly offset: number
  readonly limit: number
}

export interface IncidentDetail {
  readonly incident: Incident
  readonly service: Named & { readonly ownerTeam: Named | null; readonly runbookUrl: string | null }
  readonly scopes: readonly Named[]
  readonly tags: readonly (Named & { readonly color: string })[]
  readonly signals: readonly AttachedSignal[]
  readonly steps: readonly IncidentStep[]
}

/** What may be changed of an incident beside its status. */
export interface IncidentChange {
  readonly title?: string
  readonly description?: string
  readonly severity?: Severity
  readonly service?: string
  readonly scopes?: readonly string[]
  readonly lead?: number | null
  readonly resolutionNote?: string
  readonly rootCause?: string
  readonly warRoomLink?: string | null
  readonly lidLink?: string | null
}

export interface NewTimelineEntry {
  readonly type: TimelineType
  readonly message: string
  readonly at: number
  readonly actor: Actor
  readonly data?: Readonly<Record<string, unknown>>
}

export interface NewIncidentComment {
  readonly author: Actor
  readonly content: string
  readonly type: CommentType
  readonly at: number
  /** Kept with the entry of the timeline: where it was written. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** Ids here are UUIDs. Whatever names an unknown incident rejects with `DomainError('not_found')`. */
export interface IncidentStore {
  /** With its first timeline entry and the steps that follow, in one transaction; safe however many ask at once. */
  open(incident: NewIncident, steps: readonly string[]): Promise<Opened>
  /**
   * Takes an alert in, in one transaction: opens an incident, opens one again that ended within the window, attaches
   * the alert to one that is open, or ends it with the last of its alerts. `steps` follow a beginning, `after` any
   * other change of the incident.
   */
  absorb(
    absorption: Absorption,
    steps: (incident: Pick<Incident, 'severity'>) => readonly string[],
    after: readonly string[],
  ): Promise<Absorbed>
  /** By UUID or short id, in whatever case. */
  byRef(ref: string): Promise<Incident | undefined>
  detail(id: string): Promise<IncidentDetail>
  find(query: IncidentQuery): Promise<{ readonly count: number; readonly incidents: readonly Incident[] }>
  /** Oldest first. */
  timeline(id: string): Promise<readonly TimelineEntry[]>
  /** Rejects with `conflict` where the status does not allow it. `steps` follow it. */
  transition(id: string, transition: IncidentTransition, steps: readonly string[]): Promise<Incident>
  /** Tells each change on the timeline. */
  edit(id: string, change: IncidentChange, by: { readonly actor: Actor; readonly at: number }, steps: readonly string[]): Promise<Incident>
  /** Adds to the timeline. */
  append(id: string, entry: NewTimelineEntry): Promise<TimelineEntry>
  /** Also tells the timeline. `steps` follow it. */
  comment(id: string, comment: NewIncidentComment, steps?: readonly string[]): Promise<IncidentComment>
  /** Oldest first. */
  comments(
    id: string,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly count: number; readonly comments: readonly IncidentComment[] }>
  /** Tags by name, made when they are new; answers all tags of the incident. */
  tag(id: string, names: readonly string[], by: { readonly actor: Actor; readonly at: number }): Promise<IncidentDetail['tags']>
  untag(id: string, name: string, by: { readonly actor: Actor; readonly at: number }): Promise<IncidentDetail['tags']>
  /** How many are open, by severity. */
  openCounts(): Promise<Readonly<Record<Severity, number>>>
}
