import type { OperationId, ParamsOf } from '@hyperion/wire/actions'
import type { DnsAnswer, NetworkAnswer, PingAnswer, SocketsAnswer, TcpAnswer, TlsAnswer, TracerouteAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { camelKeys, snakeKeys } from '../case.ts'
import type { HyperionDeps } from '../deps.ts'
import * as schemas from '../network-schemas.ts'
import { askerOf } from '../operating.ts'
import { HostParams } from '../schemas.ts'
import { documented } from './route.ts'

type Deps = Pick<HyperionDeps, 'actions'>
type ProbeId = Exclude<Extract<OperationId, `network.${string}`>, 'network.overview' | 'network.sockets'>

const UNREACHABLE = { 502: 'The host could not do it' }

/** How a host is connected, and what it reaches. */
export function networkRoutes(app: FastifyInstance, deps: Deps): void {
  stateRoutes(app, deps)
  reachRoutes(app, deps)
  serviceRoutes(app, deps)
}

function stateRoutes(app: FastifyInstance, { actions }: Deps): void {
  const shared = { tag: 'Network', access: 'read', params: HostParams, errors: UNREACHABLE } as const

  app.get<{ Params: HostParams }>(
    '/api/hosts/:id/network',
    documented({
      ...shared,
      summary: 'Interfaces, routes, neighbours and resolvers of a machine, read just now',
      answer: schemas.NetworkSchema,
    }),
    async (request): Promise<NetworkAnswer> => {
      const { result } = await actions.read(request.params.id, 'network.overview', {}, askerOf(request))
      return snakeKeys(result)
    },
  )

  app.get<{ Params: HostParams; Querystring: schemas.SocketsQuery }>(
    '/api/hosts/:id/sockets',
    documented({
      ...shared,
      summary: 'Listening sockets and connections of a machine with their processes, read just now',
      description: 'Over `/ws/operations/` the same comes in parts: `network.sockets`.',
      query: schemas.SocketsQuery,
      answer: schemas.SocketsSchema,
    }),
    async (request): Promise<SocketsAnswer> => {
      const { result, rows } = await actions.read(request.params.id, 'network.sockets', request.query, askerOf(request))
      return { ...snakeKeys(result), sockets: snakeKeys(rows) }
    },
  )
}

function probe(summary: string, body: TSchema, answer: TSchema) {
  const description =
    'Done by the agent of that machine, whose tier has to be `operate` at least. Answers when all of it is over; over `/ws/operations/` it is told as it goes, and can be cancelled.'
  return documented({ tag: 'Network', access: 'execute', params: HostParams, errors: UNREACHABLE, summary, description, body, answer })
}

function asked<O extends ProbeId>(request: FastifyRequest<{ Params: HostParams }>, { actions }: Deps, operation: O) {
  return actions.read(request.params.id, operation, camelKeys(request.body as object) as ParamsOf<O>, askerOf(request))
}

function reachRoutes(app: FastifyInstance, deps: Deps): void {
  app.post<{ Params: HostParams; Body: schemas.PingBody }>(
    '/api/hosts/:id/probes/ping',
    probe('Ping from a machine', schemas.PingBody, schemas.PingSchema),
    async (request): Promise<PingAnswer> => {
      const { result, rows } = await asked(request, deps, 'network.ping')
      return { ...snakeKeys(result), replies: snakeKeys(rows) }
    },
  )

  app.post<{ Params: HostParams; Body: schemas.TracerouteBody }>(
    '/api/hosts/:id/probes/traceroute',
    probe('The routers from a machine to another', schemas.TracerouteBody, schemas.TracerouteSchema),
    async (request): Promise<TracerouteAnswer> => {
      const { result, rows } = await asked(request, deps, 'network.traceroute')
      return { ...snakeKeys(result), hops: snakeKeys(rows) }
    },
  )
}

function serviceRoutes(app: FastifyInstance, deps: Deps): void {
  app.post<{ Params: HostParams; Body: schemas.TcpBody }>(
    '/api/hosts/:id/probes/tcp',
    probe('Connect to a TCP port from a machine', schemas.TcpBody, schemas.TcpSchema),
    async (request): Promise<TcpAnswer> => {
      const { result, rows } = await asked(request, deps, 'network.tcp')
      return { ...snakeKeys(result), replies: snakeKeys(rows) }
    },
  )

  app.post<{ Params: HostParams; Body: schemas.TlsBody }>(
    '/api/hosts/:id/probes/tls',
    probe('The certificates and the protocol that a TLS port shows to a machine', schemas.TlsBody, schemas.TlsSchema),
    async (request): Promise<TlsAnswer> => snakeKeys((await asked(request, deps, 'network.tls')).result),
  )

  app.post<{ Params: HostParams; Body: schemas.DnsBody }>(
    '/api/hosts/:id/probes/dns',
    probe('What a resolver answers a machine', schemas.DnsBody, schemas.DnsSchema),
    async (request): Promise<DnsAnswer> => snakeKeys((await asked(request, deps, 'network.dns')).result),
  )
}
