import type { FastifyInstance } from 'fastify'
import { audited } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import { onCallWorded } from '../on-call-problems.ts'
import * as schemas from '../on-call-schemas.ts'
import { rangeOf, scheduleRow, settingsOf, shiftsAnswer } from '../on-call-views.ts'
import { PageQuery, slicedPage } from '../pages.ts'
import { feedRoutes } from './feeds.ts'
import { overrideRoutes } from './overrides.ts'
import { documented } from './route.ts'

const URL = '/api/v1/schedules/'
const tag = 'On-call'
type One = { Params: schemas.ScheduleParams }

const change = {
  tag,
  access: 'config',
  body: schemas.ScheduleBody,
  answer: schemas.ScheduleAnswer,
  errors: { 409: 'There is a schedule of this name' },
} as const

/** Schedules of who is on call when. */
export function scheduleRoutes(app: FastifyInstance, deps: ImasDeps): void {
  // The document keeps this order, and the collection made of it deletes the schedule last.
  listRoutes(app, deps)
  shiftRoutes(app, deps)
  overrideRoutes(app, deps)
  feedRoutes(app, deps)
  oneRoutes(app, deps)
}

function listRoutes(app: FastifyInstance, { onCall, audit, publicUrl }: ImasDeps): void {
  app.get(
    URL,
    documented({ tag, access: 'read', summary: 'On-call schedules', query: PageQuery, answer: schemas.SchedulesAnswer }),
    async (request) => {
      const [all, people] = await Promise.all([onCall.list(), onCall.people()])
      return slicedPage(request, publicUrl, all, (schedule) => scheduleRow(schedule, people))
    },
  )

  app.post<{ Body: schemas.ScheduleBody }>(
    URL,
    documented({ ...change, summary: 'Add an on-call schedule', status: 201 }),
    async (request, reply) => {
      const settings = settingsOf(request.body)
      const made = await audited(request, audit, { action: 'on_call.create', target: settings.name, details: { ...settings } }, () =>
        onCallWorded(request, () => onCall.add(settings)),
      )
      reply.code(201)
      return scheduleRow(made, await onCall.people())
    },
  )
}

function shiftRoutes(app: FastifyInstance, { onCall }: ImasDeps): void {
  app.get<One & { Querystring: schemas.RangeQuery }>(
    `${URL}:id/shifts/`,
    documented({
      tag,
      access: 'read',
      summary: 'Who is on call when, and when nobody is',
      description: 'What reaches over an end of the range is cut there.',
      params: schemas.ScheduleParams,
      query: schemas.RangeQuery,
      answer: schemas.ShiftsAnswer,
    }),
    async (request) => onCallWorded(request, async () => shiftsAnswer(await onCall.shifts(request.params.id, rangeOf(request.query)))),
  )

  app.post<{ Body: schemas.PreviewBody }>(
    `${URL}preview/`,
    documented({
      tag,
      access: 'config',
      summary: 'Shifts of a schedule that is not kept',
      description: 'Nothing is changed.',
      body: schemas.PreviewBody,
      answer: schemas.ShiftsAnswer,
    }),
    async (request) =>
      onCallWorded(request, async () => shiftsAnswer(await onCall.preview(settingsOf(request.body), rangeOf(request.body)))),
  )
}

function oneRoutes(app: FastifyInstance, { onCall, audit }: ImasDeps): void {
  app.get<One>(
    `${URL}:id/`,
    documented({ tag, access: 'read', summary: 'An on-call schedule', params: schemas.ScheduleParams, answer: schemas.ScheduleAnswer }),
    async (request) => scheduleRow(await onCall.byId(request.params.id), await onCall.people()),
  )

  app.put<One & { Body: schemas.ScheduleBody }>(
    `${URL}:id/`,
    documented({ ...change, summary: 'Change an on-call schedule', description: 'As a whole.', params: schemas.ScheduleParams }),
    async (request) => {
      const { id } = request.params
      const settings = settingsOf(request.body)
      const details = { id, ...settings }
      const made = await audited(request, audit, { action: 'on_call.update', target: settings.name, details }, () =>
        onCallWorded(request, () => onCall.change(id, settings)),
      )
      return scheduleRow(made, await onCall.people())
    },
  )

  app.delete<One>(
    `${URL}:id/`,
    documented({
      tag,
      access: 'config',
      summary: 'Delete an on-call schedule',
      description: 'With its overrides and calendar addresses.',
      params: schemas.ScheduleParams,
      answer: null,
      errors: { 409: 'A team goes by it' },
    }),
    async (request, reply) => {
      const { id } = request.params
      await audited(request, audit, { action: 'on_call.delete', target: id }, () => onCall.delete(id))
      return reply.code(204).send()
    },
  )
}
