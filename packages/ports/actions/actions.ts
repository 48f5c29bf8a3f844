import type { Action, ActionState, Approval } from '@hyperion/domain/actions'

/** What may change of an action while it goes on. */
export type ActionChange = Partial<
  Pick<
    Action,
    'state' | 'decidedBy' | 'decidedAt' | 'startedAt' | 'endedAt' | 'failure' | 'message' | 'result' | 'output' | 'stderr' | 'undo'
  >
>

export interface ActionQuery {
  readonly host?: number
  readonly states?: readonly ActionState[]
  /** Beginning of the operation, `file.` say. */
  readonly operation?: string
  readonly incident?: string
  /** Epoch ms of asking: from, and before. */
  readonly from?: number
  readonly to?: number
  readonly limit: number
  readonly offset?: number
}

/** What was asked of hosts, kept for good. Actions of a host go with it. */
export interface ActionStore {
  add(action: Action): Promise<void>
  /** Changes it if it is in one of these states; undefined when it is not, or not there. */
  change(id: string, from: readonly ActionState[], change: ActionChange): Promise<Action | undefined>
  byId(id: string): Promise<Action | undefined>
  /** Newest first. */
  list(query: ActionQuery): Promise<readonly Action[]>
  count(query: Omit<ActionQuery, 'limit' | 'offset'>): Promise<number>
  /** Which changes of a host need a second person; `none` where nobody said. */
  approvalOf(host: number): Promise<Approval>
  setApproval(host: number, approval: Approval): Promise<void>
}
