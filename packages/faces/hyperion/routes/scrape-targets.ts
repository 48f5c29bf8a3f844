import { DomainError } from '@hyperion/domain/errors'
import type { TargetDraft, TargetView } from '@hyperion/features/prometheus'
import type { ScrapeTargetChangeRequest, ScrapeTargetRequest, ScrapeTargetRow, ScrapeTargetsAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { audited } from '../../shared/index.ts'
import { DeleteHostQuery } from '../agent-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../prometheus-schemas.ts'
import { targetWorded } from '../target-problems.ts'
import { documented } from './route.ts'

type Deps = Pick<HyperionDeps, 'scrapeTargets' | 'hosts' | 'audit'>

const URL_BASE = '/api/scrape-targets'
const shared = { tag: 'Prometheus', access: 'config' } as const
const one = { ...shared, params: schemas.TargetParams }
const TAKEN = { 409: 'This address is scraped already' }

/** node_exporters that the hub scrapes. Credentials are never answered. */
export function scrapeTargetRoutes(app: FastifyInstance, deps: Deps): void {
  const { scrapeTargets } = deps
  app.get(
    URL_BASE,
    documented({ ...shared, summary: 'Scrape targets', answer: schemas.TargetsAnswer }),
    async (): Promise<ScrapeTargetsAnswer> => ({
      targets: scrapeTargets.list().map(targetRow),
    }),
  )

  app.get<{ Params: schemas.TargetParams }>(
    `${URL_BASE}/:host`,
    documented({ ...one, summary: 'One scrape target', answer: schemas.TargetAnswer }),
    async ({ params }) => targetRow(known(deps, params.host)),
  )

  targetChanges(app, deps)
  targetRemoval(app, deps)
}

function targetChanges(app: FastifyInstance, deps: Deps): void {
  const { scrapeTargets, audit } = deps
  app.post<{ Body: ScrapeTargetRequest }>(
    URL_BASE,
    documented({
      ...shared,
      summary: 'Scrape a node_exporter',
      stepUp: true,
      description: 'Asks it first, and answers what it told of its machine. Its host is that of the answer.',
      status: 201,
      answer: schemas.TargetAnswer,
      body: schemas.NewTargetBody,
      errors: TAKEN,
    }),
    async (request, reply) => {
      const { body } = request
      const draft = {
        credentials: null,
        ca: null,
        serverName: null,
        intervalMs: null,
        timeoutMs: 10_000,
        unchecked: false,
        ...draftOf(body),
      }
      const deed = { action: 'scrape_target.create', target: body.url, details: detailsOf(body) } as const
      const target = await audited(request, audit, deed, () => targetWorded(request, () => scrapeTargets.add({ ...draft, url: body.url })))
      return reply.code(201).send(targetRow(target))
    },
  )

  app.put<{ Params: schemas.TargetParams; Body: ScrapeTargetChangeRequest }>(
    `${URL_BASE}/:host`,
    documented({
      ...one,
      summary: 'Change a scrape target',
      stepUp: true,
      description: 'Asks it as it will be first. What is left out, credentials above all, stays as it is.',
      answer: schemas.TargetAnswer,
      body: schemas.TargetBody,
      errors: TAKEN,
    }),
    async (request) => {
      const { params, body } = request
      const { name } = known(deps, params.host)
      const deed = { action: 'scrape_target.change', target: name, details: { host: params.host, ...detailsOf(body) } } as const
      return targetRow(
        await audited(request, audit, deed, () => targetWorded(request, () => scrapeTargets.update(params.host, draftOf(body)))),
      )
    },
  )
}

function targetRemoval(app: FastifyInstance, deps: Deps): void {
  app.delete<{ Params: schemas.TargetParams; Querystring: DeleteHostQuery }>(
    `${URL_BASE}/:host`,
    documented({
      ...one,
      summary: 'Scrape a target no more, and delete its host with its history',
      stepUp: true,
      description: 'The name of the host has to be given, since nothing brings the history back.',
      answer: null,
      query: DeleteHostQuery,
    }),
    async (request, reply) => {
      const { host } = request.params
      const { name } = known(deps, host)
      if (request.query.confirm !== name) {
        throw new DomainError('validation_failed', 'not confirmed', { details: { confirm: [`Must be the name of the host: ${name}`] } })
      }
      const deed = { action: 'scrape_target.delete', target: name, details: { host } } as const
      await audited(request, deps.audit, deed, () => deps.hosts.remove(host))
      return reply.code(204).send()
    },
  )
}

function known({ scrapeTargets }: Pick<Deps, 'scrapeTargets'>, host: number): TargetView {
  const target = scrapeTargets.get(host)
  if (!target) throw new DomainError('not_found', 'the host is not scraped')
  return target
}

function draftOf(body: ScrapeTargetChangeRequest): Partial<TargetDraft> {
  const { url, name, auth, ca, server_name, interval_seconds: interval, timeout_seconds: timeout, unchecked } = body
  return {
    ...(url !== undefined && { url }),
    ...(name !== undefined && { name }),
    ...(auth !== undefined && { credentials: auth }),
    ...(ca !== undefined && { ca }),
    ...(server_name !== undefined && { serverName: server_name }),
    ...(interval !== undefined && { intervalMs: interval === null ? null : interval * 1000 }),
    ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
    ...(unchecked !== undefined && { unchecked }),
  }
}

/** Of the credentials only that there are some. */
function detailsOf({ auth, ...rest }: ScrapeTargetChangeRequest): Readonly<Record<string, unknown>> {
  return { ...rest, ...(auth !== undefined && { auth: auth === null ? 'none' : 'bearer' in auth ? 'bearer' : 'basic' }) }
}

function targetRow(target: TargetView): ScrapeTargetRow {
  const { info } = target.inventory ?? {}
  const { failure } = target.state
  return {
    host: target.host,
    name: target.name,
    url: target.url,
    auth: target.auth,
    username: target.username,
    ca: target.ca,
    server_name: target.serverName,
    interval_seconds: target.intervalMs === null ? null : target.intervalMs / 1000,
    timeout_seconds: target.timeoutMs / 1000,
    created_at: target.createdAt,
    last_seen: target.lastSeen,
    failure: failure && { since: failure.since, reason: failure.reason },
    machine: info
      ? {
          hostname: info.hostname,
          os: `${info.os.name} ${info.os.version}`.trim(),
          kernel: info.os.kernel,
          cores: info.cpu.cores,
          memory_bytes: info.memoryBytes,
        }
      : null,
  }
}
