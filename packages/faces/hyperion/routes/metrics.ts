import type { FastifyInstance } from 'fastify'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { storageViews, trafficViews, usageView } from '../views.ts'
import { documented } from './route.ts'

/** `GET /api/metrics/…/`: live figures, whatever the stored interval. */
export function metricRoutes(app: FastifyInstance, { host }: HyperionDeps): void {
  const shared = { tag: 'Metrics', access: 'read' } as const

  app.get('/api/metrics/cpu/', documented({ ...shared, summary: 'CPU use', answer: schemas.UsageAnswer }), async () =>
    usageView(host.report(), 'cpu.usage'),
  )

  app.get('/api/metrics/memory/', documented({ ...shared, summary: 'Memory use', answer: schemas.UsageAnswer }), async () =>
    usageView(host.report(), 'memory.usage'),
  )

  app.get('/api/metrics/network/', documented({ ...shared, summary: 'Network statistics', answer: schemas.TrafficAnswer }), async () =>
    trafficViews(host.report(), host.interfaces()),
  )

  app.get('/api/metrics/storage/', documented({ ...shared, summary: 'Storage use', answer: schemas.StorageAnswer }), async () =>
    storageViews(host.report()),
  )
}
