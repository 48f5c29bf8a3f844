import { DomainError } from '@hyperion/domain/errors'
import type { ActionAnswer, LiveProcessesAnswer, ProcessDetailAnswer, ProcessFilesAnswer, ProcessHistoryAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { ActionAnswerSchema, WaitQuery } from '../action-schemas.ts'
import { snakeKeys } from '../case.ts'
import type { HyperionDeps } from '../deps.ts'
import { askerOf, changed } from '../operating.ts'
import * as schemas from '../process-action-schemas.ts'
import { HostParams } from '../schemas.ts'
import { instantOf, rangeOf } from '../selection.ts'
import { type Documented, documented } from './route.ts'

type Deps = Pick<HyperionDeps, 'actions' | 'hubHostId' | 'processHistory' | 'clock'>

/** The processes of a host at this moment, and what can be done to them. */
export function processActionRoutes(app: FastifyInstance, deps: Deps): void {
  readRoutes(app, deps)
  historyRoute(app, deps)
  changeRoutes(app, deps)
}

const READ = { tag: 'Processes', access: 'read', errors: { 502: 'The host could not do it', 503: 'The host is away' } } as const

function readRoutes(app: FastifyInstance, { actions }: Deps): void {
  app.get<{ Params: HostParams }>(
    '/api/hosts/:id/processes/live',
    documented({
      ...READ,
      summary: 'All processes of a machine at this moment',
      description: 'To follow them, start `process.follow` on `/ws/operations/`: it tells what changes.',
      params: HostParams,
      answer: schemas.LiveProcessesSchema,
    }),
    async (request): Promise<LiveProcessesAnswer> => {
      const { result, rows } = await actions.read(request.params.id, 'process.list', {}, askerOf(request))
      return { ...snakeKeys(result), total: rows.length, processes: snakeKeys(rows) }
    },
  )

  app.get<{ Params: schemas.ProcessParams; Querystring: schemas.WhichQuery }>(
    '/api/hosts/:id/processes/:pid',
    documented({
      ...READ,
      summary: 'All about one process of a machine',
      description: 'What the account of the agent may not see is null. Its environment is never told.',
      params: schemas.ProcessParams,
      query: schemas.WhichQuery,
      answer: schemas.ProcessDetailSchema,
      errors: { ...READ.errors, 409: 'It is another process now' },
    }),
    async (request): Promise<ProcessDetailAnswer> => {
      const { id, ...which } = whichOf(request)
      return { process: snakeKeys((await actions.read(id, 'process.detail', which, askerOf(request))).result) }
    },
  )

  app.get<{ Params: schemas.ProcessParams; Querystring: schemas.WhichQuery }>(
    '/api/hosts/:id/processes/:pid/files',
    documented({
      ...READ,
      access: 'execute',
      summary: 'The files that a process has open',
      params: schemas.ProcessParams,
      query: schemas.WhichQuery,
      answer: schemas.ProcessFilesSchema,
      errors: { ...READ.errors, 409: 'It is another process now' },
    }),
    async (request): Promise<ProcessFilesAnswer> => {
      const { id, ...which } = whichOf(request)
      const { result, rows } = await actions.read(id, 'process.files', which, askerOf(request))
      return { total: result.total, files: snakeKeys(rows) }
    },
  )
}

function whichOf({ params, query }: { readonly params: schemas.ProcessParams; readonly query: schemas.WhichQuery }) {
  const { started_at: startedAt } = query
  return { id: params.id, pid: params.pid, ...(startedAt !== undefined && { startedAt }) }
}

const DAY_MS = 86_400_000

function historyRoute(app: FastifyInstance, { processHistory, clock }: Deps): void {
  app.get<{ Params: schemas.ProcessParams; Querystring: schemas.ProcessHistoryQuery }>(
    '/api/hosts/:id/processes/:pid/history',
    documented({
      tag: 'Processes',
      access: 'read',
      summary: 'What one process used, from the snapshots that are kept',
      params: schemas.ProcessParams,
      query: schemas.ProcessHistoryQuery,
      answer: schemas.ProcessHistorySchema,
    }),
    async ({ params, query }): Promise<ProcessHistoryAnswer> => {
      const { started_at: startedAt, to, from = String(clock.now() - DAY_MS) } = query
      const range = rangeOf({ from, to }, clock.now())
      const points = await processHistory.track(params.id, { pid: params.pid, startedAt }, range.from, range.to)
      return { ...range, points: snakeKeys(points) }
    },
  )
}

const CHANGE = {
  tag: 'Processes',
  access: 'execute',
  query: WaitQuery,
  answer: ActionAnswerSchema,
  errors: { 409: 'It is another process now', 502: 'The host could not do it' },
} as const

/** What is done to a process, by the last part of its address. */
const VERBS = {
  signal: { summary: 'Send a signal to a process', body: schemas.SignalBody },
  renice: { summary: 'Have a process served earlier or later than others', body: schemas.ReniceBody },
} as const

type Verb = keyof typeof VERBS

interface ChangeBody extends Omit<schemas.SignalBody, 'signal'> {
  readonly signal: schemas.SignalBody['signal']
  readonly nice: number
}

interface ChangeRoute {
  readonly Params: schemas.OwnProcessParams & { readonly id?: number }
  readonly Querystring: WaitQuery
  readonly Body: ChangeBody
}

function changeRoutes(app: FastifyInstance, { actions, hubHostId }: Deps): void {
  const add = (verb: Verb, url: string, further: Partial<Documented>): void => {
    const options = documented({ ...CHANGE, ...VERBS[verb], params: schemas.ProcessParams, ...further })
    app.post<ChangeRoute>(`${url}/:pid/${verb}`, options, async (request, reply): Promise<ActionAnswer> => {
      const { params, query, body } = request
      const of = { actions, host: params.id ?? hubHostId, body, query }
      const which = { pid: params.pid, startedAt: startOf(body), command: body.command }
      return verb === 'signal'
        ? changed(request, reply, of, 'process.signal', { ...which, signal: body.signal })
        : changed(request, reply, of, 'process.renice', { ...which, nice: body.nice })
    })
  }
  for (const verb of Object.keys(VERBS) as Verb[]) {
    add(verb, '/api/hosts/:id/processes', {})
    // Beside the documented list of the hub's own machine, under both of its names.
    const own = { summary: `${VERBS[verb].summary} of the hub’s own machine`, params: schemas.OwnProcessParams }
    for (const url of ['/api/processes', '/api/processus']) add(verb, url, own)
  }
}

/** Lists tell it in either way. */
function startOf({ started_at: told }: ChangeBody): number {
  const at = typeof told === 'number' ? told : instantOf(told)
  if (at === undefined) throw new DomainError('validation_failed', 'body', { details: { started_at: [NOT_AN_INSTANT] } })
  return at
}

const NOT_AN_INSTANT = 'Must be epoch milliseconds or an ISO-8601 time'
