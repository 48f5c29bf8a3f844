import type { Action, Approval } from '@hyperion/domain/actions'
import { DomainError } from '@hyperion/domain/errors'
import { findOperation, type Operation, type OperationId } from '@hyperion/wire/actions'
import { WireError } from '@hyperion/wire/checks'
import { asDomainError } from './failures.ts'

const REASON = { least: 3, most: 1000 } as const
/** Controls but for tabs and line breaks, and what turns the text around it: an approver has to read what is there. */
const MISLEADING = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u

/** Of an action that was just asked for. */
export const NOTHING_YET = {
  decidedBy: null,
  decidedAt: null,
  startedAt: null,
  endedAt: null,
  failure: null,
  message: '',
  result: null,
  output: '',
  stderr: [],
  undo: null,
} as const

export function rowOf(operation: OperationId): Operation<never> {
  const row = findOperation(operation)
  if (!row) throw new DomainError('not_found', 'no such operation')
  return row
}

export function parametersOf(row: Operation<never>, params: object): object {
  try {
    return row.params(params, 'params')
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    throw asDomainError({ failure: 'invalid', message: error.message })
  }
}

/** Whether what waits cannot be begun any more by a hub that was started since: contents and secrets are not kept. */
export function isLostAtStart(row: Operation<never> | undefined): boolean {
  return row?.kept !== undefined || row?.wholeInput !== undefined
}

/** What was asked for, where all of it is kept; undefined where contents or secrets were left out. */
export function wholeParams({ operation, params }: Action): object | undefined {
  const row = rowOf(operation as OperationId)
  return row.kept ? undefined : parametersOf(row, params)
}

export function reasonOf(text: string): string {
  const reason = text.trim()
  if (reason.length >= REASON.least && reason.length <= REASON.most && !MISLEADING.test(reason)) return reason
  const problem = `Say why, in ${REASON.least} to ${REASON.most} characters`
  throw new DomainError('validation_failed', 'reason', { details: { reason: [problem] } })
}

export function incidentOf(incident: string | undefined): string | null {
  if (incident === undefined || /^[\w-]{1,64}$/.test(incident)) return incident ?? null
  throw new DomainError('validation_failed', 'incident', { details: { incident: ['This is no incident'] } })
}

export function needsApproval(approval: Approval, dangerous: boolean): boolean {
  return approval === 'all' || (approval === 'dangerous' && dangerous)
}
