import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createBus } from '@hyperion/adapters/bus-inproc'
import type { Database } from '@hyperion/adapters/db'
import type { Tier } from '@hyperion/domain/actions'
import type { Thresholds } from '@hyperion/domain/alerts'
import type { Role } from '@hyperion/domain/users'
import { type HealthcheckDeps, healthcheckDialect, healthcheckFace } from '@hyperion/faces/healthcheck'
import { HYPERION_PREFIXES, type HyperionDeps, hyperionDialect, hyperionFace } from '@hyperion/faces/hyperion'
import { IMAS_PREFIXES, imasDialect, imasFace } from '@hyperion/faces/imas'
import { PERFANALYSIS_PREFIXES, perfanalysisDialect, perfanalysisFace, reportFiles } from '@hyperion/faces/perfanalysis'
import { countRequests, prometheusFace } from '@hyperion/faces/prometheus'
import { createFastify, type DeclaredRoute } from '@hyperion/faces/shared'
import type { Actions } from '@hyperion/features/actions'
import { type Agents, type AgentsDeps, agentSource, type Enrolments } from '@hyperion/features/agents'
import { alertServices } from '@hyperion/features/alerts'
import { AuditLog } from '@hyperion/features/audit'
import type { Recordings } from '@hyperion/features/commands'
import { Containers } from '@hyperion/features/containers'
import { FleetOverview, FleetViews } from '@hyperion/features/fleet'
import { HostJournal, Hosts, hubSource } from '@hyperion/features/hosts'
import { type LatestReports, RetentionSettings, StorageReport } from '@hyperion/features/metrics'
import { BrowserPush, Bulletin, Channels, DeliveryLog, Notices, Outgoing } from '@hyperion/features/notifications'
import type { Operator } from '@hyperion/features/operators'
import { Collectors, type CollectorsDeps, collectorFacts } from '@hyperion/features/performance'
import { UserPreferences } from '@hyperion/features/preferences'
import { ProcessHistory } from '@hyperion/features/processes'
import { RequestCounts } from '@hyperion/features/prometheus'
import { ReportSchedules, Reports } from '@hyperion/features/reports'
import { passingKey, SecretBox } from '@hyperion/features/secrets'
import { SelfCheck } from '@hyperion/features/self-check'
import { SingleSignOn, type SingleSignOnSettings } from '@hyperion/features/single-sign-on'
import { SshContainers, type SshHosts, sshSource } from '@hyperion/features/ssh-hosts'
import { Tasks } from '@hyperion/features/tasks'
import { ThresholdSettings } from '@hyperion/features/thresholds'
import { TwoFactor } from '@hyperion/features/two-factor'
import { Accounts, PasswordResets, type SignInKind, Users } from '@hyperion/features/users'
import type { Bus } from '@hyperion/ports/bus'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { Mailer } from '@hyperion/ports/mail'
import type { MetricStore } from '@hyperion/ports/metric-store'
import { TestClock } from '../clock/index.ts'
import { openTestDatabase } from '../database/index.ts'
import { fakeLiveHost } from '../live-host/index.ts'
import { FakeProbe } from '../reach/index.ts'
import { sampleMetrics } from './sample-metrics.ts'
import { sampleStorage } from './sample-storage.ts'
import { testActions } from './test-actions.ts'
import { type TestCatalogOptions, testCatalog } from './test-catalog.ts'
import { INTERVAL_MS, testFleet } from './test-fleet.ts'
import { type TestInbound, testInbound } from './test-inbound.ts'
import { type TestIncidents, testIncidents } from './test-incidents.ts'
import { allLimits } from './test-limits.ts'
import { type TestPaging, testPaging } from './test-paging.ts'
import { type TestPrometheus, testExposition } from './test-prometheus.ts'

export const PASSWORD = 'correct horse battery'

/** A user of each kind, all with {@link PASSWORD}; `newcomer` must change it. */
export const USERS = { admin: 'admin', technicien: 'technicien', viewer: 'viewer', newcomer: 'viewer' } as const satisfies Record<
  string,
  Role
>
/** Where links in mails lead. */
export const APP_URL = 'https://hyperion.example'
export type TestUser = keyof typeof USERS

