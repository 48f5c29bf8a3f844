import { Readable } from 'node:stream'
import { TEXT_TYPE } from '@hyperion/features/prometheus'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { errorAnswers, errorHandler, requireAccess } from '../shared/index.ts'
import type { PrometheusDeps } from './deps.ts'
import { prometheusDialect } from './errors.ts'
import { ERROR_SCHEMA, ErrorAnswer, NoQuery } from './schemas.ts'
import { writeRoute } from './write.ts'

export { countRequests } from './count-requests.ts'

/** What a Prometheus asks the hub for, and what it writes to it. */
export const prometheusFace: FastifyPluginAsync<PrometheusDeps> = async (app, deps) => {
  app.setErrorHandler(errorHandler(prometheusDialect))
  app.addSchema(ErrorAnswer)
  requireAccess(app, { accounts: deps.accounts, cookie: false })
  metricsRoute(app, deps)
  writeRoute(app, deps)
}

function metricsRoute(app: FastifyInstance, { exposition, publicMetrics }: PrometheusDeps): void {
  const access = publicMetrics === 'all' ? 'public' : 'read'
  const errors = { 400: 'Unknown query', 401: 'No token, or a bad one', 403: 'Not allowed', 500: 'Internal error', 503: 'Not ready' }
  app.get(
    '/metrics',
    {
      config: { access },
      schema: {
        summary: 'The hub and the newest figures of every host, for a Prometheus',
        description: 'Text format 0.0.4. Families `hyperion_host_…` follow the metric catalog; percentages are ratios from 0 to 1.',
        tags: ['Prometheus'],
        security: access === 'public' ? [] : [{ bearer: [] }],
        querystring: NoQuery,
        response: {
          200: { description: 'The figures', content: { 'text/plain': { schema: { type: 'string' } } } },
          ...errorAnswers(errors, ERROR_SCHEMA),
        },
      },
    },
    (_request, reply) => reply.type(TEXT_TYPE).header('cache-control', 'no-store').send(Readable.from(exposition.pieces())),
  )
}
