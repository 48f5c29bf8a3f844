import type { PageKind, PageStatus, Urgency } from '@hyperion/domain/escalation'
import type { RunState } from '@hyperion/ports/escalation'
import type { Generated } from 'kysely'

export interface EscalationPoliciesTable {
  /** UUID. */
  id: string
  name: string
  description: string
  /** JSON, as is what it tells. */
  steps: string
  repeat: number
  notify: string
  created_at: number
  updated_at: number
}

export interface EscalationsTable {
  id: Generated<number>
  incident_id: string
  /** With the incident unique. */
  cause: string
  /** The incident as long as it runs: unique. */
  running_key: string | null
  /** JSON: the policy as it was. */
  policy: string | null
  urgency: Urgency | null
  state: RunState
  round: number
  step: number
  started_at: number
  due_at: number
  lease_until: number
  finished_at: number | null
  why: string | null
}

export interface EscalationLogTable {
  id: Generated<number>
  escalation_id: number
  round: number
  step: number
  planned_at: number
  ran_at: number
  /** JSON. */
  resolved: string
  reached: boolean | number
}

export interface ContactMethodsTable {
  id: Generated<number>
  user_id: number
  kind: string
  label: string
  /** Sealed. */
  settings: string
  created_at: number
}

export interface NotificationRulesTable {
  id: Generated<number>
  user_id: number
  urgency: Urgency
  delay_minutes: number
  /** `mail` or `push`; null for a contact method. */
  own_method: string | null
  method_id: number | null
}

export interface PagesTable {
  id: Generated<number>
  /** Unique: the same is never owed twice. */
  key: string
  incident_id: string
  escalation_id: number | null
  round: number | null
  step: number | null
  user_id: number | null
  channel_id: number | null
  /** Of the person or the channel, which outlives both. */
  name: string
  method: string | null
  label: string
  /** Whom it goes to by which way, in one word. */
  recipient: string
  kind: PageKind
  text: string
  status: PageStatus
  attempts: number
  created_at: number
  due_at: number
  lease_until: number
  finished_at: number | null
  error: string | null
  reference: string | null
}

/** How each way to reach a person fared the last time. */
export interface MethodOutcomesTable {
  user_id: number
  method: string
  ok: boolean | number
  at: number
  error: string | null
}

export interface PagingTestsTable {
  id: string
  policy_id: string
  service_id: string
  urgency: Urgency
  started_by: string
  started_at: number
  incident_id: string | null
  ended_at: number | null
}

export interface EscalationTables {
  escalation_policies: EscalationPoliciesTable
  escalations: EscalationsTable
  escalation_log: EscalationLogTable
  /** What kept somebody from being paged in time. */
  escalation_troubles: { key: string; at: number }
  contact_methods: ContactMethodsTable
  notification_rules: NotificationRulesTable
  pages: PagesTable
  method_outcomes: MethodOutcomesTable
  paging_tests: PagingTestsTable
}
