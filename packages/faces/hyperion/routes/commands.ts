import { createReadStream } from 'node:fs'
import type { CommandDraft } from '@hyperion/domain/commands'
import type { ActionAnswer, CommandRequest, CommandsAnswer, CommandView } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { audited, principalOf } from '../../shared/index.ts'
import { ActionAnswerSchema, ActionParams, type Reasoned, WaitQuery } from '../action-schemas.ts'
import { camelKeys, snakeKeys } from '../case.ts'
import * as schemas from '../command-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { answered, askerOf, changed } from '../operating.ts'
import { HostParams } from '../schemas.ts'
import { documented } from './route.ts'

type CommandDeps = Pick<HyperionDeps, 'commands' | 'recordings' | 'actions' | 'hosts' | 'audit'>

const TAG = 'Commands'

/** Saved commands, running them and others, and what was seen on terminals. */
export function commandRoutes(app: FastifyInstance, deps: CommandDeps): void {
  savedRoutes(app, deps)
  runRoutes(app, deps)
  recordingRoute(app, deps)
}

function savedRoutes(app: FastifyInstance, { commands, audit }: CommandDeps): void {
  const change = { tag: TAG, access: 'config', stepUp: true } as const
  const whole = { ...change, body: schemas.CommandBody, answer: schemas.CommandAnswer, errors: { 409: 'There is a command of this name' } }

  app.get<{ Querystring: schemas.CommandsQuery }>(
    '/api/commands',
    documented({
      tag: TAG,
      access: 'execute',
      summary: 'Saved commands that one may run',
      query: schemas.CommandsQuery,
      answer: schemas.CommandsAnswer,
    }),
    async (request): Promise<CommandsAnswer> => ({ commands: snakeKeys(await commands.list(askerOf(request), request.query.host)) }),
  )

  app.post<{ Body: CommandRequest }>(
    '/api/commands',
    documented({ ...whole, summary: 'Save a command', status: 201 }),
    async (request, reply): Promise<CommandView> => {
      const { body } = request
      const deed = { action: 'command.create', target: body.name, details: { ...body } } as const
      const saved = await audited(request, audit, deed, () => commands.create(draftOf(body), nameOf(request)))
      reply.code(201)
      return snakeKeys(saved)
    },
  )

  app.put<{ Params: schemas.CommandParams; Body: CommandRequest }>(
    '/api/commands/:command',
    documented({ ...whole, summary: 'Change a saved command', description: 'As a whole.', params: schemas.CommandParams }),
    async (request): Promise<CommandView> => {
      const { body, params } = request
      const deed = { action: 'command.update', target: body.name, details: { id: params.command, ...body } } as const
      return snakeKeys(await audited(request, audit, deed, () => commands.change(params.command, draftOf(body), nameOf(request))))
    },
  )

  app.delete<{ Params: schemas.CommandParams }>(
    '/api/commands/:command',
    documented({ ...change, summary: 'Delete a saved command', params: schemas.CommandParams, answer: null }),
    async (request, reply) => {
      const { command } = request.params
      await audited(request, audit, { action: 'command.delete', target: String(command) }, () => commands.delete(command))
      return reply.code(204).send()
    },
  )
}

function runRoutes(app: FastifyInstance, { commands, actions }: CommandDeps): void {
  const shared = { tag: TAG, query: WaitQuery, answer: ActionAnswerSchema }
  const description =
    'Its output is followed with `attach` on `/ws/operations/`. One that ends with another code than 0 succeeded in running: see `exit_code`.'
  const errors = { 409: 'The host has too much to do', 502: 'The host could not run it' }

  app.post<{
    Params: schemas.HostCommandParams
    Querystring: WaitQuery
    Body: Reasoned & { readonly values: Readonly<Record<string, string>> }
  }>(
    '/api/hosts/:id/commands/:command/run',
    documented({
      ...shared,
      access: 'execute',
      summary: 'Run a saved command on a host',
      description,
      errors,
      params: schemas.HostCommandParams,
      body: schemas.RunBody,
    }),
    async (request, reply): Promise<ActionAnswer> => {
      const { params, body, query } = request
      const { id } = await commands.run(params.id, params.command, { ...body, asker: askerOf(request) })
      return answered(reply, await actions.settled(id, (query.wait ?? 10) * 1000))
    },
  )

  app.post<{ Params: HostParams; Querystring: WaitQuery; Body: schemas.AdHocBody }>(
    '/api/hosts/:id/commands/run',
    documented({
      ...shared,
      access: 'config',
      summary: 'Run any program on a host',
      description,
      errors,
      params: HostParams,
      body: schemas.AdHocBody,
    }),
    async (request, reply): Promise<ActionAnswer> => {
      const { params, body, query } = request
      const { program, arguments: args, directory = null, time_limit_s: timeLimitS = 60 } = body
      const command = { program, arguments: args, directory, timeLimitS }
      return changed(request, reply, { actions, host: params.id, body, query }, 'command.run', command)
    },
  )
}

function recordingRoute(app: FastifyInstance, { recordings, actions, hosts, audit }: CommandDeps): void {
  app.get<{ Params: ActionParams }>(
    '/api/actions/:action/recording',
    documented({
      tag: TAG,
      access: 'config',
      summary: 'What was seen on a terminal',
      description: 'As asciicast v2: `asciinema play` shows it. Kept for 90 days.',
      params: ActionParams,
      answer: 'file',
    }),
    async (request, reply) => {
      const { action } = request.params
      const { host, operation, reason } = await actions.byId(action)
      const target = hosts.status(host)?.name ?? `#${host}`
      const deed = { action: 'recording.read', target, host, details: { action, operation, reason } } as const
      const { path, bytes } = await audited(request, audit, deed, () => recordings.find(action))
      reply.header('content-disposition', `attachment; filename="${action}.cast"`)
      reply.header('content-length', bytes)
      // One that goes on is told as far as it was known.
      return reply.type('application/x-asciicast').send(bytes === 0 ? '' : createReadStream(path, { end: bytes - 1 }))
    },
  )
}

function draftOf(body: CommandRequest): CommandDraft {
  return camelKeys(body) as CommandDraft
}

function nameOf(request: Parameters<typeof principalOf>[0]): string {
  return principalOf(request).user.username
}
