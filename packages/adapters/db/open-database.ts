import { mkdir, open, stat } from 'node:fs/promises'
import path from 'node:path'
import { DomainError } from '@hyperion/domain/errors'
import type { ActionStore } from '@hyperion/ports/actions'
import type { AgentStore } from '@hyperion/ports/agents'
import type { AlertStore, ChannelStore, DeliveryStore } from '@hyperion/ports/alerts'
import type { AuditStore } from '@hyperion/ports/audit'
import type { CommandStore } from '@hyperion/ports/commands'
import type { ContainerStore } from '@hyperion/ports/containers'
import type { DocumentStore } from '@hyperion/ports/documents'
import type { ContactStore, EscalationPolicyStore, EscalationRunStore, PageStore, PagingTestStore } from '@hyperion/ports/escalation'
import type { FleetViewStore } from '@hyperion/ports/fleet-views'
import type { GoogleDocsStore } from '@hyperion/ports/google-docs'
import type { HostEventStore } from '@hyperion/ports/host-events'
import type { HostStore } from '@hyperion/ports/hosts'
import type { InboundStore, IntegrationStore, RouteStore } from '@hyperion/ports/inbound'
import type { IncidentMetricsStore, IncidentStore, StepStore } from '@hyperion/ports/incidents'
import type { NotificationStore } from '@hyperion/ports/notifications'
import type { OnCallStore } from '@hyperion/ports/on-call'
import type { PreferenceStore } from '@hyperion/ports/preferences'
import type { ProcessStore } from '@hyperion/ports/processes'
import type { RemoteWriteStore, ScrapeTargetStore } from '@hyperion/ports/prometheus'
import type { PushStore } from '@hyperion/ports/push'
import type { ReportScheduleStore, ReportStore } from '@hyperion/ports/reports'
import type { RetentionStore } from '@hyperion/ports/retention'
import type { RuleStore } from '@hyperion/ports/rules'
import type { RunbookStore } from '@hyperion/ports/runbooks'
import type { ImpactScopeStore, ServiceStore, TeamStore } from '@hyperion/ports/services'
import type { MaintenanceStore, SilenceStore } from '@hyperion/ports/silences'
import type { SlackStore } from '@hyperion/ports/slack'
import type { SshHostStore } from '@hyperion/ports/ssh-hosts'
import type { TagStore } from '@hyperion/ports/tags'
import type { TaskStore } from '@hyperion/ports/tasks'
import type { ThresholdStore } from '@hyperion/ports/thresholds'
import type { TwoFactorStore } from '@hyperion/ports/two-factor'
import type { UsageStore } from '@hyperion/ports/usage'
import type { IssuedTokenStore, OidcIdentityStore, PasswordResetStore, SessionStore, UserStore } from '@hyperion/ports/users'
import { type Dialect, Kysely, PostgresDialect } from 'kysely'
import { ErrorMappingDialect } from './error-mapping-dialect.ts'
import { guarded, oneLine, toDomainError } from './errors.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { openPool } from './postgres/pool.ts'
import type { Db, Engine, Schema } from './schema.ts'
import { SqliteWorkerDialect } from './sqlite/dialect.ts'
import type { OpenOptions } from './sqlite/protocol.ts'
import { WorkerConnection } from './sqlite/worker-connection.ts'
import { SqlActionStore } from './stores/actions.ts'
import { SqlAgentStore } from './stores/agents.ts'
import { SqlAlertStore } from './stores/alerts.ts'
import { SqlAuditStore } from './stores/audit.ts'
import { SqlChannelStore } from './stores/channels.ts'
import { SqlCommandStore } from './stores/commands.ts'
import { SqlContactStore } from './stores/contacts.ts'
import { SqlContainerStore } from './stores/containers.ts'
import { SqlDeliveryStore } from './stores/deliveries.ts'
import { SqlDocumentStore } from './stores/documents.ts'
import { SqlEscalationPolicyStore } from './stores/escalation-policies.ts'
import { SqlEscalationRunStore } from './stores/escalation-runs.ts'
import { SqlFleetViewStore } from './stores/fleet-views.ts'
import { SqlGoogleDocsStore } from './stores/google-docs.ts'
import { SqlHostEventStore } from './stores/host-events.ts'
import { SqlHostStore } from './stores/hosts.ts'
import { SqlImpactScopeStore } from './stores/impact-scopes.ts'
import { SqlInboundStore, SqlIntegrationStore, SqlRouteStore } from './stores/inbound/index.ts'
import { SqlIncidentMetricsStore, SqlIncidentStore, SqlStepStore } from './stores/incidents/index.ts'
import { SqlIssuedTokenStore } from './stores/issued-tokens.ts'
import { SqlNotificationStore } from './stores/notifications.ts'
import { SqlOidcIdentityStore } from './stores/oidc-identities.ts'
import { SqlOnCallStore } from './stores/on-call.ts'
import { SqlPageStore } from './stores/pages.ts'
import { SqlPagingTestStore } from './stores/paging-tests.ts'
import { SqlPasswordResetStore } from './stores/password-resets.ts'
import { SqlPreferenceStore } from './stores/preferences.ts'
import { SqlProcessStore } from './stores/processes.ts'
import { SqlPushStore } from './stores/push.ts'
import { SqlRemoteWriteStore } from './stores/remote-write.ts'
import { SqlReportScheduleStore } from './stores/report-schedules.ts'
import { SqlReportStore } from './stores/reports.ts'
import { SqlRetentionStore } from './stores/retention.ts'
import { SqlRuleStore } from './stores/rules.ts'
import { SqlRunbookStore } from './stores/runbooks.ts'
import { SqlScrapeTargetStore } from './stores/scrape-targets.ts'
import { SqlServiceStore } from './stores/services.ts'
import { SqlSessionStore } from './stores/sessions.ts'
import { SqlMaintenanceStore, SqlSilenceStore } from './stores/silences.ts'
import { SqlSlackStore } from './stores/slack/index.ts'
import { SqlSshHostStore } from './stores/ssh-hosts.ts'
import { SqlTagStore } from './stores/tags.ts'
import { SqlTaskStore } from './stores/tasks.ts'
import { SqlTeamStore } from './stores/teams.ts'
import { SqlThresholdStore } from './stores/thresholds.ts'
import { SqlTwoFactorStore } from './stores/two-factor.ts'
import { SqlUsageStore } from './stores/usage.ts'
import { SqlUserStore } from './stores/users.ts'

