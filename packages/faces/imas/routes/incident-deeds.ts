import { DomainError } from '@hyperion/domain/errors'
import type { Incident, IncidentAction } from '@hyperion/domain/incidents'
import type { IncidentTransition } from '@hyperion/ports/incidents'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { audited } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import * as schemas from '../incident-schemas.ts'
import { commentRow, isoOrNull, kpisView, stepView } from '../incident-views.ts'
import { PageQuery, pageAnswer, pageOf, pageRange } from '../pages.ts'
import { actorOf, INCIDENT_TAG } from './incidents.ts'
import { documented } from './route.ts'

const URL = '/api/v1/incidents/:id/'

type One = { Params: schemas.IncidentParams }
type Words = Pick<IncidentTransition, 'message' | 'resolutionNote' | 'rootCause'>

/** What people do with an incident: acknowledge, mitigate, resolve and reopen it, comment on it and tag it. */
export function incidentDeedRoutes(app: FastifyInstance, deps: ImasDeps): void {
  statusRoutes(app, deps)
  commentRoutes(app, deps)
  tagRoutes(app, deps)
  retryRoute(app, deps)
}

function statusRoutes(app: FastifyInstance, deps: ImasDeps): void {
  deed<schemas.DeedBody>(app, deps, {
    action: 'acknowledge',
    summary: 'Acknowledge an incident',
    body: schemas.DeedBody,
    answer: schemas.AcknowledgeAnswer,
    show: ({ acknowledgedAt, acknowledgedBy }) => ({
      acknowledged_at: isoOrNull(acknowledgedAt),
      acknowledged_by: acknowledgedBy,
      message: 'Incident acknowledged successfully',
    }),
    words: messageOf,
  })
  deed<schemas.DeedBody>(app, deps, {
    action: 'mitigate',
    summary: 'Tell that the impact is over, if not yet the cause',
    body: schemas.DeedBody,
    answer: schemas.MitigateAnswer,
    show: ({ mitigatedAt }) => ({ mitigated_at: isoOrNull(mitigatedAt), message: 'Incident mitigated successfully' }),
    words: messageOf,
  })
  deed<schemas.ResolveBody>(app, deps, {
    action: 'resolve',
    summary: 'Resolve an incident',
    body: schemas.ResolveBody,
    answer: schemas.ResolveAnswer,
    show: (incident) => ({ resolved_at: isoOrNull(incident.resolvedAt), resolved_by: incident.resolvedBy, kpis: kpisView(incident) }),
    words: (body) => ({
      ...(body?.resolution_note !== undefined && { resolutionNote: body.resolution_note, message: body.resolution_note }),
      ...(body?.root_cause !== undefined && { rootCause: body.root_cause }),
    }),
  })
  deed<schemas.DeedBody>(app, deps, {
    action: 'reopen',
    summary: 'Open an incident again',
    body: schemas.DeedBody,
    answer: schemas.ReopenAnswer,
    show: () => ({ message: 'Incident reopened successfully' }),
    words: messageOf,
  })
}

function messageOf(body: schemas.DeedBody): Words {
  return body?.message === undefined ? {} : { message: body.message }
}

interface Deed<B> {
  readonly action: IncidentAction
  readonly summary: string
  readonly body: TSchema
  readonly answer: TSchema
  readonly show: (incident: Incident) => object
  readonly words: (body: B) => Words
}

function deed<B>(app: FastifyInstance, { incidents, audit }: ImasDeps, { action, summary, body, answer, show, words }: Deed<B>): void {
  app.post<One & { Body: B }>(
    `${URL}${action}/`,
    documented({
      summary,
      tag: INCIDENT_TAG,
      access: 'execute',
      params: schemas.IncidentParams,
      body,
      answer,
      errors: { 409: 'The status of the incident does not allow it: the message says what it allows' },
    }),
    async (request) => {
      const { id: ref } = request.params
      const told = words(request.body as B)
      const incident = await audited(request, audit, { action: `incident.${action}`, target: ref, details: { ...told } }, () =>
        incidents.transition(ref, action, actorOf(request), told),
      )
      return { id: incident.id, short_id: incident.shortId, status: incident.status, ...show(incident) }
    },
  )
}

