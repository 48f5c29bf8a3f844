import type { FastifyInstance } from 'fastify'
import { audited, principalOf } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import { onCallWorded } from '../on-call-problems.ts'
import * as schemas from '../on-call-schemas.ts'
import { instantOf, overrideRow, rangeOf } from '../on-call-views.ts'
import { slicedPage } from '../pages.ts'
import { documented } from './route.ts'

const URL = '/api/v1/schedules/:id/overrides/'
const tag = 'On-call'
type One = { Params: schemas.ScheduleParams }

/** Shifts that somebody takes or gives, whatever the rotation says. */
export function overrideRoutes(app: FastifyInstance, { onCall, audit, publicUrl }: ImasDeps): void {
  app.get<One & { Querystring: schemas.RangeQuery }>(
    URL,
    documented({
      tag,
      access: 'read',
      summary: 'Overrides of a schedule',
      description: 'Those to come when no range is asked for, in the order in which they were made.',
      params: schemas.ScheduleParams,
      query: schemas.OverridesQuery,
      answer: schemas.OverridesAnswer,
    }),
    async (request) => {
      const { overrides, people } = await onCallWorded(request, () => onCall.overrides(request.params.id, rangeOf(request.query)))
      return slicedPage(request, publicUrl, overrides, (override) => overrideRow(override, people))
    },
  )

  app.post<One & { Body: schemas.OverrideBody }>(
    URL,
    documented({
      tag,
      access: 'execute',
      summary: 'Take or give a shift',
      description: 'Of overrides that overlap the one made last wins.',
      params: schemas.ScheduleParams,
      body: schemas.OverrideBody,
      answer: schemas.OverrideAnswer,
      status: 201,
    }),
    async (request, reply) => {
      const { params, body } = request
      const { user, from, to, reason = '' } = body
      const wanted = { user, to: instantOf(to), reason, ...(from !== undefined && { from: instantOf(from) }) }
      const { username } = principalOf(request).user
      const made = await audited(request, audit, { action: 'on_call.override', target: params.id, details: { ...body } }, () =>
        onCallWorded(request, () => onCall.addOverride(params.id, wanted, username)),
      )
      reply.code(201)
      return overrideRow(made, await onCall.people())
    },
  )

  app.delete<{ Params: schemas.OverrideParams }>(
    `${URL}:override/`,
    documented({ tag, access: 'execute', summary: 'Remove an override', params: schemas.OverrideParams, answer: null }),
    async (request, reply) => {
      const { id, override } = request.params
      await audited(request, audit, { action: 'on_call.override_end', target: id, details: { override } }, () =>
        onCall.deleteOverride(id, override),
      )
      return reply.code(204).send()
    },
  )
}