export interface TestAppOptions extends TestCatalogOptions {
  readonly host?: LiveHost
  /** How far the hub's own machine lets itself be operated, and where its files may be reached. */
  readonly tier?: Tier
  readonly roots?: readonly string[]
  /** Where the file system of the machine is seen that is operated. */
  readonly root?: string
  /** Where a container engine of its own listens. */
  readonly dockerHost?: string
  /** Takes the orders in the machine's stead; what is asked of it is told at the time of the test then. */
  readonly operator?: Operator
  readonly thresholds?: () => Thresholds
  readonly degraded?: () => readonly string[]
  readonly publicMetrics?: HealthcheckDeps['publicMetrics']
  readonly services?: readonly string[]
  readonly clock?: TestClock
  readonly metrics?: HyperionDeps['metrics']
  /** Tells what the history takes. */
  readonly stored?: Pick<MetricStore, 'usage' | 'foresee'>
  /** The collectors, and what they told of themselves. */
  readonly hosts?: CollectorsDeps['hosts']
  readonly factsOf?: CollectorsDeps['factsOf']
  readonly publicUrl?: string
  readonly trustedProxies?: readonly string[]
  /** Whether rates are limited; off unless told. */
  readonly rateLimit?: boolean
  /** `host:port` of webhooks that may be called. */
  readonly allowPrivate?: readonly string[]
  readonly certificatePin?: HyperionDeps['certificatePin']
  readonly mailer?: Mailer
  /** An OpenID Connect provider. */
  readonly oidc?: SingleSignOnSettings
  /** Told of every report of an agent. */
  readonly onReport?: AgentsDeps['onReport']
  /** Takes the reports of agents; kept nowhere unless told. */
  readonly append?: MetricStore['append']
  /** Tells whether machines answer; none does unless told. */
  readonly probe?: AgentsDeps['probe']
  /** Told of every route as it is added. */
  readonly onRoute?: (route: DeclaredRoute) => void
}

export interface TestApp extends TestIncidents, TestInbound {
  readonly app: Awaited<ReturnType<typeof createFastify>>
  readonly clock: TestClock
  readonly paging: TestPaging
  readonly bus: Bus
  readonly accounts: Accounts
  readonly twoFactor: TwoFactor
  /** None without a mailer. */
  readonly passwordResets: PasswordResets | undefined
  readonly audit: AuditLog
  readonly database: Database
  readonly agents: Agents
  readonly enrolments: Enrolments
  readonly sshHosts: SshHosts
  readonly actions: Actions
  readonly recordings: Recordings
  readonly prometheus: TestPrometheus
  readonly latest: LatestReports
  readonly hubHostId: number
  readonly containers: Containers
  /** Makes nothing until it is started. */
  readonly reports: Reports
  /** A fresh API token. */
  token(user: TestUser): Promise<string>
  /** The user's IMAS token. */
  permanentToken(user: TestUser): Promise<string>
  /** A fresh session's cookie header. */
  cookie(user: TestUser): Promise<string>
  close(): Promise<void>
}

