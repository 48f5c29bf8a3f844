import { ActionError, type Tier, tierAllows } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import type { RemoteContext, RemoteHosts, RemoteOperation } from '@hyperion/ports/remote-host'
import { type SshConnection, SshFailure } from '@hyperion/ports/ssh'
import { ACTION_LIMITS, AREAS, areaOf, type Capabilities, type Ended, findOperation } from '@hyperion/wire/actions'
import { type EventSink, failed, type Operator, type OrderRequest, type RunningOrder } from '../operators/index.ts'

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

/** Takes orders for a host without an agent: fixed scripts over its connection, with the rights of its account. */
export class SshOperator implements Operator {
  readonly #options: SshOperatorOptions

  constructor(options: SshOperatorOptions) {
    this.#options = options
  }

  get capabilities(): Capabilities {
    const { tier, username, operations } = this.#options
    const known = new Set(Object.keys(operations).map(areaOf))
    const lacks = AREAS.filter((area) => !known.has(area)).map((area) => ({ area, reason: 'over_ssh' }))
    return { tier, user: username, privileged: username === 'root', roots: [], lacks }
  }

  start(request: OrderRequest, sink: EventSink): RunningOrder {
    const state = { over: false }
    const end = (ended: Ended): void => {
      if (state.over) return
      state.over = true
      void sink(ended)
    }
    void this.#run(request, sink, state).then(end, (error: unknown) => end(endOf(error)))
    const cancelled = { state: 'cancelled', error: { failure: 'cancelled', message: 'it was cancelled; what was begun goes on' } } as const
    return {
      control: ({ kind }) => {
        if (kind === 'cancel') end({ kind: 'ended', result: null, ...cancelled })
      },
    }
  }

  async #run({ operation, params }: OrderRequest, sink: EventSink, state: { readonly over: boolean }): Promise<Ended> {
    const { connection, context, tier, clock } = this.#options
    const row = findOperation(operation)
    const remote = this.#operation(operation)
    if (!row || !remote) throw new ActionError('unsupported', 'this cannot be done over SSH: install the agent')
    if (!tierAllows(tier, row.tier)) throw new ActionError('tier', `this host is set to ${tier}, and this takes ${row.tier}`)
    await sink({ kind: 'started' })
    const ask = (): Promise<string> => connection.run(`exec /bin/sh -c '${remote.script}'`, remote.input(params, context), LIMITS)
    const told = async (rows: readonly object[]): Promise<void> => {
      for (let at = 0; at < rows.length && !state.over; at += ACTION_LIMITS.rows)
        await sink({ kind: 'rows', rows: rows.slice(at, at + ACTION_LIMITS.rows) as Readonly<Record<string, unknown>>[] })
    }
    const following = remote.follow?.()
    while (following && !state.over) {
      const { rows, at } = following.next(await ask(), context)
      await told(rows)
      if (!state.over) await sink({ kind: 'progress', done: at, total: null })
      await new Promise<void>((resolve) => clock.after(following.everyMs, resolve))
    }
    if (following) return { kind: 'ended', state: 'succeeded', result: {}, error: null }
    const { rows, result } = remote.read(await ask(), context)
    await told(rows)
    return { kind: 'ended', state: 'succeeded', result, error: null }
  }

  #operation(name: string): RemoteOperation | undefined {
    const { operations } = this.#options
    return Object.hasOwn(operations, name) ? operations[name] : undefined
  }
}

function endOf(error: unknown): Ended {
  if (error instanceof ActionError) return failed(error.failure, error.message)
  if (error instanceof SshFailure)
    return failed(error.kind === 'timeout' ? 'timeout' : error.kind === 'lost' ? 'away' : 'failed', error.message)
  return failed('failed', error instanceof Error ? error.message : String(error))
}
