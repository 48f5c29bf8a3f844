import { ActionError } from '@hyperion/domain/actions'
import { SftpFailure, SshFailure } from '@hyperion/ports/ssh'
import { type ActionEvent, type ControlBody, findOperation, type OperationId, outputBytesOf } from '@hyperion/wire/actions'
import { ActionRun } from '../actions/action-run.ts'
import { shellImplementations } from './areas.ts'
import type { Reach, ShellImplementation } from './reach.ts'

/** An order for a host without an agent; its parameters are checked, and the tier is. */
export interface ShellOrder {
  readonly id: string
  readonly operation: string
  readonly params: object
  /** Who asked for it, for logs. */
  readonly by: string
}

/** Carries out operations of the catalog on hosts without an agent, as an agent does on its own. */
export const overShell = {
  /** What can be done so. */
  operations: Object.keys(shellImplementations),

  /** Tells what comes of an order, one event after the other, each when the one before was taken; `ended` is the last. */
  begin({ id, operation, params, by }: ShellOrder, reach: Reach, tell: (event: ActionEvent) => void | Promise<void>) {
    const row = findOperation(operation)
    const implementation = shellImplementations[operation as OperationId] as ShellImplementation<OperationId> | undefined
    if (!row || !implementation) throw new ActionError('unsupported', 'this cannot be done over SSH: install the agent')
    let seq = 0
    let telling = Promise.resolve()
    const send = (event: ActionEvent): void => {
      telling = telling.then(() => tell(event)).catch(() => {})
      const bytes = outputBytesOf(event)
      if (bytes > 0) void telling.then(() => control({ kind: 'more', bytes }))
    }
    const run = new ActionRun({ id, by, row, send, onEnd: send, clock: reach.clock })
    const control = (body: ControlBody): void => run.control({ agent: '', id, seq: ++seq, ...body })
    run.start(() => implementation(params as never, run as never, reach).catch(inWords))
    return { control }
  },
}

function inWords(error: unknown): never {
  if (error instanceof SftpFailure) throw new ActionError(error.kind === 'lost' ? 'away' : 'failed', error.message)
  if (!(error instanceof SshFailure)) throw error
  throw new ActionError(error.kind === 'timeout' ? 'timeout' : error.kind === 'lost' ? 'away' : 'failed', error.message)
}