function commentRoutes(app: FastifyInstance, { incidents, audit, publicUrl }: ImasDeps): void {
  const shared = { tag: INCIDENT_TAG, params: schemas.IncidentParams }

  app.get<One & { Querystring: PageQuery }>(
    `${URL}comments/`,
    documented({ ...shared, summary: 'Comments, oldest first', access: 'read', query: PageQuery, answer: pageOf(schemas.CommentRow) }),
    async (request) => {
      const { count, comments } = await incidents.comments(request.params.id, pageRange(request.query))
      return pageAnswer(request, publicUrl, count, comments.map(commentRow))
    },
  )

  app.post<One & { Body: schemas.CommentBody }>(
    `${URL}comments/`,
    documented({
      ...shared,
      summary: 'Comment on an incident',
      access: 'execute',
      status: 201,
      body: schemas.CommentBody,
      answer: schemas.CommentRow,
    }),
    async (request, reply) => {
      const { content, comment_type: type = 'comment' } = request.body
      if (content.trim() === '') throw new DomainError('validation_failed', 'empty', { details: { content: ['This field is required'] } })
      const { id } = request.params
      const comment = await audited(request, audit, { action: 'incident.comment', target: id, details: { type } }, () =>
        incidents.comment(id, actorOf(request), content, type),
      )
      return reply.code(201).send(commentRow(comment))
    },
  )
}

function tagRoutes(app: FastifyInstance, { incidents, audit }: ImasDeps): void {
  const shared = { tag: INCIDENT_TAG, access: 'execute', answer: schemas.TagsAnswer } as const

  app.post<One & { Body: schemas.TagsBody }>(
    `${URL}tags/`,
    documented({
      ...shared,
      summary: 'Tag an incident',
      description: 'Tags that are new are made.',
      params: schemas.IncidentParams,
      body: schemas.TagsBody,
    }),
    async (request) => {
      const { id } = request.params
      const { tags } = request.body
      return {
        tags: await audited(request, audit, { action: 'incident.tag', target: id, details: { tags } }, () =>
          incidents.tag(id, tags, actorOf(request)),
        ),
      }
    },
  )

  app.delete<{ Params: schemas.TagParams }>(
    `${URL}tags/:tag/`,
    documented({ ...shared, summary: 'Take a tag off', params: schemas.TagParams }),
    async (request) => {
      const { id, tag } = request.params
      return {
        tags: await audited(request, audit, { action: 'incident.untag', target: id, details: { tag } }, () =>
          incidents.untag(id, tag, actorOf(request)),
        ),
      }
    },
  )
}

function retryRoute(app: FastifyInstance, { incidents, incidentSteps, audit, clock, onSteps }: ImasDeps): void {
  app.post<{ Params: schemas.StepParams }>(
    `${URL}steps/:step/retry/`,
    documented({
      summary: 'Try a failed step once more',
      tag: INCIDENT_TAG,
      access: 'execute',
      params: schemas.StepParams,
      answer: schemas.StepRow,
      errors: { 409: 'It did not fail' },
    }),
    async (request: FastifyRequest<{ Params: schemas.StepParams }>) => {
      const { id, step } = request.params
      const { incident, steps } = await incidents.detail(id)
      if (!steps.some((each) => each.id === step)) throw new DomainError('not_found', 'no such step')
      const deedOf = { action: 'incident.retry_step', target: incident.shortId, details: { step } } as const
      const retried = await audited(request, audit, deedOf, () => incidentSteps.retry(step, clock.now()))
      onSteps()
      return stepView(retried)
    },
  )
}
