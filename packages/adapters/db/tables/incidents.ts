import type { CommentType, IncidentStatus, Severity, TimelineType } from '@hyperion/domain/incidents'
import type { StepState } from '@hyperion/ports/incidents'
import type { Generated } from 'kysely'

/** Ids are UUIDs. A person is kept with the name, which outlives the user. */
export interface IncidentsTable {
  id: string
  short_id: string
  title: string
  description: string
  /** Title, description and short id in lower case. */
  search_text: string
  severity: Severity
  status: IncidentStatus
  service_id: string
  lead_id: number | null
  source: string
  dedup_key: string | null
  /** Service and dedup key as long as it is open: unique. */
  open_key: string | null
  created_by: number | null
  created_by_name: string | null
  created_at: number
  detected_at: number
  acknowledged_at: number | null
  acknowledged_by: number | null
  acknowledged_by_name: string | null
  mitigated_at: number | null
  resolved_at: number | null
  resolved_by: number | null
  resolved_by_name: string | null
  resolution_note: string
  root_cause: string
  reopened: Generated<number>
  war_room_link: string | null
  lid_link: string | null
  updated_at: number
}

export interface IncidentSignalsTable {
  incident_id: string
  source: string
  fingerprint: string
  status: 'firing' | 'resolved'
  severity: Severity
  title: string
  detected_at: number
  ended_at: number | null
  /** JSON: what else there is. */
  signal: string
  updated_at: number
  count: number
}

export interface TimelineEntriesTable {
  seq: Generated<number>
  id: string
  incident_id: string
  type: TimelineType
  message: string
  at: number
  actor_id: number | null
  actor: string | null
  /** JSON. */
  data: string
}

export interface IncidentCommentsTable {
  seq: Generated<number>
  id: string
  incident_id: string
  author_id: number | null
  author: string
  content: string
  type: CommentType
  created_at: number
}

export interface IncidentStepsTable {
  id: Generated<number>
  incident_id: string
  kind: string
  state: StepState
  /** Incident and kind as long as it waits: unique. */
  waiting_key: string | null
  attempts: number
  created_at: number
  due_at: number
  lease_until: number
  finished_at: number | null
  error: string | null
}

export interface IncidentTables {
  incidents: IncidentsTable
  incident_scopes: { incident_id: string; scope_id: string }
  incident_tags: { incident_id: string; tag_id: string }
  incident_signals: IncidentSignalsTable
  timeline_entries: TimelineEntriesTable
  incident_comments: IncidentCommentsTable
  incident_steps: IncidentStepsTable
}
