import { ActionError, type Tier, tierAllows } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import type { RemoteContext, RemoteHosts, RemoteOperation } from '@hyperion/ports/remote-host'
import { type SshConnection, SshFailure } from '@hyperion/ports/ssh'
import {
  ACTION_LIMITS,
  type ActionEvent,
  AREAS,
  areaOf,
  type Capabilities,
  type ControlBody,
  type Ended,
  findOperation,
} from '@hyperion/wire/actions'
import { type EventSink, failed, type Operator, type OrderRequest, type RunningOrder } from '../operators/index.ts'
import { runOverSsh, type ShellRun, terminalOverSsh } from './ssh-commands.ts'

export interface SshOperatorOptions {
  readonly connection: SshConnection
  readonly operations: RemoteHosts['operations']
  /** As an administrator allows; what the account may not do the host itself refuses. */
  readonly tier: Tier
  readonly username: string
  readonly context: RemoteContext
  readonly clock: Clock
}

/** Of an answer. A table of thousands of processes takes about 2 MiB. */
const LIMITS = { ms: 30_000, bytes: 8 * 1024 * 1024 } as const

/** What somebody watches while it runs, and may feed. */
const SHELL: Readonly<Record<string, (params: never, run: ShellRun) => Promise<object>>> = {
  'command.run': runOverSsh,
  'command.terminal': terminalOverSsh,
}

/** An order under way. */
interface State {
  over: boolean
  /** What came before anything listened. */
  readonly early: ControlBody[]
  listener: ((body: ControlBody) => void) | null
}

/** Takes orders for a host without an agent: over its connection, with the rights of its account. */
export class SshOperator implements Operator {
  readonly #options: SshOperatorOptions

  constructor(options: SshOperatorOptions) {
    this.#options = options
  }

  get capabilities(): Capabilities {
    const { tier, username, operations } = this.#options
    const known = new Set([...Object.keys(operations), ...Object.keys(SHELL)].map(areaOf))
    const lacks = AREAS.filter((area) => !known.has(area)).map((area) => ({ area, reason: 'over_ssh' }))
    return { tier, user: username, privileged: username === 'root', roots: [], lacks }
  }

  start(request: OrderRequest, sink: EventSink): RunningOrder {
    const state: State = { over: false, early: [], listener: null }
    const end = (ended: Ended): void => {
      if (state.over) return
      state.over = true
      void sink(ended)
    }
    const tell = (event: ActionEvent): void | Promise<void> => (state.over ? undefined : sink(event))
    void this.#run(request, tell, state).then(
      (result) => end({ kind: 'ended', state: 'succeeded', result, error: null }),
      (error: unknown) => end(endOf(error)),
    )
    return {
      control: (body) => {
        if (state.listener) state.listener(body)
        else if (Object.hasOwn(SHELL, request.operation)) state.early.push(body)
        else if (body.kind === 'cancel') end(CANCELLED)
      },
    }
  }

  async #run({ operation, params }: OrderRequest, tell: EventSink, state: State): Promise<object> {
    const { connection, tier, clock, operations } = this.#options
    const row = findOperation(operation)
    const remote = Object.hasOwn(operations, operation) ? operations[operation] : undefined
    const shell = Object.hasOwn(SHELL, operation) ? SHELL[operation] : undefined
    if (!row || !(remote ?? shell)) throw new ActionError('unsupported', 'this cannot be done over SSH: install the agent')
    if (!tierAllows(tier, row.tier)) throw new ActionError('tier', `this host is set to ${tier}, and this takes ${row.tier}`)
    await tell({ kind: 'started' })
    if (remote) return this.#ask(remote, params, tell, state)
    const onControl: ShellRun['onControl'] = (listener) => {
      state.listener = listener
      for (const body of state.early.splice(0)) listener(body)
    }
    return shell?.(params as never, { connection, clock, tell, onControl }) ?? {}
  }

  async #ask(remote: RemoteOperation, params: object, tell: EventSink, state: State): Promise<object> {
    const { connection, context, clock } = this.#options
    const ask = (): Promise<string> => connection.run(`exec /bin/sh -c '${remote.script}'`, remote.input(params, context), LIMITS)
    const told = async (rows: readonly object[]): Promise<void> => {
      for (let at = 0; at < rows.length && !state.over; at += ACTION_LIMITS.rows)
        await tell({ kind: 'rows', rows: rows.slice(at, at + ACTION_LIMITS.rows) as Readonly<Record<string, unknown>>[] })
    }
    const following = remote.follow?.()
    while (following && !state.over) {
      const { rows, at } = following.next(await ask(), context)
      await told(rows)
      await tell({ kind: 'progress', done: at, total: null })
      await new Promise<void>((resolve) => clock.after(following.everyMs, resolve))
    }
    if (following) return {}
    const { rows, result } = remote.read(await ask(), context)
    await told(rows)
    return result
  }
}

const CANCELLED: Ended = {
  kind: 'ended',
  state: 'cancelled',
  result: null,
  error: { failure: 'cancelled', message: 'it was cancelled; what was begun goes on' },
}

function endOf(error: unknown): Ended {
  if (error instanceof ActionError) {
    const { failure, message } = error
    return failure === 'cancelled' ? { ...CANCELLED, error: { failure, message } } : failed(failure, message)
  }
  if (error instanceof SshFailure)
    return failed(error.kind === 'timeout' ? 'timeout' : error.kind === 'lost' ? 'away' : 'failed', error.message)
  return failed('failed', error instanceof Error ? error.message : String(error))
}
