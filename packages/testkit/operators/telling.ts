import type { OperationId, ResultOf, RowOf } from '@hyperion/wire/actions'

/** 2026-01-15T12:00:00Z. */
export const TOLD_AT = 1_768_478_400_000

export interface Telling<O extends OperationId> extends Told {
  readonly result: ResultOf<O>
  readonly rows?: readonly ([RowOf<O>] extends [never] ? never : RowOf<O>)[]
}

export interface Told {
  readonly result: object
  readonly rows?: readonly Readonly<Record<string, unknown>>[]
  readonly text?: string
  readonly bytes?: string
  /** It goes on until its input ends, or until it is cancelled. */
  readonly waits?: boolean
}
