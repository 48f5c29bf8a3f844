import { type Collector, RawHistory, readHistory } from '@hyperion/features/performance'
import type { TimeRange } from '@hyperion/ports/metric-store'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { TSchema } from 'typebox'
import { gibibytes } from '../../shared/index.ts'
import type { PerfanalysisDeps } from '../deps.ts'
import { FIELDS, type Resource } from '../fields.ts'
import { boundedSource, devicesJson, hostJson, type JsonParts, rawSource, type Source } from '../history-json.ts'
import * as schemas from '../metric-schemas.ts'
import { seriesQueryOf } from '../queries.ts'
import { rangeOf } from '../range.ts'
import { LARGE, sendJson } from '../send-json.ts'
import { statisticsView } from '../statistics-view.ts'
import { documented } from './route.ts'

interface Asked {
  Params: schemas.CollectorParams
  Querystring: schemas.HistoryQuery
}

interface HistoryRoute {
  readonly summary: string
  readonly description: string
  readonly answer: TSchema
  readonly write: (source: Source, tail: string) => JsonParts
}

const HISTORY: Record<Resource, HistoryRoute> = {
  cpu: {
    summary: 'CPU over time',
    description: 'In percent of the whole machine.',
    answer: schemas.CpuAnswer,
    write: (source) => hostJson(source, FIELDS.cpu),
  },
  memory: {
    summary: 'Memory over time',
    description: 'In MiB; used is what is not available.',
    answer: schemas.MemoryAnswer,
    write: (source, tail) => hostJson(source, FIELDS.memory, tail),
  },
  disk: {
    summary: 'Disks over time',
    description: 'Bytes and operations are those since the sample before: null at the first one, after a gap and after a reset.',
    answer: schemas.DiskAnswer,
    write: (source) => devicesJson(source, FIELDS.disk, 'devices'),
  },
  network: {
    summary: 'Network over time',
    description: 'Bytes and packets are cumulative; a bucket has the last value. Loopback and virtual interfaces are left out.',
    answer: schemas.NetworkAnswer,
    write: (source) => devicesJson(source, FIELDS.network, 'interfaces'),
  },
}

/** History and statistics of one collector. */
export function metricRoutes(app: FastifyInstance, deps: PerfanalysisDeps): void {
  const { collectors, metrics, clock } = deps
  const one = { access: 'read', params: schemas.CollectorParams } as const

  for (const [resource, { write, ...told }] of Object.entries(HISTORY) as [Resource, HistoryRoute][]) {
    app.get<Asked>(
      `/dashboard/api/collectors/:id/${resource}/`,
      documented({ ...one, ...told, query: schemas.HistoryQuery }),
      async ({ params, query }, reply) => {
        const range = rangeOf(query.hours, clock.now())
        const collector = await collectors.find(params.id)
        const tail = resource === 'memory' ? `,"total_gb":${await totalJson(deps, collector, range)}` : ''
        return sendHistory(reply, deps, { resource, query, range, host: collector.id }, (source) => write(source, tail))
      },
    )
  }

  app.get<{ Params: schemas.CollectorParams; Querystring: schemas.HoursQuery }>(
    '/dashboard/api/collectors/:id/stats/',
    documented({
      ...one,
      summary: 'Statistics of a collector',
      description: 'Disk and network figures are of what came between two samples. Exact over values as reported (30 days).',
      answer: schemas.StatisticsAnswer,
      query: schemas.HoursQuery,
    }),
    async ({ params, query }) => {
      const range = rangeOf(query.hours, clock.now())
      const { id } = await collectors.find(params.id)
      return statisticsView(metrics, id, ['cpu', 'memory', 'disk', 'network'], range)
    },
  )
}

interface Wanted {
  readonly host: number
  readonly resource: Resource
  readonly range: TimeRange
  readonly query: Pick<schemas.HistoryQuery, 'points' | 'resolution'>
}

async function sendHistory(
  reply: FastifyReply,
  { metrics }: PerfanalysisDeps,
  { host, resource, range, query }: Wanted,
  write: (source: Source) => JsonParts,
): Promise<FastifyReply> {
  const fields = FIELDS[resource]
  const asked = seriesQueryOf(host, resource, fields, range)
  if (query.resolution === 'raw') return sendJson(reply, write(rawSource(await RawHistory.open(metrics, asked), fields)), true)
  const history = await readHistory(metrics, asked, query.points)
  const values = history.times.length * history.instances.length * fields.length
  return sendJson(reply, write(boundedSource(history)), values > LARGE)
}

/** Memory of the machine in GiB, from its history where it has not told. */
async function totalJson({ metrics }: PerfanalysisDeps, { id, facts }: Collector, range: TimeRange): Promise<string> {
  const query = { ...range, host: id, group: 'memory', instance: '', metrics: ['memory.total'] } as const
  const bytes = facts ? facts.info.memoryBytes : (await metrics.statistics(query))[0]?.current
  return JSON.stringify(gibibytes(bytes ?? null))
}
