import { DomainError } from '@hyperion/domain/errors'
import type { Actions } from '@hyperion/features/actions'
import type { ActionAnswer, JournalAnswer, TimersAnswer, UnitAnswer, UnitFilesAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { ActionAnswerSchema, type Reasoned, reasoned, WaitQuery } from '../action-schemas.ts'
import { snakeKeys } from '../case.ts'
import type { HyperionDeps } from '../deps.ts'
import { askerOf, changed } from '../operating.ts'
import { HostParams, strict } from '../schemas.ts'
import { instantOf } from '../selection.ts'
import * as schemas from '../unit-schemas.ts'
import { documented } from './route.ts'

const ReasonBody = Type.Object(reasoned, strict)
const FAILURES = { 409: 'It is under way, or in its way', 502: 'The host could not do it' }

/** Units of a host as its service manager tells them, and what can be done to them. */
export function unitActionRoutes(app: FastifyInstance, { actions, hubHostId }: Pick<HyperionDeps, 'actions' | 'hubHostId'>): void {
  readRoutes(app, actions)
  journalRoute(app, actions)
  const change = { access: 'execute', query: WaitQuery, body: ReasonBody, answer: ActionAnswerSchema, errors: FAILURES } as const

  app.post<{ Params: schemas.UnitVerbParams; Querystring: WaitQuery; Body: Reasoned }>(
    '/api/hosts/:id/units/:unit/:verb',
    documented({ ...change, tag: 'Units', summary: 'Start, stop or otherwise control a unit', params: schemas.UnitVerbParams }),
    async (request, reply): Promise<ActionAnswer> => {
      const { params, query, body } = request
      const { id, unit, verb } = params
      return changed(request, reply, { actions, host: id, body, query }, 'unit.control', { unit, verb })
    },
  )

  app.post<{ Params: schemas.OwnUnitParams; Querystring: WaitQuery; Body: Reasoned }>(
    '/api/services/:unit/:verb',
    documented({ ...change, tag: 'System', summary: 'Control a service of this machine', params: schemas.OwnUnitParams }),
    async (request, reply): Promise<ActionAnswer> => {
      const { params, query, body } = request
      return changed(request, reply, { actions, host: hubHostId, body, query }, 'unit.control', params)
    },
  )
}

function readRoutes(app: FastifyInstance, actions: Actions): void {
  app.get<{ Params: schemas.UnitParams }>(
    '/api/hosts/:id/units/:unit',
    documented({
      tag: 'Units',
      access: 'read',
      summary: 'A unit, with what it needs and what needs it',
      params: schemas.UnitParams,
      answer: schemas.UnitAnswerSchema,
      errors: FAILURES,
    }),
    async (request): Promise<UnitAnswer> => {
      const { id, unit } = request.params
      return { unit: snakeKeys((await actions.read(id, 'unit.detail', { unit }, askerOf(request))).result) }
    },
  )

  app.get<{ Params: schemas.UnitParams }>(
    '/api/hosts/:id/units/:unit/files',
    documented({
      tag: 'Units',
      access: 'execute',
      summary: 'The files that make a unit up',
      params: schemas.UnitParams,
      answer: schemas.UnitFilesAnswerSchema,
      errors: FAILURES,
    }),
    async (request): Promise<UnitFilesAnswer> => {
      const { id, unit } = request.params
      return snakeKeys((await actions.read(id, 'unit.files', { unit }, askerOf(request))).result)
    },
  )

  app.get<{ Params: HostParams }>(
    '/api/hosts/:id/timers',
    documented({
      tag: 'Units',
      access: 'read',
      summary: 'Timers of a machine: when each goes off, and what it starts',
      params: HostParams,
      answer: schemas.TimersAnswerSchema,
      errors: FAILURES,
    }),
    async (request): Promise<TimersAnswer> => {
      const { result, rows } = await actions.read(request.params.id, 'unit.timers', {}, askerOf(request))
      return { at: result.at, timers: snakeKeys(rows) }
    },
  )
}

function journalRoute(app: FastifyInstance, actions: Actions): void {
  app.get<{ Params: schemas.UnitParams; Querystring: schemas.JournalQuery }>(
    '/api/hosts/:id/units/:unit/journal',
    documented({
      tag: 'Units',
      access: 'execute',
      summary: 'What a unit wrote to the journal',
      description: 'Followed as it is written over `/ws/operations/`, operation `unit.journal`.',
      params: schemas.UnitParams,
      query: schemas.JournalQuery,
      answer: schemas.JournalAnswerSchema,
      errors: FAILURES,
    }),
    async (request): Promise<JournalAnswer> => {
      const { id, unit } = request.params
      const { lines, priority, search, before, since, until } = request.query
      const params = { unit, lines, priority, search, before, follow: false, ...rangeOf({ since, until }) }
      const { result, rows } = await actions.read(id, 'unit.journal', params, askerOf(request))
      return { more: result.more, entries: snakeKeys(rows) }
    },
  )
}

function rangeOf(query: { readonly since: string | undefined; readonly until: string | undefined }) {
  const of = (field: 'since' | 'until'): number | undefined => {
    const text = query[field]
    const at = text === undefined ? undefined : instantOf(text)
    if (text !== undefined && at === undefined)
      throw new DomainError('validation_failed', field, { details: { [field]: ['Must be epoch milliseconds or an ISO-8601 time'] } })
    return at
  }
  return { since: of('since'), until: of('until') }
}
