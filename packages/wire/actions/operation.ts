import type { Tier } from '@hyperion/domain/actions'
import type { Permission } from '@hyperion/domain/users'
import type { Check, Infer } from '../checks/index.ts'

/**
 * Something that can be asked of a host: one row says all that the hub, the agent, the API and the web app need to know of it.
 * Both ends check with it what the other one sends.
 */
export interface Operation<P = object, R = object, Row = object> {
  /** From which tier on a host does it. */
  readonly tier: Tier
  /** What somebody needs to be allowed in the hub to ask for it. */
  readonly permission: Permission
  /** It changes something: a reason is asked for, and it is kept for good. */
  readonly change: boolean
  /** It takes a code of those who have a second factor; false when left out. */
  readonly dangerous?: ((params: P) => boolean) | undefined
  /** It takes input while it runs, or goes on until it is cancelled. */
  readonly interactive?: boolean | undefined
  /** It takes its input whole, of at most so many bytes: that may be given with the asking. */
  readonly wholeInput?: number | undefined
  /** After this long without a sign of life it is given up by the host; null for none. */
  readonly timeoutMs: number | null
  readonly params: Check<P>
  readonly result: Check<R>
  /** Of what it lists, for long answers that come in parts. */
  readonly row?: Check<Row> | undefined
  /** What it is done to, for people. */
  readonly target: (params: P) => string
  /** What is kept of the parameters: all of them when left out, else without contents and secrets. */
  readonly kept?: ((params: P) => object) | undefined
}

interface Checks<P, R, Row> {
  readonly params: P
  readonly result: R
  readonly row?: Row
}

/** For a row of the catalog: takes its types from its checks. */
export function operation<P, R, Row = never>(
  checks: Checks<P, R, Row>,
  rest: Omit<Operation<Infer<P>, Infer<R>, Infer<Row>>, keyof Checks<P, R, Row>>,
): Operation<Infer<P>, Infer<R>, Infer<Row>> {
  return { ...checks, ...rest } as never
}
