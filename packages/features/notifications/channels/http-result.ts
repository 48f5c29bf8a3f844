import { oneLine, shortened } from '@hyperion/domain/text'
import type { Answer } from '../outgoing.ts'
import type { SendResult } from './channel.ts'

/** What a service says of itself; whatever is not there or of another type is left out. */
export interface ServiceAnswer {
  readonly ok?: unknown
  readonly error?: unknown
  readonly description?: unknown
  readonly message?: unknown
  readonly result?: { readonly message_id?: unknown } | null
  readonly channel?: unknown
  readonly ts?: unknown
  readonly retry_after?: unknown
  readonly parameters?: { readonly retry_after?: unknown } | null
}

/** What came back from an address means for a delivery; the reason is what a known service gives, never just any body. */
export function resultOf(answer: Answer | { readonly error: string }, reason = ''): SendResult {
  if ('error' in answer) return { ok: false, error: answer.error, retry: 'later' }
  const { status, headers, body } = answer
  if (status >= 200 && status < 300) return { ok: true }
  const error = [`answered ${status}`, shortened(oneLine(reason), LONGEST_REASON)].filter(Boolean).join(': ')
  if (status === 429) return { ok: false, error, retry: 'later', waitMs: waitOf(headers['retry-after'], body) }
  if (status >= 500 || status === 408) return { ok: false, error, retry: 'later' }
  return { ok: false, error, retry: status === 404 || status === 410 ? 'gone' : 'never' }
}

/** The JSON object in a body, else an empty one. */
export function jsonOf(body: string): ServiceAnswer {
  try {
    const value = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

const LONGEST_REASON = 200
const DEFAULT_WAIT_SECONDS = 5
const LONGEST_WAIT_SECONDS = 3600

/** What the body says is finer than the header. */
function waitOf(header: string | undefined, body: string): number {
  const { retry_after, parameters } = jsonOf(body)
  const candidates = [retry_after, parameters?.retry_after, header === undefined ? undefined : Number(header)]
  const seconds = candidates.find((each): each is number => typeof each === 'number' && Number.isFinite(each) && each >= 0)
  return Math.ceil(Math.min(seconds ?? DEFAULT_WAIT_SECONDS, LONGEST_WAIT_SECONDS) * 1000)
}
