import type { OperationId } from '@hyperion/wire/actions'
import type { ActionAnswer, ContainerDetailsAnswer, ContainerLogsAnswer } from '@hyperion/wire/web'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ActionAnswerSchema, WaitQuery } from '../action-schemas.ts'
import { snakeKeys } from '../case.ts'
import * as schemas from '../container-action-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { askerOf, changed } from '../operating.ts'
import { documented } from './route.ts'

type Deps = Pick<HyperionDeps, 'actions' | 'containers'>

/** A look into the containers of a host, and what can be done to them. */
export function containerActionRoutes(app: FastifyInstance, deps: Deps): void {
  lookRoutes(app, deps)
  changeRoutes(app, deps)
}

const shared = { tag: 'Containers', access: 'execute', params: schemas.ContainerParams } as const

function lookRoutes(app: FastifyInstance, { actions, containers }: Deps): void {
  app.get<{ Params: schemas.ContainerParams }>(
    '/api/hosts/:id/containers/:container',
    documented({
      ...shared,
      summary: 'A container as its engine describes it',
      description:
        'Of its environment the names alone; what looks like a secret elsewhere is hidden. Takes the tier `operate` of the host.',
      answer: schemas.ContainerDetailsSchema,
      errors: HOST_ERRORS,
    }),
    async (request): Promise<ContainerDetailsAnswer> => {
      const { engine, containerId } = await containers.find(request.params.id, request.params.container)
      const { result } = await actions.read(request.params.id, 'container.inspect', { engine, id: containerId }, askerOf(request))
      return { container: snakeKeys(result) }
    },
  )

  app.get<{ Params: schemas.ContainerParams; Querystring: schemas.LogsQuery }>(
    '/api/hosts/:id/containers/:container/logs',
    documented({
      ...shared,
      summary: 'What a container printed',
      description: 'Followed live over the WebSocket `/ws/operations/` with the operation `container.logs`.',
      query: schemas.LogsQuery,
      answer: schemas.LogsAnswerSchema,
      errors: HOST_ERRORS,
    }),
    async (request): Promise<ContainerLogsAnswer> => {
      const { params, query } = request
      const { engine, containerId: id } = await containers.find(params.id, params.container)
      const { tail, since = null, until = null, stream: streams } = query
      const wish = { engine, id, tail, since, until, streams, follow: false }
      const { rows } = await actions.read(params.id, 'container.logs', wish, askerOf(request))
      return { lines: snakeKeys(rows) }
    },
  )
}

const HOST_ERRORS = {
  403: 'Not allowed, or not by the host',
  409: 'It is another container now',
  502: 'The engine could not do it',
  503: 'The host is away',
}

function changeRoutes(app: FastifyInstance, { actions, containers }: Deps): void {
  type Routed<B> = { Params: schemas.ContainerParams; Querystring: WaitQuery; Body: B }
  const route = { ...shared, query: WaitQuery, answer: ActionAnswerSchema, errors: HOST_ERRORS }
  const path = (verb: string): string => `/api/hosts/:id/containers/:container/${verb}`

  async function confirmed(request: FastifyRequest<Routed<schemas.Confirmed>>) {
    const { params, body } = request
    const { engine } = await containers.find(params.id, params.container)
    return { engine, id: body.container_id, name: body.name, image: body.image }
  }
  const wish = ({ params, body, query }: FastifyRequest<Routed<schemas.Confirmed>>) => ({ actions, host: params.id, body, query })

  for (const [verb, summary] of [
    ['start', 'Start a container'],
    ['pause', 'Freeze a container'],
    ['unpause', 'Let a frozen container go on'],
  ] as const) {
    app.post<Routed<schemas.Confirmed>>(
      path(verb),
      documented({ ...route, summary, body: schemas.PlainBody }),
      async (request, reply): Promise<ActionAnswer> =>
        changed(request, reply, wish(request), `container.${verb}` satisfies OperationId, await confirmed(request)),
    )
  }

  for (const [verb, summary] of [
    ['stop', 'Stop a container'],
    ['restart', 'Restart a container'],
  ] as const) {
    app.post<Routed<schemas.EndingBody>>(
      path(verb),
      documented({ ...route, summary, body: schemas.EndingBody }),
      async (request, reply): Promise<ActionAnswer> => {
        const { grace_s: graceS } = request.body
        const which = { ...(await confirmed(request)), ...(graceS !== undefined && { graceS }) }
        return changed(request, reply, wish(request), `container.${verb}` satisfies OperationId, which)
      },
    )
  }

  app.post<Routed<schemas.KillBody>>(
    path('kill'),
    documented({ ...route, summary: 'Send a signal to a container', body: schemas.KillBody }),
    async (request, reply): Promise<ActionAnswer> => {
      const which = { ...(await confirmed(request)), signal: request.body.signal }
      return changed(request, reply, wish(request), 'container.kill', which)
    },
  )
}
