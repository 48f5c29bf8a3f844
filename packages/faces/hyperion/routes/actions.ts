import type { Action } from '@hyperion/domain/actions'
import { DomainError } from '@hyperion/domain/errors'
import type { OperationId } from '@hyperion/wire/actions'
import type { ActionAnswer, ActionsAnswer, ActionView, CapabilitiesAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import * as schemas from '../action-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { actionView, askerOf, changed } from '../operating.ts'
import { HostParams } from '../schemas.ts'
import { documented } from './route.ts'

type ActionDeps = Pick<HyperionDeps, 'actions' | 'recordings'>

/** What was asked of hosts, and what may be. */
export function actionRoutes(app: FastifyInstance, deps: ActionDeps): void {
  listRoutes(app, deps)
  decisionRoutes(app, deps)
}

function listRoutes(app: FastifyInstance, { actions, recordings }: ActionDeps): void {
  const shared = { tag: 'Actions', access: 'read' } as const

  app.get<{ Querystring: schemas.ActionsQuery }>(
    '/api/actions',
    documented({
      ...shared,
      summary: 'What was asked of hosts, newest first',
      answer: schemas.ActionsAnswerSchema,
      query: schemas.ActionsQuery,
    }),
    async ({ query: { state, limit, offset, ...rest } }): Promise<ActionsAnswer> => {
      const query = { ...rest, ...(state && { states: [state] }) }
      const [count, found] = await Promise.all([actions.count(query), actions.list({ ...query, limit, offset })])
      return { count, actions: await Promise.all(found.map((each) => told(each, recordings))) }
    },
  )

  app.get<{ Params: schemas.ActionParams }>(
    '/api/actions/:action',
    documented({
      ...shared,
      summary: 'An action, with the end of what it printed',
      answer: schemas.ActionAnswerSchema,
      params: schemas.ActionParams,
    }),
    async ({ params }): Promise<ActionAnswer> => ({ action: await told(await actions.byId(params.action), recordings) }),
  )

  app.get<{ Params: HostParams }>(
    '/api/hosts/:id/capabilities',
    documented({ ...shared, summary: 'What a host lets itself be asked', answer: schemas.CapabilitiesSchema, params: HostParams }),
    async ({ params }): Promise<CapabilitiesAnswer> => {
      const capabilities = await actions.capabilities(params.id)
      return { capabilities, approval: await actions.approvalOf(params.id) }
    },
  )

  app.put<{ Params: HostParams; Body: schemas.ApprovalBody }>(
    '/api/hosts/:id/approval',
    documented({
      tag: 'Actions',
      access: 'config',
      stepUp: true,
      summary: 'Say which changes of a host need a second person',
      answer: schemas.ApprovalBody,
      params: HostParams,
      body: schemas.ApprovalBody,
    }),
    async (request): Promise<schemas.ApprovalBody> => {
      const { approval } = request.body
      await actions.setApproval(request.params.id, approval, askerOf(request))
      return { approval }
    },
  )
}

/** A recording goes before the action does. */
async function told(action: Action, recordings: ActionDeps['recordings']): Promise<ActionView> {
  const view = actionView(action)
  if (action.operation !== 'command.terminal' || action.startedAt === null) return view
  return { ...view, recorded: await recordings.kept(action.id) }
}

function decisionRoutes(app: FastifyInstance, { actions }: Pick<HyperionDeps, 'actions'>): void {
  const one = { tag: 'Actions', access: 'execute', answer: schemas.ActionAnswerSchema, params: schemas.ActionParams } as const
  const conflict = { errors: { 409: 'Not in this state' } }

  for (const [verb, approve] of [
    ['approve', true],
    ['refuse', false],
  ] as const) {
    app.post<{ Params: schemas.ActionParams }>(
      `/api/actions/:action/${verb}`,
      documented({ ...one, ...conflict, summary: approve ? 'Let an action go that waits for a second person' : 'Refuse it' }),
      async (request): Promise<ActionAnswer> => ({
        action: actionView(await actions.decide(request.params.action, approve, askerOf(request))),
      }),
    )
  }

  app.get<{ Params: schemas.ActionParams }>(
    '/api/actions/:action/input',
    documented({
      ...one,
      answer: 'file',
      summary: 'What an action that waits for a second person will write',
      description: 'For whoever decides: the text itself. 404 once it was decided, and for what takes no text.',
    }),
    async (request, reply) => {
      const input = await actions.inputOf(request.params.action, askerOf(request))
      return reply.header('content-disposition', 'attachment').type('application/octet-stream').send(Buffer.from(input))
    },
  )

  app.post<{ Params: schemas.ActionParams }>(
    '/api/actions/:action/cancel',
    documented({ ...one, ...conflict, summary: 'Cancel an action, or withdraw one that waits' }),
    async (request): Promise<ActionAnswer> => ({ action: actionView(await actions.cancel(request.params.action, askerOf(request))) }),
  )

  app.post<{ Params: schemas.ActionParams; Body: schemas.Reasoned; Querystring: schemas.WaitQuery }>(
    '/api/actions/:action/undo',
    documented({
      ...one,
      ...conflict,
      summary: 'Undo an action',
      query: schemas.WaitQuery,
      body: Type.Object(schemas.reasoned, { additionalProperties: false }),
    }),
    async (request, reply): Promise<ActionAnswer> => {
      const { id, host, undo, state } = await actions.byId(request.params.action)
      if (!undo || state !== 'succeeded') throw new DomainError('conflict', 'Nothing undoes this action')
      const { body, query } = request
      return changed(request, reply, { actions, host, body, query, undoes: id }, undo.operation as OperationId, undo.params as never)
    },
  )
}
