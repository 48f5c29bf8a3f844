import { type HistoryQuery as Asked, RawHistory, readHistory } from '@hyperion/features/performance'
import type { FastifyInstance } from 'fastify'
import * as schemas from '../container-schemas.ts'
import { containerView } from '../container-view.ts'
import type { PerfanalysisDeps } from '../deps.ts'
import { AGGREGATE_FIELDS, CONTAINER_FIELDS } from '../fields.ts'
import { boundedSource, emptySource, hostJson, rawSource } from '../history-json.ts'
import { CollectorParams, HistoryQuery } from '../metric-schemas.ts'
import { containerQueryOf } from '../queries.ts'
import { rangeOf } from '../range.ts'
import { LARGE, sendJson } from '../send-json.ts'
import { summedRawSource, summedSource } from '../sums.ts'
import { documented } from './route.ts'

/** Containers of one collector, their history and all of them together. */
export function containerRoutes(app: FastifyInstance, deps: PerfanalysisDeps): void {
  const { collectors, containers, metrics, clock } = deps

  const isThere = ({ state }: { readonly state: string }): boolean => state !== 'removed'

  app.get<{ Params: CollectorParams }>(
    '/dashboard/api/collectors/:id/containers/',
    documented({
      access: 'read',
      params: CollectorParams,
      summary: 'Containers of a collector',
      description: 'With the figures of the latest report, null where there are none.',
      answer: schemas.ContainersAnswer,
    }),
    async ({ params }) => {
      const { id } = await collectors.find(params.id)
      return (await containers.list(id)).filter(isThere).map(containerView)
    },
  )

  app.get<{ Params: schemas.ContainerParams; Querystring: HistoryQuery }>(
    '/dashboard/api/collectors/:id/containers/:container_id/cpu/',
    documented({
      access: 'read',
      params: schemas.ContainerParams,
      summary: 'One container over time',
      description: 'CPU counts one core as 100; bytes are cumulative, and a bucket has the last value.',
      answer: schemas.ContainerSeriesAnswer,
      query: HistoryQuery,
    }),
    async ({ params, query }, reply) => {
      const range = rangeOf(query.hours, clock.now())
      const { id } = await collectors.find(params.id)
      const { name } = await containers.find(id, params.container_id)
      const asked: Asked = { ...containerQueryOf(id, CONTAINER_FIELDS, range), wanted: (instance) => instance === name }
      if (query.resolution === 'raw') {
        return sendJson(reply, hostJson(rawSource(await RawHistory.open(metrics, asked), CONTAINER_FIELDS), CONTAINER_FIELDS), true)
      }
      const history = await readHistory(metrics, asked, query.points)
      const source = history.instances.length > 0 ? boundedSource(history) : emptySource()
      return sendJson(reply, hostJson(source, CONTAINER_FIELDS), history.times.length * CONTAINER_FIELDS.length > LARGE)
    },
  )

  app.get<{ Params: CollectorParams; Querystring: HistoryQuery }>(
    '/dashboard/api/collectors/:id/containers/aggregate/',
    documented({
      access: 'read',
      params: CollectorParams,
      summary: 'All containers together over time',
      description: 'Those that were removed since are part of the sums, and not of the two numbers.',
      answer: schemas.ContainerAggregateAnswer,
      query: HistoryQuery,
    }),
    async ({ params, query }, reply) => {
      const range = rangeOf(query.hours, clock.now())
      const { id } = await collectors.find(params.id)
      const present = (await containers.stored(id)).filter(isThere)
      const running = present.filter(({ state }) => state === 'running').length
      const tail = `,"total_containers":${present.length},"running_containers":${running}`
      const asked = containerQueryOf(id, AGGREGATE_FIELDS, range)
      if (query.resolution === 'raw') {
        const source = summedRawSource(await RawHistory.open(metrics, asked), AGGREGATE_FIELDS)
        return sendJson(reply, hostJson(source, AGGREGATE_FIELDS, tail), true)
      }
      const history = await readHistory(metrics, asked, query.points)
      return sendJson(reply, hostJson(summedSource(history), AGGREGATE_FIELDS, tail), history.times.length * 2 > LARGE)
    },
  )
}
