import type { FastifyPluginAsync } from 'fastify'
import { errorHandler, requireAccess } from '../shared/index.ts'
import type { HealthcheckDeps } from './deps.ts'
import { healthcheckDialect } from './errors.ts'
import { accountRoutes } from './routes/accounts.ts'
import { thresholdRoutes, userRoutes } from './routes/administration.ts'
import { discordRoute } from './routes/discord.ts'
import { metricRoutes } from './routes/metrics.ts'
import { healthRoute, stateRoutes } from './routes/state.ts'
import { ErrorAnswer } from './schemas.ts'

export type { HealthcheckDeps } from './deps.ts'
export { healthcheckDialect } from './errors.ts'

/** The HealthCheck document's API, at the root. */
export const healthcheckFace: FastifyPluginAsync<HealthcheckDeps> = async (app, deps) => {
  const level1 = deps.publicMetrics === 'none' ? 'read' : 'public'
  const level2 = deps.publicMetrics === 'all' ? 'public' : 'read'
  app.setErrorHandler(errorHandler(healthcheckDialect))
  app.addSchema(ErrorAnswer)
  requireAccess(app, { accounts: deps.accounts, cookie: false, stepUp: deps.stepUp })
  healthRoute(app, deps)
  metricRoutes(app, deps, level1, level2)
  stateRoutes(app, deps, level2)
  const { users, thresholdSettings } = deps
  if (users) userRoutes(app, { ...deps, users })
  if (thresholdSettings) thresholdRoutes(app, { ...deps, thresholdSettings })
  if (deps.channels) discordRoute(app, { channels: deps.channels, audit: deps.audit })
  if (deps.accounts) accountRoutes(app, deps.accounts, deps)
}
