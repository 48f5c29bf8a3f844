import { createBus } from '@hyperion/adapters/bus-inproc'
import { openSmtpMailer } from '@hyperion/adapters/mail'
import { createLocalHost } from '@hyperion/agent'
import type { ContainerList } from '@hyperion/domain/hosts'
import type { Report } from '@hyperion/domain/metrics'
import { healthcheckFace } from '@hyperion/faces/healthcheck'
import { hyperionFace } from '@hyperion/faces/hyperion'
import { imasFace } from '@hyperion/faces/imas'
import { perfanalysisFace, reportFiles } from '@hyperion/faces/perfanalysis'
import { prometheusFace } from '@hyperion/faces/prometheus'
import { HOURLY, RateLimiter, RequestLimits, SignInLimits, WEBHOOKS } from '@hyperion/faces/shared'
import { AuditLog } from '@hyperion/features/audit'
import { Containers } from '@hyperion/features/containers'
import { FleetOverview, FleetViews } from '@hyperion/features/fleet'
import { LatestReports, Recorder } from '@hyperion/features/metrics'
import { Collectors, collectorFacts } from '@hyperion/features/performance'
import { UserPreferences } from '@hyperion/features/preferences'
import { SecretBox } from '@hyperion/features/secrets'
import { SshContainers } from '@hyperion/features/ssh-hosts'
import { Tasks } from '@hyperion/features/tasks'
import { ThresholdSettings } from '@hyperion/features/thresholds'
import { type Clock, systemClock } from '@hyperion/ports/clock'
import type { Ended } from '@hyperion/wire/actions'
import { openActions } from './compose/actions.ts'
import { openAlerting } from './compose/alerting.ts'
import { openExposition } from './compose/exposition.ts'
import { openFleet } from './compose/fleet.ts'
import { openHosts } from './compose/hosts.ts'
import { openIdentity } from './compose/identity.ts'
import { openIncidentResponse } from './compose/incident-response.ts'
import { openJournal } from './compose/journal.ts'
import { openKey } from './compose/key.ts'
import { openReports } from './compose/reports.ts'
import { openRetention } from './compose/retention.ts'
import { openSelfCheck } from './compose/self-check.ts'
import { openStorage } from './compose/storage.ts'
import { openCertificate } from './compose/tls.ts'
import type { Config } from './config.ts'
import { createServer } from './server.ts'
import { BUILT_AGENT, webApp } from './web-app.ts'

/** A running hub. */
export interface Hub {
  readonly address: string
  readonly hostname: string
  /** The first administrator still has the default password. */
  readonly firstLogin: boolean
  /** Reads the files of the certificate again. */
  reload(): void
  /** Finishes what was accepted, then closes everything. */
  stop(): Promise<void>
}

