import type { AlertEventKind, AlertLevel, AlertUnit, HeldEvent, NoticeLevel, Telling } from '@hyperion/domain/alerts'
import type { HostKind } from '@hyperion/domain/hosts'
import type { ChartTheme, Role, TimeRange } from '@hyperion/domain/users'
import type { SessionKind } from '@hyperion/ports/users'
import type { Generated, Kysely } from 'kysely'
import type { ActionTables } from './tables/actions.ts'
import type { SavedCommandsTable } from './tables/commands.ts'
import type { ContainersTable } from './tables/containers.ts'
import type { DocumentTables } from './tables/documents.ts'
import type { EscalationTables } from './tables/escalation.ts'
import type { FleetViewsTable } from './tables/fleet-views.ts'
import type { GoogleDocsTables } from './tables/google-docs.ts'
import type { HostEventsTable, HostFactsTable, ProcessSnapshotsTable } from './tables/hosts.ts'
import type { InboundTables } from './tables/inbound.ts'
import type { IncidentTables } from './tables/incidents.ts'
import type { OnCallTables } from './tables/on-call.ts'
import type { PrometheusTables } from './tables/prometheus.ts'
import type { ReportRunsTable, ReportSchedulesTable, ReportsTable } from './tables/reports.ts'
import type { RetentionTable } from './tables/retention.ts'
import type { ServicesTables } from './tables/services.ts'
import type { SlackTables } from './tables/slack.ts'
import type { SshHostsTable } from './tables/ssh-hosts.ts'
import type { NetworkUsageTable, StorageUsageTable, UsageTable } from './tables/usage.ts'

/**
 * The tables, alike on both engines. Times are whole epoch milliseconds. A boolean comes back as 0 or 1 from SQLite.
 */
type Flag = boolean | number

export interface UsersTable {
  id: Generated<number>
  username: string
  password_hash: string
  role: Role
  /** Hash of the latest API token. */
  token: string | null
  token_expires: number | null
  created_at: number
  last_login: number | null
  must_change_password: Flag
  email: Generated<string>
  first_name: Generated<string>
  last_name: Generated<string>
}

export interface SessionsTable {
  token_hash: string
  user_id: number
  kind: SessionKind
  created_at: number
  expires_at: number
  address: string
  id: string
  last_seen_at: number | null
  user_agent: string
  /** Of an API key, as the role and the hint are. */
  name: string | null
  role: Role | null
  hint: string | null
}

export interface IssuedTokensTable {
  user_id: number
  generation: number
  token_hash: string
}

export interface TwoFactorTable {
  user_id: number
  /** Sealed. */
  secret: string
  created_at: number
  confirmed_at: number | null
  last_step: Generated<number>
}

export interface RecoveryCodesTable {
  user_id: number
  code_hash: string
}

/** When a session last gave a code. */
export interface SecondFactorProofsTable {
  token_hash: string
  user_id: number
  at: number
}

/** One link a user, to set a new password. */
export interface PasswordResetsTable {
  user_id: number
  token_hash: string
  expires_at: number
}

/** Users that come from an OpenID Connect provider. */
export interface OidcIdentitiesTable {
  issuer: string
  subject: string
  user_id: number
  created_at: number
}

export interface ThresholdsTable {
  id: Generated<number>
  resource: string
  warning_level: number
  critical_level: number
  updated_at: number | null
  updated_by: number | null
}

export interface HostsTable {
  id: Generated<number>
  name: string
  kind: HostKind
  created_at: number
}

export interface AgentsTable {
  host_id: number
  public_key: string
  enrolled_at: number
  version: string
  /** JSON. */
  lacks: string
  /** JSON. */
  inventory: string | null
  address: string
  last_seen: number | null
  skew_ms: number | null
  interval_ms: number | null
}

export interface EnrolmentTokensTable {
  id: Generated<number>
  token_hash: string
  label: string
  created_at: number
  created_by: string
  expires_at: number
  used_at: Generated<number | null>
  host_id: Generated<number | null>
}

export interface RevokedAgentsTable {
  public_key: string
  name: string
  revoked_at: number
}

export interface TaskRunsTable {
  id: Generated<number>
  task: string
  trigger: 'schedule' | 'manual'
  started_by: string | null
  started_at: number
  finished_at: number | null
  result: 'success' | 'failure' | null
  message: string | null
}

export interface AuditTable {
  id: Generated<number>
  at: number
  actor_id: number | null
  actor: string
  address: string
  action: string
  target: string | null
  host_id: number | null
  /** JSON. */
  details: string
  outcome: 'success' | 'failure'
}

export interface AlertStatesTable {
  host_id: number
  rule: string
  instance: string
  /** JSON. */
  state: string
}

export interface AlertsTable {
  id: Generated<number>
  host_id: number
  rule: string
  instance: string
  title: string
  unit: AlertUnit
  message: string
  level: AlertLevel
  state: 'firing' | 'resolved'
  value: number | null
  threshold: number | null
  started_at: number
  resolved_at: number | null
  acknowledged_at: number | null
  acknowledged_by: string | null
  flapping: Generated<Flag>
  held: HeldEvent | null
  silenced_until: number | null
}

