import cookie from '@fastify/cookie'
import type { FastifyPluginAsync } from 'fastify'
import { errorHandler, requireAccess } from '../shared/index.ts'
import type { ImasDeps } from './deps.ts'
import { imasDialect } from './errors.ts'
import { authRoutes } from './routes/auth.ts'
import { contactMethodRoutes } from './routes/contact-methods.ts'
import { documentRoutes } from './routes/documents.ts'
import { escalationPolicyRoutes } from './routes/escalation-policies.ts'
import { googleDocsSettingsRoutes } from './routes/google-docs-settings.ts'
import { incidentDeedRoutes } from './routes/incident-deeds.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { integrationRoutes } from './routes/integrations.ts'
import { metricRoutes } from './routes/metrics.ts'
import { onCallRoutes } from './routes/on-call.ts'
import { runbookRoutes, tagRoutes } from './routes/runbooks.ts'
import { scheduleRoutes } from './routes/schedules.ts'
import { serviceRoutes } from './routes/services.ts'
import { slackInboundRoutes } from './routes/slack.ts'
import { slackSettingsRoutes } from './routes/slack-settings.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { ErrorAnswer } from './schemas.ts'

export type { Catalog, ImasDeps } from './deps.ts'
export { imasDialect } from './errors.ts'

/** Whatever is below these is this face's, save what PerfAnalysis has of it. */
export const IMAS_PREFIXES = ['/api/v1', '/api/auth'] as const

/** The IMAS document's API. */
export const imasFace: FastifyPluginAsync<ImasDeps> = async (app, deps) => {
  app.setErrorHandler(errorHandler(imasDialect))
  app.addSchema(ErrorAnswer)
  await app.register(cookie)
  const access = {
    accounts: deps.accounts,
    scheme: 'Token',
    publicUrl: deps.publicUrl,
    stepUp: deps.stepUp,
    limits: deps.hourlyLimits,
  } as const
  // Before the others: what verifies and revokes a token is no place for the web app's cookie.
  await app.register(async (tokens) => {
    requireAccess(tokens, { ...access, cookie: false })
    authRoutes(tokens, deps)
  })
  requireAccess(app, { ...access, cookie: true })
  incidentRoutes(app, deps)
  incidentDeedRoutes(app, deps)
  webhookRoutes(app, deps)
  integrationRoutes(app, deps)
  documentRoutes(app, deps)
  googleDocsSettingsRoutes(app, deps)
  metricRoutes(app, deps)
  serviceRoutes(app, deps)
  runbookRoutes(app, deps)
  tagRoutes(app, deps)
  onCallRoutes(app, deps)
  scheduleRoutes(app, deps)
  slackSettingsRoutes(app, deps)
  await slackInboundRoutes(app, deps)
  escalationPolicyRoutes(app, deps)
  contactMethodRoutes(app, deps)
}
