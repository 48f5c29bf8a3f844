import { tagsProblem } from '@hyperion/domain/alerts'
import { DomainError } from '@hyperion/domain/errors'
import { findMetric } from '@hyperion/domain/metrics'
import type { HostView } from '@hyperion/features/hosts'
import type { HostAnswer, HostsAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { audited } from '../../shared/index.ts'
import { hostSummary, inventoryView } from '../agent-views.ts'
import type { HyperionDeps } from '../deps.ts'
import { TagsBody } from '../rule-schemas.ts'
import * as schemas from '../schemas.ts'
import { selectionOf } from '../selection.ts'
import { seriesJson } from '../series-json.ts'
import { worded } from '../setting-problems.ts'
import { documented } from './route.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** Monitored machines and their history. */
export function hostRoutes(app: FastifyInstance, deps: HyperionDeps): void {
  const { hosts, metrics, audit, clock } = deps
  const shared = { tag: 'Hosts', access: 'read' } as const
  const one = { ...shared, params: schemas.HostParams }

  app.get(
    '/api/hosts',
    documented({ ...shared, summary: 'Monitored machines', answer: schemas.HostsAnswer }),
    async (): Promise<HostsAnswer> => {
      const all = await hosts.list()
      return { hosts: all.map((host) => hostSummary(host, deps.agents.get(host.id))) }
    },
  )

  app.get<{ Params: schemas.HostParams }>(
    '/api/hosts/:id',
    documented({ ...one, summary: 'One machine, and what it has history of', answer: schemas.HostAnswer }),
    async ({ params }) => hostView(await hosts.find(params.id), deps),
  )

  app.put<{ Params: schemas.HostParams; Body: TagsBody }>(
    '/api/hosts/:id/tags',
    documented({ ...one, access: 'config', summary: 'Set the tags of a machine', body: TagsBody, answer: schemas.HostSummaryAnswer }),
    async (request) => {
      const { params, body } = request
      const problem = tagsProblem(body.tags)
      return audited(request, audit, { action: 'host.tags', target: String(params.id), details: { ...body } }, () =>
        worded(request, async () => {
          if (problem) throw new DomainError('validation_failed', 'the tags will not do', { details: { tags: [problem] } })
          const host = await hosts.setTags(params.id, body.tags)
          return hostSummary(host, deps.agents.get(host.id))
        }),
      )
    },
  )

  app.get<{ Params: schemas.HostParams; Querystring: schemas.SeriesQuery }>(
    '/api/hosts/:id/series',
    documented({ ...one, summary: 'History of a metric group', answer: schemas.SeriesAnswer, query: schemas.SeriesQuery }),
    async ({ params, query }, reply) => {
      const selection = selectionOf(query, clock.now())
      const host = await hosts.find(params.id)
      const series = await metrics.read({ host: host.id, ...selection, maxPoints: query.points })
      return reply.type(JSON_TYPE).send(seriesJson(selection, series))
    },
  )

  app.get<{ Params: schemas.HostParams; Querystring: schemas.Selection }>(
    '/api/hosts/:id/statistics',
    documented({ ...one, summary: 'Statistics of a metric group', answer: schemas.StatisticsAnswer, query: schemas.StatisticsQuery }),
    async ({ params, query }) => {
      const selection = selectionOf(query, clock.now())
      const host = await hosts.find(params.id)
      const found = await metrics.statistics({ host: host.id, ...selection })
      const { group, instance, from, to } = selection
      const rows = selection.metrics.map((metric, i) => ({ metric, unit: findMetric(metric)?.unit, statistics: found[i] ?? null }))
      return { group, instance, from, to, metrics: rows }
    },
  )
}

async function hostView(host: HostView, deps: HyperionDeps): Promise<HostAnswer> {
  const { inventory } = host.status
  if (!inventory) throw new DomainError('not_ready', 'the host has not reported what it is')
  return { ...hostSummary(host, deps.agents.get(host.id)), ...inventoryView(inventory), series: await deps.metrics.series(host.id) }
}
