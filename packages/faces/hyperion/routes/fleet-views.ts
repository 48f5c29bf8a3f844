import { permissionsOf } from '@hyperion/domain/users'
import type { ViewUser } from '@hyperion/features/fleet'
import type { FleetView } from '@hyperion/ports/fleet-views'
import type { FleetViewRequest, FleetViewRow, FleetViewsAnswer } from '@hyperion/wire/fleet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, principalOf } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../fleet-schemas.ts'
import { documented } from './route.ts'

/** Saved ways to look at the hosts. */
export function fleetViewRoutes(app: FastifyInstance, { fleetViews, audit }: HyperionDeps): void {
  const shared = { tag: 'Hosts', access: 'read' } as const
  const change = {
    ...shared,
    body: schemas.FleetViewBody,
    answer: schemas.FleetViewAnswer,
    errors: { 409: 'There is a view of this name' },
  }
  type One = { Params: schemas.FleetViewParams }

  app.get(
    '/api/fleet-views',
    documented({ ...shared, summary: 'Saved views of the hosts: one’s own and those for everyone', answer: schemas.FleetViewsAnswer }),
    async (request): Promise<FleetViewsAnswer> => ({ views: (await fleetViews.list(userOf(request))).map(rowOf) }),
  )

  app.post<{ Body: FleetViewRequest }>(
    '/api/fleet-views',
    documented({ ...change, summary: 'Save a view', description: 'Whoever may configure can save one for everyone.', status: 201 }),
    async (request, reply) => {
      const { body } = request
      const view = await audited(request, audit, { action: 'fleet_view.create', target: body.name, details: { ...body } }, () =>
        fleetViews.create(body, userOf(request)),
      )
      reply.code(201)
      return rowOf(view)
    },
  )

  app.put<One & { Body: FleetViewRequest }>(
    '/api/fleet-views/:view',
    documented({ ...change, summary: 'Change a view', description: 'As a whole.', params: schemas.FleetViewParams }),
    async (request) => {
      const { body, params } = request
      const details = { id: params.view, ...body }
      return rowOf(
        await audited(request, audit, { action: 'fleet_view.update', target: body.name, details }, () =>
          fleetViews.change(params.view, body, userOf(request)),
        ),
      )
    },
  )

  app.delete<One>(
    '/api/fleet-views/:view',
    documented({ ...shared, summary: 'Delete a view', params: schemas.FleetViewParams, answer: null }),
    async (request, reply) => {
      const { view } = request.params
      await audited(request, audit, { action: 'fleet_view.delete', target: String(view) }, () => fleetViews.delete(view, userOf(request)))
      return reply.code(204).send()
    },
  )
}

function userOf(request: FastifyRequest): ViewUser {
  const { user } = principalOf(request)
  return { id: user.id, name: user.username, mayShare: permissionsOf(user.role).includes('config') }
}

function rowOf({ owner, ...view }: FleetView): FleetViewRow {
  return { ...view, shared: owner === null }
}
