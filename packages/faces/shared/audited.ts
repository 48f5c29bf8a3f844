import { DomainError } from '@hyperion/domain/errors'
import type { AuditedDeed, AuditLog } from '@hyperion/features/audit'
import type { FastifyRequest } from 'fastify'
import { principalOf } from './access.ts'

export type AuditRecorder = Pick<AuditLog, 'record'>

/** Does something for whoever is signed in and notes it with its outcome; a failure is noted by its code and thrown on. */
export async function audited<T>(
  request: FastifyRequest,
  audit: AuditRecorder,
  deed: Pick<AuditedDeed, 'action' | 'target' | 'host' | 'details'>,
  work: () => Promise<T>,
): Promise<T> {
  const { id, username } = principalOf(request).user
  const told = { ...deed, actor: { id, name: username }, address: request.ip }
  try {
    const result = await work()
    audit.record(told)
    return result
  } catch (error) {
    audit.record({ ...told, details: { ...deed.details, error: codeOf(error) }, outcome: 'failure' })
    throw error
  }
}

export function codeOf(error: unknown): string {
  return error instanceof DomainError ? error.code : 'internal'
}
