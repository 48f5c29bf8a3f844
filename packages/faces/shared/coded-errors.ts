import type { DomainError, ErrorCode } from '@hyperion/domain/errors'
import type { Dialect } from './errors.ts'

/** Status, code and message of an error. */
export type CodedWording = readonly [status: number, code: string, message: string | ((error: DomainError) => string)]

/** `{error: CODE, message, details}`, which the PerfAnalysis and Hyperion documents share, each with its own words. */
export function codedErrors(wordings: Record<ErrorCode, CodedWording>): Dialect['render'] {
  return (error) => {
    const [status, code, message] = wordings[error.code]
    const text = typeof message === 'string' ? message : message(error)
    const { details, retryAfter } = error.info
    return {
      status,
      body: {
        error: code,
        message: text,
        details: { ...details, ...(retryAfter !== undefined && { retry_after: retryAfter }) },
        ...(error.code === 'otp_required' && { otp_required: true }),
      },
    }
  }
}
