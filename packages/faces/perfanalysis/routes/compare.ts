import { DomainError } from '@hyperion/domain/errors'
import { type Collector, readHistory } from '@hyperion/features/performance'
import type { MetricStore, TimeRange } from '@hyperion/ports/metric-store'
import type { FastifyInstance } from 'fastify'
import { hostnameOf } from '../collector-view.ts'
import type { PerfanalysisDeps } from '../deps.ts'
import { COMPARED_FIELDS } from '../fields.ts'
import { boundedSource, hostJson, type JsonParts } from '../history-json.ts'
import * as schemas from '../metric-schemas.ts'
import { seriesQueryOf } from '../queries.ts'
import { collectorIdsOf, rangeOf } from '../range.ts'
import { sendJson } from '../send-json.ts'
import { statisticsView } from '../statistics-view.ts'
import { documented } from './route.ts'

/** More than this many collectors are written as they are read. */
const FEW = 2

/** Several collectors side by side. */
export function compareRoutes(app: FastifyInstance, deps: PerfanalysisDeps): void {
  const { collectors, metrics, clock } = deps
  app.get<{ Querystring: schemas.CompareQuery }>(
    '/dashboard/api/compare/',
    documented({
      access: 'read',
      summary: 'Compare collectors',
      answer: schemas.CompareAnswer,
      query: schemas.CompareQuery,
      errors: { 404: 'One of the collectors is not there' },
    }),
    async ({ query }, reply) => {
      const range = rangeOf(query.hours, clock.now())
      const compared = await findAll(collectors, collectorIdsOf(query.collectors))
      return sendJson(reply, compareJson(metrics, compared, range, query.points), compared.length > FEW)
    },
  )
}

async function findAll(collectors: PerfanalysisDeps['collectors'], ids: readonly number[]): Promise<readonly Collector[]> {
  const known = new Map((await collectors.list()).map((collector) => [collector.id, collector]))
  const missing = ids.filter((id) => !known.has(id))
  if (missing.length > 0) {
    const details = { collectors: missing.map((id) => `There is no collector ${id}`) }
    throw new DomainError('not_found', 'collectors', { details })
  }
  return ids.map((id) => known.get(id) as Collector)
}

type Store = Pick<MetricStore, 'read' | 'series' | 'statistics'>

async function* compareJson(store: Store, compared: readonly Collector[], range: TimeRange, points: number): JsonParts {
  const heads = compared.map((collector) => ({ id: collector.id, name: collector.name, hostname: hostnameOf(collector) }))
  yield `{"collectors":${JSON.stringify(heads)},"metrics":{`
  for (const [i, resource] of (['cpu', 'memory'] as const).entries()) {
    const fields = COMPARED_FIELDS[resource]
    yield `${i > 0 ? ',' : ''}"${resource}":{`
    for (const [row, { id }] of compared.entries()) {
      yield `${row > 0 ? ',' : ''}"${id}":`
      yield* hostJson(boundedSource(await readHistory(store, seriesQueryOf(id, resource, fields, range), points)), fields)
    }
    yield '}'
  }
  yield '},"stats":{'
  for (const [row, { id }] of compared.entries()) {
    yield `${row > 0 ? ',' : ''}"${id}":${JSON.stringify(await statisticsView(store, id, ['cpu', 'memory'], range))}`
  }
  yield '}}'
}
