import type { Action, Undo } from '@hyperion/domain/actions'
import type { DomainError } from '@hyperion/domain/errors'
import type { ActionChange } from '@hyperion/ports/actions'
import type { Ended, OperationId, ResultOf } from '@hyperion/wire/actions'
import { WireError } from '@hyperion/wire/checks'
import { failed } from '../operators/index.ts'
import { asDomainError } from './failures.ts'
import { checkedResult } from './output.ts'

/** A text as every database takes it. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{FFFD}')
}

/** What is kept of an end. */
export function changeOf(operation: string, ended: Ended, endedAt: number): ActionChange {
  const told = tellable(operation, ended)
  const { result, error } = told
  const state = error?.failure === 'away' ? 'unknown' : told.state
  const kept = result as Action['result']
  return { state, endedAt, failure: error?.failure ?? null, message: storable(error?.message ?? ''), result: kept, undo: undoIn(kept) }
}

/** The end as it may be kept: a host may tell anything. */
function tellable(operation: string, ended: Ended): Ended {
  if (ended.state !== 'succeeded') return { ...ended, result: null }
  try {
    return { ...ended, result: checkedResult(operation as OperationId, ended.result) }
  } catch {
    return failed('failed', 'the host answered something that is not understood')
  }
}

function undoIn(result: Action['result']): Undo | null {
  const undo = result?.undo as Partial<Undo> | null | undefined
  return typeof undo?.operation === 'string' && typeof undo.params === 'object' && undo.params !== null
    ? { operation: undo.operation, params: undo.params }
    : null
}

/** Throws a `DomainError` for what is not as the catalog has it. */
export function checked<O extends OperationId>(operation: O, result: unknown): ResultOf<O> {
  try {
    return checkedResult(operation, result)
  } catch (error) {
    throw unusable(error)
  }
}

/** What a host told that is not understood, as an error of the catalog; throws what it is not. */
export function unusable(error: unknown): DomainError {
  if (!(error instanceof WireError)) throw error
  return asDomainError({ failure: 'failed', message: `the host answered something that is not understood: ${error.message}` })
}

/** The end of what is over, as a host would tell it. */
export function endOf({ state, result, failure, message }: Action): Ended {
  const told = state === 'succeeded' || state === 'cancelled' || state === 'refused' ? state : 'failed'
  return { kind: 'ended', state: told, result, error: failure ? { failure, message } : null }
}
