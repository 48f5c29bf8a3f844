import type { FastifyInstance } from 'fastify'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { networkView, processesView, systemView, unitsView } from '../views.ts'
import { documented } from './route.ts'

/** This machine: its figures at one instant, processes, network and units. */
export function systemRoutes(app: FastifyInstance, { host, clock }: HyperionDeps): void {
  const shared = { tag: 'System', access: 'read' } as const

  app.get('/api/system', documented({ ...shared, summary: 'This machine at one instant', answer: schemas.SystemAnswer }), async () =>
    systemView(host),
  )
  app.get('/api/network', documented({ ...shared, summary: 'Interfaces and connections', answer: schemas.NetworkAnswer }), async () =>
    networkView(host),
  )
  app.get('/api/services', documented({ ...shared, summary: 'Operating-system services', answer: schemas.UnitsAnswer }), async () =>
    unitsView(host, clock.now()),
  )

  for (const url of ['/api/processes', '/api/processus']) {
    app.get<{ Querystring: schemas.ProcessesQuery }>(
      url,
      documented({ ...shared, summary: 'Processes', answer: schemas.ProcessesAnswer, query: schemas.ProcessesQuery }),
      async ({ query }) => processesView(host, query.sort, query.limit),
    )
  }
}
