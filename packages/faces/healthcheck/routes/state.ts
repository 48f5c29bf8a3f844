import type { Access } from '@hyperion/domain/users'
import type { FastifyInstance } from 'fastify'
import { isoSeconds } from '../../shared/index.ts'
import type { HealthcheckDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { alertsView, type TopBy, topProcesses } from '../views.ts'
import { watchedServices } from '../watched-services.ts'
import { documented } from './route.ts'

const TOP_COUNT = 5

/** Whether the server is up; open to everyone. */
export function healthRoute(app: FastifyInstance, deps: HealthcheckDeps): void {
  const { host, clock } = deps

  app.get(
    '/health',
    documented({ summary: 'État général du serveur (UP/DOWN)', answer: schemas.HealthAnswer, access: 'public' }),
    (_request, reply) => {
      const at = host.ready ? host.report().at : clock.now()
      const { hostname } = host.info
      reply.code(host.ready ? 200 : 503)
      return { status: host.ready ? 'UP' : 'DOWN', hostname, checked_at: isoSeconds(at), degraded: deps.degraded() }
    },
  )
}

/** Routes that look at more than the live sample. */
export function stateRoutes(app: FastifyInstance, deps: HealthcheckDeps, access: Access): void {
  const { host, diskMount, clock } = deps

  app.get<{ Querystring: { sort?: TopBy } }>(
    '/processes/top',
    documented({ summary: 'Top 5 des processus (CPU/RAM)', answer: schemas.TopProcessesAnswer, access, query: schemas.TopQuery }),
    async ({ query }) => {
      const { at, processes } = await host.processes()
      const top_processes = topProcesses(processes, query.sort ?? 'cpu', TOP_COUNT)
      return { checked_at: isoSeconds(at), top_processes, total_processes: processes.length }
    },
  )

  app.get('/services', documented({ summary: 'État des services (nginx, mysql...)', answer: schemas.ServicesAnswer, access }), async () => {
    const units = await host.units()
    const now = clock.now()
    return { checked_at: isoSeconds(now), services: watchedServices(deps.services, units, now) }
  })

  app.get('/alerts', documented({ summary: 'Liste des alertes si seuils dépassés', answer: schemas.AlertsAnswer, access }), async () => {
    const thresholds = await deps.thresholds()
    const report = host.report()
    const alerts = alertsView(report, thresholds, diskMount)
    return { checked_at: isoSeconds(report.at), alerts, total_alerts: alerts.length }
  })
}
