import type { Clock } from '@hyperion/ports/clock'
import type { SshConnection } from '@hyperion/ports/ssh'
import type { OperationId, ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Run } from '../actions/implementation.ts'

/** What is known of a host when something is asked of it. */
export interface HostContext {
  /** Epoch ms, as its inventory has it. */
  readonly bootedAt: number
}

/** A host without an agent, as it is reached. */
export interface Reach {
  readonly connection: SshConnection
  readonly context: HostContext
  /** Folders that files may be reached in, as paths of the catalog; the home folder of the account where there are none. */
  readonly roots: readonly string[]
  readonly clock: Clock
}

/** Carries an operation out over a connection, with the rights of its account. Rejects with `ActionError`; anything else counts as failed. */
export type ShellImplementation<O extends OperationId> = (params: ParamsOf<O>, run: Run<O>, reach: Reach) => Promise<ResultOf<O>>

export type ShellImplementations = { readonly [O in OperationId]?: ShellImplementation<O> }