/** Puts the parts together and starts them; the only place that knows which implementation stands behind a port. */
export async function compose(config: Config, log: (message: string) => void): Promise<Hub> {
  const clock = systemClock
  const bus = createBus(log)
  const mailer = config.mail && openSmtpMailer(config.mail)
  const storage = await openStorage(config, log)
  const { database, metrics } = storage
  const { key, trouble: keyTrouble } = await openKey(config.dataDir, log)
  const secrets = new SecretBox(key)
  const certificate = openCertificate(config, clock, log)
  let address = ''
  const appUrl = (): string => config.publicUrl ?? address
  const identity = openIdentity({ database, key, secrets, mailer, oidc: config.oidc, appUrl, clock, log })
  const { accounts, users, twoFactor, passwordResets, singleSignOn } = identity
  const thresholdSettings = new ThresholdSettings({ store: database.thresholds, clock })
  const limits = config.rateLimit ? limitsOf(clock) : {}
  const audit = new AuditLog({ store: database.audit, clock, log })
  const recorder = new Recorder({ store: metrics, clock, log })
  const { upkeep, ...history } = openRetention({ config, storage, hosts: () => hosts, clock, log })
  const thresholds = () => thresholdSettings.current()
  const hostName = (id: number): string => hosts.status(id)?.name ?? `#${id}`
  const units = (id: number) => hosts.presentUnits(id)
  const down = (id: number) => hosts.status(id)?.down ?? null
  const onQueued = (): void => incidents.onQueued()
  const alerting = await openAlerting({ config, storage, secrets, thresholds, hostName, units, down, mailer, onQueued, bus, clock, log })
  const incidents = openIncidentResponse({ config, storage, secrets, mailer, audit, alerting, appUrl, bus, clock, log })
  const latest = new LatestReports()
  const onReport = (of: number, report: Report): void => {
    latest.note(of, report)
    alerting.evaluator.evaluate(of, report)
    overview.report(of, report)
  }
  const look = (of: number): Promise<void> => sshContainers.look(of)
  const containers = new Containers({ store: database.containers, hosts: database.hosts, metrics, look, clock, log })
  const onContainers = (of: number, list: ContainerList): void => {
    containers.told(of, list)
    journal.hostJournal.containers(of, list)
  }
  const onUnits = (of: number): void => alerting.onUnits(of)
  const onLateEnd = (of: number, id: string, ended: Ended) => operating.actions.lateEnd(of, id, ended)
  const fleet = await openFleet({
    config,
    storage,
    key,
    secrets,
    thresholds,
    recorder,
    onReport,
    onContainers,
    onUnits,
    onLateEnd,
    bus,
    clock,
    log,
  })
  const sshContainers = new SshContainers({ operator: (of) => fleet.sshHosts.operator(of), told: onContainers, clock })
  let hubHostId = 0
  const host = createLocalHost({
    clock,
    log,
    diskMount: config.diskMount,
    sampleIntervalMs: config.sampleIntervalMs,
    dockerHost: process.env.DOCKER_HOST,
    watchContainers: config.watchContainers,
    onContainers: (list) => onContainers(hubHostId, list),
    onUnits: () => onUnits(hubHostId),
    onLive: (report) => bus.publish('live', { host: hubHostId, report }),
    onStored: (report) => {
      recorder.record(hubHostId, report)
      onReport(hubHostId, report)
    },
    strain: () => journal.strain(),
    onSnapshot: (snapshot) => journal.processHistory.record(hubHostId, snapshot),
  })
  const degraded = (): readonly string[] =>
    [
      storage.trouble,
      keyTrouble,
      recorder.degraded(),
      ...fleet.degraded(),
      upkeep.degraded(),
      ...alerting.degraded(),
      ...incidents.degraded(),
    ]
      .concat(certificate?.degraded() ?? [])
      .filter((each) => each !== null)
  const operating = openActions({
    config,
    database,
    identity: fleet.identity,
    host,
    hubHostId: () => hubHostId,
    hosts: () => hosts,
    audit,
    stepUp: twoFactor,
    bus,
    clock,
    log,
  })
  const operator = () => operating.ownLine
  const hosts = openHosts({ config, database, host, hubHostId: () => hubHostId, degraded, operator, others: fleet.sources })
  const journal = openJournal({ database, hosts, agents: fleet.agents, thresholds, clock, log })
  const { silences } = alerting.services
  const overview = new FleetOverview({ hosts, alerts: database.alerts, silences, metrics, bus, clock, log })
  await accounts.ensureAdmin(config.adminPassword)
  hubHostId = (await database.hosts.ensureHub(host.info.hostname, clock.now())).id
  await alerting.start()
  await overview.start()
  await host.start()
  // Also that there are none.
  onContainers(hubHostId, host.containers())
  await journal.start()
  await operating.actions.start()
  const tasks = new Tasks({ store: database.tasks, usage: database.usage, host, bulletin: alerting.bulletin, bus, clock })
  const { processHistory, hostJournal } = journal
  const reporting = openReports({ config, database, metrics, hosts, processes: processHistory, mailer, clock, log })
  const { reports, reportSchedules } = reporting
  const preferences = new UserPreferences({ store: database.preferences, hosts: database.hosts })
  const app = await createServer(config, certificate)
  const exposition = openExposition({ app, storage, hosts, latest, agents: fleet.agents, degraded, clock })
  await app.register(healthcheckFace, {
    host,
    accounts,
    audit,
    ...limits,
    users,
    stepUp: twoFactor,
    thresholdSettings,
    thresholds,
    channels: alerting.channels,
    degraded,
    publicMetrics: config.publicMetrics,
    services: config.services,
    diskMount: config.diskMount,
    clock,
  })
  await app.register(hyperionFace, {
    host,
    hosts,
    actions: operating.actions,
    commands: operating.commands,
    stepCommands: operating.stepCommands,
    recordings: operating.recordings,
    documents: incidents.face.documents,
    containers,
    processHistory,
    hostJournal,
    fleet: overview,
    fleetViews: new FleetViews(database.fleetViews),
    agents: fleet.agents,
    enrolments: fleet.enrolments,
    agentFolder: BUILT_AGENT,
    certificatePin: () => certificate?.pin ?? null,
    sshHosts: fleet.sshHosts,
    scrapeTargets: fleet.prometheus.targets,
    remoteWrite: fleet.prometheus,
    hubKey: fleet.identity.key,
    selfCheck: openSelfCheck({
      hubKey: fleet.identity.key,
      publicUrl: config.publicUrl,
      ownUrl: () => address,
      pin: () => certificate?.pin?.certificate ?? null,
      clock,
    }),
    metrics,
    ...history,
    accounts,
    users,
    twoFactor,
    passwordResets,
    singleSignOn,
    thresholdSettings,
    audit,
    ...limits,
    ...alerting.services,
    channels: alerting.channels,
    deliveryLog: alerting.deliveryLog,
    notices: alerting.notices,
    push: alerting.push,
    reports,
    reportSchedules,
    preferences,
    tasks,
    bus,
    degraded,
    clock,
    hubHostId,
    publicUrl: config.publicUrl,
  })
  await app.register(reportFiles, { accounts, reports, publicUrl: config.publicUrl })
  const collectors = new Collectors({ hosts: database.hosts, factsOf: (id) => collectorFacts(hosts.status(id)) })
  await app.register(perfanalysisFace, { accounts, audit, collectors, containers, metrics, preferences, reports, clock, ...limits })
  await app.register(imasFace, {
    accounts,
    audit,
    ...incidents.face,
    stepUp: twoFactor,
    publicUrl: config.publicUrl,
    clock,
    ...limits,
  })
  await app.register(prometheusFace, { accounts, exposition, ...fleet.prometheus, publicMetrics: config.publicMetrics })
  await webApp(app, log)
  containers.start()
  tasks.start()
  reporting.start()
  incidents.start()
  const stop = async (): Promise<void> => {
    certificate?.stop()
    await app.close()
    await operating.stop()
    overview.stop()
    await tasks.stop()
    await reporting.stop()
    await incidents.stop()
    await audit.flush()
    await host.stop()
    await containers.stop()
    await fleet.sshHosts.stop()
    exposition.close()
    await fleet.prometheus.stop()
    await alerting.stop()
    await journal.stop()
    await passwordResets?.settled()
    mailer?.close()
    await recorder.stop()
    await upkeep.stop()
    await storage.close()
  }
  try {
    address = await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await stop()
    throw error
  }
  fleet.sshHosts.start()
  return {
    address,
    hostname: host.info.hostname,
    firstLogin: (await database.users.byUsername('admin'))?.mustChangePassword ?? false,
    reload: () => certificate?.reload(),
    stop,
  }
}

function limitsOf(clock: Clock) {
  return {
    signInLimits: new SignInLimits(clock),
    resetLimits: new SignInLimits(clock),
    requestLimits: new RequestLimits(clock),
    hourlyLimits: new RequestLimits(clock, HOURLY),
    webhookLimit: new RateLimiter(WEBHOOKS, clock),
  }
}