/** All faces over a real database, real accounts and tasks, on a machine that stands still. */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? new TestClock()
  const host = options.host ?? fakeLiveHost()
  const bus = createBus(() => {})
  const database = await openTestDatabase()
  const secrets = new SecretBox(passingKey())
  const twoFactor = new TwoFactor({ store: database.twoFactor, secrets, clock })
  const accounts = new Accounts({ ...database, key: passingKey(), secondFactor: twoFactor, clock })
  const resetDeps = { users: database.users, resets: database.passwordResets, accounts, appUrl: () => APP_URL, clock, log: () => {} }
  const passwordResets = options.mailer && new PasswordResets({ ...resetDeps, mailer: options.mailer })
  const users = new Users({ users: database.users, accounts, clock })
  const ssoDeps = { identities: database.oidcIdentities, userStore: database.users, users, accounts, secrets, appUrl: () => APP_URL, clock }
  const singleSignOn = options.oidc && new SingleSignOn({ ...ssoDeps, settings: options.oidc })
  const thresholdSettings = new ThresholdSettings({ store: database.thresholds, clock })
  const outgoing = new Outgoing({ allowPrivate: options.allowPrivate ?? [] })
  const push = new BrowserPush({ store: database.push, secrets, outgoing, clock, contact: 'mailto:ops@example.com' })
  const channels = new Channels({ store: database.channels, secrets, outgoing, mailer: options.mailer ?? null, push, clock })
  const bulletin = new Bulletin({ alerts: database.alerts, hosts: database.hosts, store: database.channels, channels, clock })
  const audit = new AuditLog({ store: database.audit, clock, log: () => {} })
  await addUsers(accounts, database, clock)
  const hub = await database.hosts.ensureHub(host.info.hostname, clock.now())
  const metrics = options.metrics ?? sampleMetrics(clock.now())
  const look = (of: number): Promise<void> => sshContainers.look(of)
  const containers = new Containers({ store: database.containers, hosts: database.hosts, metrics, look, clock, log: () => {} })
  const onContainers = containers.told.bind(containers)
  const onReport: AgentsDeps['onReport'] = (id, report) => {
    overview.report(id, report)
    options.onReport?.(id, report)
  }
  const { append, probe = new FakeProbe() } = options
  const fleet = await testFleet({ database, secrets, onContainers, bus, clock, onReport, append, probe })
  const sshContainers = new SshContainers({ operator: (of) => fleet.sshHosts.operator(of), told: onContainers, clock })
  const degraded = options.degraded ?? (() => [])
  const limits = options.rateLimit ? allLimits(clock) : {}
  const own = hubSource({ host, id: () => hub.id, intervalMs: INTERVAL_MS, degraded, cloud: () => null, operator: () => operating.ownLine })
  const folder = path.join(tmpdir(), `hyperion-test-${randomUUID()}`)
  const { tier = 'observe', roots = [], root, dockerHost, operator } = options
  const machine = { tier, roots, root, dockerHost, operator }
  const acting = { stepUp: twoFactor, bus, clock, ...machine, folder, hubHostId: hub.id, hosts: () => hosts }
  const operating = testActions({ database, host, audit, ...acting })
  const hosts = new Hosts({
    store: database.hosts,
    sources: [own, agentSource(fleet.agents, clock), sshSource(fleet.sshHosts), fleet.prometheus.source],
  })
  const history = testHistory(database, options.stored ?? sampleStorage(clock.now(), hub.id), hosts, clock)
  const services = alertServices(database, metrics, clock)
  const overview = new FleetOverview({ hosts, alerts: database.alerts, silences: services.silences, metrics, bus, clock, log: () => {} })
  await overview.start()
  const reports = new Reports({
    store: database.reports,
    hosts: database.hosts,
    sources: reportSources(host, clock),
    clock,
    log: () => {},
    folder,
  })
  const reportSchedules = new ReportSchedules({
    store: database.reportSchedules,
    hosts: database.hosts,
    mail: options.mailer !== undefined,
    clock,
    onRun: () => {},
  })
  const preferences = new UserPreferences({ store: database.preferences, hosts: database.hosts })
  const app = await createFastify({
    dialects: {
      prefixed: [
        ...PERFANALYSIS_PREFIXES.map((prefix) => ({ prefix, dialect: perfanalysisDialect })),
        ...IMAS_PREFIXES.map((prefix) => ({ prefix, dialect: imasDialect })),
        ...HYPERION_PREFIXES.map((prefix) => ({ prefix, dialect: hyperionDialect })),
      ],
      root: healthcheckDialect,
    },
    trustedProxies: options.trustedProxies ?? [],
    headers: { 'x-content-type-options': 'nosniff' },
  })
  const processHistory = new ProcessHistory({ store: database.processes, hosts, clock, log: () => {} })
  const agentVersion = (id: number) => fleet.agents.get(id)?.version ?? null
  const hostJournal = new HostJournal({ store: database.hostEvents, hosts, actions: database.actions, agentVersion, clock, log: () => {} })
  const requests = new RequestCounts()
  countRequests(app, requests)
  if (options.onRoute) app.addHook('onRoute', options.onRoute)
  const notices = new Notices({ store: database.notifications, bus, clock, log: () => {} })
  notices.start()
  const incidents = testIncidents({ database, secrets, outgoing, audit, bus, clock, appUrl: APP_URL })
  await app.register(healthcheckFace, {
    host,
    accounts,
    audit,
    ...limits,
    clock,
    degraded,
    users,
    stepUp: twoFactor,
    thresholdSettings,
    thresholds: options.thresholds ?? (() => thresholdSettings.current()),
    channels,
    publicMetrics: options.publicMetrics ?? 'level1',
    services: options.services ?? ['nginx', 'mysql', 'redis'],
    diskMount: '/',
  })
  await app.register(hyperionFace, {
    host,
    accounts,
    audit,
    ...limits,
    clock,
    degraded,
    users,
    twoFactor,
    passwordResets,
    singleSignOn,
    thresholdSettings,
    bus,
    ...services,
    channels,
    deliveryLog: new DeliveryLog({ deliveries: database.deliveries, channels: database.channels, clock, onQueued: () => {} }),
    notices,
    push,
    reports,
    reportSchedules,
    preferences,
    hosts,
    actions: operating.actions,
    commands: operating.commands,
    stepCommands: operating.stepCommands,
    recordings: operating.recordings,
    documents: incidents.documents,
    containers,
    processHistory,
    hostJournal,
    fleet: overview,
    fleetViews: new FleetViews(database.fleetViews),
    agents: fleet.agents,
    enrolments: fleet.enrolments,
    agentFolder: `${folder}/`,
    hubKey: fleet.hubKey,
    selfCheck: openTestSelfCheck(fleet.hubKey, clock),
    certificatePin: options.certificatePin ?? (() => null),
    sshHosts: fleet.sshHosts,
    scrapeTargets: fleet.prometheus.targets,
    remoteWrite: fleet.prometheus,
    hubHostId: hub.id,
    metrics,
    ...history,
    tasks: new Tasks({ store: database.tasks, usage: database.usage, host, bulletin, bus, clock }),
    publicUrl: options.publicUrl,
  })
  await app.register(reportFiles, { accounts, reports, publicUrl: options.publicUrl })
  const factsOf = options.factsOf ?? ((id) => collectorFacts(hosts.status(id)))
  await app.register(perfanalysisFace, {
    accounts,
    audit,
    ...limits,
    clock,
    collectors: new Collectors({ hosts: options.hosts ?? database.hosts, factsOf }),
    containers,
    metrics,
    preferences,
    reports,
  })
  const { inbound } = testInbound({ database, incidents: incidents.incidents, secrets, bus, clock })
  const sending = { secrets, outgoing, mailer: options.mailer ?? null, push, channels }
  const paging = testPaging({ database, ...sending, incidents: incidents.incidents, audit, bus, clock })
  const catalog = testCatalog(database, clock, options)
  const imas = { ...incidents.face, ...inbound.face, catalog, escalation: paging.services }
  await app.register(imasFace, { accounts, audit, ...imas, stepUp: twoFactor, publicUrl: options.publicUrl, clock, ...limits })
  const exposition = testExposition({ database, hosts, latest: fleet.latest, agents: fleet.agents, degraded, clock, requests })
  await app.register(prometheusFace, { accounts, exposition, ...fleet.prometheus, publicMetrics: options.publicMetrics ?? 'level1' })
  await app.ready()
  const signIn = async (user: TestUser, kind: SignInKind): Promise<string> =>
    (await accounts.login(user, PASSWORD, { kind, address: '127.0.0.1' })).token
  return {
    app,
    clock,
    bus,
    accounts,
    twoFactor,
    passwordResets,
    audit,
    database,
    agents: fleet.agents,
    enrolments: fleet.enrolments,
    sshHosts: fleet.sshHosts,
    actions: operating.actions,
    recordings: operating.recordings,
    prometheus: fleet.prometheus,
    latest: fleet.latest,
    hubHostId: hub.id,
    containers,
    reports,
    ...incidents,
    inbound,
    paging,
    token: (user) => signIn(user, 'token'),
    permanentToken: (user) => signIn(user, 'permanent'),
    cookie: async (user) => `hyperion_session=${await signIn(user, 'cookie')}`,
    close: async () => {
      await app.close()
      await Promise.all([incidents.documents.stop(), incidents.actionEntries.stop(), fleet.sshHosts.stop()])
      overview.stop()
      await operating.stop()
      exposition.close()
      await fleet.prometheus.stop()
      await notices.stop()
      await processHistory.stop()
      await reports.stop()
      await containers.stop()
      await rm(folder, { recursive: true, force: true })
      await inbound.stop()
      await audit.flush()
      await database.close()
    },
  }
}