export type DatabaseOptions =
  | {
      readonly kind: 'sqlite'
      /** `:memory:` for a database that ends with the process. */
      readonly file: string
      /** Never writes; the file must be there and up to date. */
      readonly readonly?: boolean
    }
  | { readonly kind: 'postgres'; readonly url: string }

/** What SQLite calls a database that lives as long as its connection. */
const IN_MEMORY = ':memory:'

/** The relational stores over one database. */
export interface Database {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly issuedTokens: IssuedTokenStore
  readonly oidcIdentities: OidcIdentityStore
  readonly passwordResets: PasswordResetStore
  readonly twoFactor: TwoFactorStore
  readonly hosts: HostStore
  readonly reports: ReportStore
  readonly retention: RetentionStore
  readonly reportSchedules: ReportScheduleStore
  readonly actions: ActionStore
  readonly commands: CommandStore
  readonly agents: AgentStore
  readonly containers: ContainerStore
  readonly sshHosts: SshHostStore
  readonly processes: ProcessStore
  readonly hostEvents: HostEventStore
  readonly scrapeTargets: ScrapeTargetStore
  readonly remoteWrite: RemoteWriteStore
  readonly tasks: TaskStore
  readonly usage: UsageStore
  readonly thresholds: ThresholdStore
  readonly preferences: PreferenceStore
  readonly fleetViews: FleetViewStore
  readonly alerts: AlertStore
  readonly channels: ChannelStore
  readonly deliveries: DeliveryStore
  readonly notifications: NotificationStore
  readonly push: PushStore
  readonly rules: RuleStore
  readonly silences: SilenceStore
  readonly maintenance: MaintenanceStore
  readonly incidents: IncidentStore
  readonly incidentSteps: StepStore
  readonly incidentMetrics: IncidentMetricsStore
  readonly services: ServiceStore
  readonly teams: TeamStore
  readonly impactScopes: ImpactScopeStore
  readonly runbooks: RunbookStore
  readonly tags: TagStore
  readonly integrations: IntegrationStore
  readonly inbound: InboundStore
  readonly alertRoutes: RouteStore
  readonly documents: DocumentStore
  readonly googleDocs: GoogleDocsStore
  readonly slack: SlackStore
  readonly escalationPolicies: EscalationPolicyStore
  readonly escalationRuns: EscalationRunStore
  readonly pages: PageStore
  readonly contacts: ContactStore
  readonly pagingTests: PagingTestStore
  readonly audit: AuditStore
  readonly onCall: OnCallStore
  /** Why nothing can be written, in one line, when the database was opened for reading only; else null. */
  readonly readonlyReason: string | null
  /** Makes a small write: false when the medium refuses it. Costs a disk flush, so not for every request. */
  healthy(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens the database and brings its schema up to date. An SQLite file that cannot be written but is complete is opened
 * for reading ({@link Database.readonlyReason} tells); otherwise rejects with `DomainError('storage_unavailable')`, and
 * with `conflict` when a newer version wrote it.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.kind === 'postgres') return openPostgres(options.url)
  if (options.readonly) return openSqliteForReading(options.file, 'opened for reading only')
  try {
    return await openSqliteForWriting(options.file)
  } catch (error) {
    const failure = toDomainError(error)
    if (!(failure instanceof DomainError) || failure.code !== 'storage_unavailable') throw failure
    const reason = oneLine(`cannot write ${options.file}: ${failure.message}`)
    return openSqliteForReading(options.file, reason).catch(() => {
      throw new DomainError('storage_unavailable', reason)
    })
  }
}