export interface AlertEventsTable {
  id: Generated<number>
  alert_id: number
  kind: AlertEventKind | 'acknowledged' | 'unacknowledged'
  level: AlertLevel
  value: number | null
  threshold: number | null
  message: string
  at: number
  told: Telling
  /** Who acknowledged it. */
  actor: string | null
}

export interface RulesTable {
  id: Generated<number>
  name: string
  enabled: Flag
  built_in: Flag
  /** JSON, without what has a column. */
  settings: string
  updated_at: number
  updated_by: string | null
}

export interface SilencesTable {
  id: Generated<number>
  /** JSON. */
  selector: string
  from_at: number
  to_at: number
  reason: string
  author: string
  created_at: number
}

export interface MaintenanceTable {
  id: Generated<number>
  /** JSON. */
  settings: string
  author: string
  updated_at: number
}

export interface ChannelsTable {
  id: Generated<number>
  kind: string
  name: string
  enabled: Flag
  /** Levels, separated by commas. */
  notify_on: string
  /** Sealed. */
  settings: string
  notify_recovery: Generated<Flag>
  /** Minutes. */
  remind_after: Generated<number>
  /** Seconds. */
  group_wait: Generated<number>
  /** Ids, separated by commas; empty for every host. */
  hosts: Generated<string>
  /** Until when it asked to be left alone. */
  held_until: Generated<number | null>
  /** Up to when its messages use up what it may get. */
  paced_to: Generated<number>
}

export interface DeliveriesTable {
  id: Generated<number>
  channel_id: number
  alert_id: number
  kind: AlertEventKind
  /** JSON. */
  event: string
  status: 'queued' | 'sent' | 'failed'
  attempts: number
  created_at: number
  due_at: number
  finished_at: number | null
  error: string | null
  /** What the channel answered. */
  reference: string | null
  /** The id of the first of those that go out together, once they do. */
  message: Generated<number | null>
}

export interface NotificationsTable {
  id: Generated<number>
  at: number
  level: NoticeLevel
  message: string
  alert_id: number | null
  kind: AlertEventKind | null
  /** JSON. */
  event: string | null
}

export interface PushSubscriptionsTable {
  id: Generated<number>
  user_id: number
  endpoint_hash: string
  /** Sealed: who knows it can send. */
  subscription: string
  label: string
  created_at: number
}

export interface KeyPairsTable {
  name: string
  public_key: string
  /** Sealed. */
  private_key: string
}

export interface PreferencesTable {
  user_id: number
  default_time_range: TimeRange
  default_collector_id: number | null
  chart_theme: ChartTheme
  refresh_interval_seconds: number
  show_containers: Flag
  /** JSON. */
  visible_metrics: string
}

export interface Schema
  extends ActionTables,
    PrometheusTables,
    ServicesTables,
    IncidentTables,
    OnCallTables,
    InboundTables,
    DocumentTables,
    GoogleDocsTables,
    SlackTables,
    EscalationTables {
  users: UsersTable
  sessions: SessionsTable
  issued_tokens: IssuedTokensTable
  two_factor: TwoFactorTable
  recovery_codes: RecoveryCodesTable
  second_factor_proofs: SecondFactorProofsTable
  password_resets: PasswordResetsTable
  oidc_identities: OidcIdentitiesTable
  thresholds: ThresholdsTable
  hosts: HostsTable
  agents: AgentsTable
  enrolment_tokens: EnrolmentTokensTable
  revoked_agents: RevokedAgentsTable
  ssh_hosts: SshHostsTable
  host_tags: { host_id: number; tag: string }
  task_runs: TaskRunsTable
  audit_log: AuditTable
  cpu_usage: UsageTable
  memory_usage: UsageTable
  network_usage: NetworkUsageTable
  storage_usage: StorageUsageTable
  alert_states: AlertStatesTable
  alerts: AlertsTable
  alert_events: AlertEventsTable
  rules: RulesTable
  silences: SilencesTable
  maintenance_windows: MaintenanceTable
  channels: ChannelsTable
  deliveries: DeliveriesTable
  reports: ReportsTable
  retention: RetentionTable
  containers: ContainersTable
  report_schedules: ReportSchedulesTable
  report_runs: ReportRunsTable
  preferences: PreferencesTable
  process_snapshots: ProcessSnapshotsTable
  host_facts: HostFactsTable
  host_events: HostEventsTable
  fleet_views: FleetViewsTable
  saved_commands: SavedCommandsTable
  notifications: NotificationsTable
  notification_reads: { user_id: number; read_to: number }
  push_subscriptions: PushSubscriptionsTable
  key_pairs: KeyPairsTable
  /** One row, written to learn whether the medium takes writes. */
  write_probe: { id: number; at: number }
  schema_migrations: { name: string; applied_at: number }
}

export type Db = Kysely<Schema>

export type Engine = 'sqlite' | 'postgres'
