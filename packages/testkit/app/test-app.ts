import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createBus } from '@hyperion/adapters/bus-inproc'
import type { Database } from '@hyperion/adapters/db'
import type { Thresholds } from '@hyperion/domain/alerts'
import type { Report } from '@hyperion/domain/metrics'
import type { Role } from '@hyperion/domain/users'
import { type HealthcheckDeps, healthcheckDialect, healthcheckFace } from '@hyperion/faces/healthcheck'
import { HYPERION_PREFIXES, type HyperionDeps, hyperionDialect, hyperionFace } from '@hyperion/faces/hyperion'
import { IMAS_PREFIXES, imasDialect, imasFace } from '@hyperion/faces/imas'
import { PERFANALYSIS_PREFIXES, perfanalysisDialect, perfanalysisFace, reportFiles } from '@hyperion/faces/perfanalysis'
import { countRequests, prometheusFace } from '@hyperion/faces/prometheus'
import { createFastify, type DeclaredRoute, HOURLY, RequestLimits, SignInLimits } from '@hyperion/faces/shared'
import { Agents, type AgentsDeps, agentSource, Enrolments, hubIdentity } from '@hyperion/features/agents'
import { alertServices } from '@hyperion/features/alerts'
import { AuditLog } from '@hyperion/features/audit'
import { Hosts, hubSource } from '@hyperion/features/hosts'
import { LatestReports } from '@hyperion/features/metrics'
import { BrowserPush, Bulletin, Channels, DeliveryLog, Notices, Outgoing } from '@hyperion/features/notifications'
import { Collectors, type CollectorsDeps, collectorFacts } from '@hyperion/features/performance'
import { UserPreferences } from '@hyperion/features/preferences'
import { RequestCounts } from '@hyperion/features/prometheus'
import { Reports } from '@hyperion/features/reports'
import { passingKey, SecretBox } from '@hyperion/features/secrets'
import { SingleSignOn, type SingleSignOnSettings } from '@hyperion/features/single-sign-on'
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
import { sampleMetrics } from './sample-metrics.ts'
import { type TestPrometheus, testExposition, testPrometheus } from './test-prometheus.ts'

export const PASSWORD = 'correct horse battery'

/** A user of each kind, all with {@link PASSWORD}; `newcomer` must change it. */
export const USERS = { admin: 'admin', technicien: 'technicien', viewer: 'viewer', newcomer: 'viewer' } as const satisfies Record<
  string,
  Role
>
/** Where links in mails lead. */
export const APP_URL = 'https://hyperion.example'
const INTERVAL_MS = 15_000
export type TestUser = keyof typeof USERS

export interface TestAppOptions {
  readonly host?: LiveHost
  readonly thresholds?: () => Thresholds
  readonly degraded?: () => readonly string[]
  readonly publicMetrics?: HealthcheckDeps['publicMetrics']
  readonly services?: readonly string[]
  readonly clock?: TestClock
  readonly metrics?: HyperionDeps['metrics']
  /** The collectors, and what they told of themselves. */
  readonly hosts?: CollectorsDeps['hosts']
  readonly factsOf?: CollectorsDeps['factsOf']
  readonly publicUrl?: string
  readonly trustedProxies?: readonly string[]
  /** Whether rates are limited; off unless told. */
  readonly rateLimit?: boolean
  /** `host:port` of webhooks that may be called. */
  readonly allowPrivate?: readonly string[]
  readonly mailer?: Mailer
  /** An OpenID Connect provider. */
  readonly oidc?: SingleSignOnSettings
  /** Told of every report of an agent. */
  readonly onReport?: AgentsDeps['onReport']
  /** Takes the reports of agents; kept nowhere unless told. */
  readonly append?: MetricStore['append']
  /** Told of every route as it is added. */
  readonly onRoute?: (route: DeclaredRoute) => void
}