async function openPostgres(url: string): Promise<Database> {
  const pool = openPool(url)
  const db = kyselyOn(new PostgresDialect({ pool }))
  try {
    await migrate(db, 'postgres')
  } catch (error) {
    await db.destroy()
    throw error instanceof DomainError ? new DomainError(error.code, `cannot use PostgreSQL: ${error.message}`) : error
  }
  return databaseOn(db, 'postgres', null)
}

async function openSqliteForWriting(file: string): Promise<Database> {
  if (file !== IN_MEMORY) await guarded(() => createPrivately(file))
  return openSqlite({ file, mode: 'write' }, null, (db) => migrate(db, 'sqlite'))
}

async function openSqliteForReading(file: string, reason: string): Promise<Database> {
  const check = async (db: Db): Promise<void> => {
    const [missing] = await pendingMigrations(db, 'sqlite')
    if (missing) throw new DomainError('storage_unavailable', `${file} lacks ${missing.name}`)
  }
  await guarded(() => stat(file))
  try {
    return await openSqlite({ file, mode: 'read' }, reason, check)
  } catch (error) {
    // On a read-only file system the log's side files cannot be made: read the file as one that nobody changes.
    if (!(error instanceof DomainError) || error.code !== 'storage_unavailable') throw error
    return openSqlite({ file, mode: 'immutable' }, reason, check)
  }
}

async function openSqlite(options: OpenOptions, reason: string | null, prepare: (db: Db) => Promise<void>): Promise<Database> {
  const connection = await guarded(() => WorkerConnection.open(options))
  const db = kyselyOn(new SqliteWorkerDialect(connection))
  try {
    await prepare(db)
  } catch (error) {
    await connection.close()
    throw error
  }
  return databaseOn(db, 'sqlite', reason)
}

/** SQLite's side files take over the mode of the file. */
async function createPrivately(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await (await open(file, 'a', 0o600)).close()
}

function kyselyOn(dialect: Dialect): Db {
  return new Kysely<Schema>({ dialect: new ErrorMappingDialect(dialect) })
}

function databaseOn(db: Db, engine: Engine, readonlyReason: string | null): Database {
  return {
    users: new SqlUserStore(db, engine),
    sessions: new SqlSessionStore(db),
    issuedTokens: new SqlIssuedTokenStore(db),
    oidcIdentities: new SqlOidcIdentityStore(db),
    passwordResets: new SqlPasswordResetStore(db),
    twoFactor: new SqlTwoFactorStore(db),
    hosts: new SqlHostStore(db),
    reports: new SqlReportStore(db, engine),
    retention: new SqlRetentionStore(db),
    reportSchedules: new SqlReportScheduleStore(db, engine),
    actions: new SqlActionStore(db),
    commands: new SqlCommandStore(db),
    agents: new SqlAgentStore(db),
    containers: new SqlContainerStore(db),
    sshHosts: new SqlSshHostStore(db),
    processes: new SqlProcessStore(db),
    hostEvents: new SqlHostEventStore(db),
    scrapeTargets: new SqlScrapeTargetStore(db),
    remoteWrite: new SqlRemoteWriteStore(db),
    tasks: new SqlTaskStore(db),
    usage: new SqlUsageStore(db),
    thresholds: new SqlThresholdStore(db),
    preferences: new SqlPreferenceStore(db),
    fleetViews: new SqlFleetViewStore(db),
    alerts: new SqlAlertStore(db),
    channels: new SqlChannelStore(db),
    deliveries: new SqlDeliveryStore(db, engine),
    notifications: new SqlNotificationStore(db),
    push: new SqlPushStore(db),
    rules: new SqlRuleStore(db),
    silences: new SqlSilenceStore(db),
    maintenance: new SqlMaintenanceStore(db),
    incidents: new SqlIncidentStore(db, engine),
    incidentSteps: new SqlStepStore(db, engine),
    incidentMetrics: new SqlIncidentMetricsStore(db),
    services: new SqlServiceStore(db, engine),
    teams: new SqlTeamStore(db),
    impactScopes: new SqlImpactScopeStore(db),
    runbooks: new SqlRunbookStore(db),
    tags: new SqlTagStore(db),
    integrations: new SqlIntegrationStore(db),
    inbound: new SqlInboundStore(db, engine),
    alertRoutes: new SqlRouteStore(db),
    documents: new SqlDocumentStore(db),
    googleDocs: new SqlGoogleDocsStore(db),
    slack: new SqlSlackStore(db, engine),
    escalationPolicies: new SqlEscalationPolicyStore(db),
    escalationRuns: new SqlEscalationRunStore(db, engine),
    pages: new SqlPageStore(db, engine),
    contacts: new SqlContactStore(db),
    pagingTests: new SqlPagingTestStore(db),
    audit: new SqlAuditStore(db),
    onCall: new SqlOnCallStore(db),
    readonlyReason,
    healthy: () => canWrite(db),
    close: () => db.destroy(),
  }
}

async function canWrite(db: Db): Promise<boolean> {
  try {
    await db.updateTable('write_probe').set({ at: Date.now() }).where('id', '=', 1).execute()
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code === 'storage_unavailable') return false
    throw error
  }
}
