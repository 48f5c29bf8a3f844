import type { ActionFailure, ActionState, Approval, Tier } from '@hyperion/domain/actions'

export interface ActionsTable {
  id: string
  host_id: number
  operation: string
  /** JSON. */
  params: string
  target: string
  tier: Tier
  reason: string
  requested_by_id: number
  requested_by: string
  address: string
  incident_id: string | null
  requested_at: number
  state: ActionState
  decided_by_id: number | null
  decided_by: string | null
  decided_at: number | null
  started_at: number | null
  ended_at: number | null
  failure: ActionFailure | null
  message: string
  /** JSON. */
  result: string | null
  output: string
  /** JSON: which parts of the output are of stderr; null for none. */
  stderr: string | null
  /** JSON. */
  undo: string | null
}

export interface ActionSettingsTable {
  host_id: number
  approval: Approval
}

export interface ActionTables {
  actions: ActionsTable
  action_settings: ActionSettingsTable
}
