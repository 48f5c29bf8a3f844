import { createBus } from '@hyperion/adapters/bus-inproc'
import { openSmtpMailer } from '@hyperion/adapters/mail'
import { createLocalHost } from '@hyperion/agent'
import { healthcheckFace } from '@hyperion/faces/healthcheck'
import { hyperionFace } from '@hyperion/faces/hyperion'
import { imasFace } from '@hyperion/faces/imas'
import { perfanalysisFace, reportFiles } from '@hyperion/faces/perfanalysis'
import { HOURLY, RequestLimits, SignInLimits } from '@hyperion/faces/shared'
import { AuditLog } from '@hyperion/features/audit'
import { Recorder, Upkeep } from '@hyperion/features/metrics'
import { Collectors, collectorFacts } from '@hyperion/features/performance'
import { UserPreferences } from '@hyperion/features/preferences'
import { SecretBox } from '@hyperion/features/secrets'
import { Tasks } from '@hyperion/features/tasks'
import { ThresholdSettings } from '@hyperion/features/thresholds'
import { type Clock, systemClock } from '@hyperion/ports/clock'
import { openAlerting } from './compose/alerting.ts'
import { openFleet } from './compose/fleet.ts'
import { openHosts } from './compose/hosts.ts'
import { openIdentity } from './compose/identity.ts'
import { openKey } from './compose/key.ts'
import { openReports, reportFolder } from './compose/reports.ts'
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

const RETENTION = { rawDays: 30, totalDays: 0 } as const

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
  const upkeep = new Upkeep({ store: metrics, clock, retention: RETENTION, log })
  const thresholds = () => thresholdSettings.current()
  const hostName = (id: number): string => hosts.status(id)?.name ?? `#${id}`
  const own = { units: () => host.units(), hubHost: () => hubHostId }
  const alerting = await openAlerting({ config, storage, secrets, thresholds, hostName, ...own, mailer, bus, clock, log })
  const onReport = alerting.evaluator.evaluate.bind(alerting.evaluator)
  const fleet = await openFleet({ config, storage, key, onReport, bus, clock, log })
  let hubHostId = 0
  const host = createLocalHost({
    clock,
    log,
    diskMount: config.diskMount,
    sampleIntervalMs: config.sampleIntervalMs,
    onLive: (report) => bus.publish('live', { host: hubHostId, report }),
    onStored: (report) => {
      recorder.record(hubHostId, report)
      alerting.evaluator.evaluate(hubHostId, report)
    },
  })
  const degraded = (): readonly string[] =>
    [storage.trouble, keyTrouble, recorder.degraded(), fleet.agents.degraded(), upkeep.degraded(), ...alerting.degraded()]
      .concat(certificate?.degraded() ?? [])
      .filter((each) => each !== null)
  const hosts = openHosts({ config, database, host, hubHostId: () => hubHostId, degraded, others: fleet.sources })
  await accounts.ensureAdmin(config.adminPassword)
  hubHostId = (await database.hosts.ensureHub(host.info.hostname, clock.now())).id
  await alerting.start()
  await host.start()
  const tasks = new Tasks({ store: database.tasks, usage: database.usage, host, bulletin: alerting.bulletin, bus, clock })
  const app = await createServer(config, certificate)
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
    agents: fleet.agents,
    enrolments: fleet.enrolments,
    agentFolder: BUILT_AGENT,
    certificatePin: () => certificate?.pin ?? null,
    hubKey: fleet.hubKey,
    selfCheck: openSelfCheck({
      hubKey: fleet.hubKey,
      publicUrl: config.publicUrl,
      ownUrl: () => address,
      pin: () => certificate?.pin?.certificate ?? null,
      clock,
    }),
    metrics,
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
    tasks,
    bus,
    degraded,
    clock,
    hubHostId,
    publicUrl: config.publicUrl,
  })
  const reports = openReports({ config, database, metrics, host, hubHostId: () => hubHostId, hosts, clock, log })
  await app.register(reportFiles, { accounts, folder: reportFolder(config), publicUrl: config.publicUrl })
  const collectors = new Collectors({ hosts: database.hosts, factsOf: (id) => collectorFacts(hosts.status(id)) })
  const preferences = new UserPreferences({ store: database.preferences, hosts: database.hosts })
  await app.register(perfanalysisFace, { accounts, audit, collectors, metrics, preferences, reports, clock, ...limits })
  await app.register(imasFace, { accounts, audit, ...limits })
  await webApp(app, log)
  tasks.start()
  reports.start()
  address = await app.listen({ host: config.host, port: config.port })
  return {
    address,
    hostname: host.info.hostname,
    firstLogin: (await database.users.byUsername('admin'))?.mustChangePassword ?? false,
    reload: () => certificate?.reload(),
    stop: async () => {
      certificate?.stop()
      await app.close()
      await tasks.stop()
      await reports.stop()
      await audit.flush()
      await host.stop()
      await alerting.stop()
      await passwordResets?.settled()
      mailer?.close()
      await recorder.stop()
      await upkeep.stop()
      await storage.close()
    },
  }
}

function limitsOf(clock: Clock) {
  return {
    signInLimits: new SignInLimits(clock),
    resetLimits: new SignInLimits(clock),
    requestLimits: new RequestLimits(clock),
    hourlyLimits: new RequestLimits(clock, HOURLY),
  }
}
