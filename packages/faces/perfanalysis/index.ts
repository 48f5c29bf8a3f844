import type { FastifyPluginAsync } from 'fastify'
import { errorHandler, requireAccess } from '../shared/index.ts'
import type { PerfanalysisDeps } from './deps.ts'
import { perfanalysisDialect } from './errors.ts'
import { authRoutes } from './routes/auth.ts'
import { collectorRoutes } from './routes/collectors.ts'
import { compareRoutes } from './routes/compare.ts'
import { containerRoutes } from './routes/containers.ts'
import { metricRoutes } from './routes/metrics.ts'
import { preferenceRoutes } from './routes/preferences.ts'
import { reportRoutes } from './routes/reports.ts'
import { ErrorAnswer } from './schemas.ts'

export type { PerfanalysisDeps } from './deps.ts'
export { perfanalysisDialect } from './errors.ts'
export { reportFiles } from './report-files.ts'

/** Whatever is below these is this face's. */
export const PERFANALYSIS_PREFIXES = ['/api/v1/auth', '/api/v1/reports', '/dashboard', '/media'] as const

/** The PerfAnalysis document's API. */
export const perfanalysisFace: FastifyPluginAsync<PerfanalysisDeps> = async (app, deps) => {
  app.setErrorHandler(errorHandler(perfanalysisDialect))
  app.addSchema(ErrorAnswer)
  requireAccess(app, { accounts: deps.accounts, cookie: false, limits: deps.requestLimits })
  authRoutes(app, deps)
  reportRoutes(app, deps.reports)
  collectorRoutes(app, deps)
  metricRoutes(app, deps)
  containerRoutes(app, deps)
  compareRoutes(app, deps)
  preferenceRoutes(app, deps)
}
