import { SIGNALS, type SignalName } from '@hyperion/wire/actions'
import type { ActionAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { type Static, Type } from 'typebox'
import { ActionAnswerSchema, type Reasoned, reasoned, WaitQuery } from '../action-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { changed } from '../operating.ts'
import { oneOf, strict } from '../schemas.ts'
import { documented } from './route.ts'

const ProcessParams = Type.Object(
  { id: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }), pid: Type.Integer({ minimum: 1, maximum: 4_194_304 }) },
  strict,
)
type ProcessParams = Static<typeof ProcessParams>

/** Which process is meant: its number alone may have passed on to another one. */
const identified = {
  started_at: Type.Number({ description: 'Epoch milliseconds, as the list of processes tells it.' }),
  command: Type.String({ maxLength: 4096, description: 'As the list of processes tells it.' }),
}
interface Identified {
  readonly started_at: number
  readonly command: string
}

const SignalBody = Type.Object({ signal: oneOf(SIGNALS, { examples: ['TERM'] }), ...identified, ...reasoned }, strict)

/** What can be done to the processes of a host. */
export function processActionRoutes(app: FastifyInstance, { actions }: Pick<HyperionDeps, 'actions'>): void {
  app.post<{ Params: ProcessParams; Querystring: WaitQuery; Body: Identified & Reasoned & { signal: SignalName } }>(
    '/api/hosts/:id/processes/:pid/signal',
    documented({
      tag: 'Processes',
      access: 'execute',
      summary: 'Send a signal to a process',
      params: ProcessParams,
      query: WaitQuery,
      body: SignalBody,
      answer: ActionAnswerSchema,
      errors: { 409: 'It is another process now', 502: 'The host could not do it' },
    }),
    async (request, reply): Promise<ActionAnswer> => {
      const { params, query, body } = request
      const { signal, started_at: startedAt, command } = body
      const which = { pid: params.pid, startedAt, command }
      return changed(request, reply, { actions, host: params.id, body, query }, 'process.signal', { ...which, signal })
    },
  )
}
