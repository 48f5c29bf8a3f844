import type { Criticality } from '@hyperion/domain/services'

/** A list of the IMAS document: 20 rows a page unless `page_size` asks for up to 100. */
export interface Page<T> {
  readonly count: number
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly T[]
}

export interface NamedRow {
  readonly id: string
  readonly name: string
}

/** `POST /api/v1/services/` answers 201, `PUT` changes one as a whole, `PATCH` what is told. What is left out is blank. */
export interface ServiceRequest {
  readonly name: string
  readonly description?: string
  /** Id of a team. */
  readonly owner_team?: string | null
  readonly criticality?: Criticality
  readonly runbook_url?: string | null
  readonly escalation_policy?: string | null
  /** Ids; each is taken from the service that it was of. */
  readonly hosts?: readonly number[]
}

export interface ServiceRow extends NamedRow {
  readonly owner_team: NamedRow | null
  readonly criticality: Criticality
  readonly runbook_url: string | null
  readonly description: string
  readonly escalation_policy: string | null
  readonly hosts: readonly number[]
  readonly open_incidents: number
  readonly created_at: string
}

export interface TeamRequest {
  readonly name: string
  readonly description?: string
  readonly slack_channel_id?: string | null
  /** Id of an on-call schedule. */
  readonly schedule?: string | null
  /** Ids of users. */
  readonly members?: readonly number[]
}

export interface TeamRow extends NamedRow {
  readonly slack_channel_id: string | null
  readonly current_on_call: { readonly id: number; readonly username: string; readonly email: string } | null
  readonly description: string
  readonly schedule: string | null
  readonly members: readonly { readonly id: number; readonly username: string }[]
  readonly created_at: string
}

export interface ImpactScopeRequest {
  readonly name: string
  readonly description?: string
}

export interface ImpactScopeRow extends NamedRow {
  readonly description: string
}

export interface TagRequest {
  readonly name: string
  /** `#rrggbb`. */
  readonly color?: string
}

export interface TagRow extends NamedRow {
  readonly color: string
}
