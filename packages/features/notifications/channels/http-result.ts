import type { Answer } from '../outgoing.ts'
import type { SendResult } from './channel.ts'

/** What the status of an answer means for a delivery. */
export function resultOf({ status, headers, body }: Answer): SendResult {
  if (status >= 200 && status < 300) return { ok: true }
  const error = `answered ${status}`
  if (status === 429) return { ok: false, error, retry: 'later', waitMs: waitOf(headers['retry-after'], body) }
  if (status >= 500 || status === 408) return { ok: false, error, retry: 'later' }
  return { ok: false, error, retry: status === 404 || status === 410 ? 'gone' : 'never' }
}

const DEFAULT_WAIT_SECONDS = 5
const LONGEST_WAIT_SECONDS = 3600

/** The body's `retry_after` is finer than the header. */
function waitOf(header: string | undefined, body: string): number {
  const seconds = [retryAfter(body), Number(header ?? Number.NaN)].find((each) => Number.isFinite(each) && each >= 0)
  return Math.ceil(Math.min(seconds ?? DEFAULT_WAIT_SECONDS, LONGEST_WAIT_SECONDS) * 1000)
}

function retryAfter(body: string): number {
  try {
    const { retry_after } = JSON.parse(body)
    return typeof retry_after === 'number' ? retry_after : Number.NaN
  } catch {
    return Number.NaN
  }
}
