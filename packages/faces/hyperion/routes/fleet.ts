import type { FastifyInstance } from 'fastify'
import type { HyperionDeps } from '../deps.ts'
import { FleetAnswer, FleetQuery } from '../fleet-schemas.ts'
import { documented } from './route.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** All hosts at one glance. */
export function fleetRoutes(app: FastifyInstance, { fleet }: HyperionDeps): void {
  app.get<{ Querystring: FleetQuery }>(
    '/api/fleet',
    documented({
      tag: 'Hosts',
      access: 'read',
      summary: 'All hosts at one glance',
      description: 'State, worst alert and latest figures of every host, or of those that changed since an earlier answer.',
      query: FleetQuery,
      answer: FleetAnswer,
    }),
    async ({ query }, reply) => reply.type(JSON_TYPE).send(await fleet.answer(query.since ?? null)),
  )
}
