import cookie from '@fastify/cookie'
import websocket from '@fastify/websocket'
import { AGENT_LIMITS } from '@hyperion/wire/agent'
import type { FastifyPluginAsync } from 'fastify'
import { errorHandler, requireAccess } from '../shared/index.ts'
import type { HyperionDeps } from './deps.ts'
import { hyperionDialect } from './errors.ts'
import { actionRoutes } from './routes/actions.ts'
import { thresholdRoutes, userRoutes } from './routes/administration.ts'
import { agentFileRoutes } from './routes/agent-files.ts'
import { agentSocketRoute } from './routes/agent-socket.ts'
import { agentRoutes } from './routes/agents.ts'
import { alertRoutes } from './routes/alerts.ts'
import { apiKeyRoutes } from './routes/api-keys.ts'
import { auditRoutes } from './routes/audit.ts'
import { channelRoutes } from './routes/channels.ts'
import { commandRoutes } from './routes/commands.ts'
import { containerActionRoutes } from './routes/container-actions.ts'
import { containerRoutes } from './routes/containers.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { documentationRoutes } from './routes/docs.ts'
import { documentSocketRoutes } from './routes/document-socket.ts'
import { fileRoutes } from './routes/files.ts'
import { fleetRoutes } from './routes/fleet.ts'
import { fleetViewRoutes } from './routes/fleet-views.ts'
import { hostDetailRoutes } from './routes/host-details.ts'
import { hostRoutes } from './routes/hosts.ts'
import { liveRoutes } from './routes/live.ts'
import { metricRoutes } from './routes/metrics.ts'
import { networkRoutes } from './routes/network.ts'
import { notificationRoutes } from './routes/notifications.ts'
import { operationSocketRoute } from './routes/operation-socket.ts'
import { passwordResetRoutes } from './routes/password-reset.ts'
import { preferenceRoutes } from './routes/preferences.ts'
import { processActionRoutes } from './routes/process-actions.ts'
import { profileRoutes } from './routes/profile.ts'
import { pushRoutes } from './routes/push.ts'
import { receiverRoutes } from './routes/remote-write-receivers.ts'
import { reportRoutes, reportScheduleRoutes } from './routes/reports.ts'
import { ruleRoutes } from './routes/rules.ts'
import { scrapeTargetRoutes } from './routes/scrape-targets.ts'
import { selfCheckRoutes } from './routes/self-check.ts'
import { sessionRoutes } from './routes/session.ts'
import { signInOptionsRoute } from './routes/sign-in-options.ts'
import { signInRoutes } from './routes/sign-ins.ts'
import { maintenanceRoutes, silenceRoutes } from './routes/silences.ts'
import { singleSignOnRoutes } from './routes/single-sign-on.ts'
import { sshHostRoutes } from './routes/ssh-hosts.ts'
import { stepCommandRoutes } from './routes/step-commands.ts'
import { storageRoutes } from './routes/storage.ts'
import { systemRoutes } from './routes/system.ts'
import { taskRoutes } from './routes/tasks.ts'
import { trialRoute } from './routes/trial.ts'
import { twoFactorRoutes } from './routes/two-factor.ts'
import { unitActionRoutes } from './routes/unit-actions.ts'
import { ErrorAnswer } from './schemas.ts'

export type { HyperionDeps } from './deps.ts'
export { hyperionDialect } from './errors.ts'

/** Whatever is below these is this face's, save what others have of it. */
export const HYPERION_PREFIXES = ['/api', '/ws'] as const

/** The Hyperion interfaces document's API under `/api` and `/ws`, and what the web app asks for besides. */
export const hyperionFace: FastifyPluginAsync<HyperionDeps> = async (app, deps) => {
  const ends: (() => Promise<void>)[] = []
  app.setErrorHandler(errorHandler(hyperionDialect))
  app.addSchema(ErrorAnswer)
  requireAccess(app, {
    accounts: deps.accounts,
    cookie: true,
    publicUrl: deps.publicUrl,
    limits: deps.requestLimits,
    stepUp: deps.twoFactor,
  })
  await app.register(cookie)
  await app.register(websocket, {
    // Of the largest message on any route; the live feeds take far less.
    options: { maxPayload: AGENT_LIMITS.messageBytes },
    preClose: (done) => void Promise.all(ends.map((end) => end())).then(() => done(), done),
  })
  metricRoutes(app, deps)
  systemRoutes(app, deps)
  sessionRoutes(app, deps)
  signInOptionsRoute(app, deps)
  singleSignOnRoutes(app, deps)
  passwordResetRoutes(app, deps)
  profileRoutes(app, deps)
  twoFactorRoutes(app, deps)
  signInRoutes(app, deps)
  apiKeyRoutes(app, deps)
  taskRoutes(app, deps)
  hostRoutes(app, deps)
  storageRoutes(app, deps)
  containerRoutes(app, deps)
  hostDetailRoutes(app, deps)
  actionRoutes(app, deps)
  processActionRoutes(app, deps)
  networkRoutes(app, deps)
  fileRoutes(app, deps)
  unitActionRoutes(app, deps)
  containerActionRoutes(app, deps)
  commandRoutes(app, deps)
  stepCommandRoutes(app, deps)
  fleetRoutes(app, deps)
  fleetViewRoutes(app, deps)
  agentRoutes(app, deps)
  agentFileRoutes(app, deps)
  sshHostRoutes(app, deps)
  scrapeTargetRoutes(app, deps)
  receiverRoutes(app, deps)
  selfCheckRoutes(app, deps)
  auditRoutes(app, deps)
  userRoutes(app, deps)
  thresholdRoutes(app, deps)
  alertRoutes(app, deps)
  ruleRoutes(app, deps)
  trialRoute(app, deps)
  silenceRoutes(app, deps)
  maintenanceRoutes(app, deps)
  channelRoutes(app, deps)
  deliveryRoutes(app, deps)
  notificationRoutes(app, deps)
  pushRoutes(app, deps)
  reportRoutes(app, deps)
  reportScheduleRoutes(app, deps)
  preferenceRoutes(app, deps)
  documentationRoutes(app)
  ends.push(liveRoutes(app, deps), agentSocketRoute(app, deps), documentSocketRoutes(app, deps), operationSocketRoute(app, deps))
}
