import { DomainError } from '@hyperion/domain/errors'
import type { FeedAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { audited, principalOf } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../on-call-schemas.ts'
import { documented } from './route.ts'

const URL = '/api/v1/schedules/:id/feed/'
const tag = 'On-call'
const FILE = /^([\w-]{20,100})\.ics$/
type One = { Params: schemas.ScheduleParams }

/** Calendars that other programs subscribe to, each by an address that is a secret. */
export function feedRoutes(app: FastifyInstance, { onCall, audit, publicUrl }: ImasDeps): void {
  app.post<One>(
    URL,
    documented({
      tag,
      access: 'read',
      personal: true,
      summary: 'Make one’s own calendar address',
      description: 'Whoever knows it sees the shifts. It is shown once; the one before ends.',
      params: schemas.ScheduleParams,
      answer: schemas.FeedAnswer,
      status: 201,
    }),
    async (request, reply): Promise<FeedAnswer> => {
      const { id } = request.params
      const token = await audited(request, audit, { action: 'on_call.feed_create', target: id }, () =>
        onCall.makeFeed(id, principalOf(request).user.id),
      )
      reply.code(201)
      return { url: `${publicUrl ?? `${request.protocol}://${request.host}`}/api/v1/schedules/feed/${token}.ics` }
    },
  )

  app.delete<One>(
    URL,
    documented({
      tag,
      access: 'read',
      personal: true,
      summary: 'End one’s own calendar address',
      params: schemas.ScheduleParams,
      answer: null,
    }),
    async (request, reply) => {
      const { id } = request.params
      await audited(request, audit, { action: 'on_call.feed_end', target: id }, () => onCall.deleteFeed(id, principalOf(request).user.id))
      return reply.code(204).send()
    },
  )

  const options = documented({
    tag,
    access: 'public',
    summary: 'A calendar, RFC 5545',
    description: 'From a week ago on, three months in all.',
    params: schemas.FeedParams,
    query: schemas.FeedQuery,
    answer: null,
    status: 200,
  })
  const calendar = { description: 'The calendar', content: { 'text/calendar': { schema: { type: 'string' } } } }
  const response = { ...(options.schema?.response as object), 200: calendar }
  app.get<{ Params: schemas.FeedParams; Querystring: schemas.FeedQuery }>(
    '/api/v1/schedules/feed/:file',
    { ...options, schema: { ...options.schema, response } },
    async (request, reply) => {
      const [, token] = FILE.exec(request.params.file) ?? []
      if (token === undefined) throw new DomainError('not_found', 'no such calendar')
      const text = await onCall.calendar(token, request.query.mine ?? false)
      return reply
        .header('content-type', 'text/calendar; charset=utf-8')
        .header('content-disposition', 'inline; filename="on-call.ics"')
        .header('cache-control', 'private, max-age=300')
        .send(text)
    },
  )
}