function testHistory(database: Database, metrics: Pick<MetricStore, 'usage' | 'foresee'>, hosts: Hosts, clock: TestClock) {
  const retention = new RetentionSettings({ store: database.retention, metrics, clock, onChanged: () => {} })
  const volume = async () => ({ totalBytes: 100_000_000, freeBytes: 50_000_000 })
  return { retention, storageReport: new StorageReport({ metrics, settings: retention, hosts, volume, clock }) }
}

function reportSources(host: LiveHost, clock: TestClock): ConstructorParameters<typeof Reports>[0]['sources'] {
  return {
    metrics: sampleMetrics(clock.now()),
    alerts: async () => [],
    info: async () => host.info,
    processes: async () => [],
  }
}

async function addUsers(accounts: Accounts, database: Database, clock: TestClock): Promise<void> {
  await accounts.ensureAdmin(PASSWORD)
  const admin = await database.users.byUsername('admin')
  const { admin: _, ...others } = USERS
  for (const [username, role] of Object.entries(others)) {
    const mustChangePassword = username === 'newcomer'
    await database.users.create({ username, passwordHash: admin?.passwordHash ?? '', role, mustChangePassword, createdAt: clock.now() })
  }
}

/** Finds nothing: where the app listens on no port there is no way in to be checked. */
function openTestSelfCheck(hubKey: string, clock: TestClock): SelfCheck {
  const shared = { hubKey, publicUrl: APP_URL, ownUrl: () => APP_URL, pin: () => null, clock }
  return new SelfCheck({ ...shared, check: async () => [], knock: async () => {} })
}
