import { DomainError } from '@hyperion/domain/errors'
import { isUuid } from '@hyperion/domain/incidents'
import type { IncidentRequest } from '@hyperion/features/incidents'
import type { Actor, IncidentChange } from '@hyperion/ports/incidents'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audited, principalOf } from '../../shared/index.ts'
import type { ImasDeps } from '../deps.ts'
import { incidentQuery, instant, refuse } from '../incident-query.ts'
import * as schemas from '../incident-schemas.ts'
import { incidentRow, incidentView, timelineRow } from '../incident-views.ts'
import { PageQuery, pageAnswer, pageOf, slicedPage } from '../pages.ts'
import { documented } from './route.ts'

const URL = '/api/v1/incidents/'
export const INCIDENT_TAG = 'Incidents'
/** Clocks elsewhere may be a little ahead. */
const AHEAD_MS = 300_000

/** Incidents: listing, opening, reading and changing them. */
export function incidentRoutes(app: FastifyInstance, deps: ImasDeps): void {
  const { incidents, publicUrl } = deps
  const tag = INCIDENT_TAG
  type One = { Params: schemas.IncidentParams }

  app.get<{ Querystring: schemas.IncidentsQuery }>(
    URL,
    documented({ summary: 'Incidents', tag, access: 'read', query: schemas.IncidentsQuery, answer: pageOf(schemas.IncidentRow) }),
    async (request) => {
      const { count, incidents: found } = await incidents.find(incidentQuery(request.query))
      return pageAnswer(request, publicUrl, count, found.map(incidentRow))
    },
  )

  app.get(
    `${URL}open/`,
    documented({ summary: 'How many incidents are open', tag, access: 'read', answer: schemas.OpenCountsAnswer }),
    async () => {
      const counts = await incidents.openCounts()
      return { total: Object.values(counts).reduce((sum, each) => sum + each, 0), by_severity: counts }
    },
  )

  createRoute(app, deps)
  changeRoute(app, deps)

  app.get<One>(
    `${URL}:id/`,
    documented({
      summary: 'An incident with its timeline',
      tag,
      access: 'read',
      params: schemas.IncidentParams,
      answer: schemas.IncidentAnswer,
    }),
    async ({ params }) => view(deps, params.id),
  )

  app.get<One & { Querystring: PageQuery }>(
    `${URL}:id/timeline/`,
    documented({
      summary: 'The timeline of an incident, oldest first',
      tag,
      access: 'read',
      params: schemas.IncidentParams,
      query: PageQuery,
      answer: pageOf(schemas.TimelineRow),
    }),
    async (request) => slicedPage(request, publicUrl, await incidents.timeline(request.params.id), timelineRow),
  )
}

function createRoute(app: FastifyInstance, { incidents, audit, clock }: ImasDeps): void {
  app.post<{ Body: schemas.NewIncidentBody }>(
    URL,
    documented({
      summary: 'Open an incident',
      tag: INCIDENT_TAG,
      access: 'execute',
      status: 201,
      body: schemas.NewIncidentBody,
      answer: schemas.NewIncidentAnswer,
      errors: { 409: 'One with this service and dedup key is open' },
    }),
    async (request, reply) => {
      const wanted = incidentRequest(request.body, clock.now())
      const { incident } = await audited(
        request,
        audit,
        { action: 'incident.create', target: wanted.title, details: { service: wanted.service } },
        async () => {
          const opened = await incidents.create(wanted, actorOf(request))
          if (opened.outcome === 'created') return opened
          const { id, shortId } = opened.incident
          throw new DomainError('conflict', 'Incident already exists', { existing: { id, short_id: shortId } })
        },
      )
      const { id, shortId, title, status, warRoomLink, lidLink } = incident
      const message = 'Incident created. Orchestration in progress...'
      return reply.code(201).send({ id, short_id: shortId, title, status, war_room_link: warRoomLink, lid_link: lidLink, message })
    },
  )
}

function incidentRequest(body: schemas.NewIncidentBody, now: number): IncidentRequest {
  const problems: Record<string, readonly string[]> = {}
  const title = body.title.trim()
  if (title === '') problems.title = ['This field is required']
  if (!isUuid(body.service)) problems.service = ['Service with this ID does not exist']
  if (body.impacted_scopes?.some((id) => !isUuid(id))) problems.impacted_scopes = ['Impact scope with this ID does not exist']
  const detectedAt = instant('detected_at', body.detected_at, problems)
  if (detectedAt !== undefined && detectedAt > now + AHEAD_MS) problems.detected_at = ['Must not be in the future']
  refuse(problems)
  return {
    title,
    service: body.service.toLowerCase(),
    // Who sends the form twice means one incident.
    dedupKey: `manual:${body.dedup_key ?? title.toLowerCase()}`,
    scopes: [...new Set(body.impacted_scopes?.map((id) => id.toLowerCase()))],
    ...(body.description !== undefined && { description: body.description }),
    ...(body.severity !== undefined && { severity: body.severity }),
    ...(detectedAt !== undefined && { detectedAt: Math.min(detectedAt, now) }),
  }
}

function changeRoute(app: FastifyInstance, deps: ImasDeps): void {
  app.patch<{ Params: schemas.IncidentParams; Body: schemas.IncidentChangeBody }>(
    `${URL}:id/`,
    documented({
      summary: 'Change an incident',
      description: 'What is left out stays.',
      tag: INCIDENT_TAG,
      access: 'execute',
      params: schemas.IncidentParams,
      body: schemas.IncidentChangeBody,
      answer: schemas.IncidentAnswer,
      errors: { 409: 'One with this service and dedup key is open' },
    }),
    async (request) => {
      const { id } = request.params
      await audited(request, deps.audit, { action: 'incident.update', target: id, details: { ...request.body } }, () =>
        deps.incidents.edit(id, changeOf(request.body), actorOf(request)),
      )
      return view(deps, id)
    },
  )
}

function changeOf({
  impacted_scopes: scopes,
  resolution_note: note,
  root_cause: cause,
  lead,
  ...rest
}: schemas.IncidentChangeBody): IncidentChange {
  const { service } = rest
  if (service !== undefined && !isUuid(service)) refuse({ service: ['Service with this ID does not exist'] })
  return {
    ...rest,
    ...(scopes && { scopes: scopes.map((id) => id.toLowerCase()) }),
    ...(lead !== undefined && { lead: lead as number | null }),
    ...(note !== undefined && { resolutionNote: note }),
    ...(cause !== undefined && { rootCause: cause }),
  }
}

async function view({ incidents }: ImasDeps, ref: string) {
  const detail = await incidents.detail(ref)
  return incidentView(detail, await incidents.timeline(detail.incident.id))
}

export function actorOf(request: FastifyRequest): Exclude<Actor, null> {
  const { id, username } = principalOf(request).user
  return { id, username }
}