export interface TestApp {
  readonly app: Awaited<ReturnType<typeof createFastify>>
  readonly clock: TestClock
  readonly bus: Bus
  readonly accounts: Accounts
  readonly twoFactor: TwoFactor
  /** None without a mailer. */
  readonly passwordResets: PasswordResets | undefined
  readonly audit: AuditLog
  readonly database: Database
  readonly agents: Agents
  readonly enrolments: Enrolments
  readonly prometheus: TestPrometheus
  readonly latest: LatestReports
  readonly hubHostId: number
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
  const fleet = await testFleet({ database, secrets, bus, clock, onReport: options.onReport, append: options.append })
  const degraded = options.degraded ?? (() => [])
  const limits = options.rateLimit ? allLimits(clock) : {}
  const own = hubSource({ host, id: () => hub.id, intervalMs: INTERVAL_MS, degraded, cloud: () => null })
  const hosts = new Hosts({ store: database.hosts, sources: [own, agentSource(fleet.agents, clock), fleet.prometheus.source] })
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
  const requests = new RequestCounts()
  countRequests(app, requests)
  if (options.onRoute) app.addHook('onRoute', options.onRoute)
  const notices = new Notices({ store: database.notifications, bus, clock, log: () => {} })
  notices.start()
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
    ...alertServices(database, metrics, clock),
    channels,
    deliveryLog: new DeliveryLog({ deliveries: database.deliveries, channels: database.channels, clock, onQueued: () => {} }),
    notices,
    push,
    hosts,
    agents: fleet.agents,
    enrolments: fleet.enrolments,
    scrapeTargets: fleet.prometheus.targets,
    remoteWrite: fleet.prometheus,
    hubHostId: hub.id,
    metrics,
    tasks: new Tasks({ store: database.tasks, usage: database.usage, host, bulletin, bus, clock }),
    publicUrl: options.publicUrl,
  })
  const folder = path.join(tmpdir(), `hyperion-reports-${randomUUID()}`)
  const reports = new Reports({
    store: database.reports,
    hosts: database.hosts,
    sources: reportSources(host, clock),
    clock,
    log: () => {},
    folder,
  })
  await app.register(reportFiles, { accounts, folder, publicUrl: options.publicUrl })
  const factsOf = options.factsOf ?? ((id) => collectorFacts(hosts.status(id)))
  await app.register(perfanalysisFace, {
    accounts,
    audit,
    ...limits,
    clock,
    collectors: new Collectors({ hosts: options.hosts ?? database.hosts, factsOf }),
    metrics,
    preferences: new UserPreferences({ store: database.preferences, hosts: database.hosts }),
    reports,
  })
  await app.register(imasFace, { accounts, audit, ...limits })
  const publicMetrics = options.publicMetrics ?? 'level1'
  const exposition = testExposition({ database, hosts, latest: fleet.latest, agents: fleet.agents, degraded, clock, requests })
  await app.register(prometheusFace, { accounts, exposition, ...fleet.prometheus, publicMetrics })
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
    prometheus: fleet.prometheus,
    latest: fleet.latest,
    hubHostId: hub.id,
    reports,
    token: (user) => signIn(user, 'token'),
    permanentToken: (user) => signIn(user, 'permanent'),
    cookie: async (user) => `hyperion_session=${await signIn(user, 'cookie')}`,
    close: async () => {
      await app.close()
      exposition.close()
      await fleet.prometheus.stop()
      await notices.stop()
      await reports.stop()
      await rm(folder, { recursive: true, force: true })
      await audit.flush()
      await database.close()
    },
  }
}

function reportSources(host: LiveHost, clock: TestClock): ConstructorParameters<typeof Reports>[0]['sources'] {
  return {
    metrics: sampleMetrics(clock.now()),
    alerts: async () => [],
    info: async () => host.info,
    processes: async () => (await host.processes()).processes,
  }
}

function allLimits(clock: TestClock) {
  return {
    signInLimits: new SignInLimits(clock),
    resetLimits: new SignInLimits(clock),
    requestLimits: new RequestLimits(clock),
    hourlyLimits: new RequestLimits(clock, HOURLY),
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

interface TestFleet {
  readonly database: Database
  readonly secrets: SecretBox
  readonly bus: Bus
  readonly clock: TestClock
  readonly onReport: TestAppOptions['onReport']
  readonly append: TestAppOptions['append']
}

async function testFleet({ database, secrets, bus, clock, onReport = () => {}, append }: TestFleet) {
  const identity = hubIdentity(passingKey())
  const enrolments = new Enrolments({ store: database.agents, identity, clock })
  const metrics = {
    append: append ?? (async (frames) => ({ appended: frames.length, duplicates: 0, malformed: 0 })),
    forget: async () => {},
  } satisfies AgentsDeps['metrics']
  const latest = new LatestReports()
  const noted = (host: number, report: Report): void => {
    latest.note(host, report)
    onReport(host, report)
  }
  const shared = { store: database.agents, metrics, identity, enrolments, onReport: noted, bus, clock }
  const agents = new Agents({ ...shared, defaultIntervalMs: INTERVAL_MS, log: () => {} })
  await agents.start()
  const prometheus = await testPrometheus({ database, secrets, metrics, onReport: noted, bus, clock, defaultIntervalMs: INTERVAL_MS })
  return { agents, enrolments, latest, prometheus }
}
