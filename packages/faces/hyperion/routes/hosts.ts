import { DomainError } from '@hyperion/domain/errors'
import { findMetric } from '@hyperion/domain/metrics'
import type { Host } from '@hyperion/ports/hosts'
import type { HostAnswer, HostsAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../schemas.ts'
import { selectionOf } from '../selection.ts'
import { seriesJson } from '../series-json.ts'
import { documented } from './route.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** Monitored machines and their history. */
export function hostRoutes(app: FastifyInstance, deps: HyperionDeps): void {
  const { hosts, metrics, clock } = deps
  const shared = { tag: 'Hosts', access: 'read' } as const
  const one = { ...shared, params: schemas.HostParams }

  const find = async (id: number): Promise<Host> => {
    const host = await hosts.byId(id)
    if (!host) throw new DomainError('not_found', 'no such host')
    return host
  }

  app.get(
    '/api/hosts',
    documented({ ...shared, summary: 'Monitored machines', answer: schemas.HostsAnswer }),
    async (): Promise<HostsAnswer> => {
      const all = await hosts.list()
      return { hosts: all.map(({ id, name, kind }) => ({ id, name, kind })) }
    },
  )

  app.get<{ Params: schemas.HostParams }>(
    '/api/hosts/:id',
    documented({ ...one, summary: 'One machine, and what it has history of', answer: schemas.HostAnswer }),
    async ({ params }) => hostView(await find(params.id), deps),
  )

  app.get<{ Params: schemas.HostParams; Querystring: schemas.SeriesQuery }>(
    '/api/hosts/:id/series',
    documented({ ...one, summary: 'History of a metric group', answer: schemas.SeriesAnswer, query: schemas.SeriesQuery }),
    async ({ params, query }, reply) => {
      const selection = selectionOf(query, clock.now())
      const host = await find(params.id)
      const series = await metrics.read({ host: host.id, ...selection, maxPoints: query.points })
      return reply.type(JSON_TYPE).send(seriesJson(selection, series))
    },
  )

  app.get<{ Params: schemas.HostParams; Querystring: schemas.Selection }>(
    '/api/hosts/:id/statistics',
    documented({ ...one, summary: 'Statistics of a metric group', answer: schemas.StatisticsAnswer, query: schemas.StatisticsQuery }),
    async ({ params, query }) => {
      const selection = selectionOf(query, clock.now())
      const host = await find(params.id)
      const found = await metrics.statistics({ host: host.id, ...selection })
      const { group, instance, from, to } = selection
      const rows = selection.metrics.map((metric, i) => ({ metric, unit: findMetric(metric)?.unit, statistics: found[i] ?? null }))
      return { group, instance, from, to, metrics: rows }
    },
  )
}

async function hostView({ id, name, kind }: Host, { host, hubHostId, metrics, degraded }: HyperionDeps): Promise<HostAnswer> {
  if (id !== hubHostId) throw new DomainError('not_ready', 'the host has not reported what it is')
  const { hostname, os, cpu, memoryBytes, bootedAt } = host.info
  return {
    id,
    name,
    kind,
    info: { hostname, os, cpu, memory_bytes: memoryBytes, booted_at: bootedAt },
    interfaces: host.interfaces(),
    mounts: host.mounts(),
    series: await metrics.series(id),
    degraded: degraded(),
  }
}
