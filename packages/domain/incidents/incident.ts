import type { Severity } from './severity.ts'
import type { IncidentStatus } from './status.ts'

/** Someone or something named: a user, a service, a tag. */
export interface Named<Id = string> {
  readonly id: Id
  readonly name: string
}

/** A user as incidents show one; who was deleted keeps the name, without the id. */
export interface Person {
  readonly id: number | null
  readonly username: string
}

/** Something that went wrong on a service, from its first alert to its end. Times are epoch ms. */
export interface Incident {
  /** A UUID. */
  readonly id: string
  /** `INC-` and six letters or digits; unique as well. */
  readonly shortId: string
  readonly title: string
  readonly description: string
  readonly severity: Severity
  readonly status: IncidentStatus
  readonly service: Named
  readonly lead: (Person & { readonly email: string }) | null
  /** Where it came from: `manual`, `slack`, `hyperion` (its own alerts), or the kind of an integration. */
  readonly source: string
  /** One incident of a service is open for each; null where there is nothing to compare. */
  readonly dedupKey: string | null
  readonly createdBy: Person | null
  readonly createdAt: number
  readonly detectedAt: number
  readonly acknowledgedAt: number | null
  readonly acknowledgedBy: Person | null
  readonly mitigatedAt: number | null
  readonly resolvedAt: number | null
  readonly resolvedBy: Person | null
  readonly resolutionNote: string
  readonly rootCause: string
  /** How often it was opened again. */
  readonly reopened: number
  readonly warRoomLink: string | null
  /** The incident document. */
  readonly lidLink: string | null
  readonly updatedAt: number
}

export const TITLE_LENGTH = 200
export const DESCRIPTION_LENGTH = 20_000

/** Kinds of what a timeline tells. */
export const TIMELINE_TYPES = [
  'STATUS_CHANGE',
  'SEVERITY_CHANGE',
  'ALERT',
  'COMMENT',
  'TAG',
  'LEAD',
  'EDIT',
  'NOTIFICATION',
  'ESCALATION',
  'WAR_ROOM',
  'RUNBOOK',
  'DOCUMENT',
  'ACTION',
] as const
export type TimelineType = (typeof TIMELINE_TYPES)[number]

export interface TimelineEntry {
  readonly id: string
  readonly type: TimelineType
  /** An English sentence. */
  readonly message: string
  readonly at: number
  /** Name of the user who did it; null for the hub itself. */
  readonly actor: string | null
  /** What a page may show beside the sentence, by type. */
  readonly data: Readonly<Record<string, unknown>>
}

export const COMMENT_TYPES = ['comment', 'update', 'investigation', 'mitigation', 'resolution', 'note'] as const
export type CommentType = (typeof COMMENT_TYPES)[number]

export const COMMENT_LENGTH = 20_000

export interface IncidentComment {
  readonly id: string
  readonly author: Person
  /** Markdown. */
  readonly content: string
  readonly type: CommentType
  readonly createdAt: number
}
