import type { FastifyInstance } from 'fastify'
import { collectorView } from '../collector-view.ts'
import type { PerfanalysisDeps } from '../deps.ts'
import * as schemas from '../metric-schemas.ts'
import { documented } from './route.ts'

/** Monitored machines, which the document calls collectors. */
export function collectorRoutes(app: FastifyInstance, { collectors }: PerfanalysisDeps): void {
  app.get('/dashboard/api/collectors/', documented({ summary: 'Collectors', access: 'read', answer: schemas.CollectorsAnswer }), async () =>
    (await collectors.list()).map(collectorView),
  )

  app.get<{ Params: schemas.CollectorParams }>(
    '/dashboard/api/collectors/:id/',
    documented({ summary: 'One collector', access: 'read', answer: schemas.CollectorAnswer, params: schemas.CollectorParams }),
    async ({ params }) => collectorView(await collectors.find(params.id)),
  )
}
