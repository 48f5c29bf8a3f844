type Flag = boolean | number

/** Ids of these tables are UUIDs. */
export interface TeamsTable {
  id: string
  name: string
  description: string
  slack_channel_id: string | null
  /** The schedule that says who of it is on call. */
  schedule_id: string | null
  created_at: number
}

export interface ServicesTable {
  id: string
  name: string
  description: string
  owner_team_id: string | null
  criticality: string
  runbook_url: string | null
  escalation_policy_id: string | null
  created_at: number
}

export interface RunbooksTable {
  id: string
  title: string
  description: string
  service_id: string | null
  created_at: number
  updated_at: number
}

export interface RunbookStepsTable {
  id: string
  runbook_id: string
  position: number
  title: string
  description: string
  command: string | null
  expected_duration_minutes: number | null
  is_critical: Flag
  requires_confirmation: Flag
  /** JSON: the saved command that can be run for it. */
  saved_command: string | null
}

export interface IncidentTagsTable {
  id: string
  name: string
  color: string
}

export interface ServicesTables {
  teams: TeamsTable
  team_members: { team_id: string; user_id: number }
  services: ServicesTable
  /** The service that a host's own alerts are about. */
  service_hosts: { host_id: number; service_id: string }
  impact_scopes: { id: string; name: string; description: string }
  runbooks: RunbooksTable
  runbook_steps: RunbookStepsTable
  tags: IncidentTagsTable
}
