import { DomainError } from '@hyperion/domain/errors'
import { HOST_EVENT_KINDS, type HostEventKind } from '@hyperion/domain/hosts'
import { hoursLeft } from '@hyperion/features/alerts'
import type { Happening } from '@hyperion/features/hosts'
import type { BusiestAnswer, ForecastAnswer, HostEventsAnswer, HostProcessesAnswer, HostUnitsAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../host-detail-schemas.ts'
import { HostParams } from '../schemas.ts'
import { instantOf, rangeOf } from '../selection.ts'
import { hostProcessesView, programView } from '../views.ts'
import { documented } from './route.ts'

/** File systems that one answer looks ahead for. */
const MOST_FILE_SYSTEMS = 50

/** What one machine was busy with, its units and what happened to it. */
export function hostDetailRoutes(app: FastifyInstance, deps: HyperionDeps): void {
  const one = { tag: 'Hosts', access: 'read', params: HostParams } as const
  processRoutes(app, deps)

  app.get<{ Params: HostParams }>(
    '/api/hosts/:id/units',
    documented({ ...one, summary: 'Operating-system services of a machine', answer: schemas.HostUnitsAnswer }),
    async ({ params }): Promise<HostUnitsAnswer> => {
      await deps.hosts.find(params.id)
      const told = await deps.hosts.units(params.id)
      const units = told?.units.map(({ name, description, state, since, enabled }) => ({
        name,
        description,
        status: state,
        since,
        enabled,
      }))
      return { at: told?.at ?? null, units: units ?? [] }
    },
  )

  app.get<{ Params: HostParams; Querystring: schemas.EventsQuery }>(
    '/api/hosts/:id/events',
    documented({
      ...one,
      summary: 'What happened to a machine beside its alerts, and what was done to it, newest first',
      answer: schemas.EventsAnswer,
      query: schemas.EventsQuery,
    }),
    async ({ params, query }): Promise<HostEventsAnswer> => {
      const events = await deps.hostJournal.events(params.id, eventQueryOf(query))
      return { events: events.map(eventView) }
    },
  )

  app.get<{ Params: HostParams }>(
    '/api/hosts/:id/forecast',
    documented({ ...one, summary: 'When the file systems of a machine will be full', answer: schemas.ForecastAnswer }),
    async ({ params }): Promise<ForecastAnswer> => {
      const { id } = await deps.hosts.find(params.id)
      const series = await deps.metrics.series(id)
      const mounts = series.filter(({ group }) => group === 'filesystem').slice(0, MOST_FILE_SYSTEMS)
      const ahead = mounts.map(async ({ instance }) => ({
        mount: instance,
        hours_left: await hoursLeft(deps.metrics, id, instance, deps.clock.now()),
      }))
      return { file_systems: await Promise.all(ahead) }
    },
  )
}

function processRoutes(app: FastifyInstance, { processHistory, clock }: Pick<HyperionDeps, 'processHistory' | 'clock'>): void {
  const one = { tag: 'Hosts', access: 'read', params: HostParams } as const

  app.get<{ Params: HostParams; Querystring: schemas.ProcessesAtQuery }>(
    '/api/hosts/:id/processes',
    documented({
      ...one,
      summary: 'Processes of a machine, as they are or were at a moment',
      description: 'Snapshots of those that use most are kept every minute, more often while the machine is strained, for a week.',
      answer: schemas.HostProcessesAnswer,
      query: schemas.ProcessesAtQuery,
    }),
    async ({ params, query }): Promise<HostProcessesAnswer> => {
      const at = query.at === undefined ? null : instantOf(query.at)
      if (at === undefined) throw invalid({ at: NOT_AN_INSTANT })
      return hostProcessesView(await processHistory.at(params.id, at), at, query.sort, query.limit)
    },
  )

  app.get<{ Params: HostParams; Querystring: schemas.BusiestQuery }>(
    '/api/hosts/:id/processes/busiest',
    documented({
      ...one,
      summary: 'What used a machine most over a while',
      description: 'Processes of one name and user count together.',
      answer: schemas.BusiestAnswer,
      query: schemas.BusiestQuery,
    }),
    async ({ params, query }): Promise<BusiestAnswer> => {
      const { from, to } = rangeOf(query, clock.now())
      const { programs, snapshots, spanMs } = await processHistory.busiest(params.id, from, to)
      return { from, to, snapshots, span_ms: spanMs, programs: programs.slice(0, query.limit).map(programView) }
    },
  )
}

function eventView({ host: _, action, ...event }: Happening): HostEventsAnswer['events'][number] {
  if (!action) return { ...event, action }
  const { id, operation, requestedBy, reason, state, endedAt } = action
  return { ...event, action: { id, operation, by: requestedBy.name, reason, state, ended_at: endedAt } }
}

const NOT_AN_INSTANT = 'Must be epoch milliseconds or an ISO-8601 time'

function invalid(details: Readonly<Record<string, string>>): DomainError {
  const lists = Object.fromEntries(Object.entries(details).map(([field, problem]) => [field, [problem]]))
  return new DomainError('validation_failed', 'query', { details: lists })
}

function eventQueryOf({ kinds, from, to, limit }: schemas.EventsQuery) {
  const [start, end] = [from, to].map((text) => (text === undefined ? undefined : instantOf(text)))
  const wanted = kinds?.split(',').filter((kind) => kind !== '')
  const unknown = wanted?.find((kind) => !HOST_EVENT_KINDS.some((each) => each === kind))
  const details = {
    ...(from !== undefined && start === undefined && { from: NOT_AN_INSTANT }),
    ...(to !== undefined && end === undefined && { to: NOT_AN_INSTANT }),
    ...(unknown !== undefined && { kinds: `'${unknown}' is no kind of event` }),
  }
  if (Object.keys(details).length > 0) throw invalid(details)
  return {
    limit,
    ...(start !== undefined && { from: start }),
    ...(end !== undefined && { to: end }),
    ...(wanted && wanted.length > 0 && { kinds: wanted as HostEventKind[] }),
  }
}
