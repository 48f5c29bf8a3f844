import { type Action, isOver } from '@hyperion/domain/actions'
import { type Actions, type Asker, asDomainError } from '@hyperion/features/actions'
import type { OperationId, ParamsOf } from '@hyperion/wire/actions'
import type { ActionAnswer, ActionView } from '@hyperion/wire/web'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { principalOf } from '../shared/index.ts'
import type { Reasoned, WaitQuery } from './action-schemas.ts'
import { snakeKeys } from './case.ts'

/** Who asks, for everything that is asked of hosts. */
export function askerOf(request: FastifyRequest): Asker {
  return { principal: principalOf(request), address: request.ip }
}

export function actionView({ undo, result, params, ...action }: Action): ActionView {
  return {
    ...(snakeKeys(action) as unknown as Omit<ActionView, 'undoable' | 'result' | 'params'>),
    params: snakeKeys(params) as ActionView['params'],
    result: snakeKeys(result) as ActionView['result'],
    undoable: undo !== null && action.state === 'succeeded',
  }
}

export interface ChangeRequest {
  readonly actions: Actions
  readonly host: number
  readonly body: Reasoned
  readonly query: WaitQuery
  /** The action that it undoes. */
  readonly undoes?: string
  /** All that it is fed with. */
  readonly input?: Uint8Array
}

/**
 * Asks for a change and waits a while for its end: 200 with the action when it succeeded, an error of the catalog when it did not, 202
 * while it goes on, or waits for a second person.
 */
export async function changed<O extends OperationId>(
  request: FastifyRequest,
  reply: FastifyReply,
  { actions, host, body, query, undoes, input }: ChangeRequest,
  operation: O,
  params: ParamsOf<O>,
): Promise<ActionAnswer> {
  const { reason, incident } = body
  const { id } = await actions.change(host, operation, params, { asker: askerOf(request), reason, incident, undoes, input })
  return answered(reply, await actions.settled(id, (query.wait ?? DEFAULT_WAIT_S) * 1000))
}

/** How an action is answered. Throws a `DomainError` for one that came to nothing. */
export function answered(reply: FastifyReply, action: Action): ActionAnswer {
  if (action.failure) throw asDomainError({ failure: action.failure, message: action.message }, action.id)
  if (!isOver(action.state)) reply.code(202)
  return { action: actionView(action) }
}

const DEFAULT_WAIT_S = 10
