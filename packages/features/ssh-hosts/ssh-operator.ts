import { ActionError, type Tier, tierAllows } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import type { SshConnection } from '@hyperion/ports/ssh'
import { type ActionEvent, AREAS, areaOf, type Capabilities, type ControlBody, findOperation } from '@hyperion/wire/actions'
import { type EventSink, failed, type Operator, type OrderRequest, type RunningOrder } from '../operators/index.ts'

/** A host as it is reached, and what is known of it. */
export interface SshReach {
  readonly connection: SshConnection
  readonly context: {
    /** Epoch ms. */
    readonly bootedAt: number
  }
  /** Folders that files may be reached in; the home folder of the account where there are none. */
  readonly roots: readonly string[]
  readonly clock: Clock
}

/** Carries out operations of the catalog over a connection. */
export interface OverSsh {
  /** What can be done so, by the names of the catalog. */
  readonly operations: readonly string[]
  /** Ends with an `ended` event; the next one is told when the answer settles. Throws `ActionError` for what cannot be begun. */
  begin(
    order: { readonly id: string; readonly operation: string; readonly params: object; readonly by: string },
    reach: SshReach,
    tell: (event: ActionEvent) => void | Promise<void>,
  ): { control(body: ControlBody): void }
}

export interface SshOperatorOptions {
  readonly reach: SshReach
  readonly over: OverSsh
  /** As an administrator allows; what the account may not do the host itself refuses. */
  readonly tier: Tier
  readonly username: string
}

/** Takes orders for a host without an agent: over its connection, with the rights of its account. */
export class SshOperator implements Operator {
  readonly #options: SshOperatorOptions

  constructor(options: SshOperatorOptions) {
    this.#options = options
  }

  get capabilities(): Capabilities {
    const { tier, username, over, reach } = this.#options
    const known = new Set(over.operations.map(areaOf))
    const lacks = AREAS.filter((area) => !known.has(area)).map((area) => ({ area, reason: 'over_ssh' }))
    return { tier, user: username, privileged: username === 'root', roots: reach.roots, lacks }
  }

  start({ id, operation, params, by }: OrderRequest, sink: EventSink): RunningOrder {
    const { tier, over, reach } = this.#options
    try {
      const row = findOperation(operation)
      if (row && !tierAllows(tier, row.tier)) throw new ActionError('tier', `this host is set to ${tier}, and this takes ${row.tier}`)
      return over.begin({ id, operation, params, by: by.user }, reach, sink)
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      const ended = failed(error.failure, error.message)
      // Whoever starts something hears of it afterwards.
      queueMicrotask(() => void sink(ended))
      return { control() {} }
    }
  }
}
